import { SaidError } from '../../words/saidError';
import { trainedModel } from '../host';
import { openSessionFile } from '../opening/openSessionFile';
import type { Lab } from '../protocol';
import { keepSession, listKept, unpackKept } from '../saving/keepSession';
import { readSession } from '../schema/session';
import { type LabParts, leavingJob } from './labParts';

type KeptCalls = Pick<Lab, 'keptSessions' | 'keepSession' | 'openKept' | 'renameKept' | 'deleteKept'>;

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

  return {
    keptSessions: () => listKept(sessions),

    keepSession: (name) =>
      jobs.run('session', async () => {
        await keepSession(sessions, trainedModel(host), checkName(name));
        return listKept(sessions);
      }),

    openKept: (id) =>
      leavingJob(parts, 'session', async (signal) => {
        const file = await sessions.load(id);
        if (!file) throw new SaidError('lab.kept.gone', []);
        await openSessionFile(host, readSession(await unpackKept(file)), signal);
      }),

    async renameKept(id, name) {
      const entry = (await listKept(sessions)).find((one) => one.id === id);
      if (!entry) throw new SaidError('lab.kept.gone', []);
      await sessions.rename({ ...entry, name: checkName(name), isNamed: true });
      return listKept(sessions);
    },

    async deleteKept(id) {
      await sessions.delete(id);
      return listKept(sessions);
    },
  };
}
