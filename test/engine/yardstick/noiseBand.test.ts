import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/data/dataset';
import { withDigest } from '../../../src/data/digest';
import { metricTable } from '../../../src/engine/metrics/table';
import { openSession, type Session } from '../../../src/engine/session';
import { type BandReport, isWithin, noiseBands } from '../../../src/engine/yardstick/bandReport';
import { type BandSpec, bandKey, bandSpecOf } from '../../../src/engine/yardstick/bandSpec';
import { bandSeed, findBand, makeBand } from '../../../src/engine/yardstick/noiseBand';
import { findRetrained, retrain } from '../../../src/engine/yardstick/retrain';
import { repeatedSeed } from '../../../src/engine/yardstick/runStages';
import { studentQuantile } from '../../../src/math/yardstick/noiseBand';
import type { Compute } from '../../../src/model/compute';
import { createNetwork } from '../../../src/model/network';
import { train } from '../../../src/model/training';
import { smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { createMemoryMembers } from '../../support/memoryMembers';
import { makeSmallDataset } from '../../support/smallDataset';

const training = { ...smallTraining, batchSize: 8, epochs: 6, seed: 9 };
const dataset: Dataset = withDigest(makeSmallDataset(96, 60));

let compute: Compute;
let session: Session;
let spec: BandSpec;
let band: BandReport;
const store = createMemoryMembers();

beforeAll(async () => {
  compute = await openTestCompute('wasm');
  const network = createNetwork(twoLayers(8), dataset.shape, 3);
  const trained = await train(network, dataset, training);
  session = await openSession(compute, dataset, network, trained, training);
  spec = bandSpecOf(session, []);
  band = await makeBand(session, spec, store);
});

describe('the noise band', () => {
  it('is of models that are trained as the original is with other seeds, metric by metric', async () => {
    expect(band.seeds).toHaveLength(16);
    expect(new Set(band.seeds).size).toBe(16);
    const again = await retrain(session, { removed: [], order: 'coupled', repeat: 3 });
    expect(bandSeed(spec, 2)).toBe(repeatedSeed(training.seed, 3));
    expect((await store.loadWeights(bandKey(spec), 2))?.parameters).toEqual(again.parameters);
    expect(findRetrained(session, { removed: [], order: 'coupled', repeat: 3 })).toBe(again);
    expect(band.values.validationLoss).toHaveLength(16);
  });

  it('is t s sqrt(2) with 15 degrees of freedom, whatever the mean of the models', () => {
    const values = band.values.validationLoss!.map((value) => value!);
    const mean = values.reduce((sum, value) => sum + value, 0) / 16;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 15);
    const half = noiseBands(band).validationLoss!;
    expect(half / (studentQuantile(0.975, 15) * deviation * Math.SQRT2)).toBeCloseTo(1, 9);
    const moved = { ...band, values: { ...band.values, validationLoss: values.map((value) => value + 5) } };
    expect(noiseBands(moved).validationLoss! / half).toBeCloseTo(1, 6);
    expect(isWithin(half * 0.999, half)).toBe(true);
    expect(isWithin(-half * 1.001, half)).toBe(false);
    expect(isWithin(null, half)).toBeNull();
  });

  it('holds at least 35 of 40 gaps of fresh retrainings, to the original and to one another', async () => {
    const bands = noiseBands(band);
    const more = await makeBand(
      session,
      { ...spec, stages: [{ ...spec.stages[0]!, seed: 77 }], count: 40 },
      createMemoryMembers(),
    );
    for (const id of ['validationAccuracy', 'validationLoss'] as const) {
      const fresh = more.values[id]!.map((value) => value!);
      const original = metricTable[id].read(session.original)!;
      const toOriginal = fresh.filter((value) => isWithin(value - original, bands[id]));
      const toNext = fresh.filter((value, i) => isWithin(value - fresh[(i + 1) % 40]!, bands[id]));
      expect(toOriginal.length, id).toBeGreaterThanOrEqual(35);
      expect(toNext.length, id).toBeGreaterThanOrEqual(35);
    }
  });

  it('says nothing of samples that its models had, nor of the distance from another seed’s weights', () => {
    const bands = noiseBands(band);
    expect(bands.distanceToOriginal).toBeNull();
    expect(bands.forgetLoss).toBeNull();
    expect(Object.values(noiseBands(undefined)).every((half) => half === null)).toBe(true);
  });

  it('leaves out what is gone where that is more than 1%', async () => {
    expect(spec.leftOut).toEqual([]);
    expect(bandSpecOf(session, [5])).toMatchObject({ leftOut: [5] });
    const large = { ...session, dataset: { ...dataset, training: { ...dataset.training, count: 100 } } };
    expect(bandSpecOf(large, [5])).toMatchObject({ leftOut: [] });
    const removed = [40, 3, 7];
    const without = bandSpecOf(session, removed, 2);
    const found = await makeBand(session, without, store);
    expect(found.leftOut).toBe(3);
    const again = await retrain(session, { removed, order: 'coupled', repeat: 1 });
    expect((await store.loadWeights(bandKey(without), 0))?.parameters).toEqual(again.parameters);
    expect(noiseBands(found).forgetLoss).toBeGreaterThan(0);
  });

  it('goes on where it was stopped, and comes out the same', async () => {
    const fresh = createMemoryMembers();
    const stop = new AbortController();
    const onProgress = ({ done }: { readonly done: number }) => {
      if (done === 5) stop.abort();
    };
    await expect(makeBand(session, spec, fresh, { signal: stop.signal, onProgress })).rejects.toThrow();
    const saved = fresh.saved.length;
    expect(saved).toBe(5);
    expect(await findBand(spec, fresh)).toBeNull();
    expect(await makeBand(session, spec, fresh)).toEqual(band);
    expect(fresh.saved.length).toBe(16);
    expect(await findBand(spec, fresh)).toEqual(band);
  });

  it('has another key for other seeds, data, trainings and samples', () => {
    const others: BandSpec[] = [
      { ...spec, stages: [{ ...spec.stages[0]!, seed: 10 }] },
      { ...spec, data: 'other' },
      { ...spec, stages: [{ ...spec.stages[0]!, epochs: 7 }] },
      { ...spec, leftOut: [1] },
      { ...spec, count: 17 },
    ];
    expect(new Set([spec, ...others].map(bandKey)).size).toBe(6);
  });
});
