/** What differs from picture to picture of one person, and the attributes that a picture has. */

import { svgsIndex } from 'facesjs';
import type { FaceAttribute } from '../../../../src/data/shipped/faceAttributes';
import type { Random } from '../../../../src/math/random/random';

export interface Look {
  readonly hair: string;
  readonly hairBehind: string;
  readonly hairColour: string;
  readonly isHairFlipped: boolean;
  readonly facialHair: string;
  readonly glasses: string;
  readonly onHead: string;
  readonly mouth: string;
  readonly isMouthFlipped: boolean;
  readonly eyebrows: string;
  readonly eyebrowAngle: number;
  /** Added to those of the person. */
  readonly eyeAngle: number;
  readonly breadth: number;
  readonly line: { readonly eyes: string; readonly smile: string; readonly other: string };
  readonly clothes: string;
  /** Three colours of the clothes and what is on the head. */
  readonly colours: readonly [string, string, string];
  readonly pose: Pose;
  readonly light: Light;
  /** Two colours of the background, from top to bottom. */
  readonly background: readonly [string, string];
  readonly attributes: Readonly<Record<FaceAttribute, boolean>>;
}

export interface Pose {
  /** To the left or right, and down or up, -1 to 1: the parts in front move more than those behind. */
  readonly turn: number;
  readonly nod: number;
  /** In the plane, degrees. */
  readonly tilt: number;
  readonly scale: number;
  /** Of the head in the picture, in units of facesjs (400 across). */
  readonly shift: readonly [number, number];
}

/** The light falls from a side: gain = level x (1 + strength x (place . direction)), and has a colour. */
export interface Light {
  readonly level: number;
  readonly strength: number;
  readonly direction: readonly [number, number];
  readonly colour: readonly [number, number, number];
}

const DARK_HAIR = ['#272421', '#3D2314', '#1c1008', '#5A3825'];
const FAIR_HAIR = ['#CC9966', '#e9c67b', '#D7BF91', '#B55239'];
const GREY_HAIR = ['#b9b7b3', '#dcdad6', '#8e8c8a'];

const isLong = (id: string) => id.startsWith('female') || id === 'longHair';
const LONG_HAIR = svgsIndex.hair.filter(isLong);
const SHORT_HAIR = svgsIndex.hair.filter((id) => !isLong(id) && id !== 'bald' && id !== 'short-bald');
/** Of short hair what a hat leaves; of long hair only what falls behind. */
const UNDER_HAT = ['short', 'short-fade'];
const BEHIND = svgsIndex.hairBg.filter((id) => id !== 'none');
const MOUSTACHES = ['mustache1', 'mustache-thin', 'soul-stache', 'goatee-thin-stache'];
const BEARDS = [
  'beard1',
  'beard2',
  'beard3',
  'beard4',
  'beard5',
  'beard6',
  'fullgoatee',
  'fullgoatee4',
  'honest-abe',
  'beard-point',
];
const HATS = ['hat', 'hat2', 'hat3', 'santa-hat'];
const SPECTACLES = [
  'glasses1-primary',
  'glasses1-secondary',
  'glasses2-black',
  'glasses2-primary',
  'glasses2-secondary',
];
const SMILES = ['smile', 'smile2', 'smile3', 'smile4', 'smile-closed', 'mouth6'];
const SERIOUS = ['angry', 'closed', 'side', 'straight', 'mouth', 'mouth4'];
const WRINKLES = ['forehead1', 'forehead2', 'forehead3', 'forehead4', 'forehead5'];

/** A look of a seed's stream. Age comes first: the old have grey hair, lines and bald heads more often. */
export function drawLook(random: Random): Look {
  const chance = (share: number) => random.uniform() < share;
  const one = <T>(list: readonly T[]) => list[random.integer(list.length)]!;
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const isOld = chance(0.3);
  const has = {
    beard: chance(0.3),
    moustache: chance(0.15),
    glasses: chance(0.3),
    hat: chance(0.2),
    longHair: chance(0.35),
    bald: chance(isOld ? 0.35 : 0.08),
    fairHair: chance(0.35),
    greyHair: chance(isOld ? 0.7 : 0.03),
    smile: chance(0.5),
    wrinkles: chance(isOld ? 0.8 : 0.08),
    freckles: chance(0.15),
    turned: chance(0.5),
  };
  const longHair = has.longHair && !has.bald;
  const hasColour = !has.bald;
  const attributes = {
    ...has,
    moustache: has.moustache && !has.beard,
    longHair,
    fairHair: has.fairHair && !has.greyHair && hasColour,
    greyHair: has.greyHair && hasColour,
    freckles: has.freckles && !has.wrinkles,
  };
  const { direction, ...light } = {
    direction: unit(random),
    level: between(0.85, 1.1),
    strength: between(0, 0.25),
  };
  return {
    hair: has.bald
      ? 'bald'
      : has.hat
        ? longHair
          ? 'none'
          : one(UNDER_HAT)
        : one(longHair ? LONG_HAIR : SHORT_HAIR),
    hairBehind: longHair ? one(BEHIND) : 'none',
    hairColour: one(has.greyHair ? GREY_HAIR : has.fairHair ? FAIR_HAIR : DARK_HAIR),
    isHairFlipped: chance(0.5),
    facialHair: attributes.beard ? one(BEARDS) : attributes.moustache ? one(MOUSTACHES) : 'none',
    glasses: has.glasses ? one(SPECTACLES) : 'none',
    onHead: has.hat ? one(HATS) : 'none',
    mouth: one(has.smile ? SMILES : SERIOUS),
    isMouthFlipped: chance(0.5),
    eyebrows: one(svgsIndex.eyebrow),
    eyebrowAngle: Math.round(between(-12, 12)),
    eyeAngle: Math.round(between(-3, 3)),
    breadth: between(-0.05, 0.05),
    line: {
      eyes: isOld ? one(svgsIndex.eyeLine) : 'none',
      smile: isOld || has.smile ? one(svgsIndex.smileLine) : 'none',
      other: has.wrinkles ? one(WRINKLES) : attributes.freckles ? one(['freckles1', 'freckles2']) : 'none',
    },
    clothes: one(svgsIndex.jersey),
    colours: [colour(random, 40, 230), colour(random, 40, 230), colour(random, 40, 230)],
    pose: {
      turn: (has.turned ? 1 : -1) * between(0.15, 1),
      nod: between(-1, 1),
      tilt: between(-8, 8),
      scale: between(0.95, 1.05),
      shift: [between(-17, 17), between(-17, 17)],
    },
    light: { ...light, direction, colour: [between(0.97, 1.03), 1, between(0.97, 1.03)] },
    background: [colour(random, 20, 245), colour(random, 20, 245)],
    attributes,
  };
}

function unit(random: Random): readonly [number, number] {
  const [x, y] = [random.normal(), random.normal()];
  const length = Math.sqrt(x * x + y * y) || 1;
  return [x / length, y / length];
}

function colour(random: Random, low: number, high: number): string {
  const channel = () => low + random.integer(high - low);
  return `rgb(${channel()},${channel()},${channel()})`;
}
