/** A window that slides over a map, as every convolution and pooling reads it. Padding is never visited: it adds nothing to a sum. */

import { type MapShape, paddingBefore, type Window } from './graph';

/** Numbers, row by row, of an output pixel, of an input pixel under the window there, and of that place in the window. */
export type Visit = (output: number, input: number, place: number) => void;

/** Visits every output pixel with every input pixel that its window covers; the places of one window in order. */
export function slide(
  [height, width]: MapShape,
  [rows, columns]: MapShape,
  { size, stride, padding }: Window,
  visit: Visit,
): void {
  const top = paddingBefore(height, size[0], stride[0], padding);
  const left = paddingBefore(width, size[1], stride[1], padding);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let v = 0; v < size[0]; v++) {
        const row = y * stride[0] + v - top;
        if (row < 0 || row >= height) continue;
        for (let h = 0; h < size[1]; h++) {
          const column = x * stride[1] + h - left;
          if (column < 0 || column >= width) continue;
          visit(y * columns + x, row * width + column, v * size[1] + h);
        }
      }
    }
  }
}
