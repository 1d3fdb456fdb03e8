import { beforeAll, describe, expect, it } from 'vitest';
import { selectionIds, updateIds } from '../../src/engine/choices';
import { listForgetSet } from '../../src/engine/forgetSpec';
import { changedPlaces } from '../../src/engine/history';
import { noEffect } from '../../src/engine/noEffect';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalReport, RemovalRequest } from '../../src/engine/report';
import { openSession, parametersAt, removedSamples, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSet } from '../../src/model/evaluation';
import { createNetwork } from '../../src/model/network';
import { blockIndices, countSlices } from '../../src/model/slices';
import { train } from '../../src/model/training';
import { sayMessage } from '../../src/words/say';
import { stopMessage } from '../../src/words/stopMessage';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(120, 100);
let session: Session;

beforeAll(async () => {
  const compute = await openTestCompute('wasm');
  const network = createNetwork(twoLayers(12), dataset.shape, 3);
  const trained = await train(network, dataset, { ...smallTraining, batchSize: 32 });
  session = await openSession(compute, dataset, network, trained, smallTraining);
});

async function run(changes: Partial<RemovalRequest>): Promise<RemovalReport> {
  const settings = { ...defaultSettings, perturbations: 200, perturbationDeviation: 0.5, guard: null };
  const report = await unlearn(session, { ...settings, samples: [17], ...changes });
  await undo(session);
  return report;
}

/** The weights that the last run made. */
const lastState = () => parametersAt(session, session.removals.length);

const slicesOf = ({ selection }: RemovalReport) => selection!.selected.map(({ slice }) => slice);

describe('selections', () => {
  it.each(selectionIds)(
    '%s: moves just the slices that it names, and says how many of each layer',
    async (selection) => {
      const report = await run({ selection });
      const { selected, perLayer, stop } = report.selection!;
      expect(selected.length).toBeGreaterThan(0);
      expect(sayMessage(stopMessage({ stop, selected }))).toMatch(/\.$/);
      expect(perLayer.map(({ slices }) => slices)).toEqual([12, 3]);
      expect(perLayer.reduce((sum, layer) => sum + layer.selected, 0)).toBe(selected.length);
      const changed = changedPlaces(session.trained.parameters, await lastState());
      const block = new Set(blockIndices(session.network.layers, slicesOf(report)));
      expect([...changed].filter((index) => !block.has(index))).toEqual([]);
      const isFelt = selected.some(({ gradientNorm }) => gradientNorm > 0);
      expect(isFelt || selection === 'one').toBe(true);
      expect(changed.length > 0).toBe(isFelt);
      expect((await run({ selection })).digestAfter).toBe(report.digestAfter);
    },
  );

  it('cheap is L-FOCI\u2019s first; random and saliency take as many as L-FOCI; full takes all', async () => {
    const foci = slicesOf(await run({ selection: 'lfoci' }));
    expect(slicesOf(await run({ selection: 'cheap' }))).toEqual(foci.slice(0, 1));
    const random = slicesOf(await run({ selection: 'random' }));
    expect(random.length).toBe(foci.length);
    expect(slicesOf(await run({ selection: 'random', seed: 2 }))).not.toEqual(random);
    const drawn = new Set<number>();
    for (const sample of [1, 2, 3, 4]) {
      for (const slice of slicesOf(await run({ samples: [sample], selection: 'one' }))) drawn.add(slice);
    }
    expect(drawn.size).toBeGreaterThan(1);
    expect(slicesOf(await run({ selection: 'one' })).length).toBe(1);
    expect(slicesOf(await run({ selection: 'full' })).length).toBe(countSlices(session.network.layers));

    const salient = await run({ selection: 'saliency-slices' });
    expect(slicesOf(salient).length).toBe(foci.length);
    const norms = salient.selection!.selected.map(({ gradientNorm }) => gradientNorm);
    expect(norms).toEqual([...norms].sort((a, b) => b - a));
    const all = (await run({ selection: 'full' })).selection!.selected.map(
      ({ gradientNorm }) => gradientNorm,
    );
    expect(norms[0]).toBe(Math.max(...all));
  });

  it('random-layer takes as many of each layer; random-label also the label\u2019s own unit', async () => {
    const perLayer = ({ selection }: RemovalReport) => selection!.perLayer.map(({ selected }) => selected);
    const output = session.network.layers.at(-1)!.firstSlice;
    const drawn = new Set<string>();
    for (const sample of [17, 18, 19, 20, 21, 22]) {
      const samples = [sample];
      const foci = await run({ samples, selection: 'lfoci' });
      const layer = await run({ samples, selection: 'random-layer' });
      expect(perLayer(layer)).toEqual(perLayer(foci));
      drawn.add(slicesOf(layer).join());
      const label = await run({ samples, selection: 'random-label' });
      const own = output + dataset.training.labels[sample]!;
      expect(slicesOf(label)).toContain(own);
      expect(new Set(slicesOf(label)).size).toBe(slicesOf(label).length);
      const [hidden, units] = perLayer(foci);
      expect(perLayer(label)).toEqual([hidden, Math.max(1, units!)]);
      expect(slicesOf(label).filter((slice) => slice < output)).toEqual(
        slicesOf(layer).filter((slice) => slice < output),
      );
    }
    expect(drawn.size).toBeGreaterThan(2);
    const bySeed = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5]) {
      bySeed.add(slicesOf(await run({ selection: 'random-layer', maxSlices: 1, seed })).join());
    }
    expect(bySeed.size).toBeGreaterThan(1);
  });

  it('saliency has no more parameters than L-FOCI, and passes over nothing that fits', async () => {
    const parametersOf = ({ selection }: RemovalReport) =>
      selection!.selected.reduce((sum, { parameters }) => sum + parameters, 0);
    for (const sample of [17, 18, 19, 20]) {
      const foci = await run({ samples: [sample], selection: 'lfoci' });
      const salient = await run({ samples: [sample], selection: 'saliency' });
      const budget = parametersOf(foci);
      expect(parametersOf(salient)).toBeLessThanOrEqual(budget);
      const taken = new Set(slicesOf(salient));
      const all = (await run({ samples: [sample], selection: 'full' })).selection!.selected;
      let left = budget;
      for (const one of all.toSorted((a, b) => b.gradientNorm - a.gradientNorm || a.slice - b.slice)) {
        expect(taken.has(one.slice)).toBe(one.parameters <= left);
        if (one.parameters <= left) left -= one.parameters;
      }
    }
  });

  it('a limit bounds them, and full does not call what is left every slice', async () => {
    for (const selection of selectionIds) {
      expect(slicesOf(await run({ selection, maxSlices: 2 })).length).toBeLessThanOrEqual(2);
    }
    const stopOf = async (maxSlices: number | null) =>
      sayMessage(stopMessage((await run({ selection: 'full', maxSlices })).selection!));
    expect(await stopOf(2)).toBe('The first slices, up to the limit of 2.');
    expect(await stopOf(null)).toBe('Every slice.');
  });
});

