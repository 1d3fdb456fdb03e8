import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/data/dataset';
import { fixCertificate } from '../../src/engine/certificate/fixCertificate';
import { makeRelease, presentBound, releasedTogether } from '../../src/engine/certificate/release';
import { allowedOf, type CertificateTerms } from '../../src/engine/certificate/terms';
import { defaultSettings } from '../../src/engine/parameters';
import { replay } from '../../src/engine/replay';
import { openSession, removedSamples, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { retrain } from '../../src/engine/yardstick/retrain';
import { norm, subtract } from '../../src/math/linear/vector';
import { analyticGaussianDelta } from '../../src/math/removal/analyticGaussian';
import { findArchitecture } from '../../src/model/architectures';
import type { Compute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import { recordTraining } from '../../src/model/trainingRequest';
import { linearSigmoids } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset, withLabelSets } from '../support/smallDataset';

const architecture = findArchitecture('mnist-logistic-minimum');
const request = { ...architecture.training, weightDecay: 0.02 };
const terms: CertificateTerms = { epsilon: 1, delta: 1e-5, sigma: 0.02, releases: 1 };
const settings = { ...defaultSettings, method: 'newton', guard: null } as const;
const fixed = (dataset: Dataset): Dataset => ({
  ...dataset,
  normalisation: { ...dataset.normalisation, isFixed: true },
});
/** n = 500, d = 50. */
const dataset = fixed(makeSmallDataset(500, 20, [5, 10, 1]));

let compute: Compute;
beforeAll(async () => {
  compute = await openTestCompute('wasm');
});

async function open(data = dataset, training = request, model = architecture): Promise<Session> {
  const network = createNetwork(model, data.shape, 3);
  const trained = await train(network, data, training);
  return openSession(compute, data, network, trained, recordTraining(training, trained.epochs));
}

/** How far the session's weights are from those of retraining on what is left. */
async function distanceToRetrained(session: Session): Promise<number> {
  const { parameters } = await retrain(session, { removed: removedSamples(session), order: 'coupled' });
  return norm(subtract(session.parameters, parameters));
}

describe('the bound on the distance to retraining', () => {
  it('holds against the true distance after each of 50 removals, whatever made them', async () => {
    const session = await open();
    const ratios: number[] = [];
    for (let sample = 0; sample < 50; sample++) {
      // Each tenth by a method that goes somewhere else.
      const method = sample % 10 === 9 ? 'gradient-ascent' : 'newton';
      const report = await unlearn(session, { ...settings, method, samples: [sample * 7] });
      const distance = await distanceToRetrained(session);
      expect(report.distanceBound).toBe(presentBound(session));
      expect(distance).toBeLessThanOrEqual(report.distanceBound!);
      ratios.push(distance / report.distanceBound!);
    }
    // Not by being far too large: after ascent the gradient is along steep directions, and the bound goes by the flattest.
    expect(Math.max(...ratios)).toBeGreaterThan(0.05);
    expect((await replay(session)).different).toEqual([]);
  }, 120_000);

  it('holds for sigmoids on samples of several labels, of which one exact step recovers what retraining does', async () => {
    const session = await open(fixed(withLabelSets(makeSmallDataset(120, 20))), request, linearSigmoids);
    const original = session.parameters.slice();
    const report = await unlearn(session, { ...settings, samples: [7] });
    const distance = await distanceToRetrained(session);
    expect(distance).toBeLessThanOrEqual(report.distanceBound!);
    expect(distance).toBeLessThan(0.05 * norm(subtract(session.parameters, original)));
    expect(
      (await fixCertificate(await open(session.dataset, request, linearSigmoids), terms)).released,
    ).toEqual([]);
  });

  it('goes down with each Newton step, on the whole gradient of what earlier steps left', async () => {
    const session = await open();
    await unlearn(session, { ...settings, method: 'gradient-ascent', samples: [1, 2, 3] });
    const far = presentBound(session)!;
    const once = await unlearn(session, { ...settings, samples: [4] });
    await undo(session);
    const twice = await unlearn(session, { ...settings, samples: [4], methodNumbers: { steps: 2 } });
    expect(once.distanceBound!).toBeLessThan(far / 3);
    expect(twice.distanceBound!).toBeLessThan(once.distanceBound! / 3);
  });

  it('is of no model that has no minimum to go to', async () => {
    const session = await open(dataset, { ...request, optimizer: 'sgd', epochs: 2 });
    expect(await unlearn(session, { ...settings, samples: [1] })).not.toHaveProperty('distanceBound');
    await expect(fixCertificate(session, terms)).rejects.toThrow(/Nothing can be certified/);
  });
});

it('recovers the change of the loss that retraining makes: one step, without damping, over all samples', async () => {
  const session = await open();
  const shares: number[] = [];
  for (const sample of [5, 20, 60, 100, 140, 200, 250, 300, 350, 480]) {
    const { samples } = await unlearn(session, { ...settings, samples: [sample] });
    const { parameters } = await retrain(session, { removed: [sample], order: 'independent' });
    await undo(session);
    const other = { ...session.trained, parameters };
    const yardstick = await openSession(compute, dataset, session.network, other, session.training);
    const [here] = samples;
    const [retrained] = (await unlearn(yardstick, { ...settings, samples: [sample] })).samples;
    session.network.setParameters(session.parameters);
    shares.push((here!.lossAfter - here!.lossBefore) / (retrained!.lossBefore - here!.lossBefore));
  }
  const median = shares.toSorted((a, b) => a - b)[5]!;
  expect(median).toBeGreaterThan(0.95);
  expect(median).toBeLessThan(1.05);
});

describe('a certificate', () => {
  it('is fixed before anything is removed, at the minimum, on data that did not set their own normalisation', async () => {
    const session = await open();
    await expect(fixCertificate(session, { ...terms, epsilon: 11 })).rejects.toThrow(/Epsilon.* got 11/);
    await unlearn(session, { ...settings, samples: [1] });
    await undo(session);
    await expect(fixCertificate(session, terms)).rejects.toThrow(/before anything is removed/);
    const measured = await open(makeSmallDataset(60, 10));
    await expect(fixCertificate(measured, terms)).rejects.toThrow(/normalised by were measured/);
    const other = await open(fixed(makeSmallDataset(60, 10)));
    other.parameters[0]! += 1e-3;
    await expect(fixCertificate(other, terms)).rejects.toThrow(/not at its minimum/);
    await expect(makeRelease(other)).rejects.toThrow(/No terms are fixed/);
  });

  it('lets a release pass up to Delta, and counts it for good', async () => {
    const session = await open();
    await fixCertificate(session, terms);
    await expect(fixCertificate(session, terms)).rejects.toThrow(/fixed/);
    const report = await unlearn(session, { ...settings, samples: [3], methodNumbers: { steps: 3 } });
    const before = session.parameters.slice();
    const release = await makeRelease(session);
    expect(session.parameters).toEqual(before);
    const noise = subtract(release.weights, session.parameters);
    // The chi-square of 153 weights lies within these bounds but for one time in a million.
    expect(norm(noise) / (terms.sigma * Math.sqrt(noise.length))).toBeGreaterThan(0.7);
    expect(norm(noise) / (terms.sigma * Math.sqrt(noise.length))).toBeLessThan(1.3);
    expect(session.certificate!.released).toEqual([{ state: 1, bound: report.distanceBound }]);
    await undo(session);
    await expect(makeRelease(session)).rejects.toThrow(/The one release is made/);
  });

  it('refuses a release beyond Delta, alone or together with those before', async () => {
    const session = await open();
    await fixCertificate(session, { ...terms, releases: 1000 });
    const allowed = allowedOf(terms);
    expect(analyticGaussianDelta(terms.epsilon, allowed, terms.sigma)).toBeLessThanOrEqual(terms.delta);
    await unlearn(session, { ...settings, method: 'gradient-ascent', samples: [3] });
    expect(presentBound(session)).toBeGreaterThan(allowed);
    await expect(makeRelease(session)).rejects.toThrow(/No release: retraining may be/);
    expect(session.certificate!.released).toEqual([]);
    await undo(session);
    let made = 0;
    while (releasedTogether(session.certificate!, presentBound(session)!) <= allowed && made < 5) {
      await makeRelease(session);
      made += 1;
    }
    const bounds = session.certificate!.released.map(({ bound }) => bound);
    expect(bounds.length).toBe(made);
    expect(Math.hypot(...bounds)).toBeLessThanOrEqual(allowed);
    session.certificate = {
      ...session.certificate!,
      released: [...session.certificate!.released, { state: 0, bound: allowed }],
    };
    await expect(makeRelease(session)).rejects.toThrow(/together with 6 releases before/);
  });
});
