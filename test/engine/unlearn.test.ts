import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { blanketMethods, findBlankets } from '../../src/engine/markovBlanket';
import { measureModel } from '../../src/engine/metrics/measureModel';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalReport, RemovalRequest, SelectionReport } from '../../src/engine/report';
import { fullPair, samplePair } from '../../src/engine/secantPairs';
import { measureSensitivity } from '../../src/engine/sensitivity';
import { openSession, removedSamples, type Session, undo } from '../../src/engine/session';
import { previewRemoval, unlearn } from '../../src/engine/unlearn';
import { GpuError } from '../../src/gpu/gpuError';
import { xi } from '../../src/math/dependence/xi';
import { solveLinear } from '../../src/math/linear/linearSolve';
import { norm } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { noiseKey, noiseTable, noisyCopies } from '../../src/math/random/counterNoise';
import { certificationSigma } from '../../src/math/removal/certificationNoise';
import { removeSample, secantHessian, writeOut } from '../../src/math/removal/secantHessian';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, measureMemory } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather } from '../../src/model/slices';
import { train } from '../../src/model/training';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(400, 100);
const architecture = twoLayers(12);

async function openTrained(compute: Compute): Promise<Session> {
  const network = createNetwork(architecture, dataset.shape, 3);
  const trained = await train(network, dataset, smallTraining);
  return openSession(compute, dataset, network, trained, smallTraining);
}

/** The settings of these tests: few copies, and noise wide enough to move this small net. */
const settings = { ...defaultSettings, perturbations: 300, perturbationDeviation: 0.5, guard: null };

const request = (changes: Partial<RemovalRequest> = {}): RemovalRequest => ({
  ...settings,
  samples: [17],
  ...changes,
});

/** A report without what may differ between two runs. */
function repeatable({ durationsMs: _, gpuMs: ___, id: __, ...rest }: RemovalReport) {
  return rest;
}

