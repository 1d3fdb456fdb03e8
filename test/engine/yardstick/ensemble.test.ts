import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, normalise } from '../../../src/data/dataset';
import { withDigest } from '../../../src/data/digest';
import { takeSamples } from '../../../src/data/takeSamples';
import { defaultSettings } from '../../../src/engine/parameters';
import type { RemovalRequest } from '../../../src/engine/report';
import { openSession } from '../../../src/engine/session';
import { unlearn } from '../../../src/engine/unlearn';
import { attackRemovals } from '../../../src/engine/yardstick/attackRemovals';
import { type EnsembleMargins, memorisationBy } from '../../../src/engine/yardstick/ensembleMargins';
import {
  type EnsembleOriginal,
  type EnsembleSpec,
  ensembleKey,
  memberTraining,
  specOf,
} from '../../../src/engine/yardstick/ensembleSpec';
import { drawHalf, memberSeed } from '../../../src/engine/yardstick/halves';
import { type EnsembleLab, makeEnsemble } from '../../../src/engine/yardstick/makeEnsemble';
import { evaluateSample } from '../../../src/math/network/evaluateGraph';
import { createRandom } from '../../../src/math/random/random';
import { createNetwork, type Network } from '../../../src/model/network';
import { train } from '../../../src/model/training';
import { aucOf, type Ensemble, memorisationOf, scoresOf } from '../../math/yardstick/oracle';
import { smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { createMemoryMembers } from '../../support/memoryMembers';
import { makeSmallDataset } from '../../support/smallDataset';

/** Samples with wrong labels: only who had them knows them. */
const odd = [0, 7, 19, 31];

function makeData(): Dataset {
  const { training, ...rest } = makeSmallDataset(48, 12);
  const labels = training.labels.map((label, i) => (odd.includes(i) ? (label + 1) % 3 : label));
  return withDigest({ ...rest, training: { ...training, labels } });
}

const dataset = makeData();
const training = { ...smallTraining, batchSize: 8, learningRate: 0.05, epochs: 12, weightDecay: 0 };
const count = 16;

let lab: EnsembleLab;
let network: Network;
let original: EnsembleOriginal;
let spec: EnsembleSpec;
let known: EnsembleMargins;
const store = createMemoryMembers();

beforeAll(async () => {
  const compute = await openTestCompute('wasm');
  network = createNetwork(twoLayers(12), dataset.shape, 3);
  lab = { compute, dataset, architecture: network.architecture };
  original = { dataset, model: 'own', parameterCount: network.parameterCount, training };
  spec = specOf(original, { count, seed: 5 });
  known = await makeEnsemble(lab, spec, store);
});

const requestOf = (change: Partial<RemovalRequest>, samples: readonly number[] = odd): RemovalRequest => ({
  ...defaultSettings,
  guard: null,
  ...change,
  samples,
});
const retraining = requestOf({ method: 'retraining', methodNumbers: {} });
/** It dampens weights that matter a million times more to the samples than to all: none. */
const nothing = requestOf({ method: 'ssd', methodNumbers: { alpha: 1e6 } });

describe('the halves of an ensemble', () => {
  it('are exact, each model has its own, and each sample is in about half of them', () => {
    const halves = Array.from({ length: 64 }, (_, model) => drawHalf(1, model, 101));
    const times = new Uint32Array(101);
    for (const half of halves) {
      expect(half.length).toBe(50);
      expect(new Set(half).size).toBe(50);
      expect([...half]).toEqual([...half].sort((a, b) => a - b));
      for (const sample of half) times[sample]! += 1;
    }
    expect(Math.min(...times)).toBeGreaterThan(16);
    expect(Math.max(...times)).toBeLessThan(48);
    expect(new Set(halves.map(String)).size).toBe(64);
    expect(new Set(halves.map((_, model) => memberSeed(1, model))).size).toBe(64);
    expect(drawHalf(2, 0, 101)).not.toEqual(halves[0]);
  });
});

describe('the key of an ensemble', () => {
  it('depends on data, model, training, seed and count, and not on the seed of the original', () => {
    const key = ensembleKey(spec);
    const others = [
      { ...spec, data: '0'.repeat(64) },
      { ...spec, model: 'mnist-cnn' },
      { ...spec, parameterCount: 1 },
      { ...spec, seed: 6 },
      { ...spec, count: 17 },
      { ...spec, stages: spec.stages.map((stage) => ({ ...stage, learningRate: 0.06 })) },
    ];
    expect(new Set([key, ...others.map(ensembleKey)]).size).toBe(7);
    const reseeded = specOf({ ...original, training: { ...training, seed: 9 } }, { count, seed: 5 });
    expect(ensembleKey(reseeded)).toBe(key);
    expect(() =>
      specOf({ ...original, training: { ...training, stages: null } }, { count, seed: 5 }),
    ).toThrow();
  });
});

describe('an ensemble', () => {
  it('that is stopped at random goes on at the model that it was at, to the same margins', async () => {
    const fresh = createMemoryMembers();
    const random = createRandom(3, 'stops');
    let stops = 0;
    let whole: EnsembleMargins | undefined;
    while (!whole) {
      const stop = new AbortController();
      let news = 20 + random.integer(900);
      try {
        whole = await makeEnsemble(lab, spec, fresh, {
          signal: stop.signal,
          onProgress: () => --news === 0 && stop.abort(),
        });
      } catch (error) {
        expect(error).toMatchObject({ name: 'AbortError' });
        stops += 1;
      }
    }
    expect(stops).toBeGreaterThan(1);
    expect(fresh.saved).toEqual(Array.from({ length: count }, (_, model) => `model ${model}`));
    expect(whole).toEqual(known);
  });

  it('has the memorisation of the definition, of margins in float64', async () => {
    const { values, errors } = memorisationBy(known);
    const models = Array.from({ length: count }, (_, model) => model);
    const weights = await Promise.all(models.map((model) => store.loadWeights(known.key, model)));
    const ensemble: Ensemble = {
      had: models.map((model) => {
        const half = drawHalf(spec.seed, model, 48);
        return Array.from({ length: 48 }, (_, sample) => half.includes(sample));
      }),
      margins: weights.map((each) => marginsOf(each!.parameters, [...dataset.training.labels.keys()])),
    };
    for (let sample = 0; sample < 48; sample++) {
      const wanted = memorisationOf(ensemble, sample);
      expect(values[sample]).toBeCloseTo(wanted.value, 3);
      expect(errors[sample]).toBeCloseTo(wanted.error, 3);
    }
    const others = [...values].filter((_, sample) => !odd.includes(sample)).sort((a, b) => a - b);
    for (const sample of odd) expect(values[sample]).toBeGreaterThan(2 * others[others.length >> 1]!);
  });
});

describe('the attack on removals', () => {
  it('finds nothing where the models were retrained, and finds what was there before', async () => {
    const { untouched, unlearned, failed } = await attackRemovals(lab, known, store, [retraining]);
    expect(failed).toBe(0);
    expect(untouched.auc!.low).toBeGreaterThan(0.7);
    expect(unlearned.auc!.low).toBeLessThan(0.5);
    expect(unlearned.auc!.high).toBeGreaterThan(0.5);
    expect(unlearned.inScores + unlearned.outScores).toBe(count * odd.length);
  });

  it('is the plain attack where nothing was done', async () => {
    const { untouched, unlearned } = await attackRemovals(lab, known, store, [nothing]);
    expect(unlearned).toEqual(untouched);
  });

  it('has the scores of the definition, of removals one after the other', async () => {
    const ascent = (samples: readonly number[]) => requestOf({ method: 'gradient-ascent' }, samples);
    const requests = [ascent([0, 7]), ascent([19, 31])];
    const { unlearned } = await attackRemovals(lab, known, store, requests);
    const margins: number[][] = [];
    const had: boolean[][] = [];
    for (let model = 0; model < count; model++) {
      const half = [...drawHalf(spec.seed, model, 48)];
      const own = withDigest({ ...dataset, training: takeSamples(dataset, half) });
      const record = memberTraining(spec, model);
      const { ended: _, ...request } = record.stages![0]!;
      const trained = await train(network, own, request);
      const session = await openSession(lab.compute, own, network, trained, record);
      for (const { samples, ...settings } of requests) {
        const there = samples.map((sample) => half.indexOf(sample)).filter((place) => place >= 0);
        if (there.length > 0) await unlearn(session, { ...settings, samples: there });
      }
      margins.push(marginsOf(session.parameters, odd));
      had.push(odd.map((sample) => half.includes(sample)));
    }
    const { inside, outside } = scoresOf({ margins, had });
    expect(unlearned.auc!.value).toBeCloseTo(aucOf(inside, outside), 2);
  });

  it('that is stopped goes on at the model that it was at, and leaves the network alone', async () => {
    const fresh = createMemoryMembers();
    const before = await network.readParameters();
    const stop = new AbortController();
    const request = requestOf({ method: 'influence' }, [7]);
    const onProgress = ({ done }: { done: number }) => done >= count / 2 + 2 && stop.abort();
    const attack = attackRemovals(lab, known, fresh, [request], { signal: stop.signal, onProgress });
    await expect(attack).rejects.toMatchObject({ name: 'AbortError' });
    const passed = fresh.saved.length;
    expect(passed).toBeGreaterThan(0);
    const { unlearned } = await attackRemovals(lab, known, fresh, [request]);
    expect(new Set(fresh.saved).size).toBe(fresh.saved.length);
    expect(unlearned.inScores).toBe(fresh.saved.filter((what) => what.startsWith('attacked')).length);
    expect(await network.readParameters()).toEqual(before);
  });
});

/** In float64, from the logarithms of probabilities: log p - log(1 - p). */
function marginsOf(parameters: Float32Array, samples: readonly number[]): number[] {
  return samples.map((sample) => {
    const label = dataset.training.labels[sample]!;
    const input = normalise(dataset.training, dataset, sample, sample + 1);
    const { probabilities } = evaluateSample(network.graph, parameters, input, label);
    const others = [...probabilities].reduce((sum, p, j) => (j === label ? sum : sum + p), 0);
    return Math.log(probabilities[label]!) - Math.log(others);
  });
}
