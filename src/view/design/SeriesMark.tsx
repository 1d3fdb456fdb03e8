import type { SeriesStyle as Style } from '../../state/charts/plot';
import styles from './SeriesMark.module.css';

export const strokes: Record<Style, string> = {
  before: 'var(--series-before)',
  after: 'var(--accent)',
  other: 'var(--series-other)',
  third: 'var(--series-third)',
  fourth: 'var(--series-fourth)',
  fifth: 'var(--series-fifth)',
  sixth: 'var(--series-sixth)',
};

/** Lines that lie beside each other differ by their dash too. */
export const dashes: Record<Style, string> = {
  before: '3 3',
  after: 'none',
  other: '9 3',
  third: '9 3 2 3',
  fourth: '14 4',
  fifth: '2 2',
  sixth: '5 2 2 2 2 2',
};

/** The outline of a style's mark around (0, 0): circle, square, triangle, diamond, plus, triangle on its point, cross. */
const outlines: Record<Style, string> = {
  after: 'M-3,0a3,3,0,1,0,6,0a3,3,0,1,0-6,0z',
  other: 'M-2.6-2.6h5.2v5.2h-5.2z',
  third: 'M0-3.6l3.4,6.2h-6.8z',
  before: 'M0-3.6l3.6,3.6l-3.6,3.6l-3.6-3.6z',
  fourth: 'M-1-3.2h2v2.2h2.2v2h-2.2v2.2h-2v-2.2h-2.2v-2h2.2z',
  fifth: 'M0 3.6l3.4-6.2h-6.8z',
  sixth:
    'M-3-1.6l1.4-1.4l1.6 1.6l1.6-1.6l1.4 1.4l-1.6 1.6l1.6 1.6l-1.4 1.4l-1.6-1.6l-1.6 1.6l-1.4-1.4l1.6-1.6z',
};

interface Props {
  readonly style: Style;
  /** That of a retrained model is hollow, and larger. */
  readonly isHollow?: boolean;
  readonly x: number;
  readonly y: number;
}

/** A point of a line: its style by its shape. */
export function SeriesMark({ style, isHollow = false, x, y }: Props) {
  return (
    <path
      d={outlines[style]}
      data-mark={style}
      transform={`translate(${x} ${y})${isHollow ? ' scale(1.6)' : ''}`}
      stroke={strokes[style]}
      strokeWidth={isHollow ? 1.3 : 0}
      fill={isHollow ? 'var(--panel)' : strokes[style]}
    />
  );
}

/** A piece of a line with its mark, beside the name of its series. */
export function SeriesKey({ style }: { style: Style }) {
  return (
    <svg className={styles.key} viewBox="0 0 24 8" aria-hidden="true">
      <line
        x1={0}
        x2={24}
        y1={4}
        y2={4}
        stroke={strokes[style]}
        strokeWidth={2}
        strokeDasharray={dashes[style]}
      />
      <SeriesMark style={style} x={12} y={4} />
    </svg>
  );
}
