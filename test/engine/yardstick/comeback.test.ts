import { beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../../src/engine/session';
import { measureComeback } from '../../../src/engine/yardstick/comeback';
import type { Comeback } from '../../../src/engine/yardstick/comebackSchema';
import { drawProbeImages } from '../../../src/engine/yardstick/layerReadings';
import { drawGroups } from '../../../src/engine/yardstick/neighbours';
import { retrain } from '../../../src/engine/yardstick/retrain';
import { measureMemory } from '../../../src/model/compute';
import { hiddenLayers, penultimate } from '../../../src/model/hiddenLayers';
import { createNetwork } from '../../../src/model/network';
import { train } from '../../../src/model/training';
import { normalised, smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { makeSmallDataset } from '../../support/smallDataset';

const dataset = makeSmallDataset(80, 40);
/** All of one class: what was forgotten is there to be read. */
const removed = [...dataset.training.labels.keys()].filter((sample) => dataset.training.labels[sample] === 2);

describe('whether it comes back', () => {
  let session: Session;
  let retrained: Float32Array;
  const measure = (unlearned: Float32Array): Promise<Comeback> =>
    measureComeback(session, { unlearned, retrained }, removed, { relearnLimit: 2, seed: 1 });

  beforeAll(async () => {
    const compute = await openTestCompute('wasm');
    const network = createNetwork(twoLayers(8), [6, 6, 1], 3);
    const training = { ...smallTraining, batchSize: 16, epochs: 6 };
    const trained = await train(network, dataset, training);
    session = await openSession(compute, dataset, network, trained, training);
    retrained = (await retrain(session, { removed, order: 'coupled' })).parameters;
  });

  it('of the original says that all is there still', async () => {
    const { relearning, probes, neighbours } = await measure(session.trained.parameters);
    expect(relearning.unlearned.epochs).toBe(0);
    expect(relearning.unlearned.lossBefore).toBeLessThan(relearning.retrained.lossBefore);
    for (const { probe, cka } of probes.layers) {
      expect(probe.unlearned).toEqual(probe.original);
      expect(cka.unlearnedToOriginal).toBeCloseTo(1, 10);
      expect(cka.unlearnedToRetrained).toBe(cka.retrainedToOriginal);
      expect(cka.unlearnedToRetrained).toBeLessThan(0.9999);
    }
    expect(neighbours.validation!.nearest.unlearned).toEqual(neighbours.validation!.nearest.original);
  });

  it('of the retrained model is what retraining gives, and leaves no tensors', async () => {
    const before = measureMemory(session.compute).tensors;
    const { relearning, probes, neighbours } = await measure(retrained);
    expect(measureMemory(session.compute).tensors).toBe(before);
    expect(relearning.unlearned).toEqual(relearning.retrained);
    for (const { probe, cka } of probes.layers) {
      expect(probe.unlearned).toEqual(probe.retrained);
      expect(cka.unlearnedToRetrained).toBeCloseTo(1, 10);
    }
    const { nearest, control, count } = neighbours.validation!;
    expect(nearest.unlearned).toEqual(nearest.retrained);
    // The class is gone: its own held-out images are the nearest, and lose more than the others.
    expect(count).toBe(10);
    expect(nearest.retrained.loss - nearest.original.loss).toBeGreaterThan(
      control.retrained.loss - control.original.loss,
    );
  });

  it('has a reading for each hidden layer, of the images that it says', async () => {
    const { probes } = await measure(retrained);
    expect(probes.layers.map(({ values }) => values)).toEqual([8]);
    expect([probes.fitted, probes.tried]).toEqual([20, 20]);
    expect(probes.layers[0]!.probe.original.heldOutAccuracy).toBeGreaterThan(0.6);
  });

  it('is cancelled', async () => {
    const controller = new AbortController();
    const job = { signal: controller.signal, onProgress: () => controller.abort() };
    const { parameters } = session;
    const cancelled = measureComeback(
      session,
      { unlearned: parameters, retrained },
      removed,
      { relearnLimit: 1, seed: 1 },
      job,
    );
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('what is drawn', () => {
  it('is apart, and the same for the same seed', () => {
    const { fitted, tried } = drawProbeImages(9, 3);
    expect(fitted).toHaveLength(4);
    expect(new Set([...fitted, ...tried]).size).toBe(8);
    expect(drawProbeImages(9, 3).fitted).toEqual(fitted);
    expect(drawProbeImages(9, 4).fitted).not.toEqual(fitted);
    expect(drawProbeImages(5000, 1).fitted).toHaveLength(500);
  });

  it('takes ten neighbours of a sample, a quarter of the set at most, and no control twice', () => {
    const distances = Float64Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const { nearest, control } = drawGroups(distances, 1, 1)!;
    expect(nearest.map((place) => distances[place])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set([...nearest, ...control]).size).toBe(20);
    expect(drawGroups(distances, 50, 1)!.nearest).toHaveLength(25);
    expect(drawGroups(distances.subarray(0, 3), 1, 1)).toBeNull();
  });
});

describe('the hidden layers of a graph', () => {
  it('end behind their normalisation and activation, before the output layer', () => {
    const { graph } = createNetwork(normalised, [8, 8, 1], 3);
    const layers = hiddenLayers(graph);
    const affine = graph.nodes.filter(({ op }) => op === 'dense' || op === 'conv2d');
    expect(layers).toHaveLength(affine.length - 1);
    for (const { node } of layers) expect(['relu', 'batchNorm', 'add']).toContain(graph.nodes[node]!.op);
    const last = graph.nodes.at(-1)!;
    expect(penultimate(graph).node).toBe(last.reads[0]);
  });
});
