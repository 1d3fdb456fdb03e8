import { charts } from '../../state/charts/charts';
import { say } from '../../words/say';
import { PartBoundary } from '../design/PartBoundary';
import styles from './ChartStrip.module.css';
import { RemovalChart } from './RemovalChart';

/** All charts over removals. They draw one after the other, so that no removal ends in a long task. */
export default function ChartStrip() {
  return (
    <section className={styles.strip} aria-label={say('page.charts.title')}>
      {charts.map((chart) => (
        <PartBoundary key={chart.id} of={say(chart.title)}>
          <RemovalChart chart={chart} />
        </PartBoundary>
      ))}
    </section>
  );
}