describe('several samples at once', () => {
  const samples = [17, 3, 40, 61, 88];
  const blanketOf = async (sample: number, changes: Partial<RemovalRequest> = {}) =>
    slicesOf(await run({ samples: [sample], ...changes }));

  it('select the union of the blankets that each has alone, and the report says whose is whose', async () => {
    const { selection, update } = await run({ samples, batch: 'union' });
    const own: { sample: number; slices: number[] }[] = [];
    for (const sample of samples) own.push({ sample, slices: await blanketOf(sample) });
    expect(selection!.blankets).toEqual(own);
    const selected = selection!.selected.map(({ slice }) => slice);
    expect([...selected].sort((a, b) => a - b)).toEqual(
      [...new Set(own.flatMap(({ slices }) => slices))].sort((a, b) => a - b),
    );
    const takers = selected.map((slice) => own.filter(({ slices }) => slices.includes(slice)).length);
    expect(takers).toEqual(takers.toSorted((a, b) => b - a));
    expect(selection!.stop).toBe('union');
    expect(selection!.path).toBe('cpu');
    expect(update.stepNorm).toBeGreaterThan(0);
  });

  it('select one blanket of their mean where that is asked for, which is another', async () => {
    const mean = await run({ samples, batch: 'mean' });
    expect(mean.selection!.blankets).toBeNull();
    expect(slicesOf(mean)).not.toEqual(slicesOf(await run({ samples, batch: 'union' })));
    expect(mean.selection!.selected.every(({ t }) => t !== null)).toBe(true);
  });

  it('give the controls the numbers of the union, and a limit the slices that most of them took', async () => {
    const union = await run({ samples, batch: 'union' });
    const counts = ({ selection }: RemovalReport) => selection!.perLayer.map(({ selected }) => selected);
    expect(slicesOf(await run({ samples, selection: 'random' })).length).toBe(slicesOf(union).length);
    expect(counts(await run({ samples, selection: 'random-layer' }))).toEqual(counts(union));
    const output = session.network.layers.at(-1)!.firstSlice;
    const withLabels = slicesOf(await run({ samples, selection: 'random-label' }));
    for (const sample of samples) expect(withLabels).toContain(output + dataset.training.labels[sample]!);
    const limited = await run({ samples, maxSlices: 2 });
    expect(limited.selection!.stop).toBe('maxSlices');
    expect(slicesOf(limited).length).toBe(2);
    const cheap = await run({ samples, selection: 'cheap' });
    expect(cheap.selection!.blankets!.map(({ slices }) => slices.length)).toEqual(samples.map(() => 1));
  });

  it('tell how many samples are behind them, and stop between two where they are cancelled', async () => {
    const abort = new AbortController();
    const fractions: number[] = [];
    const settings = { ...defaultSettings, perturbations: 200, guard: null, samples };
    const digest = session.digest;
    const removing = unlearn(session, settings, {
      signal: abort.signal,
      onPhase: (phase, fraction) => {
        if (phase !== 'select') return;
        fractions.push(fraction);
        if (fraction > 0.5) abort.abort();
      },
    });
    await expect(removing).rejects.toThrow(/abort/i);
    expect(fractions).toEqual([0, 0.2, 0.4, 0.6]);
    expect(session.digest).toBe(digest);
  });
});

