import { describe, expect, it } from 'vitest';
import type { Member, MemberStore } from '../../src/engine/yardstick/memberStore';

/** How a test has a store of models. */
export interface MemberMedium {
  /** One that is empty. */
  open(): Promise<MemberStore>;
  /** The same, as a later process finds it. */
  reopen(store: MemberStore): Promise<MemberStore>;
}

const member = (number: number): Member => ({
  parameters: Float32Array.of(number, 1),
  previous: Float32Array.of(number, 2),
  margins: Float32Array.of(number, -3, 4),
});

/** What every store of the models of ensembles does. */
export function describeMembers(name: string, { open, reopen }: MemberMedium): void {
  describe(`models of ensembles in ${name}`, () => {
    it('are there as they were saved, also later, each in its ensemble', async () => {
      const store = await open();
      expect(await store.loadMargins('a')).toEqual(new Map());
      expect(await store.loadWeights('a', 0)).toBeNull();
      await store.saveMember('a', 0, member(1));
      await store.saveMember('a', 63, member(2));
      await store.saveMember('b', 0, member(3));
      const later = await reopen(store);
      const margins = await later.loadMargins('a');
      expect([...margins].sort(([a], [b]) => a - b)).toEqual([
        [0, member(1).margins],
        [63, member(2).margins],
      ]);
      const { margins: _, ...weights } = member(2);
      expect(await later.loadWeights('a', 63)).toEqual(weights);
      expect(await later.loadWeights('b', 0)).toMatchObject({ parameters: member(3).parameters });
      expect(await later.loadWeights('b', 63)).toBeNull();
    });

    it('keep what an attack is through with', async () => {
      const store = await open();
      await store.saveAttacked('x', 5, Float32Array.of(1, Number.NaN));
      await store.saveAttacked('x', 5, Float32Array.of(2, Number.NaN));
      await store.saveAttacked('y', 5, Float32Array.of(3));
      const later = await reopen(store);
      expect(await later.loadAttack('x')).toEqual(new Map([[5, Float32Array.of(2, Number.NaN)]]));
      expect(await later.loadAttack('z')).toEqual(new Map());
    });
  });
}
