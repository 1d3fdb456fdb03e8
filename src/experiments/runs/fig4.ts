/** The cell of Figure 4: one training with a head that the layers before it hide attributes from. */

import type { Dataset, ImageSet } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import { lfoci } from '../../math/dependence/lfoci';
import { createRandom } from '../../math/random/random';
import { findArchitecture } from '../../model/architectures';
import { evaluateSet } from '../../model/evaluation';
import { createNetwork } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { type GuessedAttributes, trainReversed } from '../../model/reversal';
import { SaidError } from '../../words/saidError';
import type { CellContext, CellResult } from '../experiment';
import type { HeadKind, ReversalSpec } from '../rows/fig4';

const label = 'glasses';
/** What goes with the label, and with which value of it. */
const companions = [
  { name: 'beard', agrees: 0 },
  { name: 'longHair', agrees: 1 },
] as const;
/** Share of the head's gradient that reaches the layers before it. */
const reversal = 0.1;
const training = { batchSize: 32, learningRate: 0.01, momentum: 0.9 };

/** @throws SaidError where the data have no such attributes */
export async function runReversal(
  { data, model, head, strength, epochs, seed }: ReversalSpec,
  { compute, loadData, signal, onProgress }: CellContext,
): Promise<CellResult> {
  const dataset = asTask(await loadData(data));
  const some = { ...dataset, training: takeSamples(dataset, drawTogether(dataset, strength, seed)) };
  const picked = pickAttributes(some, seed);
  const columns = columnsOf(head, picked, dataset.attributeNames!, seed);
  const architecture = findArchitecture(model);
  const network = createNetwork(architecture, dataset.shape, 2);
  try {
    await prepareNetwork(compute, network.graph);
    const isPlain = head === 'none' || columns.length === 0;
    // Without attributes to hide: a head whose gradient reaches nothing.
    const request = { ...training, epochs, seed, strength: isPlain ? 0 : reversal };
    const guessed = guessedOf(some.training, isPlain ? [0] : columns, dataset.attributeNames!.length);
    network.setParameters(await trainReversed(network, some, guessed, request, { signal, onProgress }));
    const { predicted } = await evaluateSet(network, dataset, dataset.validation, { signal });
    const names = columns.map((column) => dataset.attributeNames![column]).join(' ');
    const row = { head, strength, seed, guessed: isPlain ? '' : names, training_images: some.training.count };
    const attributes = isPlain ? 0 : columns.length;
    return { rows: [{ ...row, attributes, ...accuracies(dataset, predicted) }], times: [] };
  } finally {
    network.dispose();
  }
}

/** The data with the attribute for a label. @throws SaidError where they have no such attributes */
function asTask(dataset: Dataset): Dataset {
  const names = dataset.attributeNames ?? [];
  for (const name of [label, ...companions.map((one) => one.name)]) {
    if (!names.includes(name))
      throw new SaidError('experiments.noAttribute', [{ attribute: name, data: dataset.name }]);
  }
  const labelled = (set: ImageSet): ImageSet => ({ ...set, labels: columnOf(set, names, label) });
  return {
    ...dataset,
    classNames: ['no', 'yes'],
    training: labelled(dataset.training),
    validation: labelled(dataset.validation),
  };
}

function columnOf(set: ImageSet, names: readonly string[], name: string): Uint8Array {
  const [place, width] = [names.indexOf(name), names.length];
  return Uint8Array.from({ length: set.count }, (_, i) => set.attributes![i * width + place]!);
}

/** Pictures in which companions go with the label: one against it is kept with probability (1 - s) / (1 + s). */
function drawTogether({ training: set, attributeNames }: Dataset, strength: number, seed: number): number[] {
  const random = createRandom(seed, 'companions');
  const columns = companions.map(({ name, agrees }) => ({
    agrees,
    values: columnOf(set, attributeNames!, name),
  }));
  return [...set.labels.keys()].filter((i) =>
    columns.every(({ agrees, values }) => {
      const isWith = (values[i] === agrees) === (set.labels[i] === 1);
      const draw = random.uniform();
      return isWith || draw < (1 - strength) / (1 + strength);
    }),
  );
}

/** The blanket of the label among all other attributes, in the training pictures. */
function pickAttributes({ training: set, attributeNames }: Dataset, seed: number): number[] {
  const width = attributeNames!.length;
  const place = attributeNames!.indexOf(label);
  const others = Array.from({ length: width }, (_, column) => column).filter((column) => column !== place);
  const x = {
    rows: set.count,
    columns: others.length,
    values: Float64Array.from(set.attributes!).filter((_, i) => i % width !== place),
  };
  return lfoci(Float64Array.from(set.labels), x, seed).selected.map((column) => others[column]!);
}

function columnsOf(
  head: HeadKind,
  picked: readonly number[],
  names: readonly string[],
  seed: number,
): number[] {
  const all = Array.from(names.keys()).filter((column) => names[column] !== label);
  if (head === 'picked') return [...picked];
  if (head === 'random') return createRandom(seed, 'random attributes').shuffle(all).slice(0, picked.length);
  return all;
}

function guessedOf(
  { count, attributes }: ImageSet,
  columns: readonly number[],
  width: number,
): GuessedAttributes {
  const values = new Uint8Array(count * columns.length);
  for (let i = 0; i < count; i++) {
    columns.forEach((column, k) => {
      values[i * columns.length + k] = attributes![i * width + column]!;
    });
  }
  return { values, width: columns.length };
}

/** Of all held-out pictures, and of those with and without each companion. */
function accuracies({ validation: set, attributeNames }: Dataset, predicted: Uint8Array) {
  const [beard, long] = companions.map(({ name }) => columnOf(set, attributeNames!, name));
  const share = (wanted: (i: number) => boolean) => {
    const all = [...set.labels.keys()].filter(wanted);
    return all.filter((i) => predicted[i] === set.labels[i]).length / all.length;
  };
  return {
    all: share(() => true),
    beard: share((i) => beard![i] === 1),
    no_beard: share((i) => beard![i] === 0),
    long_hair: share((i) => long![i] === 1),
    short_hair: share((i) => long![i] === 0),
  };
}
