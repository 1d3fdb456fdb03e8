import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { withPatch } from '../../src/data/planted/patch';
import { answers } from '../../src/engine/looks/answers';
import { findLooked } from '../../src/engine/looks/looked';
import type { LookedModel, LookName, LookQuestion } from '../../src/engine/looks/questions';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalReport } from '../../src/engine/report';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { linearCka } from '../../src/math/dependence/cka';
import { fitRowScale, gramMatrix, scaleRows } from '../../src/math/linear/gram';
import { matrix } from '../../src/math/linear/matrix';
import { norm } from '../../src/math/linear/vector';
import { evaluateNodes, evaluateSample, sliceActivations } from '../../src/math/network/evaluateGraph';
import { marginOf } from '../../src/math/yardstick/margin';
import type { Compute } from '../../src/model/compute';
import { hiddenLayers, penultimate } from '../../src/model/hiddenLayers';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather, locateSlice } from '../../src/model/slices';
import { train } from '../../src/model/training';
import { normalised, smallTraining } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(120, 40);
const request = {
  ...defaultSettings,
  perturbations: 200,
  perturbationDeviation: 0.5,
  guard: null,
  samples: [17],
};

describe('looks at a small convolutional net', () => {
  let compute: Compute;
  let session: Session;
  let report: RemovalReport;

  beforeAll(async () => {
    compute = await openTestCompute('webgpu');
    const network = createNetwork(normalised, dataset.shape, 3);
    const trained = await train(network, dataset, smallTraining);
    session = await openSession(compute, dataset, network, trained, smallTraining);
    report = await unlearn(session, request);
  });

  const ask = async <N extends LookName>(model: LookedModel, question: LookQuestion<N>) => {
    const find = (one: LookedModel) => findLooked(session, [], one);
    return answers[question.kind as N](await find(model), question, {}, find);
  };
  const input = (sample: number) => normalise(dataset.training, session.dataset, sample, sample + 1);
  const nodesOf = (parameters: Float32Array, sample: number) =>
    evaluateNodes(session.network.graph, parameters, input(sample));
  const every = Array.from({ length: 120 }, (_, sample) => sample);

  it('try a planted patch on held-out images of other classes, as float64 does; without one they refuse', async () => {
    const means = 2;
    const planted = { kind: 'patch', permille: 50, seed: 1, means } as const;
    const samples = { samples: new Uint32Array([3]), trueLabels: new Uint8Array([0]) };
    const held = { ...session, dataset: { ...session.dataset, planted: { ...planted, ...samples } } };
    const looked = { ...(await findLooked(session, [], { state: 0 })), session: held };
    const tried = await answers.backDoor(looked, { kind: 'backDoor' }, {}, async () => looked);
    const { validation, shape } = dataset;
    const others = [...validation.labels.keys()].filter((i) => validation.labels[i] !== means);
    const taken = (images: Uint8Array) =>
      others.filter((i) => {
        const pixels = normalise({ ...validation, images }, session.dataset, i, i + 1);
        const { probabilities } = evaluateSample(session.network.graph, looked.parameters, pixels, 0);
        return probabilities.indexOf(Math.max(...probabilities)) === means;
      }).length / others.length;
    expect(tried).toEqual({
      count: others.length,
      means,
      withPatch: taken(withPatch(validation.images, shape, validation.count)),
      without: taken(validation.images),
    });
    await expect(ask({ state: 0 }, { kind: 'backDoor' })).rejects.toThrow('No patch was planted');
  });

  it('tell accuracy with and without each attribute of held-out images; of data without any they refuse', async () => {
    const { validation } = dataset;
    const attributes = Uint8Array.from({ length: 2 * validation.count }, (_, at) =>
      at % 2 === 0 ? (validation.labels[at / 2] === 1 ? 1 : 0) : 0,
    );
    const known = {
      ...session.dataset,
      attributeNames: ['middle', 'never'],
      validation: { ...validation, attributes },
    };
    const looked = {
      ...(await findLooked(session, [], { state: 0 })),
      session: { ...session, dataset: known },
    };
    const told = await answers.attributes(looked, { kind: 'attributes' }, {}, async () => looked);
    const all = Array.from({ length: validation.count }, (_, i) => i);
    const group = (images: readonly number[]) => {
      const right = images.filter((i) => {
        const pixels = normalise(validation, session.dataset, i, i + 1);
        const { probabilities } = evaluateSample(session.network.graph, looked.parameters, pixels, 0);
        return probabilities.indexOf(Math.max(...probabilities)) === validation.labels[i];
      });
      return { count: images.length, accuracy: images.length === 0 ? null : right.length / images.length };
    };
    const isMiddle = (i: number) => validation.labels[i] === 1;
    expect(told).toEqual({
      ...group(all),
      attributes: [
        {
          attribute: 'middle',
          with: group(all.filter(isMiddle)),
          without: group(all.filter((i) => !isMiddle(i))),
        },
        { attribute: 'never', with: { count: 0, accuracy: null }, without: group(all) },
      ],
    });
    await expect(ask({ state: 0 }, { kind: 'attributes' })).rejects.toThrow('knows no attributes');
  });

  it('trace the selection of a report: the same slices, at the same T, for the same reason', async () => {
    const trace = await ask({ state: 0 }, { kind: 'trace', request });
    const { selected, first, stop } = report.selection!;
    expect(trace.selected).toEqual(selected.map(({ slice }) => slice));
    expect(trace.steps.filter(({ taken }) => taken).map(({ t }) => t)).toEqual(selected.map(({ t }) => t));
    expect(trace.stop).toBe(stop);
    expect([...trace.steps[0]!.candidates].map((t) => (Number.isNaN(t) ? null : t))).toEqual([...first]);
    await expect(
      ask({ state: 0 }, { kind: 'trace', request: { ...request, selection: 'full' } }),
    ).rejects.toThrow(/without L-FOCI/);
  });

  it('read the weights of a slice before and after, and only those that were selected differ', async () => {
    const { layers } = session.network;
    const moved = new Set(report.selection!.selected.map(({ slice }) => slice));
    for (const { firstSlice, units } of layers) {
      for (const slice of [firstSlice, firstSlice + units - 1]) {
        const before = await ask({ state: 0 }, { kind: 'sliceWeights', slice });
        const after = await ask({ state: 1 }, { kind: 'sliceWeights', slice });
        const block = gather(session.trained.parameters, blockIndices(layers, [slice]));
        expect([...before.weights, ...(before.bias === null ? [] : [before.bias])]).toEqual([...block]);
        expect(before.shape[0] * before.shape[1] * before.shape[2]).toBe(before.weights.length);
        expect(before.weights.some((value, i) => value !== after.weights[i])).toBe(moved.has(slice));
      }
    }
    const slice = report.selection!.selected[0]!.slice;
    const off = await ask({ state: 1, off: [slice] }, { kind: 'sliceWeights', slice });
    expect(norm(off.weights)).toBe(0);
  });

  it('find what a slice answers to most', async () => {
    const { graph, layers } = session.network;
    for (const slice of [1, layers.at(-1)!.firstSlice]) {
      const { layer, unit } = locateSlice(layers, slice);
      const oracle = every.map(
        (sample) =>
          sliceActivations(graph, session.trained.parameters, input(sample))[layers.indexOf(layer)]![unit]!,
      );
      const { samples, values } = await ask({ state: 0 }, { kind: 'favourites', slice, count: 5 });
      expect([...samples]).toEqual([...every].sort((a, b) => oracle[b]! - oracle[a]! || a - b).slice(0, 5));
      for (const [i, value] of values.entries()) expect(value).toBeCloseTo(oracle[samples[i]!]!, 4);
    }
  });

  it('read maps of a convolution, and class probabilities as the report has them', async () => {
    const [first] = hiddenLayers(session.network.graph);
    const image = { set: 'training', index: 17 } as const;
    const maps = await ask({ state: 1 }, { kind: 'activations', layer: first!.name, image });
    const oracle = nodesOf(session.parameters, 17)[first!.node]!;
    expect(maps.height * maps.width * maps.filters).toBe(oracle.length);
    for (const [i, value] of maps.values.entries()) expect(value).toBeCloseTo(oracle[i]!, 4);
    const before = await ask({ state: 0 }, { kind: 'probabilities', image });
    const after = await ask({ state: 1 }, { kind: 'probabilities', image });
    expect([...before]).toEqual(report.samples[0]!.probabilitiesBefore);
    expect([...after]).toEqual(report.samples[0]!.probabilitiesAfter);
    await expect(ask({ state: 0 }, { kind: 'activations', layer: 'output', image })).rejects.toThrow(
      /no maps/,
    );
  });

  it('count predictions as the metrics do', async () => {
    const { accuracy, loss, counts, count } = await ask(
      { state: 1 },
      { kind: 'predictions', set: 'training' },
    );
    expect(count).toBe(119);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(119);
    expect(accuracy).toBeCloseTo(report.after.residualAccuracy, 12);
    expect(loss).toBeCloseTo(report.after.residualLoss, 5);
    const held = await ask({ state: 1 }, { kind: 'predictions', set: 'validation' });
    expect(held.accuracy).toBeCloseTo(report.after.validationAccuracy, 12);
  });

  it('measure how far layers are from each other, in weights and by CKA', async () => {
    const layers = await ask({ state: 0 }, { kind: 'layers', other: { state: 1 } });
    const whole = Math.hypot(...layers.map(({ distance }) => distance));
    expect(whole).toBeCloseTo(report.after.distanceToOriginal, 9);
    expect(layers.reduce((sum, { changed }) => sum + changed, 0)).toBe(report.selection!.selected.length);
    expect(layers.at(-1)!.cka).toBeNull();
    const same = await ask({ state: 1 }, { kind: 'layers', other: { state: 1 } });
    for (const { cka, changed } of same.slice(0, -1)) {
      expect(cka).toBeCloseTo(1, 9);
      expect(changed).toBe(0);
    }
  });

  it('place the samples by the penultimate layer, and find the nearest in it', async () => {
    const place = penultimate(session.network.graph).node;
    const rows = every.map((sample) => nodesOf(session.trained.parameters, sample)[place]!);
    const { places, samples, explained } = await ask({ state: 0 }, { kind: 'embedding', map: 'pca' });
    expect([...samples]).toEqual(every);
    const values = Float64Array.from(rows.flatMap((row) => [...row]));
    const centred = scaleRows(
      matrix(120, rows[0]!.length, values),
      fitRowScale(matrix(120, rows[0]!.length, values)),
    );
    const placed = matrix(120, 2, Float64Array.from(places));
    const gram = gramMatrix(centred, centred);
    // The best plane keeps sqrt(l1^2 + l2^2) of the Gram matrix's size.
    const share = linearCka(gramMatrix(placed, placed), gram)!;
    expect(share).toBeGreaterThan(explained![0]);
    expect(explained![0]).toBeGreaterThan(explained![1]);
    const distance = (sample: number) => Math.hypot(...rows[sample]!.map((value, k) => value - rows[3]![k]!));
    const near = await ask({ state: 0 }, { kind: 'neighbours', sample: 3, count: 4 });
    for (const [i, value] of near.values.entries()) expect(value).toBeCloseTo(distance(near.samples[i]!), 3);
    expect([...near.samples]).toEqual(
      every
        .filter((one) => one !== 3)
        .sort((a, b) => distance(a) - distance(b))
        .slice(0, 4),
    );
  });

  it('map the samples by their neighbours: the same map twice, and classes hold together', async () => {
    const told: number[] = [];
    const looked = await findLooked(session, [], { state: 0 });
    const map = () =>
      answers.embedding(
        looked,
        { kind: 'embedding', map: 'umap' },
        { onProgress: (fraction) => told.push(fraction) },
        async () => looked,
      );
    const { places, samples } = await map();
    expect(samples.length).toBe(120);
    expect(places.every(Number.isFinite)).toBe(true);
    expect(told.length).toBeGreaterThan(20);
    expect([...(await map()).places]).toEqual([...places]);
    const { labels } = dataset.training;
    const nearest = (a: number) =>
      every.filter((b) => b !== a).sort((b, c) => distance(a, b) - distance(a, c))[0]!;
    const distance = (a: number, b: number) =>
      Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!);
    const own = every.filter((sample) => labels[nearest(sample)] === labels[sample]).length;
    expect(own).toBeGreaterThan(80);
    const controller = new AbortController();
    const stopped = answers.embedding(
      looked,
      { kind: 'embedding', map: 'umap' },
      { signal: controller.signal },
      async () => looked,
    );
    controller.abort();
    await expect(stopped).rejects.toThrow(/abort/i);
  });

  it('score images for the attack: its threshold and area are those of the report, and so is what it takes for members', async () => {
    for (const by of ['loss', 'entropy'] as const) {
      const found = await ask({ state: 1 }, { kind: 'attackScores', by });
      const { auc, forgetShare } = report.after.membership[by];
      expect([found.members.length, found.nonMembers.length, found.forgotten.length]).toEqual([119, 40, 1]);
      expect(found.auc).toBe(auc);
      expect(found.forgotten.filter((value) => value <= found.threshold).length).toBe(forgetShare);
    }
    expect((await ask({ state: 0 }, { kind: 'attackScores', by: 'loss' })).forgotten).toHaveLength(0);
  });

  it('score samples: gradient norms, margins and entropies as float64 has them, and influences', async () => {
    const { graph } = session.network;
    const norms = await ask({ state: 0 }, { kind: 'sampleScores', score: 'gradientNorm' });
    const margins = await ask({ state: 0 }, { kind: 'sampleScores', score: 'margin' });
    const entropies = await ask({ state: 0 }, { kind: 'sampleScores', score: 'entropy' });
    for (const sample of [0, 17, 63]) {
      const label = dataset.training.labels[sample]!;
      const one = evaluateSample(graph, session.trained.parameters, input(sample), label);
      expect(norms[sample]).toBeCloseTo(norm(one.gradient), 3);
      const logits = nodesOf(session.trained.parameters, sample).at(-1)!;
      expect(margins[sample]).toBeCloseTo(marginOf(logits, label), 3);
      expect(entropies[sample]).toBeCloseTo(entropyByTheBook(logits), 5);
    }
    const damping = 0.1;
    const effects = await ask({ state: 0 }, { kind: 'sampleScores', score: 'effect', damping });
    const on = await ask({ state: 0 }, { kind: 'sampleScores', score: 'influence', damping, on: 17 });
    expect(Math.min(...effects)).toBeGreaterThanOrEqual(0);
    expect(on[17]).toBeCloseTo(effects[17]!, 6);
    await expect(ask({ state: 0 }, { kind: 'sampleScores', score: 'effect' })).rejects.toThrow(/damping/);
  });

  it('are of the state asked for, wherever the session stands', async () => {
    const image = { set: 'training', index: 17 } as const;
    await undo(session);
    const after = await ask({ state: 1 }, { kind: 'probabilities', image });
    expect([...after]).toEqual(report.samples[0]!.probabilitiesAfter);
    await expect(ask({ state: 2 }, { kind: 'probabilities', image })).rejects.toThrow(/state/);
    await expect(ask({ state: 1, retrained: true }, { kind: 'probabilities', image })).rejects.toThrow(
      /not in memory/,
    );
  });
});

/** -sum p log p of the softmax, as the definition has it. */
function entropyByTheBook(logits: Float64Array): number {
  const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
  return logits.reduce((sum, z) => sum - (Math.exp(z) / total) * Math.log(Math.exp(z) / total), 0);
}
