import { replay } from '../../engine/replay';
import { memorisationBy } from '../../engine/yardstick/ensembleMargins';
import { trainedModel } from '../host';
import { readChosen } from '../opening/chosenFiles';
import { discardHistory } from '../opening/installWeights';
import { openRun } from '../opening/openRun';
import { openSessionFile } from '../opening/openSessionFile';
import { readRuns } from '../opening/readRuns';
import { isRunFolder, readRunFiles } from '../opening/runFiles';
import type { Lab } from '../protocol';
import { exportSession } from '../saving/exportSession';
import { readSession } from '../schema/session';
import { SessionFileError } from '../schema/sessionFileError';
import { type LabParts, leavingJob } from './labParts';

type SessionCalls = Pick<Lab, 'exportSession' | 'importSession' | 'readRuns' | 'discardSession' | 'replay'>;

/** The calls of the lab that take a session as a whole. */
export function sessionCalls(parts: LabParts): SessionCalls {
  const { host, jobs, emit } = parts;
  return {
    exportSession: (format) =>
      jobs.run('session', async () => {
        const trained = trainedModel(host);
        const found = format === 'csv' ? await host.ensembles.find(trained.session) : null;
        return exportSession(trained, format, found ? memorisationBy(found.margins) : undefined);
      }),

    importSession: (files) =>
      leavingJob(parts, 'session', async (signal) => {
        const named = await readChosen(files);
        if (isRunFolder(named)) return openRun(host, readRunFiles(named), signal);
        const [first, ...others] = named;
        if (!first || others.length > 0) {
          throw new SessionFileError('lab.sessionFile.notOne', [{ count: files.length }]);
        }
        await openSessionFile(host, readSession(first.bytes), signal);
      }),

    readRuns: (files) =>
      jobs.run('session', async () => readRuns(await readChosen(files), host.opened?.trained ?? null)),

    discardSession: () => leavingJob(parts, 'session', (signal) => discardHistory(host, signal)),

    replay: () =>
      jobs.run('replay', (signal) => {
        const onProgress = (fraction: number) => emit({ kind: 'replay', fraction });
        return replay(trainedModel(host).session, { signal, onProgress });
      }),
  };
}
