/**
 * Runs something once the browser has painted what React drew last: the second frame from here. Whoever is taken off the page before calls the answer, and
 * nothing runs.
 */
export function afterPaint(run: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(run);
  });
  return () => cancelAnimationFrame(frame);
}
