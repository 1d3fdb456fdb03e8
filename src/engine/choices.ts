/**
 * The choices of Algorithm 1, one list each: which slices, which curvature, which update. For menus, addresses, the command line and the tests; what
 * they are called stands in the catalogue (words/en.ts, engine), what they do is in selectSlices.ts, curvatures/ and methods/algorithm1.ts.
 */

import type { GuardImages } from '../data/dataset';
import { type AttentionSliceId, attentionSliceIds } from '../model/slices';
import type { Catalogue } from '../words/catalogue';
import type { RowId } from '../words/rowWords';

/** How the slices to update are chosen. */
export const selectionIds = [
  'lfoci',
  'cheap',
  'random',
  'random-layer',
  'random-label',
  'one',
  'saliency',
  'saliency-slices',
  'full',
] as const satisfies readonly RowId<'engine.selections'>[];
export type SelectionId = (typeof selectionIds)[number];

/** Where the curvature of the selected block comes from. */
export const curvatureIds = [
  'secant',
  'secant-cut',
  'secant-l1',
  'authors-1',
  'authors-2',
  'fisher',
  'block-fd',
  'block',
  'cg',
  'ggn',
  'kfac',
] as const satisfies readonly RowId<'engine.curvatures'>[];
export type CurvatureId = (typeof curvatureIds)[number];

/** What is done with gradient and curvature. */
export const updateIds = [
  'sekhari',
  'cr',
  'gradient-ascent',
] as const satisfies readonly RowId<'engine.updates'>[];
export type UpdateId = (typeof updateIds)[number];

/** Whether the weight decay of the training is part of the step: the training's own, or none. */
export const weightDecayIds = ['trained', 'none'] as const satisfies readonly RowId<'engine.weightDecays'>[];
export type WeightDecayId = (typeof weightDecayIds)[number];

/** What is a slice of attention: each unit of its projections, or each head. */
export const attentionIds = attentionSliceIds satisfies readonly RowId<'engine.attentions'>[];
export type AttentionId = AttentionSliceId;

/** How L-FOCI selects for several samples that go at once. */
export const batchIds = ['union', 'mean'] as const satisfies readonly RowId<'engine.batches'>[];
export type BatchId = (typeof batchIds)[number];

/** In which order a model is trained again: each sample in its place, those left out missing; or another order for another number of samples. */
export const retrainingOrderIds = [
  'coupled',
  'independent',
] as const satisfies readonly RowId<'engine.retrainingOrders'>[];
export type RetrainingOrderId = (typeof retrainingOrderIds)[number];

/** Which images the guard is to go by. */
export const guardSetIds = [
  'own',
  'apart',
  'validation',
] as const satisfies readonly RowId<'engine.guardSets'>[];
export type GuardSetId = (typeof guardSetIds)[number];

/** Which images it went by, as a report says it; `apart` stands in reports of removals that asked for `apart`. */
export const guardImagesIds = [
  'next',
  'part',
  'half',
  'apart',
  'validation',
] as const satisfies readonly (keyof Catalogue['engine']['guardImages'])[];
export type GuardImagesId = (typeof guardImagesIds)[number];

/** Which images are the guard's own, by where the data have them from. */
export const ownGuardImages = {
  source: 'next',
  part: 'part',
  validation: 'half',
} as const satisfies Readonly<Record<GuardImages['from'], GuardImagesId>>;

/** Whether a request's step solves the Newton system of what is left. The authors' code does in its way, without decay: that is left as it is. */
export function isNewtonStep({
  method,
  update,
  curvature,
}: {
  readonly method: string;
  readonly update: UpdateId;
  readonly curvature: CurvatureId;
}): boolean {
  if (method === 'influence') return true;
  const isAuthors = curvature === 'authors-1' || curvature === 'authors-2';
  return method === 'algorithm1' && update === 'sekhari' && !isAuthors;
}
