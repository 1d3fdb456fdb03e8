import './RetrainingTab.css';
import type { ReactNode } from 'react';
import type { RetrainingComparison } from '../../state/contract';
import { goTo } from '../../state/history/moveInHistory';
import { comparisonOf } from '../../state/selectors';
import type { TabProps } from '../design/reportTab';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { CompareButton } from './CompareButton';

/** The unlearned model beside one that never saw the samples. */
export function RetrainingTab({ report: { id, accepted } }: TabProps) {
  return (
    <>
      {!accepted && (
        <p className="soft">Of the model that the guard left in place, the one before this removal.</p>
      )}
      <Retraining id={id} />
    </>
  );
}

/** The comparison of a state, or the way to one. */
export function Retraining({ id }: { id: number }) {
  const comparison = useLab((state) => comparisonOf(state, id));
  return comparison === null ? <NotCompared id={id} /> : <Comparison comparison={comparison} />;
}

function NotCompared({ id }: { id: number }) {
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const busy = useLab((state) => state.job !== null);
  return (
    <div className="not-compared">
      <p>
        The yardstick of unlearning is a model trained from scratch on what is left, with the same seed. The
        nearer the unlearned model comes to it, the better it forgot.
      </p>
      {isCurrent ? (
        <CompareButton />
      ) : (
        <button type="button" disabled={busy} onClick={() => void goTo(id)}>
          Go to this state first
        </button>
      )}
    </div>
  );
}

function Comparison({ comparison }: { comparison: RetrainingComparison }) {
  const { divergence, distanceToRetrained, relearnEpochs, retrainingMs, retrained, unlearned } = comparison;
  return (
    <div className="comparison" data-comparison={comparison.id}>
      <Figure
        name="Divergence of predictions"
        about="Mean Jensen-Shannon divergence from the retrained model, 0 the same, 1 the opposite."
      >
        <Value value={divergence.validation} /> <span className="soft">on held-out images</span>
        {divergence.forget !== null && (
          <>
            <br />
            <Value value={divergence.forget} /> <span className="soft">on the removed samples</span>
          </>
        )}
      </Figure>
      <Figure
        name="Distance of weights"
        about="Euclidean, to the retrained model; beside it how far that is from the original."
      >
        <Value value={distanceToRetrained} />{' '}
        <span className="soft">
          (retrained to original <Value value={retrained.distanceToOriginal} />)
        </span>
      </Figure>
      <Figure
        name="Relearn time"
        about="Epochs on all training data until the forget loss is at or below the original model’s."
      >
        <Relearn relearn={relearnEpochs} />
      </Figure>
      <Figure name="Membership attack" about="Area under the curve of the attack on the loss.">
        <Value value={unlearned.membership.loss.auc} as="share" />{' '}
        <span className="soft">
          retrained <Value value={retrained.membership.loss.auc} as="share" />
        </span>
      </Figure>
      <Figure name="Validation accuracy" about="The gap of every metric is under Metrics.">
        <Value value={unlearned.validationAccuracy} as="share" />{' '}
        <span className="soft">
          retrained <Value value={retrained.validationAccuracy} as="share" />
        </span>
      </Figure>
      <Figure name="Time to retrain" about="What unlearning saves, on this machine.">
        <Value value={retrainingMs} as="duration" />
      </Figure>
    </div>
  );
}

function Figure({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <p className="reading">{children}</p>
      <p className="soft about-reading">{about}</p>
    </section>
  );
}

function Relearn({ relearn }: { relearn: RetrainingComparison['relearnEpochs'] }) {
  if (relearn === null) return <span className="soft">nothing was removed</span>;
  const { unlearned, retrained, limit } = relearn;
  return (
    <>
      <Epochs epochs={unlearned} limit={limit} />{' '}
      <span className="soft">
        epochs, retrained <Epochs epochs={retrained} limit={limit} />
      </span>
    </>
  );
}

function Epochs({ epochs, limit }: { epochs: number | null; limit: number }) {
  return epochs === null ? `over ${limit}` : <Value value={epochs} as="epochs" />;
}
