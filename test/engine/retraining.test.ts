import { describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../src/engine/session';
import { findRetrained, retrain } from '../../src/engine/yardstick/retrain';
import { createRandom } from '../../src/math/random/random';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import type { TrainingProgress } from '../../src/model/trainingProgress';
import type { TrainingRecord } from '../../src/model/trainingRequest';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(60, 20);
const plan = { removed: [4, 17], order: 'coupled' } as const;

/** A session as after a reload: nothing of an earlier retraining is in memory. */
async function open(training: TrainingRecord): Promise<Session> {
  const compute = await openTestCompute('wasm');
  const network = createNetwork(twoLayers(6), dataset.shape, 3);
  const trained = await train(network, dataset, { ...smallTraining, epochs: 2 });
  return openSession(compute, dataset, network, trained, training);
}

const stage = { ...smallTraining, batchSize: 16, learningRate: 0.02 };
const trainings: readonly (readonly [string, TrainingRecord])[] = [
  ['momentum', { ...stage, optimizer: 'sgd', momentum: 0.9, epochs: 6 }],
  ['Adam', { ...stage, optimizer: 'adam', epochs: 6 }],
  [
    'two trainings in a row, the first ended early',
    {
      ...stage,
      epochs: 7,
      stages: [
        { ...stage, epochs: 5, ended: 3 },
        { ...stage, optimizer: 'adam', epochs: 4, seed: 9, ended: 4 },
      ],
    },
  ],
];

describe('a retraining that is interrupted', () => {
  it.each(trainings)('goes on from its last whole epoch to the same weights: %s', async (name, training) => {
    const wanted = (await retrain(await open(training), plan)).parameters;
    const random = createRandom(7, name);
    let kept: TrainingProgress | undefined;
    let saves = 0;
    const onEpoch = async (progress: TrainingProgress) => {
      saves += 1;
      kept = structuredClone(progress);
    };
    const stopped: number[] = [];
    for (const _ of [1, 2]) {
      const stop = new AbortController();
      const at = 1 + random.integer(training.epochs - 1);
      stopped.push(at);
      const interrupted = retrain(await open(training), plan, {
        resume: kept,
        onEpoch,
        signal: stop.signal,
        onProgress: ({ epoch }) => epoch > at && stop.abort(),
      });
      await expect(interrupted).rejects.toMatchObject({ name: 'AbortError' });
    }
    expect(kept).toBeDefined();
    const session = await open(training);
    const epochs: number[] = [];
    const { parameters } = await retrain(session, plan, {
      resume: kept,
      onEpoch,
      onProgress: ({ epoch }) => epochs.push(epoch),
    });
    expect(parameters).toEqual(wanted);
    expect(Math.min(...epochs)).toBeGreaterThan(Math.max(...stopped));
    expect(findRetrained(session, plan)!.parameters).toEqual(wanted);
    expect(saves).toBe(training.epochs);
  });
});
