/**
 * The gradient of average pooling. tfjs divides by the pixels that a window has on the image, but its gradient kernel by the whole window,
 * which is wrong where windows reach over the edge (4.22, every backend). With y = sum / count and the kernel's K'dy = sum' dy / size:
 *   dx = K' (dy size / count),   and the transpose of K' is sum / size
 */

import * as tf from '@tensorflow/tfjs';
import { isPadded, type PoolAttributes, poolInfo, sumWindows } from './poolWindows';

/** dy [n, outHeight, outWidth, c], input [n, h, w, c] -> the gradient in input. */
export function averagePoolGradient(
  dy: tf.Tensor4D,
  input: tf.Tensor4D,
  attributes: PoolAttributes,
): tf.Tensor4D {
  const info = poolInfo(input.shape, attributes);
  const weighted = isPadded(info) ? tf.mul(dy, windowShares(info)) : dy;
  const inputs = { dy: weighted, input };
  return tf.engine().runKernel('AvgPoolGrad', inputs, { ...attributes }) as tf.Tensor4D;
}

/** What AvgPoolGrad is the transpose of: means of whole windows, the padding counted as zeros. */
export function averageWholeWindows(
  x: tf.Tensor4D,
  input: tf.Tensor4D,
  attributes: PoolAttributes,
): tf.Tensor4D {
  const info = poolInfo(input.shape, attributes);
  return tf.div(sumWindows(x, info), info.filterHeight * info.filterWidth);
}

/** A window's size over its pixels on the image, [1, outHeight, outWidth, 1]. */
function windowShares(info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const counts = sumWindows(tf.ones([1, info.inHeight, info.inWidth, 1]), info);
  return tf.div(info.filterHeight * info.filterWidth, counts);
}
