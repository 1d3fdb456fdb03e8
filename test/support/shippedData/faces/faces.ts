/**
 * Painted faces: 40 people to be told apart, and 16 strangers for re-identification, whom no network is trained on. Every run of as many pictures as there are people holds each once.
 * A picture depends on the seed, its part and its place in it alone.
 */

import type { ImageSet } from '../../../../src/data/dataset';
import { faceAttributes } from '../../../../src/data/shipped/faceAttributes';
import { type ShippedPartName, shippedParts } from '../../../../src/data/shipped/shippedSets';
import { createRandom } from '../../../../src/math/random/random';
import { drawLook, type Look } from './look';
import { loadRasteriser, paintFace, SIDE } from './paint';
import { drawPeople } from './person';

const SEED = 1;
export const KNOWN = 40;
const STRANGERS = 16;
/** The last eight of the known people are four pairs. */
const PAIRS = 4;

/** Who is in a part, and how many pictures there are of each. */
const PARTS: Readonly<
  Record<ShippedPartName, { readonly first: number; readonly people: number; readonly pictures: number }>
> = {
  training: { first: 0, people: KNOWN, pictures: 60 },
  validation: { first: 0, people: KNOWN, pictures: 10 },
  guard: { first: 0, people: KNOWN, pictures: 5 },
  query: { first: KNOWN, people: STRANGERS, pictures: 2 },
  gallery: { first: KNOWN, people: STRANGERS, pictures: 8 },
};

/**
 * The pictures of a part, and their attributes.
 * @param count only the first; absent: all
 */
export async function drawFaces(
  part: ShippedPartName,
  count?: number,
): Promise<ImageSet & { readonly attributes: Uint8Array }> {
  const { first, people, pictures } = PARTS[part]!;
  await loadRasteriser();
  const persons = drawPeople(SEED, { count: KNOWN + STRANGERS, known: KNOWN, pairs: PAIRS });
  const total = count ?? people * pictures;
  const labels = drawOrder(part, people, total);
  const images = new Uint8Array(total * SIDE * SIDE * 3);
  const attributes = new Uint8Array(total * faceAttributes.length);
  for (let i = 0; i < total; i++) {
    const look = drawLook(createRandom(SEED, `faces ${part} ${i}`));
    images.set(paintFace(persons[first + labels[i]!]!, look), i * SIDE * SIDE * 3);
    attributes.set(attributesOf(look), i * faceAttributes.length);
  }
  return { count: total, images, labels, attributes };
}
const attributesOf = ({ attributes }: Look) => faceAttributes.map((name) => Number(attributes[name]));

function drawOrder(part: string, people: number, total: number): Uint8Array {
  const labels = new Uint8Array(total);
  for (let start = 0; start < total; start += people) {
    const order = createRandom(SEED, `faces ${part} order from ${start}`).shuffle(
      Uint8Array.from({ length: people }, (_, i) => i),
    );
    labels.set(order.subarray(0, total - start), start);
  }
  return labels;
}

/** All parts, as src/data/shipped/shippedSets.ts says. */
export async function drawAllFaces(): Promise<Record<ShippedPartName, ImageSet>> {
  const parts: [ShippedPartName, ImageSet][] = [];
  for (const part of shippedParts) parts.push([part, await drawFaces(part)]);
  return Object.fromEntries(parts) as Record<ShippedPartName, ImageSet>;
}
