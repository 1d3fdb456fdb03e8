/**
 * Who is painted: people that are told apart by head, skin, nose, eyes and ears, in the parts of facesjs (Apache-2.0, https://github.com/zengm-games/facesjs). All else of a picture changes.
 * Its own generator of faces is not used: every choice is made here, from our seed.
 */

import { svgsIndex } from 'facesjs';
import { createRandom, type Random } from '../../../../src/math/random/random';

/** What stays the same in all pictures of a person. */
export interface Person {
  readonly head: string;
  /** How broad the head is, 0 to 1. */
  readonly breadth: number;
  /** Red, green and blue, 0 to 255. */
  readonly skin: readonly [number, number, number];
  readonly nose: string;
  readonly noseSize: number;
  readonly noseDrop: number;
  readonly eyes: string;
  readonly eyeSize: number;
  /** How far apart the eyes are, 1 as in facesjs, and how far down, in its units. */
  readonly eyeSpread: number;
  readonly eyeDrop: number;
  readonly eyeAngle: number;
  readonly ears: string;
  readonly earSize: number;
}

/** The lightest and the darkest skin; people lie anywhere between, a little redder or yellower. */
const LIGHT = [250, 222, 206] as const;
const DARK = [104, 68, 58] as const;

/** Noses that can be told from the others in 48 pixels; the one that grows with lies is left out. */
const noses = svgsIndex.nose.filter((id) => id !== 'pinocchio');

/** One of a list, each as often as any other before one comes again. */
function dealer(ids: readonly string[], random: Random): () => string {
  let left: string[] = [];
  return () => {
    if (left.length === 0) left = Array.from(random.shuffle(Uint16Array.from(ids.keys())), (at) => ids[at]!);
    return left.pop()!;
  };
}

/**
 * People of one seed. The last `2 * pairs` of the first `known` are relatives, two by two: the second of a pair has the head, the skin and the ears of the first.
 * @param count how many; asking for fewer gives the first of them
 */
export function drawPeople(
  seed: number,
  { count, known, pairs }: { count: number; known: number; pairs: number },
): Person[] {
  const random = createRandom(seed, 'faces people');
  const deal = {
    head: dealer(svgsIndex.head, random),
    nose: dealer(noses, random),
    eyes: dealer(svgsIndex.eye, random),
    ears: dealer(svgsIndex.ear, random),
    tone: dealer(
      Array.from({ length: 20 }, (_, i) => String(i)),
      random,
    ),
  };
  const people: Person[] = [];
  for (let i = 0; i < count; i++) {
    const made = drawPerson(deal, random);
    const isRelative = i >= known - 2 * pairs && i < known && (known - i) % 2 === 1;
    const { head, breadth, skin, ears, earSize } = isRelative ? people[i - 1]! : made;
    people.push({ ...made, head, breadth, skin, ears, earSize });
  }
  return people;
}

function drawPerson(
  deal: Record<'head' | 'nose' | 'eyes' | 'ears' | 'tone', () => string>,
  random: Random,
): Person {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const tone = (Number(deal.tone()) + random.uniform()) / 20;
  const warmth = between(-14, 14);
  const skin = LIGHT.map(
    (light, channel) => light + tone * (DARK[channel]! - light) + [warmth, 0, -warmth][channel]!,
  );
  return {
    head: deal.head(),
    breadth: between(0, 1),
    skin: skin as unknown as Person['skin'],
    nose: deal.nose(),
    noseSize: between(0.8, 1.5),
    noseDrop: between(-10, 18),
    eyes: deal.eyes(),
    eyeSize: between(0.95, 1.45),
    eyeSpread: between(0.8, 1.2),
    eyeDrop: between(-14, 16),
    eyeAngle: Math.round(between(-10, 12)),
    ears: deal.ears(),
    earSize: between(0.6, 1.5),
  };
}
