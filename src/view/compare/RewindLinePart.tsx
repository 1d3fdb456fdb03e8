import { useMemo } from 'react';
import { measureRewindLine } from '../../state/compare/retraining';
import {
  nameOfPlace,
  rewindPlot,
  rewindRows,
  sideSentence,
  startsSentence,
  whyNoLine,
} from '../../state/compare/rewindLine';
import type { RetrainingComparison, RewindLine } from '../../state/contract';
import { say } from '../../words/say';
import { ChartFigure } from '../design/ChartFigure';
import type { PlaceAxis } from '../design/ChartPlot';
import { useLab, useLabStore } from '../design/useLab';
import { OfferToMeasure } from './OfferToMeasure';
import partStyles from './Part.module.css';
import styles from './RewindLinePart.module.css';

/** Share against cost: rewinding beside the removals that lead to a state, or the way to it. */
export default function RewindLinePart({ id, comparison }: { id: number; comparison: RetrainingComparison }) {
  const optimizer = useLab((state) => state.lab?.model.training?.optimizer);
  if (comparison.unlearned.forgetLoss === null) return null;
  const why = whyNoLine(comparison, optimizer);
  const title = say('page.compare.rewindLine.title');
  return (
    <section className={`${partStyles.part} ${styles.line}`} aria-label={title}>
      <h3>{title}</h3>
      {why !== null && <p>{why}</p>}
      {why === null && !comparison.rewindLine && <NotMeasured id={id} of={comparison.id} />}
      {why === null && comparison.rewindLine && (
        <Line comparison={comparison} rewindLine={comparison.rewindLine} />
      )}
    </section>
  );
}

function NotMeasured({ id, of }: { id: number; of: number }) {
  const store = useLabStore();
  return (
    <OfferToMeasure
      id={id}
      about={say('page.compare.rewindLine.offer')}
      button={say('page.compare.rewindLine.button')}
      onMeasure={() => void measureRewindLine(store, of)}
    />
  );
}

interface LineProps {
  readonly comparison: RetrainingComparison;
  readonly rewindLine: RewindLine;
}

function Line({ comparison, rewindLine }: LineProps) {
  const reports = useLab((state) => state.reports);
  const rows = useMemo(() => rewindRows(comparison), [comparison]);
  const axis = useMemo(() => axisOf(rewindLine), [rewindLine]);
  const plot = useMemo(() => rewindPlot(reports, comparison.id), [reports, comparison.id]);
  return (
    <>
      <p>{sideSentence(comparison, reports, comparison.id)}</p>
      <ChartFigure
        chart={plot}
        axis={axis}
        last={Math.max(...rows.map(({ seconds }) => seconds!))}
        rows={rows}
      />
      <p className="soft">
        {say('page.compare.rewindLine.about')} {startsSentence(rewindLine)}
      </p>
    </>
  );
}

function axisOf(line: RewindLine): PlaceAxis {
  const name = (seconds: number) => nameOfPlace(line, seconds);
  return {
    key: 'seconds',
    label: 'page.compare.rewindLine.axis',
    heading: 'page.compare.rewindLine.heading',
    isContinuous: true,
    name,
    short: name,
    empty: 'page.compare.rewindLine.notDefined',
  };
}
