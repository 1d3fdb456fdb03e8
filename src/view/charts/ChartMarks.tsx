/** What the charts over removals have beside their lines. */

import { usePlotArea, useXAxisScale } from 'recharts';
import type { ChartSource } from '../../state/charts/plot';
import { viewedState } from '../../state/history/shownState';
import { formats, say } from '../../words/say';
import { useLab } from '../design/useLab';
import styles from './ChartMarks.module.css';

/** The outline of a cross around a point. */
const cross = (x: number, y: number) => `M${x - 3} ${y - 3}l6 6m0 -6l-6 6`;

/** A cross on the axis below for every place where the guard rejected a removal. */
export function RejectedMarks({ rejected }: Pick<ChartSource, 'rejected'>) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  if (!scale || !area || rejected.length === 0) return null;
  const places = [...new Set(rejected.map(({ removed }) => removed))].map((place) => Number(scale(place)));
  const bottom = area.y + area.height;
  // Before its first row a chart has no scale.
  const d = places
    .filter(Number.isFinite)
    .map((x) => cross(x, bottom))
    .join('');
  return <path className={styles.cross} data-rejected={rejected.length} d={d} />;
}

/** Names the crosses. */
export function RejectedKey({ count }: { count: number }) {
  return (
    <span>
      <svg className={styles.key} viewBox="0 0 10 10" aria-hidden="true">
        <path className={styles.cross} d={cross(5, 5)} />
      </svg>
      {say('page.charts.rejected', { count: formats.whole(count) })}
    </span>
  );
}

/** Where a state stands in a plot; null where it does not, or the plot has no scale yet. */
function usePlace(places: ReadonlyMap<number, number>, id: number | null) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  const place = id === null ? undefined : places.get(id);
  if (!scale || !area || place === undefined) return null;
  const x = Number(scale(place));
  return Number.isFinite(x) ? { x, area } : null;
}

/** A line at the removal under the pointer, in this chart, another one or the history. It alone is drawn anew as the pointer moves. */
export function PointedLine({ places }: { places: ReadonlyMap<number, number> }) {
  const pointed = useLab((state) => state.pointed);
  const at = usePlace(places, pointed);
  if (at === null) return null;
  return (
    <path className={styles.pointed} data-pointed={pointed} d={`M${at.x} ${at.area.y}v${at.area.height}`} />
  );
}

/** A line, with its name, at the state that is looked at where the model is in another one: the report on show is of that place. */
export function ViewedLine({ places }: { places: ReadonlyMap<number, number> }) {
  const viewed = useLab(viewedState);
  const at = usePlace(places, viewed);
  if (at === null) return null;
  const { x, area } = at;
  const isRight = x > area.x + area.width / 2;
  return (
    <g className={styles.viewed} data-viewed={viewed}>
      <path d={`M${x} ${area.y}v${area.height}`} />
      <text x={isRight ? x - 4 : x + 4} y={area.y + 9} textAnchor={isRight ? 'end' : 'start'}>
        {say('page.charts.viewed')}
      </text>
    </g>
  );
}
