import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react';
import { visibleSamples } from '../../state/samples/filterSamples';
import { focusSample, selectRange, toggleSample } from '../../state/samples/selectSamples';
import { say } from '../../words/say';
import { PartBoundary } from '../design/PartBoundary';
import { useLab, useLabStore } from '../design/useLab';
import { GridFilter } from './GridFilter';
import { PlantedLine } from './PlantedLine';
import styles from './SampleGrid.module.css';
import { SampleRow } from './SampleRow';
import { useColumns } from './useColumns';

/** How far each key moves the focus, in samples. */
function stride(key: string, columns: number, rowsOnPage: number): number | null {
  const strides: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * rowsOnPage,
    PageDown: columns * rowsOnPage,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  return strides[key] ?? null;
}

/** The scatter comes when it is first looked at. */
const Scatter = lazy(() => import('./Scatter'));

/** The training samples, as a grid or as a scatter. */
export function SampleGrid() {
  const view = useLab((state) => state.settings.samples);
  return (
    <section className="panel" aria-label={say('page.samples.title')} data-place="samples">
      <GridFilter />
      <PlantedLine />
      {view === 'grid' ? (
        <Grid />
      ) : (
        <Suspense fallback={<p className="soft">{say('page.looks.running')}</p>}>
          <PartBoundary of={say('page.samples.title')}>
            <Scatter />
          </PartBoundary>
        </Suspense>
      )}
    </section>
  );
}

/** The training set as a grid: only the rows in sight are drawn. */
function Grid() {
  const store = useLabStore();
  const scroller = useRef<HTMLDivElement>(null);
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  const { columns, cell, height } = useColumns(scroller, areTexts ? 'texts' : 'images');
  const samples = useLab(visibleSamples);
  const focused = useLab((state) => state.focused);
  const rowCount = Math.ceil(samples.length / columns);
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new cell size makes the remembered row heights wrong
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  const sought = useLab((state) => state.sought);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is newly sought moves the grid
  useEffect(() => {
    const place = sought.turn === 0 ? -1 : samples.indexOf(sought.sample);
    if (place >= 0) virtualizer.scrollToIndex(Math.floor(place / columns), { align: 'center' });
  }, [sought]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      if (samples.includes(focused)) toggleSample(store, focused);
      return;
    }
    const by = stride(event.key, columns, Math.floor((scroller.current?.clientHeight ?? height) / height));
    if (by === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(samples.length - 1, Math.max(0, samples.indexOf(focused)) + by));
    const next = samples[place];
    if (next === undefined) return;
    if (event.shiftKey) selectRange(store, next);
    else focusSample(store, next);
    virtualizer.scrollToIndex(Math.floor(place / columns));
  };

  const rows = virtualizer.getVirtualItems();
  const focusDrawn = rows.some(({ index }) =>
    samples.slice(index * columns, (index + 1) * columns).includes(focused),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid places its rows itself, and a table does not
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      tabIndex={0}
      aria-label={say('page.samples.grid')}
      aria-multiselectable="true"
      aria-rowcount={rowCount}
      aria-colcount={columns}
      aria-activedescendant={focusDrawn ? `sample-${focused}` : undefined}
      onKeyDown={onKeyDown}
    >
      {samples.length === 0 && <p className={`${styles.empty} soft`}>{say('page.samples.noneShown')}</p>}
      <div className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, start }) => (
          <SampleRow
            key={index}
            samples={samples}
            row={index}
            columns={columns}
            cell={cell}
            height={height}
            top={start}
          />
        ))}
      </div>
    </div>
  );
}
