import { useRef } from 'react';
import type { FirstImages as Images } from '../../state/contract';
import { classNamesOf } from '../../words/names';
import { formats, say } from '../../words/say';
import { SampleStrip } from '../design/SampleImage';
import { useLab } from '../design/useLab';
import { GridFilter } from './GridFilter';
import sampleGridStyles from './SampleGrid.module.css';
import { gapFor } from './SampleRow';
import { useColumns } from './useColumns';

/** The first images of the data where the grid will have them, to look at while the others come. A filter that the address asks for cannot hold yet. */
export function FirstImages() {
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, cell } = useColumns(scroller);
  const first = useLab((state) => state.first);
  const isFiltered = useLab(
    ({ settings }) => settings.class !== null || settings.misclassified || settings.order !== 'index',
  );
  if (first === null) return null;
  const rows = isFiltered ? 0 : Math.floor(first.count / columns);
  return (
    <section className="panel" aria-label={say('page.samples.title')}>
      <div inert>
        <GridFilter />
      </div>
      <div ref={scroller} className={sampleGridStyles.scroller}>
        <div
          className={sampleGridStyles.rows}
          role="img"
          aria-label={say('page.samples.first', { count: formats.whole(first.count) })}
          style={{ height: rows * cell }}
        >
          {Array.from({ length: rows }, (_, row) => row * columns).map((from) => (
            <FirstRow key={from} first={first} from={from} columns={columns} cell={cell} />
          ))}
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  readonly first: Images;
  readonly from: number;
  readonly columns: number;
  /** Side of a cell in pixels. */
  readonly cell: number;
}

function FirstRow({ first: { images, labels, shape, classNames: english }, from, columns, cell }: RowProps) {
  const classNames = classNamesOf({ id: '', classNames: english });
  const indices = Array.from({ length: columns }, (_, column) => from + column);
  const top = (from / columns) * cell;
  return (
    <div
      className={sampleGridStyles.row}
      style={{ height: cell, width: columns * cell, transform: `translateY(${top}px)` }}
    >
      <SampleStrip images={images} shape={shape} indices={indices} gap={gapFor(shape[1])} />
      {indices.map((index, column) => (
        <div
          key={index}
          className={sampleGridStyles.cell}
          style={{ left: column * cell, width: cell, height: cell }}
        >
          <span className={sampleGridStyles.label}>{classNames[labels[index]!]}</span>
        </div>
      ))}
    </div>
  );
}
