import { useLayoutEffect, useRef } from 'react';
import { formats, say } from '../../words/say';
import { useShownTheme } from '../design/theme';
import { drawSigned, type Tiles } from './drawSigned';
import styles from './SignedPicture.module.css';

interface PictureProps {
  readonly title: string;
  readonly tiles: Tiles;
  /** The size that is drawn full. */
  readonly largest: number;
}

/** Signed numbers as a picture, with the size that its fullest colour stands for. */
export function SignedPicture({ title, tiles, largest }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useShownTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useLayoutEffect(() => {
    if (canvas.current) drawSigned(canvas.current, tiles, largest);
  }, [tiles, largest, theme]);
  const scale = say('page.lens.fullAt', { value: formats.number(largest) });
  return (
    <figure className={styles.picture}>
      <canvas ref={canvas} role="img" aria-label={`${title}. ${scale}`} />
      <figcaption>
        {title} <span className="soft">{scale}</span>
      </figcaption>
    </figure>
  );
}

/** The largest size among some numbers. */
export function largestSize(...all: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const values of all)
    for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}
