import { expect, it } from 'vitest';
import { openRunSaving } from '../../src/cli/unlearn/runSaving';
import { createStates } from '../../src/engine/history';
import type { Session } from '../../src/engine/session';
import type { TrainedModel } from '../../src/lab/opening/openedModel';
import type { Store } from '../../src/lab/store';

/** A session at its beginning, as far as bringing back its history looks at it. */
const trained = () =>
  ({
    id: 'one',
    comparisons: [],
    session: {
      dataset: { digest: 'data' },
      network: { architecture: { id: 'model' } },
      trained: { parameters: Float32Array.of(1, 2) },
      removals: [],
      nextOf: new Map(),
      recent: new Map(),
      current: 0,
      states: createStates(0),
    } as unknown as Session,
  }) as unknown as TrainedModel;

it.each([
  ['a folder that cannot be read', () => Promise.reject(new Error('the disk is gone')), 'the disk is gone'],
  [
    'a removal that is none',
    async () => ({ head: { current: 1, next: [], comparisons: [] }, reports: [{ id: 1 }], savedAt: 1 }),
    /damaged/,
  ],
] as const)('ends a run at %s: it does not go on with less than there was', async (_, loadSession, said) => {
  const saving = openRunSaving({ keepsValues: false, loadSession } as unknown as Store);
  await expect(saving.restore(trained(), {})).rejects.toThrow(said);
});
