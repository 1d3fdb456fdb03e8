/**
 * Depthwise convolution (math/network/depthwiseNode.ts) with derivatives of every order, which tfjs's own has not: its gradients have none. With
 *   y(x, w) = sum over places of x under the window * w      the form T(x, w, d) = <d, y(x, w)> is linear in each of the three,
 * so the gradients of y, of dx(d, w) = dT/dx and of dw(x, d) = dT/dw are these three again:
 *   y:  x gets dx(d, w), w gets dw(x, d)       dx, along u:  d gets y(u, w), w gets dw(u, d)       dw, along u:  x gets dx(d, u), d gets y(x, u)
 * Only operations that every backend has: tfjs's WASM has no kernels for dx and dw.
 */

import * as tf from '@tensorflow/tfjs';
import { paddingBefore, slideLength, type Window } from '../../math/network/graph';

/** The window, and the shape of the map that it slides over: [batch, height, width, channels]. */
interface Layout extends Pick<Window, 'size' | 'stride' | 'padding'> {
  readonly from: readonly [batch: number, height: number, width: number, channels: number];
}

/**
 * @param x [batch, height, width, channels]
 * @param filter [height, width, channels, filters of a channel]
 * @param bias [channels x filters of a channel], or null for none
 * @param known the result, where it is known already: only its gradient is wanted
 * @returns [batch, rows, columns, channels x filters of a channel]
 */
export function depthwiseConvolution(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor | null,
  { size, stride, padding }: Pick<Window, 'size' | 'stride' | 'padding'>,
  known?: tf.Tensor,
): tf.Tensor4D {
  const layout: Layout = { from: x.shape, size, stride, padding };
  if (!known) {
    const y = convolve(layout, x, filter);
    return (bias ? tf.add(y, bias) : y) as tf.Tensor4D;
  }
  const shift = bias ?? tf.zeros([filter.shape[2] * filter.shape[3]]);
  return trilinear(x, filter, shift, {
    value: () => tf.clone(known),
    gradients: (d, a, w) => [backward(layout, d, w), correlate(layout, a, d), tf.sum(d, [0, 1, 2])],
  }) as tf.Tensor4D;
}

/** y(x, w) */
function convolve(layout: Layout, x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  return bilinear(x, w, {
    value: (a, b) => slideOver(layout, a as tf.Tensor4D, b as tf.Tensor4D),
    gradients: (d, a, b) => [backward(layout, d, b), correlate(layout, a, d)],
  });
}

/** dx(d, w): the gradient in what the window slid over. */
function backward(layout: Layout, d: tf.Tensor, w: tf.Tensor): tf.Tensor {
  return bilinear(d, w, {
    value: (a, b) => spreadOut(layout, a as tf.Tensor4D, b as tf.Tensor4D),
    gradients: (u, a, b) => [convolve(layout, u, b), correlate(layout, u, a)],
  });
}

/** dw(x, d): the gradient in the filters. */
function correlate(layout: Layout, x: tf.Tensor, d: tf.Tensor): tf.Tensor {
  return bilinear(x, d, {
    value: (a, b) => sumUnder(layout, a as tf.Tensor4D, b as tf.Tensor4D),
    gradients: (u, a, b) => [backward(layout, b, u), convolve(layout, a, u)],
  });
}

interface Bilinear {
  value(a: tf.Tensor, b: tf.Tensor): tf.Tensor;
  gradients(upstream: tf.Tensor, a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor];
}

function bilinear(a: tf.Tensor, b: tf.Tensor, { value, gradients }: Bilinear): tf.Tensor {
  return tf.customGrad((left, right, save) => {
    (save as tf.GradSaveFunc)([left as tf.Tensor, right as tf.Tensor]);
    return {
      value: value(left as tf.Tensor, right as tf.Tensor),
      gradFunc: (upstream: tf.Tensor, [first, second]: tf.Tensor[]) => gradients(upstream, first!, second!),
    };
  })(a, b);
}

/** The same with something added to the result. */
interface WithShift {
  value(): tf.Tensor;
  gradients(upstream: tf.Tensor, a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor, tf.Tensor];
}

function trilinear(a: tf.Tensor, b: tf.Tensor, shift: tf.Tensor, { value, gradients }: WithShift): tf.Tensor {
  return tf.customGrad((left, right, _, save) => {
    (save as tf.GradSaveFunc)([left as tf.Tensor, right as tf.Tensor]);
    return {
      value: value(),
      gradFunc: (upstream: tf.Tensor, [first, second]: tf.Tensor[]) => gradients(upstream, first!, second!),
    };
  })(a, b, shift);
}

