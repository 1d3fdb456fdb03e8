import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { readShipped } from '../../src/cli/packageFiles';
import { type Dataset, normalise } from '../../src/data/dataset';
import { dataSources, findSource } from '../../src/data/sources';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateLogits } from '../../src/math/network/evaluateGraph';
import { sizeOf } from '../../src/math/network/graph';
import { findArchitecture } from '../../src/model/architectures';
import { type CheckpointCard, parseCard, readCard } from '../../src/model/card';
import { checkpointName, decodeCheckpoint } from '../../src/model/checkpoint';
import { evaluateSet, evaluateWithGradient, summarise } from '../../src/model/evaluation';
import { openRegression } from '../../src/model/logisticRegression';
import { minimumGradient } from '../../src/model/minimise';
import { createNetwork, createNetworkFor } from '../../src/model/network';
import { amount } from '../support/long';

const folder = join(import.meta.dirname, '../../public/models');
const cards = (JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as unknown[]).map((card) =>
  readCard(card, 'index.json'),
);
const homeOf = ({ data, model }: CheckpointCard) => join(folder, checkpointName(data.id, model));

const wanted = [
  checkpointName('fashion', 'mnist-logistic-minimum'),
  checkpointName('faces', 'face-resnet'),
  checkpointName('face-attributes', 'face-attributes'),
  checkpointName('provisions', 'transformer'),
  ...['fashion', 'digits', 'mnist'].flatMap((data) =>
    ['mnist-logistic', 'mnist-2nn', 'mnist-cnn'].map((model) => checkpointName(data, model)),
  ),
  ...['shapes-32', 'cifar10'].flatMap((data) =>
    ['cifar-net', 'cifar-cnn-narrow', 'cifar-cnn-narrow-bn', 'cifar-resnet'].map((model) =>
      checkpointName(data, model),
    ),
  ),
];

/** The data that the lab makes itself, by id. */
const made = new Map<string, Dataset>();

beforeAll(async () => {
  await openNodeCompute('wasm');
  for (const { id, kind } of dataSources) {
    if (kind === 'builtin') made.set(id, await findSource(id).load({ seed: 1, files: [], readShipped }));
  }
}, 120_000);

function decode(card: CheckpointCard) {
  const read = (name: string) => readFileSync(join(homeOf(card), name));
  return decodeCheckpoint({
    card,
    modelJson: read('model.json').toString(),
    weights: new Uint8Array(read('weights.bin')),
    secant: new Uint8Array(read('secant.bin')),
  });
}

/** The cards of some, with the names of their folders. */
function named(wanted: (card: CheckpointCard) => boolean) {
  return cards.filter(wanted).map((card) => [checkpointName(card.data.id, card.model), card] as const);
}

const isMade = ({ data }: CheckpointCard) =>
  dataSources.some(({ id, kind }) => id === data.id && kind === 'builtin');
const isDense = ({ model }: CheckpointCard) => model.startsWith('mnist-logistic') || model === 'mnist-2nn';

describe('the shipped weights', () => {
  it('are all of this format, and there for every model and data set that they are promised for', () => {
    const names = cards.map(({ data, model }) => checkpointName(data.id, model));
    expect(names.toSorted()).toEqual(wanted.toSorted());
    expect(readdirSync(folder).toSorted()).toEqual([...wanted, 'former', 'index.json'].toSorted());
  });

  it.each(named(() => true))(
    '%s take under 3 MB, have the card of the index, and belong together',
    async (_, card) => {
      const home = homeOf(card);
      const sizes = readdirSync(home).map((file) => statSync(join(home, file)).size);
      expect(sizes.length).toBe(4);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
      expect(parseCard(readFileSync(join(home, 'card.json'), 'utf8'), home)).toEqual(card);
      const { parameters, secant } = (await decode(card)).weights;
      expect(parameters.every(Number.isFinite)).toBe(true);
      expect(norm(secant.s)).toBeGreaterThan(0);
      expect(norm(secant.y)).toBeGreaterThan(0);
      const { shape, classNames } = card.data;
      const network = createNetwork(findArchitecture(card.model), shape, classNames.length);
      expect(network.parameterCount).toBe(parameters.length);
      network.dispose();
    },
  );

  it.each(named(isMade))(
    '%s have the accuracy that their card says, on the data that it says',
    async (_, card) => {
      const dataset = made.get(card.data.id)!;
      expect(card.data.digest).toBe(dataset.digest);
      const { weights } = await decode(card);
      const network = createNetworkFor(findArchitecture(card.model), dataset);
      network.setParameters(weights.parameters);
      const evaluation = await evaluateSet(network, dataset, dataset.validation);
      const { accuracy } = summarise(evaluation, dataset.validation.labels)!;
      expect(Math.abs(accuracy - card.validationAccuracy)).toBeLessThan(0.002);

      const size = sizeOf(network.input);
      // The oracle's convolutions take a quarter of a second for an image.
      const count = isDense(card) ? 25 : amount(5, 25);
      const pixels = normalise(dataset.validation, dataset, 0, count);
      for (let i = 0; i < count; i++) {
        const input = pixels.subarray(i * size, (i + 1) * size);
        const logits = evaluateLogits(network.graph, weights.parameters, input);
        // The most probable class, or one that float32 may take for it.
        const gap = Math.max(...logits) - logits[evaluation.predicted[i]!]!;
        expect(gap).toBeLessThan(1e-4 * Math.max(...logits.map(Math.abs)));
      }
      network.dispose();
    },
    120_000,
  );

  it.each(named(({ optimizer }) => optimizer === 'newton'))(
    '%s are at the minimum of loss and decay',
    async (_, card) => {
      const dataset = made.get(card.data.id)!;
      expect(card.precision).toBe('float32');
      const { parameters } = (await decode(card)).weights;
      const network = createNetwork(findArchitecture(card.model), dataset.shape, dataset.classNames.length);
      const regression = openRegression(network, dataset, dataset.training, card.weightDecay)!;
      const { gradient } = await regression.evaluate(regression.toRows(parameters));
      expect(norm(gradient)).toBeLessThanOrEqual(minimumGradient);
      expect(minimumGradient).toBeLessThan(1e-6);
      network.dispose();
    },
  );

  it.each(named((card) => isMade(card) && isDense(card)))(
    '%s come with the change of gradient over their last epoch',
    async (_, card) => {
      const dataset = made.get(card.data.id)!;
      const { parameters, secant } = (await decode(card)).weights;
      const network = createNetwork(findArchitecture(card.model), dataset.shape, dataset.classNames.length);
      const everySample = new Uint8Array(dataset.training.count).fill(1);
      const gradientAt = async (at: Float32Array) => {
        network.setParameters(at);
        return (await evaluateWithGradient(network, dataset, dataset.training, everySample)).gradient;
      };
      const before = await gradientAt(parameters.map((value, i) => value - secant.s[i]!));
      const y = subtract(await gradientAt(parameters), before);
      // Float16 rounds weights and pair by up to 2^-11, 0.0005, of an entry.
      expect(norm(subtract(secant.y, y)) / norm(y)).toBeLessThan(2e-3);
      network.dispose();
    },
    120_000,
  );
});
