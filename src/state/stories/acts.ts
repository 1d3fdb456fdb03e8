/** What the lab does in a story: the same actions as a person's, and the numbers that come of them, as words. */

import { classNamesOf } from '../../words/names';
import { formats } from '../../words/say';
import { defaultSettings, hasBit, type RemovalReport } from '../../worker/protocol';
import { comparisonOf } from '../compare/comparisonOf';
import { compareWithRetraining, measureComeback } from '../compare/retraining';
import type { Comeback } from '../contract';
import { startOver } from '../history/startOver';
import { pullReport } from '../jobs/pull';
import { unlearnSelected } from '../removal/unlearn';
import { visibleSamples } from '../samples/filterSamples';
import { finding } from '../samples/finding';
import { settingsOfRemoval } from '../settings/settings';
import { chooseModel, loadDataset } from '../setup/chooseData';
import type { LabStore } from '../store';
import { train } from '../training/trainModel';
import type { Notes } from './story';

/** Opens data and a model, from its original weights; trains it where it is not trained. null where one of these did not come about. */
export async function open(store: LabStore, dataset: string, model: string): Promise<Notes | null> {
  const lab = () => store.getState().lab;
  if (lab()?.dataset.id !== dataset) await loadDataset(store, dataset, null);
  if (lab()?.dataset.id !== dataset) return null;
  if (lab()?.model.id !== model) await chooseModel(store, model);
  if (lab()?.model.id !== model) return null;
  if (lab()!.model.training === null) await train(store, lab()!.model.defaultTraining, 'fresh');
  if (lab()?.model.training === null) return null;
  await startOver(store);
  const { lab: opened } = store.getState();
  if (opened?.history.current !== 0 || !opened.metrics) return null;
  return {
    training: formats.whole(opened.dataset.trainingCount),
    accuracy: formats.chance(opened.metrics.validationAccuracy),
    planted: formats.whole(opened.dataset.planted?.count ?? 0),
  };
}

/** Removes these samples at once by a method, and reads its report; null where nothing came of it. */
export async function remove(
  store: LabStore,
  samples: readonly number[],
  settings: Partial<ReturnType<typeof settingsOfRemoval>> = {},
): Promise<RemovalReport | null> {
  const count = store.getState().reports.length;
  store.setState((state) => ({
    settings: {
      ...state.settings,
      ...settingsOfRemoval(defaultSettings),
      removeAs: samples.length > 1 ? 'batch' : 'sequence',
      ...settings,
    },
    selected: new Set(samples),
    drafts: {},
    drawnBy: null,
  }));
  await unlearnSelected(store);
  const { reports } = store.getState();
  if (reports.length !== count + 1) return null;
  return pullReport(store.connection.lab, count + 1, store.getState().report);
}

/** How a removal changed what the model says of the samples that went, and of held-out images, and whether it is better there; and whether the guard took it back. */
export function effects({ before, after, samples, accepted }: RemovalReport, name: string): Notes {
  const right = (which: 'probabilitiesBefore' | 'probabilitiesAfter') =>
    samples.filter((sample) => likeliest(sample[which]) === sample.label).length / samples.length;
  const gain = Math.sign(after.validationAccuracy - before.validationAccuracy);
  return {
    [`${name}Gain`]: gain > 0 ? 'better' : gain < 0 ? 'worse' : 'same',
    [`${name}Accepted`]: accepted ? 'yes' : 'no',
    [`${name}ForgetBefore`]: formats.chance(right('probabilitiesBefore')),
    [`${name}ForgetAfter`]: formats.chance(right('probabilitiesAfter')),
    [`${name}ValidationBefore`]: formats.chance(before.validationAccuracy),
    [`${name}ValidationAfter`]: formats.chance(after.validationAccuracy),
  };
}

const likeliest = (probabilities: readonly number[]) => probabilities.indexOf(Math.max(...probabilities));

/** The probability of its label that the model gives the one sample of a removal, before and after. */
export function ownChance({ samples: [sample] }: RemovalReport, name: string): Notes {
  return {
    [`${name}Before`]: formats.chance(sample!.probabilitiesBefore[sample!.label]!),
    [`${name}After`]: formats.chance(sample!.probabilitiesAfter[sample!.label]!),
  };
}

/** The loss of the one sample of a removal, before and after. */
export function ownLoss({ samples: [sample] }: RemovalReport): Notes {
  return { lossBefore: formats.number(sample!.lossBefore), lossAfter: formats.number(sample!.lossAfter) };
}

