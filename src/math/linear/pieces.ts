/** Runs a computation that pauses (a generator) to its end without a pause. */
export function finish<T>(pieces: Generator<void, T>): T {
  let step = pieces.next();
  while (!step.done) step = pieces.next();
  return step.value;
}
