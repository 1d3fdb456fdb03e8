/** At a minimum the full Newton step does what retraining does: with the decay of the training on both sides, no damping, and every sample in H'. */

import { beforeAll, describe, expect, it } from 'vitest';
import { withoutSamples } from '../../src/data/takeSamples';
import { readSample } from '../../src/engine/forgetSet';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalRequest } from '../../src/engine/request';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { findArchitecture } from '../../src/model/architectures';
import { createNetwork } from '../../src/model/network';
import { runEpochs, train } from '../../src/model/training';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(300, 60);
const architecture = findArchitecture('mnist-logistic-minimum');
const training = { ...architecture.training, weightDecay: 0.02 };

const full: Omit<RemovalRequest, 'samples'> = {
  ...defaultSettings,
  ...{ selection: 'full', curvature: 'cg', damping: 0, hessianSamples: 1000, guard: null },
};

let session: Session;
beforeAll(async () => {
  const compute = await openTestCompute('wasm');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  session = await openSession(compute, dataset, network, await train(network, dataset, training), training);
});

/** The weights at the minimum of what is left. */
async function retrain(samples: readonly number[]): Promise<Float32Array> {
  const { network } = session;
  const { parameters } = await runEpochs(network, withoutSamples(dataset, samples), training);
  network.setParameters(session.parameters);
  return parameters;
}

const lossOf = (sample: number, parameters: Float32Array) => {
  const { input, label } = readSample(session, sample);
  return evaluateSample(session.network.graph, parameters, input, label).loss;
};

/** The change of the sample's loss by the step, over that by retraining. */
async function recovered(sample: number, settings: Partial<RemovalRequest> = {}): Promise<number> {
  const before = lossOf(sample, session.parameters);
  const report = await unlearn(session, { ...full, ...settings, samples: [sample] });
  await undo(session);
  const retrained = lossOf(sample, await retrain([sample]));
  return (report.samples[0]!.lossAfter - before) / (retrained - before);
}

const medianOf = (values: readonly number[]) => {
  const [lower, upper] = [...values].sort((a, b) => a - b).slice(4, 6);
  return (lower! + upper!) / 2;
};

describe('the full step at the minimum', () => {
  const samples = [3, 17, 40, 71, 105, 138, 166, 201, 244, 287];

  it('recovers the change of the loss that retraining makes: the median of ten samples within 5%', async () => {
    const ours: number[] = [];
    const withoutDecay: number[] = [];
    for (const sample of samples) {
      ours.push(await recovered(sample));
      withoutDecay.push(await recovered(sample, { weightDecay: 'none', damping: 0.02 }));
    }
    const { neglected } = await unlearn(session, { ...full, samples: [3] });
    await undo(session);
    expect(neglected!.gradientNorm).toBeLessThan(0.01 * neglected!.termNorm);
    expect(medianOf(ours)).toBeGreaterThan(0.95);
    expect(medianOf(ours)).toBeLessThan(1.05);
    // As much on the diagonal, but not in the right-hand side: the pull of the decay is missed.
    const miss = (values: readonly number[]) => medianOf(values.map((value) => Math.abs(value - 1)));
    expect(miss(ours)).toBeLessThan(miss(withoutDecay));
  });

  it('goes on so from removal to removal, as n falls', async () => {
    const start = session.parameters;
    const gone = samples.slice(0, 4);
    for (const sample of gone) await unlearn(session, { ...full, samples: [sample] });
    const retrained = await retrain(gone);
    expect(norm(subtract(session.parameters, retrained))).toBeLessThan(
      0.1 * norm(subtract(start, retrained)),
    );
    while (session.current > 0) await undo(session);
  });

  it('takes a batch as one', async () => {
    const start = session.parameters;
    await unlearn(session, { ...full, samples });
    const retrained = await retrain(samples);
    expect(norm(subtract(session.parameters, retrained))).toBeLessThan(
      0.15 * norm(subtract(start, retrained)),
    );
    await undo(session);
  });
});
