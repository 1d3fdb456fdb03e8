import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { takeSamples, withoutSamples } from '../../src/data/takeSamples';
import { noiseVariance } from '../../src/engine/methods/fisherForgetting';
import { withWrongLabels } from '../../src/engine/methods/randomLabels';
import { type MethodId, methodIds } from '../../src/engine/methods/table';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalReport, RemovalRequest } from '../../src/engine/report';
import { openSession, removedSamples, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { solveLinear } from '../../src/math/linear/linearSolve';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { gaussNewtonProduct } from '../../src/math/network/gaussNewton';
import { meanJensenShannon } from '../../src/math/network/jensenShannon';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, measureMemory } from '../../src/model/compute';
import { evaluateSet, summarise } from '../../src/model/evaluation';
import { fisherDiagonal } from '../../src/model/fisherDiagonal';
import { createNetwork } from '../../src/model/network';
import { runEpochs, train } from '../../src/model/training';
import type { TrainingRequest } from '../../src/model/trainingRequest';
import { normalised, smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

/** The exact Newton step is of convex models alone (certificate.test.ts). */
const rivals = methodIds.filter((id) => id !== 'algorithm1' && id !== 'newton');
const inSmallBatches = { ...smallTraining, batchSize: 16 };
/** With the epochs after which they get most of the training samples right, and the rate at which SCRUB forgets a class. */
const nets = [
  ['two layers', twoLayers(8), [6, 6, 1], 3, 0.05],
  ['a batch-normalised convolutional net', normalised, [8, 8, 1], 10, 0.02],
] as const;

/** The samples that the tests remove; sample 20 is gone before. */
const group = [3, 7, 11, 12, 30, 33];
const gone = 20;

/** Goes on from a state in which one sample is removed already: the retain set of a method is without it. */
async function openWithout(
  compute: Compute,
  architecture: (typeof nets)[number][1],
  shape: (typeof nets)[number][2],
  training: TrainingRequest,
): Promise<Session> {
  const dataset = makeSmallDataset(60, 20, shape);
  const network = createNetwork(architecture, shape, 3);
  const trained = await train(network, dataset, training);
  const session = await openSession(compute, dataset, network, trained, training);
  await unlearn(session, request('gradient-ascent', { steps: 1, learningRate: 0.01 }, [gone]));
  return session;
}

const request = (
  method: MethodId,
  methodNumbers: Record<string, number> = {},
  samples: readonly number[] = group,
): RemovalRequest => ({ ...defaultSettings, method, methodNumbers, samples, guard: null });

/** A removal that changes something: of a group this large, no parameter matters ten times as much as for all, the fallback of SSD. */
const lively = (method: MethodId) =>
  request(method, method === 'ssd' ? { alpha: 1.2 } : method === 'rewind' ? { epochs: 2 } : {});

/** The parameters after a removal, which is undone. */
async function apply(session: Session, asked: RemovalRequest) {
  const report = await unlearn(session, asked);
  const { parameters } = session;
  await undo(session);
  return { report, parameters };
}

/** The mean gradient of training samples, in float64. */
function meanGradient(
  { dataset, network }: Session,
  parameters: Float32Array | Float64Array,
  samples: readonly number[],
): Float64Array {
  const mean = new Float64Array(parameters.length);
  for (const sample of samples) {
    const input = normalise(dataset.training, dataset, sample, sample + 1);
    const label = dataset.training.labels[sample]!;
    const { gradient } = evaluateSample(network.graph, parameters, input, label);
    for (let i = 0; i < mean.length; i++) mean[i]! += gradient[i]! / samples.length;
  }
  return mean;
}

/** What is left of 60 samples without the group, and without the one that was gone. */
const retained = Array.from({ length: 60 }, (_, i) => i).filter((i) => i !== gone && !group.includes(i));

const masked = (samples: readonly number[]) =>
  Uint8Array.from({ length: 60 }, (_, i) => Number(samples.includes(i)));

function expectStep(from: Float32Array, to: Float32Array, expected: Float64Array, tolerance = 1e-4): void {
  const step = subtract(to, from);
  expect(norm(expected)).toBeGreaterThan(1e-4);
  expect(norm(subtract(step, expected))).toBeLessThan(tolerance * norm(expected) + 1e-7 * norm(from));
}

/** A report without what may differ between two runs. */
function repeatable({ durationsMs: _, gpuMs: __, id: ___, rewind, ...rest }: RemovalReport) {
  return { ...rest, rewind: rewind && { ...rewind, remadeEpochs: 0, remadeMs: 0 } };
}

describe.each(['webgpu', 'wasm'] as const)('the rivals on %s', (backend) => {
  describe.each(nets)('%s', (_, architecture, shape, epochs, scrubRate) => {
    const training = { ...inSmallBatches, epochs };
    let compute: Compute;
    let session: Session;
    beforeAll(async () => {
      compute = await openTestCompute(backend);
      session = await openWithout(compute, architecture, shape, training);
    });

    const statisticsOf = (parameters: Float32Array) =>
      session.network.graph.weights
        .filter(({ trainable }) => !trainable)
        .flatMap(({ offset, size }) => [...parameters.subarray(offset, offset + size)]);

    it.each(rivals)(
      '%s gives the same weights for the same seed, and says how far they moved',
      async (id) => {
        const before = session.parameters;
        const first = await apply(session, lively(id));
        const again = await apply(session, lively(id));
        expect(repeatable(again.report)).toEqual(repeatable(first.report));
        expect(first.report.digestAfter).not.toBe(first.report.digestBefore);
        const moved = norm(subtract(first.parameters, before));
        const { stepNorm, noise } = first.report.update;
        // What is drawn is told before float32 rounds it.
        if (noise) expect(noise.norm).toBeCloseTo(moved, 5);
        else expect(stepNorm).toBeCloseTo(moved, 10);
        expect(first.report.selection).toBeNull();
        expect(first.report.retainCount).toBe(53);
        const usesSeed = !['retraining', 'rewind', 'gradient-ascent', 'ssd', 'influence'].includes(id);
        const other = await apply(session, { ...lively(id), seed: 2 });
        expect(other.report.digestAfter === first.report.digestAfter).toBe(!usesSeed);
        const trains = ['retraining', 'rewind', 'fine-tuning', 'random-labels'].includes(id);
        if (!trains) expect(statisticsOf(first.parameters)).toEqual(statisticsOf(before));
      },
    );

    it.each(rivals)('%s, cancelled in the middle, leaves session and network as they were', async (id) => {
      const { digest, current, parameters } = session;
      const stop = new AbortController();
      const told: number[] = [];
      const cancelled = unlearn(session, lively(id), {
        signal: stop.signal,
        onPhase(phase, fraction) {
          if (phase === 'update') told.push(fraction);
          if (told.length === 2) stop.abort();
        },
      });
      await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
      expect(told.length).toBe(2);
      expect(session).toMatchObject({ digest, current });
      expect(await session.network.readParameters()).toEqual(parameters);
    });

    it('hold no more tensors or buffers after a second round than after the first', async () => {
      for (const id of rivals) await apply(session, lively(id));
      const before = measureMemory(compute);
      for (const id of rivals) await apply(session, lively(id));
      expect(measureMemory(compute)).toEqual(before);
      if (compute.gpu) expect(compute.gpu.failures).toEqual([]);
    });

    it('retraining in the order of the original leaves the samples out of it, bit for bit', async () => {
      const { parameters } = await apply(session, request('retraining'));
      const { network, dataset } = session;
      const direct = await runEpochs(network, dataset, training, { leftOut: [gone, ...group] });
      network.setParameters(session.parameters);
      expect(parameters).toEqual(direct.parameters);
    });

    it('retraining in an order of its own is training on what is left, bit for bit', async () => {
      const asked: RemovalRequest = { ...request('retraining'), retrainingOrder: 'independent' };
      const { parameters } = await apply(session, asked);
      const { network, dataset } = session;
      const left = withoutSamples(dataset, [gone, ...group]);
      expect(left.training.count).toBe(53);
      const direct = await train(network, left, training);
      network.setParameters(session.parameters);
      expect(parameters).toEqual(direct.parameters);
    });

    it('fine-tuning is further training on what is left, by SGD at its own rate', async () => {
      const asked = request('fine-tuning', { epochs: 2, learningRate: 0.005 });
      const { parameters } = await apply(session, asked);
      const { network, dataset } = session;
      const left = withoutSamples(dataset, [gone, ...group]);
      const further = { ...training, epochs: 2, learningRate: 0.005, seed: asked.seed };
      const start = { parameters: session.parameters, epochs };
      const direct = await train(network, left, further, { start });
      network.setParameters(session.parameters);
      expect(parameters).toEqual(direct.parameters);
    });

    it('gradient ascent takes steps up the forget loss, which rises', async () => {
      const before = session.parameters;
      const { report, parameters } = await apply(
        session,
        request('gradient-ascent', { steps: 2, learningRate: 0.02 }),
      );
      const first = meanGradient(session, before, group);
      const between = before.map((value, i) => value + 0.02 * first[i]!);
      const second = meanGradient(session, between, group);
      expectStep(
        before,
        parameters,
        first.map((g, i) => 0.02 * (g + second[i]!)),
      );
      const mean = (read: (sample: RemovalReport['samples'][number]) => number) =>
        report.samples.reduce((sum, sample) => sum + read(sample), 0);
      expect(mean((s) => s.lossAfter)).toBeGreaterThan(mean((s) => s.lossBefore));
    });

    it('climbing without end is refused with what to do, and the model is as it was', async () => {
      const { digest, parameters } = session;
      const before = measureMemory(compute);
      const wild = request('gradient-ascent', { steps: 100, learningRate: 10 });
      await expect(unlearn(session, wild)).rejects.toThrow(/smaller learning rate/);
      const climbing = request('neg-grad-plus', { alpha: 0, learningRate: 10, epochs: 50 });
      await expect(unlearn(session, climbing)).rejects.toThrow(/smaller learning rate/);
      expect(session.digest).toBe(digest);
      expect(await session.network.readParameters()).toEqual(parameters);
      expect(measureMemory(compute)).toEqual(before);
    });

    it('one step of NegGrad+ goes down the retain loss and up the forget loss', async () => {
      const whole = { ...session, training: { ...training, batchSize: 64 }, removals: [...session.removals] };
      const asked = request('neg-grad-plus', { alpha: 0.7, learningRate: 0.05, epochs: 1 });
      const { parameters } = await apply(whole, asked);
      const down = meanGradient(session, session.parameters, retained);
      const up = meanGradient(session, session.parameters, group);
      expectStep(
        session.parameters,
        parameters,
        down.map((g, i) => -0.05 * (0.7 * g - 0.3 * up[i]!)),
      );
    });

    it('random labels trains on wrong labels for the group, and the right ones for the rest', async () => {
      const { network, dataset } = session;
      const { labels } = withWrongLabels(dataset, group, 1).training;
      for (let i = 0; i < 60; i++) {
        expect(labels[i] === dataset.training.labels[i]).toBe(!group.includes(i));
        expect(labels[i]).toBeLessThan(3);
      }
      const drawn = Array.from({ length: 40 }, (_, seed) => {
        const other = withWrongLabels(dataset, [3], seed).training.labels[3]!;
        return (other - dataset.training.labels[3]! + 3) % 3;
      });
      expect(new Set(drawn)).toEqual(new Set([1, 2]));
      const { parameters } = await apply(session, request('random-labels', { learningRate: 0.004 }));
      const left = withoutSamples(withWrongLabels(dataset, group, 1), [gone]);
      expect(left.training.count).toBe(59);
      const further = { ...training, epochs: 1, learningRate: 0.004 };
      const start = { parameters: session.parameters, epochs };
      const direct = await train(network, left, further, { start });
      network.setParameters(session.parameters);
      expect(parameters).toEqual(direct.parameters);
    });

    it('Fisher forgetting adds noise of the promised variance to every trained parameter', async () => {
      const { network, dataset, parameters: before } = session;
      const fisher = await fisherDiagonal(network, dataset, dataset.training, masked(retained), {
        labelSeed: 1,
      });
      const { report, parameters } = await apply(session, request('fisher-forgetting', { alpha: 1e-4 }));
      let chiSquare = 0;
      let degrees = 0;
      for (const { trainable, offset, size } of network.graph.weights) {
        for (let i = offset; i < offset + size; i++) {
          const noise = parameters[i]! - before[i]!;
          if (!trainable) expect(noise).toBe(0);
          else {
            const root = Math.min(fisher[i]! ** -0.5, 1e3);
            expect(noiseVariance(fisher[i]!, 1e-4)).toBeCloseTo(1e-4 * root, 12);
            chiSquare += noise ** 2 / (1e-4 * root);
            degrees += 1;
          }
        }
      }
      expect(Math.abs(chiSquare - degrees)).toBeLessThan(4 * Math.sqrt(2 * degrees));
      const { sigma, norm: length } = report.update.noise!;
      expect(length).toBeCloseTo(norm(subtract(parameters, before)), 4);
      expect(sigma).toBeCloseTo(length / Math.sqrt(degrees), 10);
      expect(report.update.stepNorm).toBe(0);
    });

    it('SSD dampens what matters more for the group than for all that is left, the group included', async () => {
      const { network, dataset, parameters: before } = session;
      const { training: set } = dataset;
      const ofForget = await fisherDiagonal(network, dataset, set, masked(group));
      const ofAll = await fisherDiagonal(network, dataset, set, masked([...retained, ...group]));
      const { parameters } = await apply(session, request('ssd', { alpha: 1.2, lambda: 0.9 }));
      let dampened = 0;
      before.forEach((value, i) => {
        const isDampened = ofForget[i]! > 1.2 * ofAll[i]!;
        const beta = isDampened ? Math.min((0.9 * ofAll[i]!) / ofForget[i]!, 1) : 1;
        if (isDampened) dampened += 1;
        expect(parameters[i]).toBe(Math.fround(value * beta));
      });
      expect(dampened).toBeGreaterThan(10);
      expect(dampened).toBeLessThan(before.length);
      const none = unlearn(session, request('ssd', { alpha: 1e6 }));
      expect((await none).update.stepNorm).toBe(0);
      await undo(session);
    });

    it('SCRUB forgets a class: away from the teacher there, and with it on the retain set', async () => {
      const { network, dataset, parameters: before } = session;
      const { labels } = dataset.training;
      const forget = [...labels.keys()].filter((i) => labels[i] === 2 && i !== gone);
      const retain = [...labels.keys()].filter((i) => labels[i] !== 2 && i !== gone);
      const see = async (parameters: Float32Array, samples: readonly number[]) => {
        network.setParameters(parameters);
        const set = takeSamples(dataset, samples);
        const seen = await evaluateSet(network, dataset, set);
        return { ...seen, ...summarise(seen, set.labels)! };
      };
      const fromTeacher = async (parameters: Float32Array, samples: readonly number[]) => {
        const teacher = await see(before, samples);
        const { probabilities } = await see(parameters, samples);
        return meanJensenShannon(probabilities, teacher.probabilities, 3);
      };
      const numbers = { epochs: 6, ascentEpochs: 5, learningRate: scrubRate, forgetBatch: 4 };
      const away = (await apply(session, request('scrub', numbers, forget))).parameters;
      const obedient = await apply(session, request('scrub', { ...numbers, ascentEpochs: 0 }, forget));
      const onForget = await fromTeacher(away, forget);
      expect(onForget).toBeGreaterThan(5 * (await fromTeacher(obedient.parameters, forget)));
      expect(onForget).toBeGreaterThan(5 * (await fromTeacher(away, retain)));
      const [forgetBefore, forgetAfter] = [await see(before, forget), await see(away, forget)];
      expect(forgetAfter.accuracy).toBeLessThan(forgetBefore.accuracy / 2);
      const [retainBefore, retainAfter] = [await see(before, retain), await see(away, retain)];
      expect(retainAfter.accuracy).toBeGreaterThanOrEqual(retainBefore.accuracy);
      network.setParameters(before);
    });

    it('SCRUB takes the steps of its definition: two epochs beside float64', async () => {
      const whole = { ...session, training: { ...training, batchSize: 64 }, removals: [...session.removals] };
      const { alpha, gamma, learningRate } = { alpha: 0.5, gamma: 2, learningRate: 0.05 };
      const numbers = { epochs: 2, ascentEpochs: 2, alpha, gamma, learningRate, forgetBatch: 64 };
      const { parameters } = await apply(whole, request('scrub', numbers));
      const { graph } = session.network;
      /** The mean gradient of weight KL(teacher || student) + labelWeight l: as of cross-entropies with every class, weighted. */
      const slope = (
        student: Float64Array,
        samples: readonly number[],
        weight: number,
        labelWeight: number,
      ) => {
        const mean = new Float64Array(student.length);
        for (const sample of samples) {
          const input = normalise(session.dataset.training, session.dataset, sample, sample + 1);
          const label = session.dataset.training.labels[sample]!;
          const teacher = evaluateSample(graph, session.parameters, input, label).probabilities;
          for (const k of [0, 1, 2]) {
            const share = (weight * teacher[k]! + labelWeight * Number(k === label)) / samples.length;
            const { gradient } = evaluateSample(graph, student, input, k);
            for (let i = 0; i < mean.length; i++) mean[i]! += share * gradient[i]!;
          }
        }
        return mean;
      };
      let student = Float64Array.from(session.parameters);
      for (let epoch = 0; epoch < 2; epoch++) {
        const up = slope(student, group, 1, 0);
        student = student.map((value, i) => value + learningRate * up[i]!);
        const down = slope(student, retained, alpha, gamma);
        student = student.map((value, i) => value - learningRate * down[i]!);
      }
      expectStep(session.parameters, parameters, subtract(student, session.parameters), 1e-3);
      const nothing = unlearn(session, request('scrub', { alpha: 0, gamma: 0 }));
      await expect(nothing).rejects.toThrow(/alpha or gamma above 0/);
    });

    it('influence solves the damped system of the retain set: its product with the step is the gradient', async () => {
      const { network, dataset, parameters: before } = session;
      const asked = { ...request('influence', { damping: 0.5 }), hessianSamples: 1000 };
      const { report, parameters } = await apply(session, asked);
      const step = subtract(parameters, before);
      const { dampingUsed, hessianSamples, solveResidual, parameters: p } = report.curvature!;
      expect(hessianSamples).toBe(53);
      expect(solveResidual).toBeLessThan(1e-4);
      expect(p).toBe(before.length - statisticsOf(before).length);
      // H v by central differences of float64 gradients, short enough to step over no kink.
      const t = 1e-5 / norm(step);
      const shifted = (sign: number) =>
        meanGradient(
          { network, dataset } as Session,
          Float64Array.from(before, (value, i) => value + sign * t * step[i]!),
          retained,
        );
      const [above, below] = [shifted(1), shifted(-1)];
      // The decay of the training stands on the diagonal, and pulls at the weights in the right-hand side.
      const decay = session.training.weightDecay;
      const product = step.map((d, i) => (above[i]! - below[i]!) / (2 * t) + (dampingUsed + decay) * d);
      const rhs = meanGradient(session, before, group).map((g, i) => ((g + decay * before[i]!) * 6) / 53);
      for (const { trainable, offset, size } of network.graph.weights) {
        if (trainable) continue;
        product.fill(0, offset, offset + size);
        rhs.fill(0, offset, offset + size);
      }
      expect(norm(subtract(product, rhs))).toBeLessThan(2e-3 * norm(rhs));
    });

    it('influence with the Gauss-Newton matrix never raises the damping, and solves that system', async () => {
      const { network, dataset, parameters: before } = session;
      const asked = {
        ...request('influence', { damping: 1e-3 }),
        hessianSamples: 1000,
        curvature: 'ggn',
        weightDecay: 'none',
      } as const;
      const { report, parameters } = await apply(session, asked);
      expect(report.curvature).toMatchObject({ name: 'ggn', dampingUsed: 1e-3 });
      const step = subtract(parameters, before);
      const product = step.map((d) => 1e-3 * d);
      for (const sample of retained) {
        const input = normalise(dataset.training, dataset, sample, sample + 1);
        const own = gaussNewtonProduct(network.graph, before, input, step);
        for (let i = 0; i < product.length; i++) product[i]! += own[i]! / retained.length;
      }
      const rhs = meanGradient(session, before, group).map((g) => (g * 6) / 53);
      for (const { trainable, offset, size } of network.graph.weights) {
        if (!trainable) product.fill(0, offset, offset + size);
      }
      expect(norm(subtract(product, rhs))).toBeLessThan(
        Math.max(2e-3, 2 * report.curvature!.solveResidual!) * norm(rhs),
      );
      const byHessian = await apply(session, { ...asked, curvature: 'secant' });
      expect(byHessian.report.curvature!.name).toBe('cg');
    });
  });
});

describe.each(['webgpu', 'wasm'] as const)('influence on softmax regression on %s', (backend) => {
  it('is the dense Newton step of the closed-form Hessian in float64', async () => {
    const compute = await openTestCompute(backend);
    const dataset = makeSmallDataset(60, 20);
    const network = createNetwork(findArchitecture('mnist-logistic'), dataset.shape, 3);
    const trained = await train(network, dataset, inSmallBatches);
    const session = await openSession(compute, dataset, network, trained, inSmallBatches);
    const before = session.parameters;
    const all = Array.from({ length: 60 }, (_, i) => i);
    const left = all.filter((i) => !group.includes(i));
    const p = before.length;
    const [kernel, bias] = network.graph.weights;
    const place = (input: number, unit: number) =>
      input < 36 ? kernel!.offset + input * 3 + unit : bias!.offset + unit;
    const hessian = new Float64Array(p * p);
    for (const sample of left) {
      const input = normalise(dataset.training, dataset, sample, sample + 1);
      const { probabilities } = evaluateSample(network.graph, before, input, 0);
      const x = [...input, 1];
      for (let i = 0; i < 37; i++)
        for (let j = 0; j < 37; j++)
          for (let a = 0; a < 3; a++)
            for (let b = 0; b < 3; b++) {
              const spread = probabilities[a]! * (Number(a === b) - probabilities[b]!);
              hessian[place(i, a) * p + place(j, b)]! += (x[i]! * x[j]! * spread) / left.length;
            }
    }
    const decay = inSmallBatches.weightDecay;
    for (let i = 0; i < p; i++) hessian[i * p + i]! += 0.1 + decay;
    const rhs = meanGradient(session, before, group).map((g, i) => ((g + decay * before[i]!) * 6) / 54);
    const expected = solveLinear(hessian, rhs);
    const { report, parameters } = await apply(session, request('influence', { damping: 0.1 }));
    expect(report.curvature!.dampingUsed).toBe(0.1);
    expectStep(before, parameters, expected, 1e-4);
    const few = await apply(session, { ...request('influence'), hessianSamples: 10 });
    expect(few.report.curvature!.hessianSamples).toBe(10);
    expect(few.report.digestAfter).not.toBe(report.digestAfter);
    expect(removedSamples(session)).toEqual([]);
  });
});
