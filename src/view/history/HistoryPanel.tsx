import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { pointAt } from '../../state/charts/chartsState';
import { chosenStates, toggleChosen } from '../../state/compare/chosenStates';
import { comparisonOf } from '../../state/compare/comparisonOf';
import type { ReportSummary } from '../../state/contract';
import { layoutTree, type TreeRow } from '../../state/history/historyTree';
import { goTo, redo, showState, undo } from '../../state/history/moveInHistory';
import { nameOfState } from '../../state/history/nameState';
import { shownState } from '../../state/history/shownState';
import { isAtStart, startOver } from '../../state/history/startOver';
import { guardPoints, lostPoints } from '../../state/removal/outcome';
import { formats, say } from '../../words/say';
import { Defined } from '../design/Defined';
import { remPixels } from '../design/remPixels';
import { SampleImage } from '../design/SampleImage';
import { useClassNames } from '../design/useClassNames';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { Autosave } from './Autosave';
import styles from './HistoryPanel.module.css';
import { StateNameForm } from './StateNameForm';
import { TreeLines } from './TreeLines';

/** Height of a row in rem. */
const rowRem = 2.6;

/** A rem in pixels, until the page is measured. */
const usualRem = 16;

/** Which state is being named. */
interface NamingProps {
  readonly naming: number | null;
  onName(id: number | null): void;
}

/** All removals as a tree, the last one first; the original model is its root. */
export function HistoryPanel({ compare, states }: { compare: ReactNode; states: ReactNode }) {
  const [naming, setNaming] = useState<number | null>(null);
  return (
    <section
      className={`panel ${styles.history}`}
      aria-label={say('page.history.title')}
      data-place="history"
    >
      <HistoryHead />
      <HistoryKey />
      <HistoryTree onName={setNaming} />
      <HistoryFoot compare={compare} states={states} naming={naming} onName={setNaming} />
    </section>
  );
}

function HistoryHead() {
  const store = useLabStore();
  const canUndo = useLab((state) => (state.lab?.history.current ?? 0) > 0);
  const canRedo = useLab((state) => state.lab?.history.next != null);
  const count = useLab((state) => state.reports.length);
  const busy = useLab((state) => state.job !== null);
  const atStart = useLab(isAtStart);
  return (
    <header>
      <h2>{say('page.history.title')}</h2>
      {count > 0 && <p className="soft">{formats.whole(count)}</p>}
      <button
        type="button"
        disabled={busy || !canUndo}
        title={say('page.history.undoAbout')}
        onClick={() => void undo(store)}
      >
        {say('page.history.undo')}
      </button>
      <button
        type="button"
        disabled={busy || !canRedo}
        title={say('page.history.redoAbout')}
        onClick={() => void redo(store)}
      >
        {say('page.history.redo')}
      </button>
      <button
        type="button"
        className="quiet"
        disabled={busy || atStart}
        aria-label={say('page.frame.startOver')}
        title={say('page.frame.startOverAbout')}
        onClick={() => void startOver(store)}
      >
        <span aria-hidden="true">⟲</span>
      </button>
    </header>
  );
}

const changes = ['residual', 'validation'] as const;

/** What the two numbers and the mark of a row mean, said once and as one stop of the Tab key: the rows are choices of a list, and can hold no buttons. */
function HistoryKey() {
  const isEmpty = useLab((state) => state.reports.length === 0);
  const isCompared = useLab((state) => (state.lab?.comparisons.length ?? 0) > 0);
  if (isEmpty) return null;
  return (
    <p className={`${styles.key} soft`}>
      {isCompared && <span>≈ {say('page.history.compared')}</span>}
      <Defined
        definition={{
          about: changes.map((name) => say(`page.history.changes.${name}.about`)).join(' '),
          better: say('page.glossary.better.higher'),
        }}
      >
        {changes.map((name, place) => (
          <span key={name} className={styles.change}>
            {place > 0 && <span className={styles.comma}>, </span>}
            {say(`page.history.changes.${name}.name`)}
          </span>
        ))}
      </Defined>
    </p>
  );
}

