import './ChartStrip.css';
import { useDeferredValue } from 'react';
import { charts } from '../state/charts';
import type { RemovalReport } from '../state/contract';
import { RemovalChart } from './RemovalChart';
import { useLab } from './useLab';

const noReports: readonly RemovalReport[] = [];

/** All charts over removals. They are drawn a moment after the rest, so that a removal's report never waits for them. */
export function ChartStrip() {
  const reports = useDeferredValue(useLab((state) => state.lab?.reports ?? noReports));
  const metrics = useDeferredValue(useLab((state) => state.lab?.metrics ?? null));
  return (
    <section className="charts" aria-label="Charts over removals">
      {charts.map((chart) => (
        <RemovalChart key={chart.id} chart={chart} reports={reports} metrics={metrics} />
      ))}
    </section>
  );
}
