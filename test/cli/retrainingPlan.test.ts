import { expect, it } from 'vitest';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { openSession } from '../../src/engine/session';
import { keepRetraining } from '../../src/lab/saving/keepRetraining';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import type { TrainingProgress, TrainingStore } from '../../src/model/trainingProgress';
import { smallTraining, twoLayers } from '../model/smallModels';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(60, 20);
const stage = { ...smallTraining, epochs: 5 };
const training = {
  ...stage,
  epochs: 7,
  stages: [
    { ...stage, ended: 3 },
    { ...stage, ended: 4 },
  ],
};

/** A place that has just this progress. */
const holding = (progress: TrainingProgress): TrainingStore => ({
  loadTraining: async () => progress,
  saveTraining: async () => {},
  dropTraining: async () => {},
});

it('goes on from progress that its trainings can have come to, and from no other', async () => {
  const compute = await openNodeCompute('wasm');
  const network = createNetwork(twoLayers(6), dataset.shape, 3);
  const trained = await train(network, dataset, { ...smallTraining, epochs: 1 });
  const session = await openSession(compute, dataset, network, trained, training);
  const { parameters } = trained;
  const resumed = async (stage: number, epoch: number) => {
    const kept = { stage, epoch, parameters, previous: parameters, optimizer: parameters, spentMs: 1 };
    return (await keepRetraining(session, holding(kept), { removed: [4], order: 'coupled' })).job.resume;
  };
  expect(await resumed(0, 3)).toMatchObject({ stage: 0, epoch: 3 });
  expect(await resumed(1, 4)).toMatchObject({ stage: 1, epoch: 4 });
  for (const [stage, epoch] of [
    [0, 4],
    [1, 5],
    [1, 1_000_000_000],
    [2, 1],
  ] as const) {
    expect(await resumed(stage, epoch), `stage ${stage}, epoch ${epoch}`).toBeUndefined();
  }
});
