import { memo, useLayoutEffect, useRef } from 'react';
import { drawImages, type ImageShape } from './drawImages';
import styles from './SampleImage.module.css';
import { useLab } from './useLab';

interface StripProps {
  readonly images: Uint8Array;
  readonly shape: ImageShape;
  readonly indices: readonly number[];
  /** Empty source pixels after each image. */
  readonly gap: number;
}

/** Grey pictures are ink on paper. */
const imageClass = (shape: ImageShape | undefined) =>
  shape?.[2] === 1 ? `${styles.image} ${styles.ink}` : styles.image;

/** Samples side by side on one canvas, sized by the style sheet. */
export const SampleStrip = memo(function SampleStrip({ images, shape, indices, gap }: StripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) drawImages(canvas.current, images, shape, indices, gap);
  }, [images, shape, indices, gap]);
  return <canvas ref={canvas} className={imageClass(shape)} />;
});

/** One sample of the training set, as a square of the given side in rem; of texts the beginning, as high. */
export const SampleImage = memo(function SampleImage(props: { index: number; side: number }) {
  const text = useLab((state) => state.images?.texts?.[props.index]);
  return text === undefined ? <Picture {...props} /> : <Excerpt text={text} side={props.side} />;
});

/** Letters that an excerpt has at most. */
const longestExcerpt = 300;

function Excerpt({ text, side }: { text: string; side: number }) {
  const lines = Math.max(1, Math.floor(side));
  return (
    <span
      className={styles.text}
      style={{ maxWidth: `${6 + 2 * side}rem`, WebkitLineClamp: lines }}
      title={text}
    >
      {text.slice(0, longestExcerpt)}
    </span>
  );
}

function Picture({ index, side }: { index: number; side: number }) {
  const images = useLab((state) => state.images?.images);
  const shape = useLab((state) => state.lab?.dataset.shape);
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current && images && shape) drawImages(canvas.current, images, shape, [index], 0);
  }, [images, shape, index]);
  return (
    <span className={styles.frame} style={{ width: `${side}rem`, height: `${side}rem` }}>
      <canvas ref={canvas} className={imageClass(shape)} />
    </span>
  );
}
