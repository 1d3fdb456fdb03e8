/** The training form: what is typed over what the model starts with, and the request that both make. */

import { say, sayMessage } from '../../words/say';
import {
  checkParameter,
  type ModelState,
  type TrainingRequest,
  trainingChoices,
  trainingRanges,
} from '../../worker/protocol';
import type { LabStore, State } from '../store';
import { noReversal, reversalComplaint } from './reversalChoice';
import type { TrainingChoice, TrainingEdits, TrainingField, TrainingNumber } from './trainingEdits';

const choiceNames = Object.keys(trainingChoices) as TrainingChoice[];
const numberNames: TrainingNumber[] = [...(Object.keys(trainingRanges) as TrainingNumber[]), 'seed'];

/** The text of every field. @param seed that is set, in the address too; null: that of the model */
export function trainingTexts(
  { defaultTraining }: Pick<ModelState, 'defaultTraining'>,
  edits: TrainingEdits,
  seed: number | null = null,
): Record<TrainingField, string> {
  const names = [...choiceNames, ...numberNames];
  const usual = seed === null ? defaultTraining : { ...defaultTraining, seed };
  return Object.fromEntries(names.map((name) => [name, edits[name] ?? String(usual[name])])) as Record<
    TrainingField,
    string
  >;
}

/** What is wrong with the text of a number, in a sentence, or null. */
export function trainingComplaint(name: TrainingNumber, text: string): string | null {
  const label = say(`page.training.labels.${name}`);
  if (text.trim() === '') return say('page.settings.complaints.empty', { label });
  const value = Number(text);
  if (name === 'seed') {
    const complaint = checkParameter('seed', value);
    return complaint && sayMessage(complaint);
  }
  const { from, to, integer } = trainingRanges[name];
  if (value >= from && value <= to && (!integer || Number.isInteger(value))) return null;
  return say(integer ? 'page.settings.complaints.whole' : 'page.settings.complaints.between', {
    label,
    from,
    to,
    text,
  });
}

/** The request that the texts make, or null while one of them is no value. */
export function trainingRequest(texts: Readonly<Record<TrainingField, string>>): TrainingRequest | null {
  if (numberNames.some((name) => trainingComplaint(name, texts[name]) !== null)) return null;
  const choices = Object.fromEntries(choiceNames.map((name) => [name, texts[name]]));
  const numbers = Object.fromEntries(numberNames.map((name) => [name, Number(texts[name])]));
  return { ...choices, ...numbers, loop: 2 } as unknown as TrainingRequest;
}

/** Changes a field of the form. A seed becomes a setting, which stands in the address. */
export function editTraining(store: LabStore, name: TrainingField, text: string): void {
  if (name === 'seed') editSeed(store, text);
  else store.setState(({ trainingEdits }) => ({ trainingEdits: { ...trainingEdits, [name]: text } }));
}

function editSeed(store: LabStore, text: string): void {
  const isSeed = trainingComplaint('seed', text) === null;
  store.setState(({ trainingEdits: { seed: _, ...others }, settings, lab }) => {
    const isUsual = Number(text) === lab?.model.defaultTraining.seed;
    return isSeed
      ? { trainingEdits: others, settings: { ...settings, trainingSeed: isUsual ? null : Number(text) } }
      : { trainingEdits: { ...others, seed: text } };
  });
}

/** Puts back what the model starts with. */
export function resetTraining(store: LabStore): void {
  store.setState(({ settings }) => ({
    trainingEdits: {},
    reversal: noReversal,
    settings: { ...settings, trainingSeed: null },
  }));
}

/** Why no training can start now, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNotTrain({ lab, trainingEdits, settings, reversal }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  const texts = trainingTexts(lab.model, trainingEdits, settings.trainingSeed);
  const wrong = numberNames.find((name) => trainingComplaint(name, texts[name]) !== null);
  return wrong === undefined ? reversalComplaint(reversal) : trainingComplaint(wrong, texts[wrong]);
}
