import type { SelectionReport } from '../../state/contract';
import { formats, say } from '../../words/say';
import { type Column, Table } from '../design/Table';
import styles from './OwnBlankets.module.css';
import { SliceName } from './SliceName';

type Blanket = NonNullable<SelectionReport['blankets']>[number];

const columns = (): readonly Column<Blanket>[] => [
  {
    key: 'sample',
    heading: say('page.removal.slices.ownSample'),
    isNumber: true,
    cell: ({ sample }) => sample,
    by: ({ sample }) => sample,
  },
  {
    key: 'slices',
    heading: say('page.removal.slices.ownSlices'),
    wraps: true,
    cell: ({ slices }) => <SliceNames slices={slices} />,
    by: ({ slices }) => slices.length,
  },
];

function SliceNames({ slices }: Pick<Blanket, 'slices'>) {
  if (slices.length === 0) return <span className="soft">{say('page.removal.slices.ownNone')}</span>;
  return (
    <ul className={styles.names}>
      {slices.map((slice) => (
        <li key={slice}>
          <SliceName slice={slice} />
        </li>
      ))}
    </ul>
  );
}

/** Which slices each sample of a batch would select alone: what the union is of. */
export function OwnBlankets({ blankets }: { blankets: NonNullable<SelectionReport['blankets']> }) {
  const total = blankets.reduce((sum, { slices }) => sum + slices.length, 0);
  return (
    <details className={styles.own}>
      <summary>{say('page.removal.slices.own')}</summary>
      <p className="soft">
        {say('page.removal.slices.ownAbout', {
          samples: formats.whole(blankets.length),
          mean: formats.tenths(total / blankets.length),
        })}
      </p>
      <Table
        label={say('page.removal.slices.own')}
        columns={columns()}
        rows={blankets}
        keyOf={({ sample }) => sample}
        dataOf={({ sample }) => ({ 'data-sample': sample })}
      />
    </details>
  );
}
