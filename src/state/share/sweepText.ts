/** The settings of now as a specification of `lethe sweep`: every combination of its lists is a cell. A person adds to the lists what is to vary. */

import { SaidError } from '../../words/saidError';
import { defaultSettings } from '../../worker/protocol';
import type { Recipe } from '../contract';
import { type Settings, settingsOfRemoval } from '../settings/settings';
import { ownFiles } from '../setup/chooseData';
import type { State } from '../store';

/** What a sweep is called as a file. */
export const sweepFileName = 'sweep.json';

/** Removals where the page does not say how many. */
const usualRemovals = 10;
/** What says how a removal is made; a sweep has no guard, and removes one sample at a time. */
const varied = [
  'method',
  'selection',
  'attention',
  'curvature',
  'update',
  'weightDecay',
  'perturbations',
  'perturbationDeviation',
  'maxSlices',
  'hessianSamples',
  'solver',
] as const satisfies readonly (keyof Settings)[];

/**
 * The file's text: data, model and settings of the page, three values of the damping around its own, and three seeds.
 * @throws SaidError where a sweep could not begin from the weights that are open
 */
export function sweepText(
  { data, model, training, settings: texts }: Pick<Recipe, 'data' | 'model' | 'training' | 'settings'>,
  { lab, settings }: Pick<State, 'lab' | 'settings'>,
): string {
  if (texts.model === ownFiles) throw new SaidError('page.share.sweepModel', []);
  const usual = settingsOfRemoval(defaultSettings);
  const isOfClass = settings.forget === 'class' && settings.forgetClass !== null;
  const count = isOfClass ? settings.forgetLimit : settings.forget === 'random' ? settings.forgetCount : null;
  const removals = count ?? usualRemovals;
  const spec = {
    data: texts.dataset === ownFiles ? 'DATA' : data.id,
    ...(typeof settings.images === 'number' ? { limit: settings.images } : {}),
    model: model.id,
    ...(training === null || lab?.model.weightsFrom === 'shipped' ? {} : { training: once(training) }),
    removals,
    ...(isOfClass ? { class: settings.forgetClass } : {}),
    every: Math.ceil(removals / 10),
    grid: {
      ...Object.fromEntries(
        varied.filter((name) => settings[name] !== usual[name]).map((name) => [name, [settings[name]]]),
      ),
      ...(settings.method === 'algorithm1' ? ofAlgorithm1(settings) : {}),
      seed: [0, 1, 2].map((more) => settings.seed + more),
    },
  };
  return `${JSON.stringify(spec, null, 2)}\n`;
}

function ofAlgorithm1({ damping, noise, epsilon, delta }: Settings) {
  const around = damping === 0 ? [0] : [0.1, 1, 10].map((times) => Number((times * damping).toPrecision(6)));
  return { damping: around, ...(noise ? { epsilon: [epsilon], delta: [delta] } : {}) };
}

/** One training from fresh weights. @throws SaidError where the weights are of more than that */
function once({ stages, ...training }: NonNullable<Recipe['training']>) {
  const numbers = Object.entries(training).filter(([, value]) => value !== undefined);
  if (stages !== undefined || training.epochs < 1 || numbers.some(([, value]) => typeof value === 'object'))
    throw new SaidError('page.share.sweepTraining', []);
  return Object.fromEntries(numbers);
}
