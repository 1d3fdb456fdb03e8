import type { RemovalReport } from '../../state/contract';
import { formats, say } from '../../words/say';

/** How the last epochs were run again, and what the start has seen. */
export function RewoundFacts({ rewind }: { rewind: NonNullable<RemovalReport['rewind']> }) {
  const { epochs, of, remadeEpochs: remade, remadeMs, originalDistance } = rewind;
  return (
    <>
      {epochs === of
        ? say('page.removal.overview.rewoundAll', { of })
        : say('page.removal.overview.rewoundSome', { epochs, of, from: of - epochs })}
      {remade > 0 && (
        <> {say('page.removal.overview.rewoundRemade', { remade, time: formats.duration(remadeMs) })}</>
      )}
      {originalDistance !== null && originalDistance > 0 && (
        <> {say('page.removal.overview.rewoundOtherwise', { distance: formats.number(originalDistance) })}</>
      )}
    </>
  );
}
