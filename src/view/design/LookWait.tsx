import type { Look } from '../../state/looks/looksState';
import { say } from '../../words/say';

/** What stands in the place of an answer that is not there: that it is computed, or why it cannot be. */
export function LookWait({ look }: { look: Look | null }) {
  if (look === null || look.kind === 'ready') return null;
  if (look.kind === 'failed') return <p className="soft">{look.message}</p>;
  return (
    <p className="soft" aria-busy="true">
      {say(look.kind === 'waiting' ? 'page.looks.waiting' : 'page.looks.running')}{' '}
      {look.kind === 'running' && look.fraction > 0 && (
        <progress value={look.fraction} aria-label={say('page.looks.running')} />
      )}
    </p>
  );
}
