import { describe, expect, it } from 'vitest';
import type { SavedRemoval } from '../../src/engine/savedHistory';
import type { RemovalReport, RetrainingComparison } from '../../src/lab/protocol';
import {
  keptSessions,
  keptTrainings,
  SessionConflict,
  SessionGone,
  type SessionWrite,
  type Store,
  type Visit,
} from '../../src/lab/store';
import type { TrainingStore } from '../../src/model/trainingProgress';

/** What a contract asks of the surroundings. */
export interface UnderTest<S> {
  /** A store that nobody has used. */
  open(): Promise<S>;
  /** The same store, opened anew, as after a reload. */
  reopen(store: S): Promise<S>;
}

export type StoreUnderTest = UnderTest<Store>;

/** A removal whose weights are those of `parametersOf`. */
export const removal = (id: number): SavedRemoval => ({
  report: { id, parent: id - 1, accepted: true, digestAfter: `${id}` } as RemovalReport,
  values: { indices: Uint32Array.of(1), after: Float32Array.of(id / 3) },
});

/** Weights of the state of this id. */
export const parametersOf = (id: number) => Float32Array.of(0.5, id / 3, -2);

/** A write of removals from `keep + 1` to `current`. */
export const write = (
  current: number,
  after: number | null,
  changes: Partial<SessionWrite> = {},
): SessionWrite => {
  const keep = changes.keep ?? Math.max(0, current - 1);
  return {
    head: { current, next: [], comparisons: [] },
    keep,
    added: Array.from({ length: current - keep }, (_, i) => removal(keep + i + 1)),
    remade: [],
    parameters: parametersOf(current),
    after,
    ...changes,
  };
};

const visit = (model: string, digest = 'a'.repeat(64)): Visit => ({
  dataset: { id: 'digits', name: 'Digits', kind: 'builtin', trainingLimit: null, digest },
  model,
  weights: null,
});

const progress = (epoch: number) => ({
  stage: 0,
  epoch,
  parameters: Float32Array.of(epoch, 1),
  previous: Float32Array.of(epoch - 1, 1),
  optimizer: Float32Array.of(0.25),
  spentMs: 12,
});

const ids = (reports: readonly unknown[]) => reports.map((report) => (report as RemovalReport).id);

/** What every store of the lab does, whatever it writes to. */
export function describeStore(name: string, { open, reopen }: StoreUnderTest): void {
  describe(`${name} as the lab's store`, () => {
    it('gives a session back as it was written, by steps, and forgets what was cut off', async () => {
      const store = await open();
      expect(await store.loadSession('a')).toBeNull();
      const first = await store.saveSession('a', write(2, 0, { keep: 0 }));
      const comparisons = [{ id: 3, retrainingMs: 5 } as RetrainingComparison];
      const head = { current: 3, next: [[2, 3]] as const, comparisons };
      const second = await store.saveSession('a', write(3, first, { head }));
      expect(second).toBeGreaterThan(first);
      const again = await reopen(store);
      const stored = (await again.loadSession('a'))!;
      expect(stored).toMatchObject({ head, savedAt: second });
      expect(ids(stored.reports)).toEqual([1, 2, 3]);
      expect(stored.reports[1]).toEqual(removal(2).report);
      await again.saveSession('a', write(2, second, { keep: 1 }));
      expect(ids((await again.loadSession('a'))!.reports)).toEqual([1, 2]);
    });

    it('gives the weights of the state that the model is in, and of the others if it says that it keeps them', async () => {
      const store = await open();
      const first = await store.saveSession('a', write(1, 0));
      const second = await store.saveSession('a', write(2, first));
      const again = await reopen(store);
      const last = await again.loadValues('a', 2);
      const whole = { indices: null, after: parametersOf(2) };
      expect(last).toEqual(again.keepsValues ? removal(2).values : whole);
      expect(await again.loadValues('a', 1)).toEqual(again.keepsValues ? removal(1).values : null);
      expect(await again.loadValues('a', 3)).toBeNull();
      if (!again.keepsValues) return;
      const remade = [[1, { indices: null, after: parametersOf(1) }]] as const;
      await again.saveSession('a', write(2, second, { keep: 2, remade }));
      expect(await again.loadValues('a', 1)).toEqual(remade[0][1]);
    });

    it('refuses a write that does not know the last one, and keeps that one', async () => {
      const store = await open();
      const first = await store.saveSession('a', write(1, 0));
      const late = store.saveSession('a', write(2, 0, { keep: 0 }));
      await expect(late).rejects.toBeInstanceOf(SessionConflict);
      expect(await store.loadSession('a')).toMatchObject({ head: { current: 1 }, savedAt: first });
      await store.saveSession('a', write(0, null, { keep: 0 }));
      expect(await store.loadSession('a')).toMatchObject({ head: { current: 0 }, reports: [] });
    });

    it('deletes a session that nobody else has written since, and then says that it is gone', async () => {
      const store = await open();
      const first = await store.saveSession('a', write(1, 0));
      const second = await store.saveSession('a', write(2, first));
      await expect(store.discardSession('a', first)).rejects.toBeInstanceOf(SessionConflict);
      expect(ids((await store.loadSession('a'))!.reports)).toEqual([1, 2]);
      await store.discardSession('a', second);
      expect(await store.loadSession('a')).toBeNull();
      expect(await store.loadValues('a', 2)).toBeNull();
      await expect(store.saveSession('a', write(3, second))).rejects.toBeInstanceOf(SessionGone);
      expect(await store.loadSession('a')).toBeNull();
      await store.saveSession('a', write(1, 0));
      await store.discardSession('a', null);
      expect(await store.loadSession('a')).toBeNull();
    });
  });
}

