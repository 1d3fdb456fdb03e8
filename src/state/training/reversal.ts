/** Choosing what a training is to hide, and what trainings came to, attribute by attribute. */

import type { AttributeAccuracies, Reversal, TrainingRequest } from '../../worker/protocol';
import type { RemoteLab } from '../jobs/connection';
import { notify, sentenceOf } from '../jobs/notices';
import type { LabStore, State } from '../store';
import type { ReversalChoice, ReversalKind } from './reversalChoice';
import { trainingTexts } from './trainingForm';

/** A training that came to its end, and how right its model is. */
export interface MeasuredTraining {
  readonly data: string;
  readonly model: string;
  /** The session that began with its weights. */
  readonly session: string;
  readonly reversal: Reversal | undefined;
  readonly accuracies: AttributeAccuracies;
}

/** Trainings that are remembered. */
const mostMeasured = 5;

/** Chooses which attributes are hidden; the lab says which these are. */
export async function chooseReversal(store: LabStore, kind: ReversalKind): Promise<void> {
  const change = (changed: Partial<ReversalChoice>) =>
    store.setState(({ reversal }) => ({ reversal: { ...reversal, ...changed } }));
  if (kind === 'none') return change({ kind, attributes: [] });
  if (kind === 'own') return change({ kind });
  const { lab, trainingEdits, settings } = store.getState();
  if (lab === null) return;
  change({ kind, attributes: [] });
  const seed = Number(trainingTexts(lab.model, trainingEdits, settings.trainingSeed).seed);
  try {
    const attributes = await store.connection.lab.chooseAttributes(kind, seed);
    const { reversal, lab: now } = store.getState();
    if (reversal.kind === kind && now?.data === lab.data) change({ attributes });
  } catch (error) {
    notify(store, 'error', sentenceOf(error));
  }
}

/** Hides an attribute, or no longer. */
export function toggleAttribute(store: LabStore, attribute: string): void {
  store.setState(({ reversal, lab }) => {
    const had = reversal.attributes.includes(attribute);
    const attributes = (lab?.dataset.attributes ?? []).filter((one) =>
      one === attribute ? !had : reversal.attributes.includes(one),
    );
    return { reversal: { ...reversal, kind: 'own', attributes } };
  });
}

export function editReversalStrength(store: LabStore, strength: string): void {
  store.setState(({ reversal }) => ({ reversal: { ...reversal, strength } }));
}

/** Measures the model that a training came to, where the data know attributes, so that the next one can be compared with it. */
export async function measureTraining(
  store: LabStore,
  remote: RemoteLab,
  { reversal }: TrainingRequest,
): Promise<void> {
  const { lab } = store.getState();
  if (!lab || lab.dataset.attributes.length === 0) return;
  const accuracies = await remote.look({ state: 0 }, { kind: 'attributes' });
  const { session } = lab.history;
  const measured: MeasuredTraining = { data: lab.data, model: lab.model.id, session, reversal, accuracies };
  store.setState((state) => ({ measured: [...state.measured, measured].slice(-mostMeasured) }));
}

/** The trainings that can stand beside the open model, the first one first. */
export function comparableTrainings(
  measured: readonly MeasuredTraining[],
  open: Pick<MeasuredTraining, 'data' | 'model'>,
): readonly MeasuredTraining[] {
  return measured.filter(({ data, model }) => data === open.data && model === open.model);
}

/** Whether what is known of attributes has a place in the middle of the page: of a trained model, with the tab of the training. */
export function knowsAttributes({ lab }: Pick<State, 'lab'>): boolean {
  return lab !== null && lab.dataset.attributes.length > 0 && lab.model.training !== null;
}
