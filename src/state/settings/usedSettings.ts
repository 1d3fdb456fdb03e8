/** Which settings a removal reads, given its choices: the form shows these alone, and only these can be in the way of a removal. */

import { type CurvatureId, curvatureOfMethod, isNewtonStep, type SelectionId } from '../../worker/protocol';
import { methodSettings, type SettingName, type Settings } from './settings';

/** Selections that L-FOCI takes part in, by the perturbed copies. */
const perturbing: readonly SelectionId[] = [
  'lfoci',
  'cheap',
  'random',
  'random-layer',
  'random-label',
  'saliency',
  'saliency-slices',
];
/** Selections whose size a limit can change. */
const limited: readonly SelectionId[] = [
  'lfoci',
  'random',
  'random-layer',
  'random-label',
  'saliency',
  'saliency-slices',
  'full',
];
/** Curvatures measured on training samples. */
const sampled: readonly CurvatureId[] = ['secant', 'block-fd', 'block', 'cg', 'ggn', 'kfac'];
/** Curvatures that are more than one or two rank-one matrices. */
const higherRank: readonly CurvatureId[] = ['block-fd', 'block', 'cg', 'ggn', 'kfac'];

/** Curvatures of rank one or two: two ways of solving lead to the same step. */
export function isRankOne(curvature: CurvatureId): boolean {
  return !higherRank.includes(curvature);
}

/** The settings of the next removal that mean something under the choices made so far, in the order of the form. */
export function usedSettings(settings: Settings): SettingName[] {
  const always: SettingName[] = ['method', 'guard', 'guardSet', 'batchNorms', 'gpuTimes'];
  always.push('retrainingOrder', 'retrainingSeed', 'seed');
  if (settings.method === 'algorithm1') return [...always, ...usedByAlgorithm1(settings)];
  const own = methodSettings(settings.method).map(({ setting }) => setting);
  const hasCurvature = curvatureOfMethod(settings.method, settings.curvature) !== null;
  const decay = isNewtonStep(settings) ? (['weightDecay'] as const) : [];
  return [...always, ...(hasCurvature ? (['curvature'] as const) : []), ...decay, ...own];
}

function usedByAlgorithm1(settings: Settings): SettingName[] {
  const { selection, removeAs, curvature, update, noise } = settings;
  const used: SettingName[] = ['selection', 'attention', 'update', 'damping', 'noise'];
  if (perturbing.includes(selection)) used.push('perturbations', 'perturbationDeviation', 'fociPath');
  if (perturbing.includes(selection) && removeAs === 'batch') used.push('batch');
  if (limited.includes(selection)) used.push('maxSlices');
  if (update !== 'gradient-ascent') {
    used.push('curvature');
    if (isRankOne(curvature)) used.push('solver');
    if (sampled.includes(curvature) && update === 'sekhari') used.push('hessianSamples');
  }
  if (isNewtonStep(settings)) used.push('weightDecay');
  if (noise) used.push('epsilon', 'delta');
  return used;
}
