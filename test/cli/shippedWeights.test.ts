import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { makeDigits } from '../../src/data/digits';
import { evaluateSample, preActivations } from '../../src/math/denseNetwork';
import { norm, subtract } from '../../src/math/vector';
import { architectures, findArchitecture } from '../../src/model/architectures';
import { type CheckpointCard, checkpointName, decodeWeights } from '../../src/model/checkpoint';
import { denseLayers } from '../../src/model/slices';

const folder = join(import.meta.dirname, '../../public/models');
const cards = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as CheckpointCard[];
const dataset = makeDigits({ seed: 1 });
const pixels = (set: typeof dataset.training) => {
  const all = normalise(set, dataset, 0, set.count);
  return (i: number) => all.subarray(i * 784, (i + 1) * 784);
};

function readWeights(card: CheckpointCard) {
  const bytes = readFileSync(join(folder, `${checkpointName(card.dataset, card.model)}.bin`));
  return decodeWeights(card, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

describe('the shipped weights', () => {
  it('are there for every model of the table', () => {
    expect(cards.map(({ model }) => model).sort()).toEqual(architectures.map(({ id }) => id).sort());
  });

  describe.each(cards)('$model', (card) => {
    const { hiddenUnits } = findArchitecture(card.model);
    const layers = denseLayers(
      [784, ...hiddenUnits, 10],
      [...hiddenUnits.map((_, i) => `hidden${i}`), 'output'],
    );
    const { previous, last } = readWeights(card);

    it('have the accuracy on the built-in data that their card says', () => {
      const { validation } = dataset;
      const input = pixels(validation);
      let right = 0;
      for (let i = 0; i < validation.count; i++) {
        const logits = preActivations(layers, last.parameters, input(i)).at(-1)!;
        if (logits.indexOf(Math.max(...logits)) === validation.labels[i]) right += 1;
      }
      expect(Math.abs(right / validation.count - card.validationAccuracy)).toBeLessThan(0.002);
      expect(previous.parameters).not.toEqual(last.parameters);
    });

    it('come with the exact gradient of the mean training loss', () => {
      const { training } = dataset;
      const input = pixels(training);
      const mean = new Float64Array(card.parameterCount);
      let meanNorm = 0;
      for (let i = 0; i < training.count; i++) {
        const { gradient } = evaluateSample(layers, last.parameters, input(i), training.labels[i]!);
        for (let j = 0; j < mean.length; j++) mean[j]! += gradient[j]! / training.count;
        meanNorm += norm(gradient) / training.count;
      }
      // Relative to size: float32 sums of 1,000 rows, and the samples' gradients are larger than their mean.
      expect(norm(subtract(last.gradient, mean)) / meanNorm).toBeLessThan(1000 * 2 ** -24);
    }, 60_000);
  });

  it('are refused when card and file do not belong together', () => {
    const card = cards[0]!;
    expect(() => decodeWeights({ ...card, parameterCount: 3 }, new ArrayBuffer(16))).toThrow(
      /48 bytes.*has 16/,
    );
    expect(() =>
      decodeWeights({ ...card, version: 2 } as unknown as CheckpointCard, new ArrayBuffer(0)),
    ).toThrow(/version 1, found lethe-checkpoint 2/);
  });
});
