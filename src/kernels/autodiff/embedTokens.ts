/**
 * Rows of a table by number, with derivatives of every order: the gradient of taking rows adds rows up where they were taken from, and that of adding up takes
 * them again. tfjs's own for it is not on every backend.
 */

import * as tf from '@tensorflow/tfjs';

/**
 * @param table [tokens there are, channels]
 * @param tokens [batch, ...], whole numbers of rows as float32; constants
 * @returns [batch, places, channels]
 */
export function takeRows(table: tf.Tensor2D, tokens: tf.Tensor): tf.Tensor3D {
  const [count, channels] = table.shape;
  const taken = gatherRows(table, tf.reshape(tokens, [-1]), count);
  return tf.reshape(taken, [tokens.shape[0]!, -1, channels]);
}

/** Row r of the result is row rows[r] of the table. */
function gatherRows(table: tf.Tensor, rows: tf.Tensor, count: number): tf.Tensor {
  return linear(table, rows, {
    value: (values, places) => tf.gather(values, places),
    transpose: (upstream, kept) => addRows(upstream, kept, count),
  });
}

/** Row i of the result, of `count`, is the sum of all given rows r with rows[r] = i. */
function addRows(given: tf.Tensor, rows: tf.Tensor, count: number): tf.Tensor {
  return linear(given, rows, {
    value: (values, places) =>
      tf.getBackend() === 'webgpu'
        ? multiplyByChoice(values, places, count)
        : tf.scatterND(tf.expandDims(places, 1), values, [count, values.shape[1]!]),
    transpose: (upstream, kept) => gatherRows(upstream, kept, count),
  });
}

interface Linear {
  value(values: tf.Tensor, places: tf.Tensor1D): tf.Tensor;
  /** The gradient in the values. */
  transpose(upstream: tf.Tensor, rows: tf.Tensor): tf.Tensor;
}

/** An operation that is linear in the values; the rows, float32, are constants. */
function linear(values: tf.Tensor, rows: tf.Tensor, { value, transpose }: Linear): tf.Tensor {
  return tf.customGrad((given, places, save) => {
    (save as tf.GradSaveFunc)([places as tf.Tensor]);
    return {
      value: value(given as tf.Tensor, tf.cast(places as tf.Tensor, 'int32') as tf.Tensor1D),
      gradFunc: (upstream: tf.Tensor, [kept]: tf.Tensor[]) => [
        transpose(upstream, kept!),
        tf.zerosLike(kept!),
      ],
    };
  })(values, rows);
}

/** Rows of one product of matrices: their choices take 25 MB where there are 2,048 tokens. */
const rowsAtOnce = 3072;

/** The same as products of matrices: a GPU adds up in any order where several threads write to one place, and no two runs would have the same bits. */
function multiplyByChoice(values: tf.Tensor, rows: tf.Tensor1D, count: number): tf.Tensor {
  const starts = Array.from({ length: Math.ceil(rows.size / rowsAtOnce) }, (_, i) => i * rowsAtOnce);
  return tf.tidy(() =>
    starts
      .map((from) => {
        const length = Math.min(rowsAtOnce, rows.size - from);
        return tf.tidy(() => {
          const choices = tf.cast(tf.oneHot(tf.slice(rows, [from], [length]), count), 'float32');
          return tf.matMul(choices, tf.slice(values, [from, 0], [length, values.shape[1]!]), true, false);
        });
      })
      .reduce((sum, part) => tf.add(sum, part)),
  );
}
