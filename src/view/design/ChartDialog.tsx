import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { chartCsv } from '../../state/charts/chartCsv';
import type { Plot, PlotRow } from '../../state/charts/plot';
import { giveFile } from '../../state/history/giveFile';
import { say } from '../../words/say';
import styles from './ChartDialog.module.css';
import { ChartPlot, type PlaceAxis } from './ChartPlot';
import { picturePng, pictureText } from './exportPicture';
import { Modal } from './Modal';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly rows: readonly PlotRow[];
  readonly keys: ReactNode;
  readonly children: ReactNode;
  onLeave(): void;
}

/** A chart in large: a stretch of it, its powers of ten, and its files. */
export function ChartDialog({ chart, axis, rows, keys, children, onLeave }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [isLog, setIsLog] = useState(false);
  // A chart has a size once the dialog is open, which it is after its first drawing.
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(true), []);
  const [stretch, setStretch] = useState<readonly [number, number] | null>(null);
  const shown = useMemo(() => rowsWithin(rows, axis.key, stretch), [rows, axis.key, stretch]);
  return (
    <Modal
      title={say(chart.title)}
      width="wide"
      actions={
        <>
          <Files chart={chart} axis={axis} rows={shown} drawingOf={() => drawingIn(place.current)} />
          <button type="submit" className="primary">
            {say('page.charts.close')}
          </button>
        </>
      }
      onSubmit={onLeave}
      onLeave={onLeave}
    >
      <div className={styles.controls}>
        {keys}
        {chart.unit === 'number' && (
          <label>
            <input type="checkbox" checked={isLog} onChange={({ target }) => setIsLog(target.checked)} />
            {say('page.charts.log')}
          </label>
        )}
        <button type="button" className="quiet" disabled={stretch === null} onClick={() => setStretch(null)}>
          {say('page.charts.whole')}
        </button>
        <Stretch rows={rows} axis={axis} stretch={stretch} onStretch={setStretch} />
      </div>
      <div ref={place} className={styles.plot}>
        {isOpen && (
          <ChartPlot
            chart={chart}
            axis={axis}
            rows={shown}
            size="large"
            isLog={isLog}
            onStretch={(from, to) => setStretch([from, to])}
          >
            {children}
          </ChartPlot>
        )}
      </div>
      <p className="soft">{say('page.charts.drawOver')}</p>
    </Modal>
  );
}

/** The rows of a stretch of places, both ends included; all without one. */
function rowsWithin(rows: readonly PlotRow[], key: string, stretch: readonly [number, number] | null) {
  if (stretch === null) return rows;
  return rows.filter((row) => row[key]! >= stretch[0] && row[key]! <= stretch[1]);
}

/** The chart's own drawing: the keys beside it are drawings too. */
const drawingIn = (place: HTMLElement | null) => place?.querySelector<SVGSVGElement>('[role="application"]');

interface StretchProps {
  readonly rows: readonly PlotRow[];
  readonly axis: PlaceAxis;
  readonly stretch: readonly [number, number] | null;
  onStretch(stretch: readonly [number, number]): void;
}

/** The ends of the stretch on show, for keys. */
function Stretch({ rows, axis: { key }, stretch, onStretch }: StretchProps) {
  if (rows.length < 3) return null;
  const [first, last] = [rows[0]![key]!, rows.at(-1)![key]!];
  const [from, to] = stretch ?? [first, last];
  const ends = [
    ['from', from, (value: number) => onStretch([Math.min(value, to), to])],
    ['to', to, (value: number) => onStretch([from, Math.max(value, from)])],
  ] as const;
  return ends.map(([name, value, onChange]) => (
    <label key={name}>
      {say(`page.charts.${name}`)}
      <input
        type="range"
        min={first}
        max={last}
        step="any"
        value={value}
        onChange={({ target }) => onChange(Number(target.value))}
      />
    </label>
  ));
}

interface FilesProps extends Pick<Props, 'chart' | 'axis' | 'rows'> {
  drawingOf(): SVGSVGElement | null | undefined;
}

/** The chart as files: its numbers, and its picture. */
function Files({ chart, axis, rows, drawingOf }: FilesProps) {
  const give = (ending: string, bytes: Uint8Array) => giveFile({ fileName: `${chart.id}.${ending}`, bytes });
  const encode = (text: string) => new TextEncoder().encode(text);
  const csv = () => encode(chartCsv(chart, { key: axis.key, heading: say(axis.heading) }, rows));
  const withDrawing = (use: (drawing: SVGSVGElement) => void) => {
    const drawing = drawingOf();
    if (drawing) use(drawing);
  };
  return (
    <>
      <button type="button" onClick={() => give('csv', csv())}>
        {say('page.charts.files.csv')}
      </button>
      <button
        type="button"
        onClick={() => withDrawing((drawing) => give('svg', encode(pictureText(drawing))))}
      >
        {say('page.charts.files.svg')}
      </button>
      <button
        type="button"
        onClick={() => withDrawing((drawing) => void picturePng(drawing).then((bytes) => give('png', bytes)))}
      >
        {say('page.charts.files.png')}
      </button>
    </>
  );
}
