import { say } from '../words/say';

/** Least time between two lines of progress. */
const pauseMs = 200;

/** A line of progress on stderr: on a terminal it is written over, elsewhere only what is worth a line of its own is written. */
export function showLine() {
  const { isTTY } = process.stderr;
  let lastMs = 0;
  let isOpen = false;
  const write = (text: string) => {
    isOpen = isTTY;
    process.stderr.write(isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  };
  const end = () => {
    if (isOpen) process.stderr.write('\n');
    isOpen = false;
  };
  return {
    /** What is soon written over. */
    often(text: () => string) {
      if (!isTTY || performance.now() - lastMs < pauseMs) return;
      lastMs = performance.now();
      write(text());
    },
    /** What is worth a line where nothing is written over. */
    now: write,
    /** What is to stay. */
    aside(text: string) {
      end();
      process.stderr.write(`${text}\n`);
    },
    end,
  };
}

/** ", 12 s left"; nothing where nobody knows. */
export function timeLeft(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  return ms < 90_000
    ? say('cli.secondsLeft', { count: Math.ceil(ms / 1000) })
    : say('cli.minutesLeft', { count: Math.ceil(ms / 60_000) });
}
