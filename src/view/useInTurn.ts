import { useEffect, useState } from 'react';

/** Time between two turns: a frame. */
const turnMs = 16;

/** The value, taken over a few frames late: components with different turns never draw anew in one long task. */
export function useInTurn<T>(value: T, turn: number): T {
  const [taken, setTaken] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setTaken(value), turn * turnMs);
    return () => clearTimeout(timer);
  }, [value, turn]);
  return taken;
}
