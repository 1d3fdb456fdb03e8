import { useEffect, useRef, useState } from 'react';

/** Time between two turns: a frame. */
const turnMs = 16;
/** A component draws anew at most so often: a run of quick removals would keep the page at nothing but its charts. */
const pauseMs = 1000;

/** The value, taken over a few frames late and not too often: components with different turns never draw anew in one long task. */
export function useInTurn<T>(value: T, turn: number): T {
  const [taken, setTaken] = useState(value);
  const takenAt = useRef(Number.NEGATIVE_INFINITY);
  /** When the value is taken that waits; a newer one does not put that off. */
  const dueAt = useRef<number | null>(null);
  useEffect(() => {
    const now = performance.now();
    dueAt.current ??= Math.max(now, takenAt.current + pauseMs) + turn * turnMs;
    const timer = setTimeout(() => {
      takenAt.current = performance.now();
      dueAt.current = null;
      setTaken(value);
    }, dueAt.current - now);
    return () => clearTimeout(timer);
  }, [value, turn]);
  return taken;
}
