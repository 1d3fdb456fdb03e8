import { replay } from '../engine/replay';
import { readSession, SessionFileError } from '../engine/sessionFile';
import { readChosen } from './chosenFiles';
import { exportSession } from './exportBench';
import { type LabParts, stateJob } from './labParts';
import { openSessionFile } from './openSessionFile';
import type { Lab } from './protocol';
import { discardHistory } from './putWeights';
import { trainedBench } from './workbench';

type SessionCalls = Pick<Lab, 'exportSession' | 'importSession' | 'discardSession' | 'replay'>;

/** The calls of the lab that take a session as a whole. */
export function sessionCalls(parts: LabParts): SessionCalls {
  const { workbench, jobs, emit } = parts;
  return {
    exportSession: (format) => jobs.run(async () => exportSession(trainedBench(workbench), format)),

    importSession: (files) =>
      stateJob(parts, async (signal) => {
        const [first, ...others] = await readChosen(files);
        if (!first || others.length > 0) {
          throw new SessionFileError(
            'the files',
            `expected one, got ${files.length}`,
            'Choose one session file.',
          );
        }
        await openSessionFile(workbench, readSession(first.bytes), signal);
      }),

    discardSession: () => stateJob(parts, (signal) => discardHistory(workbench, signal)),

    replay: () =>
      jobs.run((signal) => {
        const onProgress = (fraction: number) => emit({ kind: 'replay', fraction });
        return replay(trainedBench(workbench).session, { signal, onProgress });
      }),
  };
}
