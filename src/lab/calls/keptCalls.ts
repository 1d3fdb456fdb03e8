import { SaidError } from '../../words/saidError';
import { trainedModel } from '../host';
import { openSessionFile } from '../opening/openSessionFile';
import { readSessionRun } from '../opening/readRuns';
import type { Lab } from '../protocol';
import { keepSession, listKept, unpackKept } from '../saving/keepSession';
import { readSession } from '../schema/session';
import { type LabParts, leavingJob } from './labParts';

type KeptCalls = Pick<
  Lab,
  'keptSessions' | 'keepSession' | 'openKept' | 'readKept' | 'renameKept' | 'deleteKept'
>;

/** Characters of a name that a person gives. */
const longestName = 200;

/** The calls of the lab that are about sessions under names. */
export function keptCalls(parts: LabParts): KeptCalls {
  const { host, jobs } = parts;
  const { sessions } = host;

  const checkName = (name: string) => {
    const trimmed = name.trim().slice(0, longestName);
    if (trimmed === '') throw new SaidError('lab.kept.noName', []);
    return trimmed;
  };

  const entryOf = async (id: string) => {
    const entry = (await listKept(sessions)).find((one) => one.id === id);
    if (!entry) throw new SaidError('lab.kept.gone', []);
    return entry;
  };

  const textOf = async (id: string) => {
    const file = await sessions.load(id);
    if (!file) throw new SaidError('lab.kept.gone', []);
    return unpackKept(file);
  };

  return {
    keptSessions: () => listKept(sessions),

    keepSession: (name) =>
      jobs.run('session', async () => {
        await keepSession(sessions, trainedModel(host), checkName(name));
        return listKept(sessions);
      }),

    openKept: (id) =>
      leavingJob(parts, 'session', async (signal) =>
        openSessionFile(host, readSession(await textOf(id)), signal),
      ),

    readKept: (id) =>
      jobs.run('session', async () => {
        const { name } = await entryOf(id);
        return readSessionRun(name, await textOf(id), host.opened?.trained ?? null);
      }),

    async renameKept(id, name) {
      await sessions.rename({ ...(await entryOf(id)), name: checkName(name), isNamed: true });
      return listKept(sessions);
    },

    async deleteKept(id) {
      await sessions.delete(id);
      return listKept(sessions);
    },
  };
}
