import { useXAxisScale, useYAxisScale } from 'recharts';
import { type ChartSeries, drawnValue, type PlotRow } from '../../state/charts/plot';
import { SeriesMark } from './SeriesMark';

/** So many points of a line are marked at most, evenly spread: a line is told from others by its mark too. */
const mostMarks = 24;

interface Props {
  readonly series: readonly ChartSeries[];
  readonly rows: readonly PlotRow[];
  /** Where a row has its place on the axis below. */
  readonly place: string;
  readonly isLog: boolean;
}

/** The marks on the lines of a chart, drawn by its own scales: an element for each mark, not for each point. */
export function SeriesMarks({ series, rows, place, isLog }: Props) {
  const across = useXAxisScale();
  const up = useYAxisScale();
  if (!across || !up) return null;
  return series.map((one) => (
    <g key={one.key}>
      {markedRows(one, rows, isLog).map((row) => {
        const [x, y] = [Number(across(row[place]!)), Number(up(row[one.key]!))];
        if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
        return (
          <SeriesMark key={row[place]} style={one.style} isHollow={one.of === 'retrained'} x={x} y={y} />
        );
      })}
    </g>
  ));
}

/** The rows where a line has a mark: those of the retrained model all, of others some, the last among them. */
function markedRows({ key, of, isMarked }: ChartSeries, rows: readonly PlotRow[], isLog: boolean) {
  const there = rows.filter((row) => drawnValue(row[key], isLog) !== undefined);
  const stride = of === 'retrained' || isMarked ? 1 : Math.ceil(there.length / mostMarks);
  return there.filter((_, i) => i % stride === 0 || i === there.length - 1);
}
