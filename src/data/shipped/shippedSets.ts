import type { ImageShape } from '../dataset';
import { faceAttributes } from './faceAttributes';

/** The data sets that ship as files: where they lie, in which pieces, and what they must be. `npm run data` writes the files. */

export interface ShippedSet {
  /** Of the folder that holds the pieces. */
  readonly folder: string;
  readonly shape: ImageShape;
  readonly training: ShippedPart;
  readonly validation: ShippedPart;
  /** Images for the guard: none of the others. They are read when a guard is first measured, and not before. */
  readonly guard: ShippedPart;
  /** Names of what is true or not of each image; absent: nothing is said of them. */
  readonly attributes?: readonly string[];
  /** For re-identification; read when they are first asked for. */
  readonly strangers?: { readonly query: ShippedPart; readonly gallery: ShippedPart };
}

export interface ShippedPart {
  /** Images in each piece, in their order. The first piece is small: its images can be shown while the others come. */
  readonly pieces: readonly number[];
  /** What digestOf gives for the whole part. */
  readonly digest: string;
}

/** In the order in which they are read; the last two only some sets have. */
export const shippedParts = ['training', 'validation', 'guard', 'query', 'gallery'] as const;
export type ShippedPartName = (typeof shippedParts)[number];

/** @returns undefined where the set has no such part */
export function partOf(set: ShippedSet, part: ShippedPartName): ShippedPart | undefined {
  return part === 'query' || part === 'gallery' ? set.strangers?.[part] : set[part];
}

/** Bytes of one image in a piece beside its pixels: its class number, and a bit for each attribute. */
export function headBytes({ attributes = [] }: Pick<ShippedSet, 'attributes'>): number {
  return 1 + Math.ceil(attributes.length / 8);
}

/** The name of a piece: an ending that no server takes for a packed file that it should unpack on the way. */
export function pieceName(part: ShippedPartName, piece: number): string {
  return `${part}-${piece}.bin`;
}

/** Those of src/data/made/digits.ts with seed 1, and GUARD_IMAGES further ones. */
export const SHIPPED_DIGITS: ShippedSet = {
  folder: 'data/digits',
  shape: [28, 28, 1],
  training: {
    pieces: [200, 5800],
    digest: '2686498fda5d29ad3e7664a7a11676d6f1f37a964e7bdec51acec731bdf6cd9f',
  },
  validation: {
    pieces: [1000],
    digest: 'e61eeffff56003c80f5ab87f5381ac0ca1158a0360dd3d152258adb360525118',
  },
  guard: { pieces: [500], digest: '0247d6332af4cf33e20302025208c0949939b0c259ffcfe7752f2858669f358c' },
};

/** Of a class 600, 100 and 100 images (test/support/shippedData/fashion.ts draws them). */
export const SHIPPED_FASHION: ShippedSet = {
  folder: 'data/fashion',
  shape: [28, 28, 1],
  training: {
    pieces: [200, 1800, 2000, 2000],
    digest: 'cc1f882f241ca068ec74051722f01eb4e7d8e78d1d3390ae9ba5cde0c63bfbd7',
  },
  validation: { pieces: [1000], digest: 'd66f21497f13660edc6955528eb1d73b48c7dfa29ab8c1dbf30d8b1f957dff23' },
  guard: { pieces: [1000], digest: '8fd7842acf8e29acf6cf2c8fd59a4cae2ba7de526be79996695360b4203d9f39' },
};

/** Of each of 40 people 60, 10 and 5 pictures, and of each of 16 strangers 2 and 8 (test/support/shippedData/faces paints them). */
export const SHIPPED_FACES: ShippedSet = {
  folder: 'data/faces',
  shape: [48, 48, 3],
  attributes: faceAttributes,
  training: {
    pieces: [120, 760, 760, 760],
    digest: '789d6885cdce1d63da9ee18913e88dc7e60c54d6a66a61fbf9eef636103f24bb',
  },
  validation: { pieces: [400], digest: '6f21f24eb0e45deec38c2651ab6335b7195b1c082399e713292e73ea8b7a0f95' },
  guard: { pieces: [200], digest: '702072928c9d9aed529066c25450366886a810c7119d8112bde627512ccbc897' },
  strangers: {
    query: { pieces: [32], digest: '9315b1b4993a0bf15da18fefcb34d2c7d3aac4072e4bc60bae11015190e3d965' },
    gallery: { pieces: [128], digest: 'ba987c658fcd5c8d449e05dbc6e3d173a4dd385b1a00f4fcda047cdb6d3c384f' },
  },
};
