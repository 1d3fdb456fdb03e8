import type { StateCell, StateColumn, StateLine, StateTable } from '../../state/compare/stateTable';
import { formats, say } from '../../words/say';
import { Defined } from '../design/Defined';
import { metricDefinition } from '../design/definitions';
import { useClassNames } from '../design/useClassNames';
import { Value } from '../design/Value';
import styles from './StatesTable.module.css';

/** A line for each metric, and of each state its value, its retrained model's, and the gap; of two states what the second has more than the first. */
export function StatesTable({ table }: { table: StateTable }) {
  const { columns, lines } = table;
  const areTwo = columns.length === 2;
  return (
    <section
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
      tabIndex={0}
      aria-label={say('page.compare.states.title')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {say('page.compare.states.metric')}
            </th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="colgroup" colSpan={3}>
                {name}
              </th>
            ))}
            {areTwo && (
              <th scope="col" rowSpan={2} className={styles.difference}>
                {say('page.compare.states.difference')}
              </th>
            )}
          </tr>
          <tr>
            {columns.map(({ id }) => (
              <Heads key={id} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Facts columns={columns} />
          {lines.map((line) => (
            <Line key={line.id} line={line} columns={columns} />
          ))}
        </tbody>
        <Classes {...table} />
      </table>
      {areTwo && <p className="soft">{say('page.compare.states.differenceAbout')}</p>}
    </section>
  );
}

function Heads() {
  return (
    <>
      <th scope="col">{say('page.compare.states.value')}</th>
      <th scope="col">{say('page.compare.states.retrained')}</th>
      <th scope="col">{say('page.compare.states.gap')}</th>
    </>
  );
}

/** What is no metric: how the state came to be, and what it took. */
function Facts({ columns }: { columns: readonly StateColumn[] }) {
  const last = columns.length === 2 && <td className={styles.difference} />;
  const seconds = (ms: number | null) => (ms === null ? '' : formats.duration(ms));
  return (
    <>
      <tr>
        <th scope="row">{say('page.compare.states.method')}</th>
        {columns.map(({ id, how }) => (
          <td key={id} colSpan={3}>
            {how}
          </td>
        ))}
        {last}
      </tr>
      <tr>
        <th scope="row">{say('page.compare.states.removed')}</th>
        {columns.map(({ id, removed }) => (
          <td key={id} colSpan={3}>
            {formats.whole(removed)}
          </td>
        ))}
        {last}
      </tr>
      <tr>
        <th scope="row">{say('page.compare.states.time')}</th>
        {columns.map(({ id, removalsMs, retrainingMs }) => (
          <Times key={id} removals={seconds(removalsMs)} retraining={seconds(retrainingMs)} />
        ))}
        {last}
      </tr>
      <tr>
        <th scope="row">{say('page.compare.states.weights')}</th>
        {columns.map(({ id, digest }) => (
          <td key={id} colSpan={3}>
            <code>{digest.slice(0, 12)}</code>
          </td>
        ))}
        {last}
      </tr>
    </>
  );
}

function Times({ removals, retraining }: { removals: string; retraining: string }) {
  return (
    <>
      <td className="number">{removals}</td>
      <td className="number">{retraining}</td>
      <td />
    </>
  );
}

/** What the second of two states has more than the first: empty where a number is missing; no cell where there are not two states. */
function Difference({ values, as }: { values: readonly (number | null)[]; as: 'share' | 'number' }) {
  const [first, second] = values;
  if (values.length !== 2) return null;
  return (
    <td className={`number ${styles.difference}`}>
      {first != null && second != null && (
        <Value value={second - first} as={as === 'share' ? 'points' : 'difference'} />
      )}
    </td>
  );
}

function Line({ line, columns }: { line: StateLine; columns: readonly StateColumn[] }) {
  const { id, label, explanation, unit, cells } = line;
  const as = unit === 'share' ? 'share' : 'number';
  return (
    <tr data-metric={id}>
      <th scope="row">
        <Defined definition={{ better: null, ...metricDefinition(id), about: explanation }}>{label}</Defined>
      </th>
      {cells.map((cell, i) => (
        <Cells key={columns[i]!.id} cell={cell} as={as} />
      ))}
      <Difference values={cells.map(({ value }) => value)} as={as} />
    </tr>
  );
}

function Cells({ cell, as }: { cell: StateCell; as: 'share' | 'number' }) {
  const { value, retrained, gap, floor, band, within } = cell;
  const gapAs = as === 'share' ? 'points' : 'difference';
  const size = (number: number | null) =>
    number === null
      ? say('page.compare.states.unknown')
      : formats[as === 'share' ? 'sizeInPoints' : 'size'](number);
  return (
    <>
      <td className="number">{value !== null && <Value value={value} as={as} />}</td>
      <td className="number">{retrained !== null && <Value value={retrained} as={as} />}</td>
      <td
        className="number"
        title={
          gap === null
            ? undefined
            : say('page.compare.states.gapAbout', { floor: size(floor), band: size(band) })
        }
      >
        {gap !== null && <Value value={gap} as={gapAs} />}
        {within && (
          <span role="img" aria-label={say('page.compare.states.within')}>
            {' '}
            ≈
          </span>
        )}
      </td>
    </>
  );
}

function Classes({ columns }: StateTable) {
  const classNames = useClassNames();
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={1 + 3 * columns.length + (columns.length === 2 ? 1 : 0)}>
          {say('page.compare.states.classes')}
        </th>
      </tr>
      {classNames.map((name, label) => (
        <tr key={name} data-class={label}>
          <th scope="row">{name}</th>
          {columns.map(({ id, classes }) => (
            <ClassCells key={id} accuracy={classes[label]?.accuracy ?? null} />
          ))}
          <Difference values={columns.map(({ classes }) => classes[label]?.accuracy ?? null)} as="share" />
        </tr>
      ))}
    </tbody>
  );
}

function ClassCells({ accuracy }: { accuracy: number | null }) {
  return (
    <>
      <td className="number">{accuracy !== null && <Value value={accuracy} as="share" />}</td>
      <td />
      <td />
    </>
  );
}
