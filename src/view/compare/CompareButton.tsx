import { compareWithRetraining, whyNotCompare } from '../../state/compare/retraining';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';

/** Compares the present model with a retrained one. */
export function CompareButton() {
  const store = useLabStore();
  const reason = useLab(whyNotCompare);
  const busy = useLab((state) => state.job !== null);
  return (
    <button
      type="button"
      disabled={busy || reason !== null}
      title={reason ?? say('page.compare.buttonAbout')}
      onClick={() => void compareWithRetraining(store)}
    >
      {say('page.compare.button')}
    </button>
  );
}
