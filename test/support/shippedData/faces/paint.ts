/** A picture of a person in a look: the parts of facesjs as layers that move with the pose, rasterised by resvg, and lit. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type FaceConfig, faceToSvgString } from 'facesjs';
import type { Light, Look, Pose } from './look';
import type { Person } from './person';

export const SIDE = 48;
/** The picture is drawn so many times as large, and its pixels are the means of squares. */
const FINER = 3;
/** Pixels are multiples of this: files of finer ones would be twice as large, and look no better. */
const STEP = 6;
const MOST = 252;
/** What is seen of the 400 x 600 of facesjs: a square around the head. */
const VIEW = { left: 20, top: 140, side: 360 };
/** About this point the head turns and grows. */
const MIDDLE = [200, 330] as const;

/** Parts that move together, from back to front, and how far they move with a full turn or nod, in units of facesjs. */
interface Layer {
  readonly parts: readonly (keyof FaceConfig)[];
  readonly turn: number;
  readonly nod: number;
}
const LAYERS: readonly Layer[] = [
  { parts: ['hairBg'], turn: -6, nod: 0 },
  { parts: ['body', 'jersey'], turn: 0, nod: 0 },
  { parts: ['ear'], turn: -10, nod: -4 },
  { parts: ['head'], turn: 0, nod: 0 },
  { parts: ['eyeLine', 'smileLine', 'miscLine'], turn: 14, nod: 8 },
  { parts: ['facialHair'], turn: 8, nod: 5 },
  { parts: ['eye', 'eyebrow'], turn: 14, nod: 8 },
  { parts: ['mouth'], turn: 14, nod: 8 },
  { parts: ['nose'], turn: 20, nod: 10 },
  { parts: ['hair'], turn: 4, nod: 2 },
  { parts: ['glasses'], turn: 14, nod: 8 },
  { parts: ['accessories'], turn: 4, nod: 2 },
];

const PARTS = LAYERS.flatMap(({ parts }) => parts);

let loading: Promise<void> | undefined;

/** Before the first picture: the rasteriser is a module of WebAssembly, and gives the same pixels on every machine. */
export function loadRasteriser(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  loading ??= initWasm(readFileSync(path));
  return loading;
}

/** @returns 48 x 48 x 3 bytes */
export function paintFace(person: Person, look: Look): Uint8Array {
  const size = SIDE * FINER;
  const drawn = new Resvg(drawScene(person, look), {
    fitTo: { mode: 'width', value: size },
    font: { loadSystemFonts: false },
  });
  const image = drawn.render();
  const { pixels } = image;
  const face = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const gain = gainAt(look.light, (2 * x + 1) / SIDE - 1, (2 * y + 1) / SIDE - 1);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let i = 0; i < FINER * FINER; i++) {
          const [dx, dy] = [i % FINER, Math.floor(i / FINER)];
          sum += pixels[((y * FINER + dy) * size + x * FINER + dx) * 4 + channel]!;
        }
        const lit = (sum / (FINER * FINER)) * gain * look.light.colour[channel]!;
        face[(y * SIDE + x) * 3 + channel] = Math.min(MOST, Math.round(lit / STEP) * STEP);
      }
    }
  }
  image.free();
  drawn.free();
  return face;
}

const gainAt = ({ level, strength, direction }: Light, x: number, y: number) =>
  level * (1 + (strength * (x * direction[0] + y * direction[1])) / 1.5);

/** The picture as SVG. */
function drawScene(person: Person, look: Look): string {
  const face = faceOf(person, look);
  const { left, top, side } = VIEW;
  const [from, to] = look.background;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${side} ${side}" width="${side}" height="${side}">`,
    `<defs><linearGradient id="b" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>`,
    `<rect x="${left}" y="${top}" width="${side}" height="${side}" fill="url(#b)"/>`,
    `<g transform="${placeHead(look.pose)}">`,
    ...LAYERS.map(
      (layer) => `<g transform="${placeLayer(layer, look.pose, person)}">${drawParts(face, layer.parts)}</g>`,
    ),
    '</g></svg>',
  ].join('');
}

/** Eyes, brows and glasses are as far apart and as far down as the person's eyes, the nose as far down as the person's. */
function placeLayer(
  { parts, turn, nod }: Layer,
  pose: Pose,
  { eyeSpread, eyeDrop, noseDrop }: Person,
): string {
  const isOfEyes = parts.includes('eye') || parts.includes('glasses');
  const squeeze = turn > 4 ? 1 - 0.06 * Math.abs(pose.turn) : 1;
  const breadth = isOfEyes ? squeeze * eyeSpread : squeeze;
  const drop = isOfEyes ? eyeDrop : parts.includes('nose') ? noseDrop : 0;
  const x = turn * pose.turn + MIDDLE[0] * (1 - breadth);
  return `translate(${round(x)} ${round(nod * pose.nod + drop)}) scale(${round(breadth)} 1)`;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

function placeHead({ tilt, scale, shift }: Pose): string {
  const [x, y] = MIDDLE;
  return `translate(${round(x + shift[0])} ${round(y + shift[1])}) rotate(${round(tilt)}) scale(${round(scale)}) translate(${-x} ${-y})`;
}

/** What facesjs draws of some parts, without the frame around it. */
function drawParts(face: FaceConfig, parts: readonly (keyof FaceConfig)[]): string {
  const shown = { ...face } as unknown as Record<string, object>;
  for (const part of PARTS) if (!parts.includes(part)) shown[part] = { ...shown[part], id: 'none' };
  const svg = faceToSvgString(shown as unknown as FaceConfig);
  return svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
}

function faceOf(person: Person, look: Look): FaceConfig {
  const [red, green, blue] = person.skin.map(Math.round);
  return {
    fatness: Math.min(1, Math.max(0, person.breadth + look.breadth)),
    teamColors: [...look.colours],
    hairBg: { id: look.hairBehind },
    body: { id: 'body', color: `rgb(${red},${green},${blue})`, size: 0.95 },
    jersey: { id: look.clothes },
    ear: { id: person.ears, size: person.earSize },
    head: { id: person.head, shave: 'rgba(0,0,0,0)' },
    eyeLine: { id: look.line.eyes },
    smileLine: { id: look.line.smile, size: 1 },
    miscLine: { id: look.line.other },
    facialHair: { id: look.facialHair },
    eye: {
      id: person.eyes,
      angle: person.eyeAngle + look.eyeAngle,
      size: person.eyeSize,
    } as FaceConfig['eye'],
    eyebrow: { id: look.eyebrows, angle: look.eyebrowAngle },
    hair: { id: look.hair, color: look.hairColour, flip: look.isHairFlipped },
    mouth: { id: look.mouth, flip: look.isMouthFlipped },
    nose: { id: person.nose, flip: false, size: person.noseSize },
    glasses: { id: look.glasses },
    accessories: { id: look.onHead },
  };
}