describe.each(['webgpu', 'wasm', 'cpu'] as const)('a removal on %s', (backend) => {
  let compute: Compute;
  let session: Session;
  beforeAll(async () => {
    compute = await openTestCompute(backend);
    session = await openTrained(compute);
  });

  it('takes the step of equations 13 and 14 on the selected slices, and nowhere else', async () => {
    const before = session.parameters;
    const asked = request({ curvature: 'secant-cut', weightDecay: 'none' });
    const report = await unlearn(session, asked, { isTimed: true });
    const indices = blockIndices(
      session.network.layers,
      report.selection!.selected.map(({ slice }) => slice),
    );
    expect(indices.length).toBe(report.curvature!.parameters);

    const { graph } = session.network;
    const input = normalise(dataset.training, dataset, 17, 18);
    const label = dataset.training.labels[17]!;
    const { gradient } = evaluateSample(graph, before, input, label);
    const hessian = removeSample(
      secantHessian(fullPair(session.trained, indices)),
      secantHessian(samplePair(graph, before, input, label, gradient, indices)),
      400,
    );
    const matrix = writeOut(hessian, report.curvature!.dampingUsed, indices.length);
    const step = solveLinear(
      matrix,
      gather(gradient, indices).map((g) => g / 399),
    );
    const expected = before.slice();
    indices.forEach((index, i) => {
      expected[index] = before[index]! + step[i]!;
    });
    for (let i = 0; i < expected.length; i++) {
      expect(Math.abs(session.parameters[i]! - expected[i]!)).toBeLessThan(1e-6 * Math.max(1, norm(step)));
    }
    expect(report.update.stepNorm).toBeCloseTo(norm(step), 8);
    expect(report.samples[0]!.lossAfter).toBeGreaterThan(report.samples[0]!.lossBefore);
    expect(report.curvature!.solveResidual).toBeLessThan(backend === 'webgpu' ? 1e-4 : 1e-9);
    if (backend === 'webgpu') {
      expect(report.gpuMs!.perturb).toBeGreaterThan(0);
      expect(report.gpuMs!.evaluate).toBeGreaterThan(0);
    } else expect(report.gpuMs).toBeNull();
    await undo(session);
  });

  it('waits for the clock of the GPU only where it is asked to', async () => {
    const report = await unlearn(session, request());
    expect(report.gpuMs).toBeNull();
    await undo(session);
  });

  it('measures the model before and after it, on the same retain set and forget set', async () => {
    await unlearn(session, request({ samples: [5] }));
    const old = session.parameters;
    const report = await unlearn(session, request());
    const { graph } = session.network;
    for (const [parameters, measured] of [
      [old, report.before],
      [session.parameters, report.after],
    ] as const) {
      const mean = new Float64Array(parameters.length);
      let loss = 0;
      let right = 0;
      let rightForgotten = 0;
      for (let i = 0; i < 400; i++) {
        const input = normalise(dataset.training, dataset, i, i + 1);
        const label = dataset.training.labels[i]!;
        const sample = evaluateSample(graph, parameters, input, label);
        const isRight = sample.probabilities.indexOf(Math.max(...sample.probabilities)) === label;
        if (i === 17 || i === 5) {
          if (isRight) rightForgotten += 1;
          continue;
        }
        if (isRight) right += 1;
        loss += sample.loss / 398;
        sample.gradient.forEach((g, j) => {
          mean[j]! += g / 398;
        });
      }
      expect(measured.residualLoss).toBeCloseTo(loss, 5);
      expect(measured.residualAccuracy).toBeCloseTo(right / 398, 10);
      expect(measured.forgetAccuracy).toBe(rightForgotten / 2);
      expect(Math.abs(measured.residualGradientNorm / norm(mean) - 1)).toBeLessThan(1e-4);
    }
    expect(report.retainCount).toBe(398);
    await undo(session);
    await undo(session);
  });

  it('gives the same report and weights for the same seed, others for another; undo is exact', async () => {
    const { digest, parameters, evaluation } = session;
    const first = await unlearn(session, request());
    expect(session.digest).not.toBe(digest);
    await undo(session);
    expect(session.digest).toBe(digest);
    expect(session.parameters).toEqual(parameters);
    expect(await session.network.readParameters()).toEqual(parameters);
    expect(session.evaluation).toBe(evaluation);
    const again = await unlearn(session, request());
    expect(repeatable(again)).toEqual(repeatable(first));
    await undo(session);
    const other = await unlearn(session, request({ seed: 2 }));
    expect(other.selection!.first).not.toEqual(first.selection!.first);
    await undo(session);
    await expect(undo(session)).rejects.toThrow(/no removal/);
  });

  it('gives the same step by the dense solver', async () => {
    const woodbury = await unlearn(session, request());
    await undo(session);
    const dense = await unlearn(session, request({ solver: 'dense' }));
    await undo(session);
    expect(dense.update.stepNorm).toBeCloseTo(woodbury.update.stepNorm, 9);
    expect(dense.samples[0]!.lossAfter).toBeCloseTo(woodbury.samples[0]!.lossAfter, 5);
  });

  it('adds certification noise of the promised size, and previews it without touching the model', async () => {
    const { digest } = session;
    const noise = { epsilon: 0.9, delta: 0.01 };
    const preview = await previewRemoval(session, request({ noise }));
    expect(session.digest).toBe(digest);
    const report = await unlearn(session, request({ noise }));
    await undo(session);
    expect(report.update.noise!.sigma).toBe(preview.noise.sigma);
    expect(report.update.stepNorm).toBe(preview.stepNorm);
    expect(report.selection!.selected).toEqual(preview.selected);
    const degrees = report.curvature!.parameters;
    const chiSquare = (report.update.noise!.norm / report.update.noise!.sigma) ** 2;
    expect(Math.abs(chiSquare - degrees)).toBeLessThan(5 * Math.sqrt(2 * degrees));
  });

  it('draws the noise of another number of samples where an experiment asks for it', async () => {
    const asked = request({ noise: { epsilon: 0.1, delta: 0.01 } });
    const { damping } = asked;
    const { update } = await unlearn(session, asked, { noiseCount: 50_000 });
    await undo(session);
    const terms = { epsilon: 0.1, delta: 0.01, sampleCount: 50_000, removedCount: 1, damping };
    expect(update.noise!.sigma).toBeCloseTo(certificationSigma(terms), 15);
  });

  it('tells of the step on one sample before the model is measured, just as the report has it', async () => {
    const told: unknown[] = [];
    const { samples, selection, update, id, durationsMs } = await unlearn(session, request(), {
      onPhase: (phase, fraction) => phase === 'evaluate' && told.push(fraction),
      onStep: (taken) => told.push(taken),
    });
    await undo(session);
    expect(durationsMs.evaluate).toBeGreaterThan(0);
    const slices = selection!.selected.length;
    expect(told.slice(0, 2)).toEqual([0, { id, request: request(), samples, slices, update }]);
    const several: unknown[] = [];
    await unlearn(session, request({ samples: [1, 2] }), { onStep: (taken) => several.push(taken) });
    await undo(session);
    expect(several).toEqual([]);
  });

  it('leaves everything as it was when cancelled, at every phase', async () => {
    const { digest } = session;
    const history = [...session.removals];
    for (const stopAt of ['perturb', 'select', 'curvature', 'update', 'evaluate'] as const) {
      const stop = new AbortController();
      const cancelled = unlearn(session, request(), {
        signal: stop.signal,
        onPhase: (phase) => phase === stopAt && stop.abort(),
      });
      await expect(cancelled, stopAt).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
      expect(session.digest).toBe(digest);
      expect(session.removals).toEqual(history);
      expect(session.current).toBe(0);
      expect(await session.network.readParameters()).toEqual(session.parameters);
    }
  });

  it('refuses what cannot be removed, with the number', async () => {
    await expect(unlearn(session, request({ samples: [400] }))).rejects.toThrow(/0 to 399, got 400/);
    await expect(unlearn(session, request({ perturbations: 1 }))).rejects.toThrow(/got 1/);
    await expect(unlearn(session, request({ damping: -1 }))).rejects.toThrow(/got -1/);
    const bare = { damping: 0, weightDecay: 'none' } as const;
    await expect(unlearn(session, request(bare))).rejects.toThrow(/A damping of 0 needs the weight decay/);
    const noise = { epsilon: 0.5, delta: 0.01 };
    await expect(unlearn(session, request({ damping: 0, noise }))).rejects.toThrow(
      /noise goes by the damping/,
    );
    await unlearn(session, request());
    await expect(unlearn(session, request())).rejects.toThrow(/17 is removed already/);
    await undo(session);
  });

  it('changes nothing where the loss does not vary: a model that is sure of the sample beyond float64', async () => {
    const sure = { ...session, parameters: session.parameters.slice(), removals: [], current: 0 };
    const output = session.network.layers.at(-1)!;
    sure.parameters[output.biasOffset! + dataset.training.labels[17]!] = 1e6;
    const report = await unlearn(sure, request());
    expect(report.selection!.selected).toEqual([]);
    expect(report.update.stepNorm).toBe(0);
    expect(report.samples[0]!.lossAfter).toBe(0);
    session.network.setParameters(session.parameters);
  });

  it('refuses to measure weights that are too large for the outputs to be numbers', async () => {
    const large = session.parameters.map((weight) => weight * 1e30);
    await expect(measureModel(session, large, [])).rejects.toThrow(
      /so large that the model\u2019s outputs are no numbers any more.*The model is as it was/,
    );
    session.network.setParameters(session.parameters);
  });

  it('holds no more tensors or buffers after 50 removals than after the first', async () => {
    await unlearn(session, request({ samples: [0] }));
    const before = measureMemory(compute);
    for (let sample = 1; sample <= 50; sample++)
      await unlearn(session, request({ samples: [sample], perturbations: 60 }));
    expect(measureMemory(compute)).toEqual(before);
    expect(removedSamples(session).length).toBe(51);
    expect(session.removals.at(-1)!.report.curvature!.sampleCount).toBe(350);
    if (compute.gpu) expect(compute.gpu.failures).toEqual([]);
  });
});

