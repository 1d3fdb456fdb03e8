import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Time between two turns: a frame. */
const turnMs = 16;
/** A component draws anew at most so often: a run of quick removals would keep the page at nothing but its charts. */
const pauseMs = 1000;

/** Those whose turn has come, the first one first. */
const waiting = new Set<() => void>();
let isTaking = false;

/** Draws one of those that wait, and lets the page breathe before the next: React would draw all that are due in one long task. */
function takeTurns(): void {
  const [next] = waiting;
  isTaking = next !== undefined;
  if (next === undefined) return;
  waiting.delete(next);
  flushSync(next);
  setTimeout(takeTurns, turnMs);
}

function queue(take: () => void): void {
  waiting.add(take);
  if (isTaking) return;
  isTaking = true;
  setTimeout(takeTurns, turnMs);
}

/** The value, taken some frames late and not too often: components draw anew one after the other, never in one long task. */
export function useInTurn<T>(value: T): T {
  const [taken, setTaken] = useState(value);
  const takenAt = useRef(Number.NEGATIVE_INFINITY);
  /** When the value is taken that waits; a newer one does not put that off. */
  const dueAt = useRef<number | null>(null);
  useEffect(() => {
    const now = performance.now();
    dueAt.current ??= Math.max(now, takenAt.current + pauseMs);
    const take = () => {
      takenAt.current = performance.now();
      dueAt.current = null;
      setTaken(value);
    };
    const timer = setTimeout(() => queue(take), dueAt.current - now);
    return () => {
      clearTimeout(timer);
      waiting.delete(take);
    };
  }, [value]);
  return taken;
}
