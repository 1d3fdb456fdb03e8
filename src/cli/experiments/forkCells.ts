import { type ChildProcess, fork } from 'node:child_process';
import { say } from '../../words/say';
import { packageFile } from '../packageFiles';
import type { CellAnswer } from './cellMessages';
import type { CellRunner } from './cellRunner';

/** A cell could not be computed; the sentence is that of the process that tried. */
export class CellFailed extends Error {
  override readonly name = 'CellFailed';
}

/**
 * Computes cells in a process of their own, which is started with the first: the caller's timers go on meanwhile. One that is stopped or dies loses its cell alone; the next one gets a
 * new process.
 */
export function forkCells(backend: string): CellRunner {
  let child: ChildProcess | null = null;
  const start = () =>
    fork(packageFile('dist/package/cellProcess.js'), [backend], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  return {
    run: ({ experiment, spec }, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        child ??= start();
        const own = child;
        const end = (finish: () => void) => {
          own.off('message', onMessage).off('exit', onExit).off('error', onError);
          signal?.removeEventListener('abort', onAbort);
          finish();
        };
        const give = (error: unknown) => {
          if (child === own) child = null;
          own.kill('SIGKILL');
          end(() => reject(error));
        };
        const onMessage = (message: CellAnswer) => {
          if (message.kind === 'progress') onProgress?.(message.fraction);
          else if (message.kind === 'done') end(() => resolve(message.result));
          else end(() => reject(new CellFailed(message.sentence)));
        };
        const onExit = (code: number | null, name: string | null) =>
          give(new CellFailed(say('cli.experiments.processEnded', { how: name ?? String(code) })));
        const onError = (error: Error) => give(error);
        const onAbort = () => give(signal?.reason);
        own.on('message', onMessage).on('exit', onExit).on('error', onError);
        signal?.addEventListener('abort', onAbort);
        own.send({ experiment, spec });
      }),
    close() {
      child?.kill('SIGKILL');
      child = null;
    },
  };
}