describe('certification noise', () => {
  it('is drawn anew for every removal, and replays', async () => {
    const compute = await openTestCompute('wasm');
    const network = createNetwork(findArchitecture('mnist-logistic'), dataset.shape, 3);
    const trained = await train(network, dataset, { ...smallTraining, epochs: 2 });
    const session = await openSession(compute, dataset, network, trained, smallTraining);
    const noise = { epsilon: 0.9, delta: 0.01 };
    const scaledNorm = async (sample: number) => {
      const { update, curvature } = await unlearn(
        session,
        request({ samples: [sample], noise, maxSlices: 1 }),
      );
      expect(curvature!.parameters).toBe(37);
      return update.noise!.norm / update.noise!.sigma;
    };
    const first = await scaledNorm(3);
    const second = await scaledNorm(4);
    expect(Math.abs(first - second)).toBeGreaterThan(1e-6);
    await undo(session);
    expect(await scaledNorm(4)).toBe(second);
  });
});

describe('selection on every path', () => {
  it('is the same on GPU kernels, by every name of their path, and on the CPU, bit for bit', async () => {
    const session = await openTrained(await openTestCompute('webgpu'));
    const paths = ['cpu', 'gpu', 'gpuPairs', 'gpuLists'] as const;
    const selections: SelectionReport[] = [];
    for (const fociPath of paths) {
      selections.push((await unlearn(session, request({ fociPath }))).selection!);
      await undo(session);
    }
    expect(selections.map(({ path }) => path)).toEqual(['cpu', 'gpu', 'gpu', 'gpu']);
    for (const selection of selections) expect({ ...selection, path: 'cpu' }).toEqual(selections[0]);
    const onWasm = await openTrained(await openTestCompute('wasm'));
    await expect(unlearn(onWasm, request({ fociPath: 'gpu' }))).rejects.toThrow(/needs the WebGPU backend/);
  });
});

