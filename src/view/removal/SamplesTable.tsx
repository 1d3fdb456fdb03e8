import { useMemo } from 'react';
import type { SampleReport } from '../../state/contract';
import { say } from '../../words/say';
import { SampleImage } from '../design/SampleImage';
import { type Column, Table } from '../design/Table';
import { useClassNames } from '../design/useClassNames';
import { Value } from '../design/Value';
import styles from './SamplesTable.module.css';

type Measure = 'lossBefore' | 'lossAfter' | 'gradientNormBefore' | 'gradientNormAfter';

const measures: readonly Measure[] = ['lossBefore', 'lossAfter', 'gradientNormBefore', 'gradientNormAfter'];

function columnsOf(classNames: readonly string[]): readonly Column<SampleReport>[] {
  return [
    {
      key: 'index',
      heading: say('page.removal.samples.sample'),
      cell: ({ index }) => (
        <span className={styles.sample}>
          <SampleImage index={index} side={1.6} />
          {index}
        </span>
      ),
      by: ({ index }) => index,
    },
    {
      key: 'label',
      heading: say('page.removal.samples.label'),
      cell: ({ label }) => classNames[label],
      by: ({ label }) => label,
    },
    ...measures.map(
      (name): Column<SampleReport> => ({
        key: name,
        heading: say(`page.removal.samples.${name}`),
        isNumber: true,
        cell: (sample) => <Value value={sample[name]} />,
        by: (sample) => sample[name],
      }),
    ),
  ];
}

/** The samples of a batch: loss and gradient norm before and after. */
export function SamplesTable({ samples }: { samples: readonly SampleReport[] }) {
  const classNames = useClassNames();
  const columns = useMemo(() => columnsOf(classNames), [classNames]);
  return (
    <Table
      label={say('page.removal.samples.title')}
      columns={columns}
      rows={samples}
      keyOf={({ index }) => index}
      dataOf={({ index }) => ({ 'data-sample': index })}
    />
  );
}
