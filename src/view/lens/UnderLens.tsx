import { useMemo, useState } from 'react';
import { viewOfEnd, viewOfStep } from '../../state/lens/underLens';
import { say } from '../../words/say';
import { PartBoundary } from '../design/PartBoundary';
import type { TabProps } from '../design/reportTab';
import { useLab } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import { ActivationMaps } from './ActivationMaps';
import { Network } from './Network';
import { SliceCard } from './SliceCard';
import { SwitchedOff } from './SwitchedOff';
import { TracePlayer } from './TracePlayer';
import styles from './UnderLens.module.css';

/** The network that the selection looked at, step by step; below it the slice that was clicked, and the maps of a layer. */
export default function UnderLens({ report }: TabProps) {
  const [traced, setTraced] = useState<number | null>(null);
  const isTraced = traced === report.id;
  const { request, selection, parent } = report;
  const trace = useLook(isTraced ? { model: { state: parent }, question: { kind: 'trace', request } } : null);
  const steps = answerOf(trace);
  const wanted = useLab((state) => state.step);
  const step = steps === null || wanted === null ? null : Math.min(wanted, steps.steps.length - 1);
  const view = useMemo(
    () =>
      steps !== null && step !== null && step >= 0
        ? viewOfStep(steps, step)
        : viewOfEnd(selection?.first ?? [], selection?.selected ?? []),
    [steps, step, selection],
  );
  if (selection === null) return null;
  const measured = selection.first.length > 0;
  return (
    <div className={styles.lens}>
      <p className={`soft ${styles.about}`}>{say('page.lens.slice')}</p>
      <PartBoundary of={say('page.frame.report.tabs.slices')}>
        <Network view={view} measured={measured || step !== null} />
      </PartBoundary>
      {selection.path !== null && (
        <section className={styles.beside} aria-label={say('page.lens.trace.title')}>
          <TracePlayer look={trace} step={step} onAsk={() => setTraced(report.id)} report={report} />
        </section>
      )}
      <SliceCard report={report} />
      <SwitchedOff report={report} />
      <ActivationMaps report={report} />
    </div>
  );
}
