import type { ReactNode } from 'react';
import { cancel } from '../../state/jobs/job';
import { say } from '../../words/say';
import { useLab, useLabStore } from './useLab';

interface Props {
  /** The button starts the job, or stops the one that runs. One element does both, so that it keeps the keyboard's focus. */
  readonly running: boolean;
  /** Why nothing can be started now; null when it can. */
  readonly reason: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
  onRun(): void;
}

/**
 * Starts a job, and cancels it while it runs. It says that it is disabled, but never is: a disabled element loses the focus.
 * While the job runs it does not submit its form, so that Enter in a field stops nothing.
 */
export function RunButton({ running, reason, className = '', children, onRun }: Props) {
  const store = useLabStore();
  const cancelling = useLab((state) => state.cancelling);
  const busy = useLab((state) => state.job !== null);
  const refused = running ? cancelling : busy || reason !== null;
  return (
    <button
      type={running ? 'button' : 'submit'}
      className={running ? className : `primary ${className}`}
      aria-disabled={refused}
      title={running ? undefined : (reason ?? undefined)}
      onKeyDown={(event) => {
        // A key held down would start the job and stop it at once.
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
      }}
      onClick={(event) => {
        if (refused) return;
        // The second click of a double click that started the job means nothing.
        if (running && event.detail < 2) void cancel(store);
        if (!running) onRun();
      }}
    >
      {running ? say(cancelling ? 'page.design.stopping' : 'page.design.cancel') : children}
    </button>
  );
}
