import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { defaultSettings } from '../../src/engine/parameters';
import { perturb } from '../../src/engine/perturb';
import type { RemovalReport } from '../../src/engine/report';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample, sliceActivations } from '../../src/math/network/evaluateGraph';
import type { MapShape } from '../../src/math/network/graph';
import { noiseKey, noiseTable, noisyCopies } from '../../src/math/random/counterNoise';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, measureMemory } from '../../src/model/compute';
import { createNetwork, type Network } from '../../src/model/network';
import { train } from '../../src/model/training';
import { normalised, smallTraining } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const settings = {
  ...defaultSettings,
  perturbations: 120,
  perturbationDeviation: 0.5,
  maxSlices: 8,
  guard: null,
};
const samples = [0, 1, 2, 3, 4, 5];

/** The places of the flat vector that belong to the selected slices: the last axis of every weight tensor is the unit. */
function ownedBy({ graph }: Network, { selection }: RemovalReport): number[] {
  const owned: number[] = [];
  for (const { layer, unit } of selection!.selected) {
    for (const { name, shape, offset, size } of graph.weights) {
      if (name !== `${layer}/kernel` && name !== `${layer}/bias`) continue;
      for (let i = unit; i < size; i += shape.at(-1)!) owned.push(offset + i);
    }
  }
  return owned.sort((a, b) => a - b);
}

describe.each(['webgpu', 'wasm'] as const)('removals from a convolutional net on %s', (backend) => {
  let compute: Compute;
  beforeAll(async () => {
    compute = await openTestCompute(backend);
  });

  describe.each([
    ['LeNet', findArchitecture('mnist-cnn'), [16, 16, 1]],
    ['a batch-normalised net', normalised, [12, 12, 2]],
  ] as const)('%s', (_, architecture, shape: MapShape) => {
    const dataset = makeSmallDataset(60, 20, shape);
    const size = shape[0] * shape[1] * shape[2];
    let session: Session;
    beforeAll(async () => {
      const network = createNetwork(architecture, shape, 3);
      const trained = await train(network, dataset, { ...smallTraining, batchSize: 20 });
      session = await openSession(compute, dataset, network, trained, smallTraining);
    });

    it('sees the copies as the oracle does: slice activations and losses', async () => {
      const { network, parameters } = session;
      const input = normalise(dataset.training, dataset, 7, 8);
      const label = dataset.training.labels[7]!;
      const { activations, losses } = await perturb(compute, network, [{ input, label }], {
        ...settings,
        seed: 3,
      });
      const copies = noisyCopies(input, 0, 120, noiseTable(0.5), noiseKey(3, 'perturbation'));
      for (const row of [0, 1, 64, 119]) {
        const copy = copies.subarray(row * size, (row + 1) * size);
        const expected = sliceActivations(network.graph, parameters, copy).flatMap((layer) => [...layer]);
        const got = activations.values.subarray(row * expected.length, (row + 1) * expected.length);
        expect(norm(subtract(Float64Array.from(got), Float64Array.from(expected)))).toBeLessThan(
          1e-5 * norm(Float64Array.from(expected)),
        );
        const { loss } = evaluateSample(network.graph, parameters, copy, label);
        expect(Math.abs(losses[row]! - loss)).toBeLessThan(1e-5 * Math.max(1, loss));
      }
    });

    it('selects filters and dense units, and changes their weights and biases and nothing else', async () => {
      const { network } = session;
      const chosen = new Set<string>();
      for (const sample of samples) {
        const before = session.parameters;
        const { digest } = session;
        const report = await unlearn(session, { ...settings, samples: [sample] });
        for (const { layer } of report.selection!.selected) {
          chosen.add(network.layers.find(({ name }) => name === layer)!.kind);
        }
        const owned = ownedBy(network, report);
        expect(owned.length).toBe(report.curvature!.parameters);
        const changed = [...before.keys()].filter((i) => session.parameters[i] !== before[i]);
        expect(changed.filter((i) => !owned.includes(i))).toEqual([]);
        expect(changed.length).toBeGreaterThan(0);
        expect(await network.readParameters()).toEqual(session.parameters);
        await undo(session);
        expect(session.parameters).toEqual(before);
        expect(session.digest).toBe(digest);
        expect(await network.readParameters()).toEqual(before);
      }
      expect([...chosen].sort()).toEqual(['conv', 'dense']);
    });

    it('raises the loss of a removed sample, and measures with frozen statistics what the oracle measures', async () => {
      const { network } = session;
      const report = await unlearn(session, { ...settings, samples: [3] });
      expect(report.samples[0]!.lossAfter).toBeGreaterThan(report.samples[0]!.lossBefore);
      const pixels = normalise(dataset.training, dataset, 0, 60);
      const mean = new Float64Array(network.parameterCount);
      let loss = 0;
      for (let i = 0; i < 60; i++) {
        if (i === 3) continue;
        const input = pixels.subarray(i * size, (i + 1) * size);
        const one = evaluateSample(network.graph, session.parameters, input, dataset.training.labels[i]!);
        loss += one.loss / 59;
        for (let j = 0; j < mean.length; j++) mean[j]! += one.gradient[j]! / 59;
      }
      expect(Math.abs(report.after.residualLoss / loss - 1)).toBeLessThan(1e-5);
      expect(Math.abs(report.after.residualGradientNorm / norm(mean) - 1)).toBeLessThan(1e-4);
      for (const { trainable, offset, size: length } of network.graph.weights) {
        if (trainable) continue;
        const own = (parameters: Float32Array) => parameters.subarray(offset, offset + length);
        expect(own(session.parameters)).toEqual(own(session.trained.parameters));
      }
      await undo(session);
    });

    it('holds no more tensors or buffers after ten removals than after the first, and replays them', async () => {
      const first = await unlearn(session, { ...settings, samples: [0] });
      const before = measureMemory(compute);
      const digests: string[] = [];
      for (let sample = 1; sample <= 10; sample++) {
        digests.push(
          (await unlearn(session, { ...settings, samples: [sample], perturbations: 40 })).digestAfter,
        );
      }
      expect(measureMemory(compute)).toEqual(before);
      for (let n = 0; n < 11; n++) await undo(session);
      expect(session.parameters).toEqual(session.trained.parameters);
      expect((await unlearn(session, { ...settings, samples: [0] })).digestAfter).toBe(first.digestAfter);
      const again = await unlearn(session, { ...settings, samples: [1], perturbations: 40 });
      expect(again.digestAfter).toBe(digests[0]);
      await undo(session);
      await undo(session);
      if (compute.gpu) expect(compute.gpu.failures).toEqual([]);
    });
  });
});
