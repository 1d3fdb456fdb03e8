import { lazy, type ReactNode, Suspense } from 'react';
import { comparisonOf, isAsSet } from '../../state/compare/comparisonOf';
import { timesSentence } from '../../state/compare/times';
import { coupledFloors, type RetrainingComparison } from '../../state/contract';
import { goTo } from '../../state/history/moveInHistory';
import { say } from '../../words/say';
import type { TabProps } from '../design/reportTab';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { BandPart } from './BandPart';
import { ComebackPart } from './ComebackPart';
import { CompareButton } from './CompareButton';
import { DamagePart } from './DamagePart';
import partStyles from './Part.module.css';
import { RecoveredPart } from './RecoveredPart';
import { RejectedPart } from './RejectedPart';
import styles from './RetrainingTab.module.css';
import { SeedsPart } from './SeedsPart';

/** It has a chart: what draws those comes after the page's first pictures. */
const RewindLinePart = lazy(() => import('./RewindLinePart'));

/** The unlearned model beside one that never saw the samples. */
export function RetrainingTab({ report: { id, accepted } }: TabProps) {
  return (
    <>
      {!accepted && (
        <>
          <RejectedPart
            id={id}
            show={(comparison, again) => <Readings id={id} comparison={comparison} again={again} />}
          />
          <p className="soft">{say('page.compare.ofRejected')}</p>
        </>
      )}
      <Retraining id={id} />
    </>
  );
}

/** The comparison of a state, or the way to one. */
export function Retraining({ id }: { id: number }) {
  const comparison = useLab((state) => comparisonOf(state, id));
  if (comparison === null) return <NotCompared id={id} />;
  return <Readings id={id} comparison={comparison} again={<CompareButton />} />;
}

interface ReadingsProps {
  /** The removal on show. */
  readonly id: number;
  readonly comparison: RetrainingComparison;
  /** The way to another comparison of the same model. */
  readonly again: ReactNode;
}

/** What a comparison says, and the way to what can be measured beside it. */
function Readings({ id, comparison, again }: ReadingsProps) {
  return (
    <>
      <DamagePart comparison={comparison} />
      <RecoveredPart comparison={comparison} />
      <SeedsPart id={id} comparison={comparison} />
      <Suspense fallback={null}>
        <RewindLinePart id={id} comparison={comparison} />
      </Suspense>
      <IfOther id={id} comparison={comparison} again={again} />
      <Comparison comparison={comparison} />
      <BandPart id={id} comparison={comparison} />
      <ComebackPart id={id} comparison={comparison} />
    </>
  );
}

/** The way to a comparison in the order and with the seed that are set, where the one there is another. */
function IfOther({ id, comparison, again }: ReadingsProps) {
  const isOther = useLab(({ settings }) => !isAsSet(comparison, settings));
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  return isOther && isCurrent ? again : null;
}

function NotCompared({ id }: { id: number }) {
  const store = useLabStore();
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const busy = useLab((state) => state.job !== null);
  return (
    <div className={partStyles.offer}>
      <p>{say('page.compare.about')}</p>
      {isCurrent ? (
        <CompareButton />
      ) : (
        <button type="button" disabled={busy} onClick={() => void goTo(store, id)}>
          {say('page.compare.goToState')}
        </button>
      )}
    </div>
  );
}