/** How far each key moves in the list, in rows. */
const strides: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -5,
  PageDown: 5,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The states as a list with lines: arrows show a state, Enter goes there. Only the rows in sight are drawn. */
function HistoryTree({ onName }: Pick<NamingProps, 'onName'>) {
  const store = useLabStore();
  const reports = useLab((state) => state.reports);
  const current = useLab((state) => state.lab?.history.current ?? 0);
  const shown = useLab(shownState);
  const scroller = useRef<HTMLDivElement>(null);
  const tree = useMemo(
    () =>
      layoutTree(
        reports.map(({ parent }) => parent),
        current,
      ),
    [reports, current],
  );
  const height = useRowHeight();
  const virtualizer = useVirtualizer({
    count: tree.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured again
  useLayoutEffect(() => virtualizer.measure(), [height]);
  // What the model was moved to is to be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move scrolls
  useEffect(() => {
    const place = reports.length - current;
    // Asking where the list can scroll to lays out all that has just changed, in the same task: not for a row that is in sight already.
    const top = place * height;
    const { scrollOffset, scrollRect } = virtualizer;
    const seenFrom = scrollOffset ?? 0;
    const isInSight = top >= seenFrom && top + height <= seenFrom + (scrollRect?.height ?? 0);
    if (!isInSight) virtualizer.scrollToIndex(place);
  }, [current, reports.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    const place = reports.length - shown;
    if (event.key === 'Enter') void goTo(store, shown);
    if (event.key === 'F2') onName(shown);
    if (event.key === ' ') {
      event.preventDefault();
      toggleChosen(store, shown);
    }
    const by = strides[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(reports.length, place + by));
    void showState(store, reports.length - next);
    virtualizer.scrollToIndex(next);
  };
  const drawn = virtualizer.getVirtualItems();
  const isDrawn = drawn.some(({ index }) => tree.rows[index]?.id === shown);
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={say('page.history.list')}
      aria-activedescendant={isDrawn ? `state-${shown}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, start, size }) => {
          const row = tree.rows[index]!;
          return (
            <HistoryRow
              key={row.id}
              row={row}
              lanes={tree.lanes}
              report={reports[row.id - 1] ?? null}
              isCurrent={row.id === current}
              isShown={row.id === shown}
              place={index + 1}
              count={tree.rows.length}
              top={start}
              height={size}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Height of a row in pixels. It changes where the window crosses a width from which on the page's letters are of another size. */
function useRowHeight(): number {
  const [rem, setRem] = useState(usualRem);
  useLayoutEffect(() => {
    const look = () => setRem(remPixels());
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  return rowRem * rem;
}

interface RowProps {
  readonly row: TreeRow;
  readonly lanes: number;
  readonly report: ReportSummary | null;
  readonly isCurrent: boolean;
  readonly isShown: boolean;
  /** Which row it is, from 1, and of how many. */
  readonly place: number;
  readonly count: number;
  readonly top: number;
  readonly height: number;
}

const HistoryRow = memo(function HistoryRow(props: RowProps) {
  const store = useLabStore();
  const { row, lanes, report, isCurrent, isShown, place, count, top, height } = props;
  const rejected = report?.accepted === false;
  const isCompared = useLab((state) => !rejected && comparisonOf(state, row.id) !== null);
  const isChosen = useLab((state) => chosenStates(state).includes(row.id));
  const name = useLab((state) => nameOfState(state, row.id));
  const isPointed = useLab((state) => state.pointed === row.id);
  const marks = [
    styles.row,
    rejected && styles.rejected,
    isCurrent && styles.current,
    !row.current && styles.aside,
    isPointed && styles.pointed,
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list itself has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
    <div
      id={`state-${row.id}`}
      className={marks.filter(Boolean).join(' ')}
      role="option"
      aria-selected={isShown}
      aria-posinset={place}
      aria-setsize={count}
      aria-current={isCurrent ? 'true' : undefined}
      data-state={row.id}
      data-aside={!row.current}
      style={{ height, top }}
      onMouseEnter={() => pointAt(store, row.id)}
      onMouseLeave={() => pointAt(store, null)}
      onClick={(event) => {
        const chooses = event.ctrlKey || event.metaKey || store.getState().choosing;
        if (chooses) toggleChosen(store, row.id);
        else void showState(store, row.id);
      }}
      onDoubleClick={() => void goTo(store, row.id)}
    >
      <TreeLines row={row} lanes={lanes} isCurrent={isCurrent} isRejected={rejected} height={height} />
      {report === null ? <OriginalWords name={name} /> : <RemovalWords report={report} name={name} />}
      {isChosen && (
        <span className={styles.chosen} role="img" aria-label={say('page.compare.states.chosen')}>
          ✓
        </span>
      )}
      {isCompared && (
        <span className={styles.compared} role="img" aria-label={say('page.history.compared')}>
          ≈
        </span>
      )}
      {report !== null && !rejected && <Changes report={report} />}
    </div>
  );
});

function OriginalWords({ name }: { name: string | null }) {
  return (
    <span className={styles.words}>
      {name !== null && <b className={styles.name}>{name}</b>}
      {say('page.history.original')}
      <small className="soft">{say('page.history.nothingRemoved')}</small>
    </span>
  );
}

function RemovalWords({ report, name }: { report: ReportSummary; name: string | null }) {
  const { id, samples, accepted, method } = report;
  const label = useClassNames()[report.label];
  const slices = report.slices ?? 0;
  const how =
    method === 'algorithm1'
      ? say('page.history.slices', { count: slices })
      : say(`engine.methods.${method}.label`);
  const words =
    samples.length === 1
      ? say('page.history.oneSample', { sample: samples[0]! })
      : say('page.history.manySamples', { count: formats.whole(samples.length) });
  return (
    <>
      <SampleImage index={samples[0]!} side={1.9} />
      <span className={styles.words}>
        <span>
          <Words
            code="page.history.removal"
            values={{ samples: words }}
            parts={{ id: <b className="soft">{id}</b> }}
          />{' '}
          {name !== null && <b className={styles.name}>{name}</b>}
        </span>
        {accepted ? (
          <small className="soft">
            {samples.length === 1 ? say('page.history.labelAnd', { label: label ?? '', how }) : how}
          </small>
        ) : (
          <small className="wrong">
            {say('page.history.rejected', {
              points: formats.tenths(guardPoints(report) ?? lostPoints(report)),
            })}
          </small>
        )}
      </span>
    </>
  );
}

/** What a removal changed, in points of accuracy. */
function Changes({ report: { before, after } }: { report: ReportSummary }) {
  return (
    <>
      <Change name="residual" value={after.residualAccuracy - before.residualAccuracy} />
      <Change name="validation" value={after.validationAccuracy - before.validationAccuracy} />
    </>
  );
}

function Change({ name, value }: { name: 'residual' | 'validation'; value: number }) {
  return (
    <span className={styles.change}>
      <Value value={value} as="points" />
      <small className="soft">{say(`page.history.changes.${name}.name`)}</small>
    </span>
  );
}

interface FootProps extends NamingProps {
  readonly compare: ReactNode;
  readonly states: ReactNode;
}

/** What can be done with the state on show, and whether all is saved. */
function HistoryFoot({ compare, states, naming, onName }: FootProps) {
  const store = useLabStore();
  const shown = useLab(shownState);
  const isCurrent = useLab((state) => shownState(state) === (state.lab?.history.current ?? 0));
  const busy = useLab((state) => state.job !== null);
  return (
    <footer>
      {naming !== null && <StateNameForm key={naming} id={naming} onLeave={() => onName(null)} />}
      {isCurrent ? (
        compare
      ) : (
        <button type="button" disabled={busy} onClick={() => void goTo(store, shown)}>
          {say('page.history.goToState')}
        </button>
      )}
      {states}
      <button
        type="button"
        className="quiet"
        disabled={busy}
        title={say('page.history.name.about')}
        onClick={() => onName(shown)}
      >
        {say('page.history.name.button')}
      </button>
      <Autosave />
    </footer>
  );
}
