import type { SelectedSlice, SelectionReport } from '../../state/contract';
import { say, sayMessage } from '../../words/say';
import { stopMessage } from '../../words/stopMessage';
import { type Column, Table } from '../design/Table';
import { useClassNames } from '../design/useClassNames';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { OwnBlankets } from './OwnBlankets';
import { SliceName } from './SliceName';
import styles from './SliceTable.module.css';

/** The selected slices in the order of selection, and why the selection stopped. */
export function SliceTable({ selection }: { selection: SelectionReport }) {
  const { selected, path, blankets } = selection;
  const stop = sayMessage(stopMessage(selection));
  return (
    <div className={styles.slices}>
      {selected.length > 0 && (
        <Table
          label={say('page.removal.slices.selectedTitle')}
          columns={columnsOf(selection)}
          rows={selected.map((slice, place) => ({ slice, order: place + 1 }))}
          keyOf={({ slice }) => slice.slice}
          dataOf={({ slice }) => ({ 'data-slice': slice.slice })}
        />
      )}
      <p className="soft">
        {path === null
          ? say('page.removal.slices.selected', { count: selected.length, stop })
          : say('page.removal.slices.selectedOn', {
              count: selected.length,
              path: say(`page.removal.slices.paths.${path}`),
              stop,
            })}
      </p>
      {blankets !== null && <OwnBlankets blankets={blankets} />}
    </div>
  );
}

function countTakers(blankets: NonNullable<SelectionReport['blankets']>, { slice }: SelectedSlice): number {
  return blankets.filter(({ slices }) => slices.includes(slice)).length;
}

interface Line {
  readonly slice: SelectedSlice;
  readonly order: number;
}

/** What is known of every selected slice, and of those that were ranked or that several samples took. */
function columnsOf({ selected, blankets }: SelectionReport): readonly Column<Line>[] {
  const ranked = selected.some(({ t }) => t !== null);
  return [
    {
      key: 'order',
      heading: say('page.removal.slices.order'),
      cell: ({ order }) => order,
      by: ({ order }) => -order,
    },
    { key: 'layer', heading: say('page.removal.slices.layer'), cell: ({ slice }) => slice.layer },
    {
      key: 'unit',
      heading: say('page.removal.slices.unit'),
      isNumber: true,
      cell: ({ slice }) => <Unit slice={slice} />,
      by: ({ slice }) => slice.unit,
    },
    ...(ranked ? rankColumns() : []),
    ...(blankets === null
      ? []
      : [
          measured('takers', ({ slice }) => countTakers(blankets, slice), {
            about: say('page.removal.slices.takersAbout'),
            cell: ({ slice }) => <Value value={countTakers(blankets, slice)} as="whole" />,
          }),
        ]),
    measured('gradient', ({ slice }) => slice.gradientNorm),
    measured('stepNorm', ({ slice }) => slice.stepNorm),
  ];
}

/** The number of a unit in its layer; of the last layer the class that it stands for, too. */
function Unit({ slice: { slice, unit } }: { slice: SelectedSlice }) {
  const last = useLab((state) => state.lab?.model.layers.at(-1));
  const classNames = useClassNames();
  const isOutput =
    last?.units === classNames.length && slice >= last.firstSlice && slice < last.firstSlice + last.units;
  const name = isOutput ? classNames[unit] : undefined;
  return (
    <>
      {unit}
      {name !== undefined && name !== String(unit) && <span className="soft"> {name}</span>}
    </>
  );
}

/** A column of a number. */
function measured(
  key: 'takers' | 'gradient' | 'stepNorm',
  by: (line: Line) => number,
  more: Partial<Column<Line>> = {},
): Column<Line> {
  return {
    key,
    heading: say(`page.removal.slices.${key}`),
    isNumber: true,
    cell: (line) => <Value value={by(line)} />,
    by,
    ...more,
  };
}

/** Its T, and the rival that came next. */
const rankColumns = (): readonly Column<Line>[] => [
  {
    key: 't',
    heading: say('page.removal.slices.t'),
    about: say('page.removal.slices.tAbout'),
    isNumber: true,
    cell: ({ slice: { t } }) => t !== null && <Value value={t} as="t" />,
    by: ({ slice }) => slice.t ?? undefined,
  },
  {
    key: 'runnerUp',
    heading: say('page.removal.slices.runnerUp'),
    about: say('page.removal.slices.runnerUpAbout'),
    isNumber: true,
    cell: ({ slice: { runnerUp } }) =>
      runnerUp === null ? (
        say('page.removal.slices.noRunnerUp')
      ) : (
        <>
          <SliceName slice={runnerUp.slice} /> <Value value={runnerUp.t} as="t" />
        </>
      ),
  },
];
