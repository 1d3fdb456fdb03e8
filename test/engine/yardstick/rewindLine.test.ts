import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeSamples } from '../../../src/data/takeSamples';
import { defaultSettings } from '../../../src/engine/parameters';
import { openSession, type Session } from '../../../src/engine/session';
import { unlearn } from '../../../src/engine/unlearn';
import { compareWithRetraining } from '../../../src/engine/yardstick/compareWithRetraining';
import { readComparison } from '../../../src/engine/yardstick/comparison';
import { measureRewindLine, rewindLineEpochs } from '../../../src/engine/yardstick/rewindLine';
import { sharesOf, sideOfStep } from '../../../src/engine/yardstick/stepBesideLine';
import { type Compute, measureMemory } from '../../../src/model/compute';
import { evaluateSet } from '../../../src/model/evaluation';
import { createNetwork, type Network } from '../../../src/model/network';
import { type TrainedWeights, train } from '../../../src/model/training';
import { smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { makeSmallDataset } from '../../support/smallDataset';

const dataset = makeSmallDataset(60, 20);
const training = { ...smallTraining, batchSize: 16, epochs: 8 };
const samples = [3, 7, 11];
const ascent = { ...defaultSettings, method: 'gradient-ascent', samples, guard: null } as const;

describe('the line of rewinding', () => {
  let compute: Compute;
  let network: Network;
  let trained: TrainedWeights;
  let session: Session;
  beforeAll(async () => {
    compute = await openTestCompute('wasm');
    network = createNetwork(twoLayers(8), [6, 6, 1], 3);
    trained = await train(network, dataset, training);
  });
  beforeEach(async () => {
    session = await openSession(compute, dataset, network, trained, training);
  });

  async function lossOf(parameters: Float32Array): Promise<number> {
    network.setParameters(parameters);
    const { losses } = await evaluateSet(network, dataset, takeSamples(dataset, samples));
    return losses.reduce((sum, loss) => sum + loss, 0);
  }

  it('takes a few numbers of epochs, the last one first and never all', () => {
    expect(rewindLineEpochs(20)).toEqual([1, 3, 6, 10, 15]);
    expect(rewindLineEpochs(4)).toEqual([1, 2, 3]);
    expect(rewindLineEpochs(2)).toEqual([1]);
    expect(rewindLineEpochs(1)).toEqual([]);
  });

  it('has of each number of epochs what the method makes, and ends at coupled retraining', async () => {
    await unlearn(session, ascent);
    const comparison = await compareWithRetraining(session);
    const before = measureMemory(compute).tensors;
    const fractions: number[] = [];
    const line = (await measureRewindLine(session, comparison, {
      onProgress: (fraction) => fractions.push(fraction),
    }))!;
    expect(measureMemory(compute).tensors).toBe(before);
    expect(await network.readParameters()).toEqual(session.parameters);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 10);

    expect(line).toMatchObject({ of: 8, remadeEpochs: 8, originalDistance: 0 });
    expect(line.points.map(({ epochs }) => epochs)).toEqual([1, 2, 4, 6, 8]);
    expect(line.points.every(({ ms }) => ms > 0) && line.remadeMs > 0).toBe(true);
    expect(line.points.at(-1)).toEqual({
      epochs: 8,
      made: comparison.recovered!.loss.retrained,
      ms: comparison.retrainingMs,
    });
    const original = await lossOf(trained.parameters);
    for (const { epochs, made } of line.points) {
      const other = await openSession(compute, dataset, network, trained, training);
      await unlearn(other, { ...ascent, method: 'rewind', methodNumbers: { epochs } });
      expect(made).toBeCloseTo((await lossOf(other.parameters)) - original, 5);
    }
    const shares = sharesOf(line);
    expect(shares.at(-1)).toBe(1);
    expect(sideOfStep({ recovered: comparison.recovered, rewindLine: line })).not.toBeNull();
    expect(readComparison({ ...comparison, rewindLine: line }, 'here').rewindLine).toEqual(line);
    const again = await measureRewindLine(session, comparison);
    expect(again).toMatchObject({ remadeEpochs: 0, remadeMs: 0 });
    expect(again!.points.map(({ made }) => made)).toEqual(line.points.map(({ made }) => made));
  });

  it('counts the removals without their evaluations', async () => {
    const { durationsMs } = await unlearn(session, ascent);
    const comparison = await compareWithRetraining(session);
    const { stepMs } = (await measureRewindLine(session, comparison))!;
    const { evaluate, ...steps } = durationsMs;
    expect(evaluate).toBeGreaterThan(0);
    expect(stepMs).toBe(Object.values(steps).reduce((sum, ms) => sum + ms, 0));
  });

  it('is none where the share is not defined, or there is nothing to measure it by', async () => {
    await unlearn(session, ascent);
    const comparison = await compareWithRetraining(session);
    const { recovered } = comparison;
    const undefinedShare = { ...recovered!, loss: { ...recovered!.loss, share: null } };
    expect(await measureRewindLine(session, { ...comparison, recovered: undefinedShare })).toBeNull();
    expect(await measureRewindLine(session, { ...comparison, recovered: null })).toBeNull();
    expect(sideOfStep({ recovered, rewindLine: undefined })).toBeNull();
  });

  it('refuses a training without epochs, and stops when cancelled with the weights as they were', async () => {
    await unlearn(session, ascent);
    const comparison = await compareWithRetraining(session);
    const minimised = { ...session, training: { ...training, optimizer: 'newton' } } as const;
    await expect(measureRewindLine(minimised, comparison)).rejects.toThrow(/no epochs to run again/);
    const stop = new AbortController();
    const stopped = measureRewindLine(session, comparison, {
      signal: stop.signal,
      onProgress: (fraction) => fraction > 0.5 && stop.abort(),
    });
    await expect(stopped).rejects.toThrow('abort');
    expect(await network.readParameters()).toEqual(session.parameters);
  });
});
