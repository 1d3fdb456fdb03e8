import { useState } from 'react';
import { comparisonOf } from '../../state/compare/comparisonOf';
import { type MetricLine, metricLines } from '../../state/removal/metricRows';
import { say } from '../../words/say';
import type { TabProps } from '../design/reportTab';
import { useLab } from '../design/useLab';
import { Words } from '../design/Words';
import styles from './MetricsTab.module.css';
import { MetricsTable } from './MetricsTable';

/** Every metric, with its definition for the one under the pointer or with the focus. */
export function MetricsTab({ report }: TabProps) {
  const comparison = useLab((state) => comparisonOf(state, report.id));
  return <MetricsWithDefinitions lines={metricLines(report, comparison)} />;
}

/** A table of metrics, and below it what the one at hand is. */
export function MetricsWithDefinitions(props: { lines: readonly MetricLine[]; single?: boolean }) {
  const { lines, single = false } = props;
  const [explained, onExplain] = useState<MetricLine | null>(null);
  const line = lines.find(({ id }) => id === explained?.id) ?? lines[0];
  return (
    <div className={styles.tab}>
      <MetricsTable lines={lines} single={single} onExplain={onExplain} />
      {line && (
        <p className={styles.definition}>
          <Words
            code="page.design.explained"
            values={{ explanation: line.explanation }}
            parts={{ label: <b>{say('page.design.explainedLabel', { label: line.label })}</b> }}
          />
        </p>
      )}
    </div>
  );
}
