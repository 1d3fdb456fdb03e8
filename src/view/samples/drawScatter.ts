/** Points on a canvas, some thousands a frame: the page stays free meanwhile. */

import type { Points, Spot } from '../../state/samples/scatter';
import { classLooks, classOutline } from '../design/ClassMark';

/** Points that are drawn in one frame. */
const inFrame = 2000;
/** Half the side of a mark, in pixels. */
const markSize = 3.2;

/** Sets a canvas to so many pixels of the page, sharp on any screen. */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  [width, height]: Spot,
): CanvasRenderingContext2D | null {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** A picture of each class's mark, drawn once: copying it is much faster than drawing the shape. */
function stampsOf(canvas: HTMLCanvasElement, ratio: number): HTMLCanvasElement[] {
  const style = getComputedStyle(canvas);
  // An outline is within 4 of its middle.
  const scale = (markSize * ratio) / 4;
  return Array.from({ length: classLooks }, (_, label) => {
    const stamp = document.createElement('canvas');
    const side = Math.ceil(2 * (markSize + 1) * ratio);
    stamp.width = side;
    stamp.height = side;
    const context = stamp.getContext('2d')!;
    context.setTransform(scale, 0, 0, scale, side / 2, side / 2);
    context.fillStyle = style.getPropertyValue(`--class-${label}`);
    context.fill(new Path2D(classOutline(label)));
    return stamp;
  });
}

export interface Drawn {
  readonly points: Points;
  readonly labels: ArrayLike<number>;
  /** Those that pass the filter and are not gone; the others are faint. */
  readonly isShown: (sample: number) => boolean;
}

/**
 * Draws all points, the faint ones below.
 * @returns ends the drawing
 */
export function drawPoints(canvas: HTMLCanvasElement, size: Spot, drawn: Drawn): () => void {
  const context = sizeCanvas(canvas, size);
  if (!context) return () => {};
  const ratio = globalThis.devicePixelRatio || 1;
  const stamps = stampsOf(canvas, ratio);
  const { points, labels, isShown } = drawn;
  const { samples, x, y } = points;
  const side = stamps[0]!.width / ratio;
  let at = 0;
  let frame = 0;
  const draw = () => {
    const pass = at < samples.length ? 0 : 1;
    const from = at % samples.length;
    const to = Math.min(samples.length, from + inFrame);
    context.globalAlpha = pass === 0 ? 0.12 : 0.85;
    for (let i = from; i < to; i++) {
      if (isShown(samples[i]!) !== (pass === 1)) continue;
      const stamp = stamps[labels[samples[i]!]! % classLooks]!;
      context.drawImage(stamp, x[i]! - side / 2, y[i]! - side / 2, side, side);
    }
    at += to - from;
    if (at < 2 * samples.length) frame = requestAnimationFrame(draw);
    else canvas.dataset.drawn = String(samples.length);
  };
  delete canvas.dataset.drawn;
  if (samples.length > 0) frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
}

/** The frame of a selected point, drawn once. */
function frameOf(colour: string): HTMLCanvasElement {
  const frame = document.createElement('canvas');
  frame.width = 20;
  frame.height = 20;
  const context = frame.getContext('2d')!;
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.strokeRect(2, 2, 16, 16);
  return frame;
}

export interface Overlay {
  readonly points: Points;
  readonly isSelected: (sample: number) => boolean;
  readonly focused: number;
  readonly polygon: readonly Spot[];
}

/** Draws what changes often: what is selected, the focus, and the line of a lasso. */
export function drawOverlay(
  canvas: HTMLCanvasElement,
  size: Spot,
  { points, isSelected, focused, polygon }: Overlay,
): void {
  const context = sizeCanvas(canvas, size);
  if (!context) return;
  const style = getComputedStyle(canvas);
  const { samples, x, y } = points;
  const frame = frameOf(style.getPropertyValue('--ink'));
  for (let i = 0; i < samples.length; i++) {
    if (isSelected(samples[i]!)) context.drawImage(frame, x[i]! - 5, y[i]! - 5, 10, 10);
  }
  context.lineWidth = 1.5;
  context.strokeStyle = style.getPropertyValue('--accent');
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] !== focused) continue;
    context.beginPath();
    context.arc(x[i]!, y[i]!, 8, 0, 2 * Math.PI);
    context.stroke();
  }
  if (polygon.length === 0) return;
  context.setLineDash([4, 3]);
  context.beginPath();
  for (const [px, py] of polygon) context.lineTo(px, py);
  context.closePath();
  context.stroke();
}
