import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/data/dataset';
import { guardInMemory, withGuard, withoutGuard } from '../../src/data/guardImages';
import type { GuardSetId } from '../../src/engine/choices';
import { findGuardImages, passesGuard, startGuard } from '../../src/engine/guard';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession, type Session } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { evaluateSet } from '../../src/model/evaluation';
import { createNetwork } from '../../src/model/network';
import { readAlone } from '../../src/model/reads';
import { train } from '../../src/model/training';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const whole = makeSmallDataset(60, 240);
const training = { ...smallTraining, batchSize: 16, epochs: 3 };

async function openOn(dataset: Dataset): Promise<Session> {
  const compute = await openTestCompute('wasm');
  const network = createNetwork(twoLayers(8), [6, 6, 1], 3);
  const trained = await train(network, dataset, training);
  return openSession(compute, dataset, network, trained, training);
}

/** A method that ruins the model. */
const ruin = {
  ...defaultSettings,
  method: 'gradient-ascent' as const,
  methodNumbers: { learningRate: 1, steps: 20 },
  samples: [3, 7, 11, 12],
};

describe('the guard', () => {
  const split = withGuard(whole);
  let session: Session;
  const measure = async (guardSet: GuardSetId) => {
    const found = await findGuardImages(split, guardSet);
    return readAlone(undefined, (reads) => startGuard(session, found, session.parameters, {}, reads));
  };
  beforeAll(async () => {
    session = await openOn(split);
  });

  it('goes by the images apart, and not by those that are reported', async () => {
    const found = await measure('own');
    const images = await split.guard!.load();
    const { predicted } = await evaluateSet(session.network, split, images);
    const right = predicted.filter((label, i) => label === images.labels[i]).length;
    expect(await measure('apart')).toEqual({ ...found, set: 'apart' });
    expect(found).toEqual({
      set: 'half',
      count: 120,
      accuracyBefore: right / 120,
      accuracyAfter: right / 120,
    });
  });

  it('of older removals goes by all held-out images: what they report is the accuracy of the whole', async () => {
    const older = await measure('validation');
    expect(older.count).toBe(240);
    const { predicted } = await evaluateSet(session.network, whole, (await withoutGuard(split)).validation);
    const right = predicted.filter((label, i) => label === whole.validation.labels[i]).length;
    expect(older.accuracyBefore).toBe(right / 240);
  });

  it('says that it goes by the validation set where the data have nothing else', async () => {
    expect((await findGuardImages(whole, 'own')).set).toBe('validation');
    expect((await findGuardImages(whole, 'apart')).set).toBe('validation');
  });

  it('goes by images that came later where it is asked for its own, and as before where an older removal asks', async () => {
    const further = makeSmallDataset(10, 130).validation;
    const guard = { ...guardInMemory('source', further), isLater: true } as const;
    const later = { ...whole, guard };
    expect(await findGuardImages(later, 'own')).toEqual({ set: 'next', images: [further] });
    for (const older of ['apart', 'validation'] as const) {
      expect(await findGuardImages(later, older)).toEqual({ set: 'validation', images: [whole.validation] });
    }
  });

  it('says before anything is computed that its images cannot be had, and the session stays', async () => {
    const load = async () => Promise.reject(new Error('no network'));
    const dataset = { ...whole, guard: { from: 'source', count: 130, isLater: true, load } } as const;
    const offline = await openOn(dataset);
    const phases: string[] = [];
    const onPhase = (phase: string) => phases.push(phase);
    await expect(unlearn(offline, { ...ruin, guard: 5 }, { onPhase })).rejects.toThrow('no network');
    expect([phases, offline.removals.length]).toEqual([[], 0]);
    const older = await unlearn(offline, { ...ruin, guard: 5, guardSet: 'apart' });
    expect(older.guard).toMatchObject({ set: 'validation', count: 240 });
  });

  it('rejects by its own images, says what it saw, and leaves the reported ones alone', async () => {
    const report = await unlearn(session, { ...ruin, guard: 5 });
    expect(report.accepted).toBe(false);
    expect(report.guard!.set).toBe('half');
    expect(passesGuard(5, report.guard)).toBe(false);
    const reported = report.before.classes.validation.reduce((sum, { count }) => sum + count, 0);
    expect(reported).toBe(120);
    const free = await unlearn(session, { ...ruin, guard: null });
    expect([free.accepted, free.guard]).toEqual([true, null]);
  });

  it('lets a cost equal to its bound pass, whatever the rounding', () => {
    const cost = (points: number) => ({
      set: 'next' as const,
      count: 1000,
      accuracyBefore: 0.9,
      accuracyAfter: 0.9 - points / 100,
    });
    expect(passesGuard(5, cost(5))).toBe(true);
    expect(passesGuard(5, cost(5.1))).toBe(false);
    expect(passesGuard(null, cost(80))).toBe(true);
  });
});
