import type { ReactNode } from 'react';
import { rejectedComparisonOf } from '../../state/compare/comparisonOf';
import { compareRejected } from '../../state/compare/retraining';
import type { RetrainingComparison } from '../../state/contract';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import partStyles from './Part.module.css';

interface Props {
  readonly id: number;
  /** Shows a comparison. @param again the way to another one of the same model */
  readonly show: (comparison: RetrainingComparison, again: ReactNode) => ReactNode;
}

/** The model that the guard rejected beside a retrained one, or the way to that. */
export function RejectedPart({ id, show }: Props) {
  const comparison = useLab((state) => rejectedComparisonOf(state, id));
  const title = say('page.compare.rejected.title');
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {comparison === null ? (
        <div className={partStyles.offer}>
          <p>{say('page.compare.rejected.about')}</p>
          <CompareRejected id={id} />
        </div>
      ) : (
        <>
          <p className="soft">{say('page.compare.rejected.of')}</p>
          {show(comparison, <CompareRejected id={id} />)}
        </>
      )}
    </section>
  );
}

function CompareRejected({ id }: { id: number }) {
  const store = useLabStore();
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const busy = useLab((state) => state.job !== null);
  return (
    <button
      type="button"
      disabled={busy || !isCurrent}
      title={isCurrent ? undefined : say('page.compare.goToState')}
      onClick={() => void compareRejected(store)}
    >
      {say('page.compare.rejected.button')}
    </button>
  );
}