/** What every place does that keeps what is left of trainings. */
export function describeTrainings<S extends TrainingStore>(
  name: string,
  { open, reopen }: UnderTest<S>,
): void {
  describe(`${name} as the place for trainings`, () => {
    it('keeps what is left of a training until it is dropped', async () => {
      const store = await open();
      expect(await store.loadTraining('t')).toBeNull();
      await store.saveTraining('t', progress(1));
      await store.saveTraining('t', progress(2));
      expect(await (await reopen(store)).loadTraining('t')).toMatchObject(progress(2));
      await store.dropTraining('t');
      expect(await store.loadTraining('t')).toBeNull();
    });
  });
}

/** What a store does besides that keeps the work of many visits: the browser's. */
export function describeManySessions(name: string, { open, reopen }: StoreUnderTest): void {
  describe(`${name} as the store of many visits`, () => {
    it('keeps the sessions that were used last, and nothing of those that it drops', async () => {
      const store = await open();
      for (let i = 0; i < keptSessions + 5; i++) await store.saveSession(`session ${i}`, write(1, 0));
      for (let i = 0; i < keptSessions + 5; i++) {
        expect((await store.loadSession(`session ${i}`)) === null, `session ${i}`).toBe(i < 5);
      }
      const listed = await store.listSessions();
      expect(listed.length).toBe(keptSessions);
      expect(listed[0]!.key).toBe(`session ${keptSessions + 4}`);
      expect(listed[0]!.savedAt).toBeGreaterThanOrEqual(listed[1]!.savedAt);
      await store.saveSession('session 0', write(0, 0, { keep: 0 }));
      expect(await store.loadSession('session 0')).toMatchObject({ reports: [] });
      expect(await store.loadValues('session 0', 1)).toBeNull();
    });

    it('remembers what was open, the last first, of each model on its data', async () => {
      const store = await open();
      expect(await store.lastVisit()).toBeNull();
      await store.saveVisit(visit('one'));
      await store.saveVisit(visit('two'));
      await store.saveVisit(visit('three', 'b'.repeat(64)));
      await store.saveVisit(visit('one'));
      const again = await reopen(store);
      expect(await again.lastVisit()).toMatchObject(visit('one'));
      const there = await again.visitsOn('a'.repeat(64));
      expect(there.map(({ model }) => model)).toEqual(['one', 'two']);
      for (let i = 0; i < keptSessions; i++) await again.saveVisit(visit(`model ${i}`));
      expect((await again.visitsOn('a'.repeat(64))).length).toBe(keptSessions);
      expect(await again.visitsOn('b'.repeat(64))).toEqual([]);
    });

    it('keeps checkpoints, the newest first, until they are deleted', async () => {
      const store = await open();
      const checkpoint = (id: string, savedAt: number) => ({
        id,
        name: `the ${id}`,
        savedAt,
        card: { model: id } as never,
        modelJson: '{}',
        weights: Uint8Array.of(1, 2),
        secant: Uint8Array.of(3),
      });
      await store.saveCheckpoint(checkpoint('first', 1));
      await store.saveCheckpoint(checkpoint('second', 2));
      const again = await reopen(store);
      expect((await again.listCheckpoints()).map(({ id }) => id)).toEqual(['second', 'first']);
      expect(await again.loadCheckpoint('first')).toEqual(checkpoint('first', 1));
      await again.deleteCheckpoint('first');
      expect(await again.loadCheckpoint('first')).toBeNull();
    });

    it('keeps what is left of a few trainings alone', async () => {
      const store = await open();
      for (let i = 0; i < keptTrainings + 3; i++) await store.saveTraining(`training ${i}`, progress(i));
      expect(await store.loadTraining('training 0')).toBeNull();
      expect(await store.loadTraining(`training ${keptTrainings + 2}`)).toMatchObject(
        progress(keptTrainings + 2),
      );
    });
  });
}