describe('a removal on a GPU that does not do its work', () => {
  /** Submissions to lose: all, one of ours, one of four of whoever submits. */
  const losses: Record<string, (call: number) => boolean> = {
    all: () => true,
    'the third': (call) => call === 3,
    'one in four': (call) => call % 4 === 0,
  };

  it.each(Object.entries(losses))('is refused and not recorded: %s lost', async (_, isLost) => {
    const session = await openTrained(await openTestCompute('webgpu'));
    const { digest } = session;
    const { submit } = GPUQueue.prototype;
    let calls = 0;
    GPUQueue.prototype.submit = function (buffers) {
      calls += 1;
      if (!isLost(calls)) submit.call(this, buffers);
    };
    try {
      await expect(unlearn(session, request({ fociPath: 'gpu' }))).rejects.toThrow(GpuError);
    } finally {
      GPUQueue.prototype.submit = submit;
    }
    expect([session.digest, session.removals.length]).toEqual([digest, 0]);
    // What was lost after the refusal, the weights put back among it, is found by the next removal.
    const again = () => unlearn(session, request({ fociPath: 'gpu' }));
    const report = await again().catch(again);
    expect(report.selection!.path).toBe('gpu');
  });

  it('is selected on the CPU where the path is left to the lab and a buffer fails', async () => {
    const compute = await openTestCompute('webgpu');
    const session = await openTrained({ ...compute, gpu: { ...compute.gpu!, software: false } });
    const { selection: healthy } = await unlearn(session, request({ fociPath: 'auto' }));
    expect(healthy!.path).toBe('gpu');
    await undo(session);
    const { createBuffer } = GPUDevice.prototype;
    const told: string[] = [];
    const stop = compute.gpu!.onFailure((text) => told.push(text));
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const isKept = descriptor.label?.startsWith('kept distances');
      return createBuffer.call(this, isKept ? { ...descriptor, size: 2 ** 40 } : descriptor);
    };
    try {
      const { selection } = await unlearn(session, request({ fociPath: 'auto' }));
      expect(selection).toEqual({ ...healthy, path: 'cpu' });
      expect(told.join()).toMatch(/done on the CPU instead, with the same answer.*kept distances/);
    } finally {
      GPUDevice.prototype.createBuffer = createBuffer;
      stop();
    }
  });
});

describe('sensitivity (Remark 2)', () => {
  it('is xi of each pixel and the loss over the same copies that feed the selection', async () => {
    const session = await openTrained(await openTestCompute('wasm'));
    const { digest } = session;
    const sensitivity = await measureSensitivity(session, request());
    expect(session.digest).toBe(digest);
    expect(sensitivity.length).toBe(36);

    const input = normalise(dataset.training, dataset, 17, 18);
    const all = noisyCopies(input, 0, 300, noiseTable(0.5), noiseKey(1, 'perturbation'));
    const copies = Array.from({ length: 300 }, (_, i) => all.subarray(i * 36, (i + 1) * 36));
    const label = dataset.training.labels[17]!;
    const losses = copies.map(
      (copy) => evaluateSample(session.network.graph, session.parameters, copy, label).loss,
    );
    for (const pixel of [0, 14, 35]) {
      const { value } = xi(
        copies.map((copy) => copy[pixel]!),
        losses,
      );
      expect(sensitivity[pixel]).toBeCloseTo(value, 2);
    }
    expect(Math.max(...sensitivity)).toBeGreaterThan(0.02);
  });
});

describe('the Markov blanket demo', () => {
  it('shows every method the same data, and finds most of the blanket by L-FOCI', async () => {
    const fractions: number[] = [];
    const runs = await findBlankets(
      { samples: 300, repeats: 3, seed: 1 },
      { onProgress: (fraction) => fractions.push(fraction) },
    );
    expect(runs.map(({ method, seed }) => `${method} ${seed}`)).toEqual(
      [1, 2, 3].flatMap((seed) => blanketMethods.map((method) => `${method} ${seed}`)),
    );
    expect(fractions.at(-1)).toBe(1);
    const rates = runs
      .filter(({ method }) => method === 'L-FOCI')
      .map(({ truePositiveRate }) => truePositiveRate);
    expect(rates.reduce((sum, rate) => sum + rate, 0) / 3).toBeGreaterThan(0.5);
    await expect(findBlankets({ samples: 5, repeats: 1, seed: 1 })).rejects.toThrow(/got 5/);
  });
});