describe('a removal without effect', () => {
  it('is one whose step is 0, or that no prediction shows; others are not', async () => {
    const moved = await run({});
    expect(moved.largestChange).toBeGreaterThan(1e-6);
    expect(noEffect(moved)).toBeNull();
    // A damping so large that the step is lost in the predictions.
    const tiny = await run({ damping: 1e4 });
    expect(tiny.update.stepNorm).toBeGreaterThan(0);
    expect(tiny.largestChange).toBeLessThan(1e-6);
    expect(noEffect(tiny)).toBe('unnoticed');
    // Dampening where the forget set matters a million times more than all: nowhere.
    const untouched = await run({ method: 'ssd', methodNumbers: { alpha: 1e6 } });
    expect(untouched.update.stepNorm).toBe(0);
    expect(untouched.largestChange).toBe(0);
    expect(noEffect(untouched)).toBe('noStep');
  });

  it('has the largest change of any class of any image', async () => {
    const report = await run({ samples: [9] });
    const { network } = session;
    const probabilitiesAt = async (parameters: Float32Array) => {
      network.setParameters(parameters);
      return [
        ...(await evaluateSet(network, dataset, dataset.training)).probabilities,
        ...(await evaluateSet(network, dataset, dataset.validation)).probabilities,
      ];
    };
    const before = await probabilitiesAt(session.parameters);
    const after = await probabilitiesAt(await lastState());
    network.setParameters(session.parameters);
    const largest = before.reduce((most, p, i) => Math.max(most, Math.abs(p - after[i]!)), 0);
    expect(report.largestChange).toBeCloseTo(largest, 6);
    expect(report.largestChange).toBeGreaterThanOrEqual(largest);
  });
});

describe('updates', () => {
  it.each(updateIds)('%s: raises the loss of the sample', async (update) => {
    const { samples, update: taken } = await run({ update, damping: update === 'cr' ? 5 : 0.1 });
    expect(samples[0]!.lossAfter).toBeGreaterThan(samples[0]!.lossBefore);
    expect(taken.stepNorm).toBeGreaterThan(0);
  });

  it('gradient ascent is the gradient over lambda (n - 1), on the slices', async () => {
    const report = await run({ update: 'gradient-ascent', damping: 0.5 });
    expect(report.curvature).toBeNull();
    const selected = report.selection!.selected;
    const gradientNorm = norm(Float64Array.from(selected, (slice) => slice.gradientNorm));
    expect(report.update.stepNorm).toBeCloseTo(gradientNorm / (0.5 * 119), 10);
    const moved = subtract(await lastState(), session.trained.parameters);
    expect(norm(moved)).toBeCloseTo(report.update.stepNorm, 5);
  });
});

describe('what is forgotten', () => {
  it('a class with its limit, a random draw, a list: without what is gone already', () => {
    const labels = Uint8Array.of(1, 0, 1, 1, 2, 0);
    expect(listForgetSet(labels, [2], { kind: 'class', label: 1, limit: null })).toEqual([0, 3]);
    expect(listForgetSet(labels, [], { kind: 'class', label: 1, limit: 2 })).toEqual([0, 2]);
    expect(() => listForgetSet(labels, [4], { kind: 'class', label: 2, limit: 1 })).toThrow(/class 2/);
    // Samples 1 and 3 have label 2 beside their own.
    const sets = Uint8Array.from({ length: 18 }, (_, i) => Number(labels[Math.floor(i / 3)] === i % 3));
    sets[5] = 1;
    sets[11] = 1;
    expect(listForgetSet(labels, [], { kind: 'class', label: 2, limit: null }, sets)).toEqual([1, 3, 4]);
    const drawn = listForgetSet(labels, [0, 1], { kind: 'random', count: 3, seed: 4 });
    expect(new Set(drawn).size).toBe(3);
    expect(drawn.every((sample) => sample > 1)).toBe(true);
    expect(listForgetSet(labels, [0, 1], { kind: 'random', count: 3, seed: 4 })).toEqual(drawn);
    expect(() => listForgetSet(labels, [0, 1], { kind: 'random', count: 5, seed: 4 })).toThrow(
      /1 to 4.*got 5/,
    );
    expect(listForgetSet(labels, [3], { kind: 'list', samples: [5, 3, 0] })).toEqual([5, 0]);
  });

  it('n counts what is left: the second removal divides by one less', async () => {
    const settings = { ...defaultSettings, perturbations: 100, perturbationDeviation: 0.5, guard: null };
    const first = await unlearn(session, { ...settings, samples: [1, 2] });
    const second = await unlearn(session, { ...settings, samples: [3] });
    expect([first.curvature!.sampleCount, second.curvature!.sampleCount]).toEqual([120, 118]);
    expect([first.retainCount, second.retainCount]).toEqual([118, 117]);
    expect(removedSamples(session)).toEqual([1, 2, 3]);
    await undo(session);
    await undo(session);
  });
});
