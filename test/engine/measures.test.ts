import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/engine/parameters';
import type { Metrics, RemovalRequest } from '../../src/engine/report';
import { openSession, removedSamples, type Session } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import type { Compute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(400, 100);

async function openTrained(compute: Compute): Promise<Session> {
  const network = createNetwork(twoLayers(12), dataset.shape, 3);
  const trained = await train(network, dataset, smallTraining);
  return openSession(compute, dataset, network, trained, smallTraining);
}

const samples = [17, 4, 250];

/** `fisher` goes by the gradient of the session's present model: stale numbers would show in its digests. */
const requestFor = (sample: number, changes: Partial<RemovalRequest> = {}): RemovalRequest => ({
  ...defaultSettings,
  ...{ perturbations: 300, perturbationDeviation: 0.5, guard: null, selection: 'full', curvature: 'fisher' },
  samples: [sample],
  ...changes,
});

it('removes the same, bit for bit, however little is measured', async () => {
  const compute = await openTestCompute('wasm');
  const whole = await openTrained(compute);
  const digests: string[] = [];
  let last: Metrics | undefined;
  for (const sample of samples) {
    const report = await unlearn(whole, requestFor(sample));
    digests.push(report.digestAfter);
    last = report.after;
  }

  for (const measure of ['none', 'samples', 'accuracy'] as const) {
    const session = await openTrained(compute);
    const reports = [];
    for (const sample of samples) reports.push(await unlearn(session, requestFor(sample), {}, measure));
    expect(reports.map(({ digestAfter }) => digestAfter)).toEqual(digests);
    expect(removedSamples(session)).toEqual(samples);
    const [first, , third] = reports;
    expect(first!.samples?.length ?? null).toBe(measure === 'none' ? null : 1);
    if (measure !== 'accuracy') expect(third!.accuracy).toBeNull();
    else expect(last).toMatchObject(third!.accuracy!);
  }
});

it('leaves a removal that the guard rejects out', async () => {
  const compute = await openTestCompute('wasm');
  const session = await openTrained(compute);
  const { digest } = session;
  const ruinous = requestFor(3, { noise: { epsilon: 1e-3, delta: 1e-5 }, guard: 0 });
  const report = await unlearn(session, ruinous, {}, 'none');
  expect(report.accepted).toBe(false);
  expect(session.digest).toBe(digest);
  expect(removedSamples(session)).toEqual([]);
});

it('keeps no history beside removals that measured less', async () => {
  const compute = await openTestCompute('wasm');
  const session = await openTrained(compute);
  await unlearn(session, requestFor(17), {}, 'none');
  await expect(unlearn(session, requestFor(4))).rejects.toMatchObject({
    said: { code: 'engine.refused.mixedMeasures' },
  });
  const other = await openTrained(compute);
  await unlearn(other, requestFor(17));
  await expect(unlearn(other, requestFor(4), {}, 'none')).rejects.toMatchObject({
    said: { code: 'engine.refused.mixedMeasures' },
  });
});
