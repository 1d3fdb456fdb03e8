import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { keptCalls } from '../../../src/lab/calls/keptCalls';
import type { LabParts } from '../../../src/lab/calls/labParts';
import { readRuns } from '../../../src/lab/opening/readRuns';
import { keepsNothing } from '../../../src/lab/saving/keptStore';

const fixtures = 'test/fixtures/25670b1';
const folder = (name: string, as = name) =>
  readdirSync(`${fixtures}/${name}`).map((file) => ({
    name: `${as}/${file}`,
    bytes: new Uint8Array(readFileSync(`${fixtures}/${name}/${file}`)),
  }));
const session = {
  name: 'given/session.lethe-session.json',
  bytes: new Uint8Array(readFileSync(`${fixtures}/session.json`)),
};

describe('runs to be drawn beside the open one', () => {
  it('are every run folder of a folder, and every session file, each with the way to the state that it was left in', () => {
    const files = [...folder('run', 'seeds/1'), ...folder('run-interrupted', 'seeds/2'), session];
    const [one, two, three, ...more] = readRuns(files, null);
    expect(more).toEqual([]);
    expect([one, two, three].map((run) => run!.name)).toEqual(['1', '2', 'session']);
    for (const run of [one!, two!, three!]) {
      expect(run).toMatchObject({ isOfOpenModel: false });
      expect(run.path.length).toBeGreaterThan(1);
      expect(run.path.every(({ accepted }) => accepted)).toBe(true);
      run.path.slice(1).forEach(({ parent }, i) => {
        // One that was rejected may lie between.
        expect(parent).toBeGreaterThanOrEqual(run.path[i]!.id);
      });
    }
    expect(one!.comparisons.length).toBeGreaterThan(0);
    const { current } = JSON.parse(new TextDecoder().decode(session.bytes));
    expect(three!.path.at(-1)!.id).toBe(current);
  });

  it('are refused where there is none, and where one is damaged', () => {
    const [weights] = folder('run').filter(({ name }) => name.endsWith('weights.bin'));
    expect(() => readRuns([weights!], null)).toThrow('no session file and no run folder');
    const damaged = { ...session, bytes: session.bytes.slice(0, 1000) };
    expect(() => readRuns([damaged], null)).toThrow();
  });
});

describe('a kept session', () => {
  const entry = {
    ...{ version: 1, id: 'k', name: 'Tuesday', isNamed: true, data: 'd', model: 'm', key: 'key' },
    ...{ removals: 2, savedAt: 1, history: 'a'.repeat(64), sizeBytes: 1 },
  };
  const jobs = { run: <T>(_: string, work: () => Promise<T>) => work() };
  const sessions = {
    ...keepsNothing,
    list: async () => [entry],
    load: async (id: string) => (id === 'k' ? new Uint8Array(gzipSync(session.bytes)) : null),
  };
  const { readKept } = keptCalls({ host: { sessions, opened: null }, jobs } as unknown as LabParts);

  it('is read as its file is, under the name that it has', async () => {
    const [ofFile] = readRuns([session], null);
    expect(await readKept('k')).toEqual({ ...ofFile, name: 'Tuesday' });
  });

  it('that is gone is said to be gone', async () => {
    await expect(readKept('elsewhere')).rejects.toThrow('no longer kept');
  });
});