/** Trains on from what stays, the present state and a retrained model; null where that could not be done. */
export async function relearn(store: LabStore): Promise<Notes | null> {
  await compareWithRetraining(store);
  const state = store.getState().lab?.history.current ?? 0;
  await measureComeback(store, state);
  const relearning = comparisonOf(store.getState(), state)?.comeback?.relearning;
  if (!relearning) return null;
  const of = (name: 'unlearned' | 'retrained') => {
    const { epochs, lossBefore, lossLowest } = relearning[name];
    return {
      [`${name}Epochs`]: epochs === null ? '' : formats.epochs(epochs),
      [`${name}Start`]: formats.number(lossBefore),
      [`${name}Lowest`]: formats.number(lossLowest),
    };
  };
  const verdict = comebackVerdict(relearning);
  return { ...of('unlearned'), ...of('retrained'), limit: formats.whole(relearning.limit), verdict };
}

type Relearning = Comeback['relearning'];

/** What training on showed: whether the loss came back sooner than in the network that never saw the samples, and where it did not, how far it fell beside that one. */
export function comebackVerdict({
  unlearned,
  retrained,
}: Pick<Relearning, 'unlearned' | 'retrained'>): 'sooner' | 'asNever' | 'partly' | 'nothing' {
  const never = Number.POSITIVE_INFINITY;
  const [own, other] = [unlearned.epochs ?? never, retrained.epochs ?? never];
  if (own !== other) return own < other ? 'sooner' : 'asNever';
  if (own !== never) return 'asNever';
  return unlearned.lossLowest < retrained.lossLowest ? 'partly' : 'nothing';
}

/** The sample that is left of the least loss: the model is surest of it. */
export function surest({ getState }: LabStore): number | null {
  const { lab } = getState();
  if (!lab?.scores) return null;
  const { losses } = lab.scores;
  return [...losses.keys()].reduce<number | null>(
    (best, one) =>
      hasBit(lab.removed, one) || (best !== null && losses[best]! <= losses[one]!) ? best : one,
    null,
  );
}

/** What the model that was retrained for the present state gives the label of a sample; null where it could not be trained or asked. */
export async function retrainedChance(store: LabStore, sample: number): Promise<Notes | null> {
  await compareWithRetraining(store);
  const { lab, images } = store.getState();
  const state = lab?.history.current;
  if (!lab || !images || !lab.comparisons.some(({ id }) => id === state)) return null;
  const image = { set: 'training', index: sample } as const;
  const chances = await store.connection.lab.look(
    { state: state!, retrained: true },
    { kind: 'probabilities', image },
  );
  return { retrained: formats.chance(chances[images.labels[sample]!]!) };
}

/** How often the patch works in the present state. */
export async function tryPatch({ connection, getState }: LabStore, name: string): Promise<Notes | null> {
  const { lab } = getState();
  if (!lab) return null;
  const { withPatch, without, means } = await connection.lab.look(
    { state: lab.history.current },
    { kind: 'backDoor' },
  );
  return {
    [`${name}With`]: formats.chance(withPatch),
    [`${name}Without`]: formats.chance(without),
    means: classNamesOf(lab.dataset)[means] ?? String(means),
  };
}

/** Opens spoilt data, and shows in the grid what is spoilt in them. */
export async function openPlanted(store: LabStore, dataset: string, model: string): Promise<Notes | null> {
  const notes = await open(store, dataset, model);
  store.setState(({ settings }) => ({ settings: { ...settings, planted: true } }));
  return notes;
}

/** What the order by loss finds of what was planted, among as many as were planted. */
export function found(store: LabStore): Notes | null {
  store.setState(({ settings }) => ({
    settings: { ...settings, order: 'loss', class: null, planted: false, misclassified: false, gone: 'all' },
  }));
  const result = finding(store.getState());
  return (
    result && {
      looked: formats.whole(result.looked),
      found: formats.whole(result.found),
      precision: formats.chance(result.precision),
      recall: formats.chance(result.recall),
    }
  );
}

/** The first samples in the order by loss, as many as were planted. */
export function firstByLoss(store: LabStore): readonly number[] {
  found(store);
  const state = store.getState();
  return visibleSamples(state).slice(0, state.images?.planted?.samples.length ?? 0);
}

/** The samples of a class that are left. */
export function ofClass({ getState }: LabStore, label: number): readonly number[] {
  const { images, lab } = getState();
  if (!images || !lab) return [];
  return [...images.labels.keys()].filter((i) => images.labels[i] === label && !hasBit(lab.removed, i));
}
