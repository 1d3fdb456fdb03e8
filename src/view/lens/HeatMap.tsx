import { memo } from 'react';
import { heatOf, type PixelMap } from '../../state/lens/pixelMap';
import { formats, say } from '../../words/say';
import { Value } from '../design/Value';

/** One square per pixel, the fuller the larger its value, with the scale below. */
export const HeatMap = memo(function HeatMap({ map, sample }: { map: PixelMap; sample: number }) {
  const { height, width, values, top } = map;
  const words = say('page.lens.map', {
    sample,
    row: top.row,
    column: top.column,
    xi: formats.t(top.value),
  });
  return (
    <figure className="heat-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
        {values.map((value, pixel) => (
          <Pixel
            // biome-ignore lint/suspicious/noArrayIndexKey: a pixel is its place
            key={pixel}
            row={Math.floor(pixel / width)}
            column={pixel % width}
            value={value}
            largest={top.value}
          />
        ))}
      </svg>
      <figcaption>
        <Value value={0} as="whole" />
        <i className="scale" />
        <Value value={top.value} as="t" />
        <span>{say('page.lens.scale')}</span>
      </figcaption>
    </figure>
  );
});

interface PixelProps {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly largest: number;
}

function Pixel({ row, column, value, largest }: PixelProps) {
  return (
    <rect
      x={column}
      y={row}
      width={1}
      height={1}
      style={{ '--fill': `${(100 * heatOf(value, largest)).toFixed(1)}%` }}
    >
      <title>{say('page.lens.pixel', { row, column, xi: formats.t(value) })}</title>
    </rect>
  );
}
