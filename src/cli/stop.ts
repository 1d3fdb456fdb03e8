/** Why a command is to stop before its end: Ctrl+C or the like, or nobody reads its output any more (`| head`). */

import { type ExitCode, exitCodes } from './exitCodes';

export interface Stop {
  readonly signal: AbortSignal;
  /** The exit code of a command that stopped for it. */
  readonly exitCode: () => ExitCode;
}

/** A stop that never comes: for tests and programs that call a command. */
export const noStop: Stop = { signal: new AbortController().signal, exitCode: () => exitCodes.interrupted };

/** Not SIGHUP: `nohup` has it ignored, and a listener would undo that. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/** Called when nobody reads the output any more. */
let onReaderLeft: (() => void) | null = null;
let isWatchingOutput = false;

/** From here on a reader that left (`| head`) is no fault of the program: words to it are lost. */
function watchOutput(): void {
  if (isWatchingOutput) return;
  isWatchingOutput = true;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      onReaderLeft?.();
    });
  }
}

/** Listens until `close` is called. A second signal ends the process at once. */
export function listenForStop(): Stop & { readonly close: () => void } {
  const controller = new AbortController();
  let exitCode: ExitCode = exitCodes.interrupted;
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  watchOutput();
  onReaderLeft = () => {
    exitCode = exitCodes.readerLeft;
    controller.abort();
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    close() {
      onReaderLeft = null;
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
