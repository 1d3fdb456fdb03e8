import { memo, type PointerEvent, useMemo, useState } from 'react';
import { heatLevels, heatShare, type PixelMap } from '../../state/lens/pixelMap';
import { formats, say } from '../../words/say';
import { Value } from '../design/Value';
import styles from './HeatMap.module.css';

/** One square per pixel, the fuller the larger its value, with the scale below; the pixel under the pointer in words. */
export const HeatMap = memo(function HeatMap({ map, sample }: { map: PixelMap; sample: number }) {
  const { height, width, values, top } = map;
  const levels = useMemo(() => heatLevels(map), [map]);
  const [pointed, setPointed] = useState<string>();
  const words = say('page.lens.map', {
    sample,
    row: top.row,
    column: top.column,
    xi: formats.t(top.value),
  });
  const onPointerMove = ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const row = Math.floor(((clientY - box.top) / box.height) * height);
    const column = Math.floor(((clientX - box.left) / box.width) * width);
    const value = values[row * width + column];
    if (value !== undefined) setPointed(say('page.lens.pixel', { row, column, xi: formats.t(value) }));
  };
  return (
    <figure className={styles.map} title={pointed}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words} onPointerMove={onPointerMove}>
        {levels.map(({ level, pixels }) => (
          <path
            key={level}
            style={{ '--fill': `${(100 * heatShare(level)).toFixed(1)}%` }}
            d={pixels.map((at) => `M${at % width} ${Math.floor(at / width)}h1v1h-1z`).join('')}
          />
        ))}
      </svg>
      <figcaption>
        <Value value={0} as="whole" />
        <i className={styles.scale} />
        <Value value={top.value} as="t" />
        <span>{say('page.lens.scale')}</span>
      </figcaption>
    </figure>
  );
});