function Comparison({ comparison }: { comparison: RetrainingComparison }) {
  const { divergence, distanceToRetrained, relearnEpochs, retrainingMs, retrained, unlearned, floor } =
    comparison;
  const floors = coupledFloors(comparison);
  const times = useLab((state) => timesSentence(state.reports, comparison.id, retrainingMs));
  const gap = unlearned.validationAccuracy - retrained.validationAccuracy;
  return (
    <div className={styles.comparison} data-comparison={comparison.id}>
      <Figure name="divergence">
        <Reading value={<Value value={divergence.validation} />} note={say('page.compare.onHeldOut')} />
        {floor && <Floor value={<Value value={floor.divergence.validation} />} />}
        {divergence.forget !== null && (
          <>
            <br />
            <Reading value={<Value value={divergence.forget} />} note={say('page.compare.onRemoved')} />
          </>
        )}
        {floor?.divergence.forget != null && <Floor value={<Value value={floor.divergence.forget} />} />}
      </Figure>
      <Figure name="distance">
        <Reading
          value={<Value value={distanceToRetrained} />}
          note={
            <Words
              code="page.compare.toOriginal"
              parts={{ distance: <Value value={retrained.distanceToOriginal} /> }}
            />
          }
        />
        {floor && <Floor value={<Value value={floor.distance} />} />}
      </Figure>
      <Figure name="relearn">
        <Relearn relearn={relearnEpochs} />
      </Figure>
      <Figure name="membership">
        <Reading
          value={<Value value={unlearned.membership.loss.auc} as="share" />}
          note={<RetrainedShare share={retrained.membership.loss.auc} />}
        />
        {floors.attackOnLoss !== null && (
          <Floor value={<Value value={floors.attackOnLoss} as="sizeInPoints" />} />
        )}
      </Figure>
      <Figure name="validation">
        <Reading
          value={<Value value={unlearned.validationAccuracy} as="share" />}
          note={<RetrainedShare share={retrained.validationAccuracy} />}
        />
        <br />
        <Reading value={<Value value={gap} as="points" />} note={say('page.compare.gap')} />
        {floors.validationAccuracy !== null && (
          <Floor value={<Value value={floors.validationAccuracy} as="sizeInPoints" />} />
        )}
      </Figure>
      <Figure name="time">{times ?? <Value value={retrainingMs} as="duration" />}</Figure>
    </div>
  );
}

/** Which direction of each figure is better, as words say it of every number; null of what has none. */
const better = {
  divergence: 'lower',
  distance: 'lower',
  relearn: 'retrained',
  membership: 'retrained',
  validation: 'retrained',
  time: null,
} as const;

function Figure({ name, children }: { name: keyof typeof better; children: ReactNode }) {
  const title = say(`page.compare.figures.${name}.name`);
  const direction = better[name];
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p className={styles.reading}>{children}</p>
      <p className={`soft ${styles.about}`}>
        {say(`page.compare.figures.${name}.about`)}
        {direction && ` ${say(`page.glossary.better.${direction}`)}`}
      </p>
    </section>
  );
}

/** What a sample of no influence gives of the same measure. */
function Floor({ value }: { value: ReactNode }) {
  return (
    <>
      <br />
      <span className="soft">
        <Words code="page.compare.floor" parts={{ value }} />
      </span>
    </>
  );
}

/** A number, and more softly what it is or what it is to be compared with. */
function Reading({ value, note }: { value: ReactNode; note: ReactNode }) {
  return <Words code="page.compare.reading" parts={{ value, note: <span className="soft">{note}</span> }} />;
}

function RetrainedShare({ share }: { share: number }) {
  return <Words code="page.compare.retrained" parts={{ value: <Value value={share} as="share" /> }} />;
}

function Relearn({ relearn }: { relearn: RetrainingComparison['relearnEpochs'] }) {
  if (relearn === null) return <span className="soft">{say('page.compare.nothingRemoved')}</span>;
  const { unlearned, retrained, limit } = relearn;
  return (
    <Reading
      value={<Epochs epochs={unlearned} limit={limit} />}
      note={
        <Words
          code="page.compare.epochsRetrained"
          parts={{ retrained: <Epochs epochs={retrained} limit={limit} /> }}
        />
      }
    />
  );
}

function Epochs({ epochs, limit }: { epochs: number | null; limit: number }) {
  return epochs === null ? say('page.compare.over', { limit }) : <Value value={epochs} as="epochs" />;
}