/** Zeros before and behind each axis so that every place of the window lies on the map. */
function zerosAround(
  { from: [, height, width], size, stride, padding }: Layout,
  [, rows, columns]: number[],
) {
  const sides = ([length, count, axis]: readonly [number, number, 0 | 1]) => {
    const before = paddingBefore(length, size[axis], stride[axis], padding);
    return [before, Math.max(0, (count - 1) * stride[axis] + size[axis] - length - before)] as const;
  };
  return [sides([height, rows!, 0]), sides([width, columns!, 1])] as const;
}

/** y. The zeros are laid around the map first: tfjs's WASM kernel leaves them out where the stride is longer than the window. */
function slideOver(layout: Layout, x: tf.Tensor4D, w: tf.Tensor4D): tf.Tensor {
  const { from, size, stride, padding } = layout;
  const lengths = [0, 1].map((axis) => slideLength(from[axis + 1]!, size[axis]!, stride[axis]!, padding));
  const around = zerosAround(layout, [0, ...lengths]);
  const needs = around.flat().some((zeros) => zeros > 0);
  const padded = needs ? tf.pad(x, [[0, 0], [...around[0]], [...around[1]], [0, 0]]) : x;
  return tf.depthwiseConv2d(padded, w, [...stride], 'valid');
}

/** dw: place by place of the window, the sum over images and pixels of what lies there times d. */
function sumUnder(layout: Layout, x: tf.Tensor4D, d: tf.Tensor4D): tf.Tensor {
  const { size, stride } = layout;
  const [batch, rows, columns, units] = d.shape;
  const channels = x.shape[3];
  const multiplier = units / channels;
  const around = zerosAround(layout, d.shape);
  const padded = tf.pad(x, [[0, 0], [...around[0]], [...around[1]], [0, 0]]);
  const gradients = tf.reshape(d, [batch * rows * columns * channels, multiplier]);
  const filters = Array.from({ length: multiplier }, (_, m) =>
    tf.reshape(tf.slice(gradients, [0, m], [-1, 1]), [batch, rows, columns, channels]),
  );
  const places = Array.from({ length: size[0] * size[1] }, (_, place) => {
    const [v, h] = [Math.floor(place / size[1]), place % size[1]];
    const end = [batch, v + (rows - 1) * stride[0] + 1, h + (columns - 1) * stride[1] + 1, channels];
    const under = tf.stridedSlice(padded, [0, v, h, 0], end, [1, stride[0], stride[1], 1]);
    return tf.stack(
      filters.map((own) => tf.sum(tf.mul(under, own), [0, 1, 2])),
      1,
    );
  });
  return tf.reshape(tf.stack(places), [...size, channels, multiplier]);
}

/** dx: d with zeros between its pixels, under the window turned around. */
function spreadOut({ from, size, stride, padding }: Layout, d: tf.Tensor4D, w: tf.Tensor4D): tf.Tensor {
  const [batch, height, width, channels] = from;
  const [, rows, columns, units] = d.shape;
  const multiplier = units / channels;
  const turned = tf.reverse(w, [0, 1]);
  const gradients = tf.reshape(d, [batch * rows * columns * channels, multiplier]);
  const parts = Array.from({ length: multiplier }, (_, m) => {
    const own = tf.reshape(tf.slice(gradients, [0, m], [-1, 1]), [batch, rows, columns, channels]);
    const filter = tf.slice(turned, [0, 0, 0, m], [-1, -1, -1, 1]) as tf.Tensor4D;
    const placed = [
      [1, height, 0],
      [2, width, 1],
    ] as const;
    const spread = placed.reduce<tf.Tensor>((map, [axis, length, k]) => {
      const before = size[k] - 1 - paddingBefore(length, size[k], stride[k], padding);
      return fitLength(withZerosBetween(map, axis, stride[k]), axis, before, length + size[k] - 1);
    }, own);
    return tf.depthwiseConv2d(spread as tf.Tensor4D, filter, 1, 'valid');
  });
  return tf.addN(parts);
}

/** Each pixel along an axis, followed by stride - 1 zeros. */
function withZerosBetween(map: tf.Tensor, axis: 1 | 2, stride: number): tf.Tensor {
  if (stride === 1) return map;
  const { shape } = map;
  const before = shape.slice(0, axis + 1).reduce((product, length) => product * length, 1);
  const behind = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const padded = tf.pad(tf.reshape(map, [before, 1, behind]), [
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  return tf.reshape(
    padded,
    shape.map((length, k) => (k === axis ? length * stride : length)),
  );
}

/** So many zeros before the first pixel along an axis, and as many behind the last as the length needs; what lies beyond it goes. */
function fitLength(map: tf.Tensor, axis: 1 | 2, before: number, length: number): tf.Tensor {
  const behind = Math.max(0, length - before - map.shape[axis]!);
  const zeros = map.shape.map((_, k): [number, number] => (k === axis ? [before, behind] : [0, 0]));
  const padded = tf.pad(map, zeros);
  const size = padded.shape.map((own, k) => (k === axis ? length : own));
  return tf.slice(padded, [0, 0, 0, 0], size);
}
