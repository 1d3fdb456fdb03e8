import { compareWithRetraining, whyNotCompare } from '../../state/compare/retraining';
import { useLab } from '../design/useLab';

/** Compares the present model with a retrained one. */
export function CompareButton() {
  const reason = useLab(whyNotCompare);
  const busy = useLab((state) => state.job !== null);
  return (
    <button
      type="button"
      disabled={busy || reason !== null}
      title={reason ?? 'Trains a model from scratch on what is left, and compares the present one with it'}
      onClick={() => void compareWithRetraining()}
    >
      Compare with retraining
    </button>
  );
}
