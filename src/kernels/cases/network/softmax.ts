import { softmax } from '../../../math/network/crossEntropy';
import { recordSoftmax } from '../../network/softmax';
import { drawNormals } from '../draw';
import { EPSILON, judgeEach, SMALLEST_NORMAL } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

/** Of every row: what it is in float64, and how far float32 may be from it. */
function softmaxOfRows(logits: Float32Array, columns: number) {
  const expected = new Float64Array(logits.length);
  const bounds = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += columns) {
    const own = logits.subarray(from, from + columns);
    const greatest = own.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    softmax(own).forEach((value, k) => {
      // WGSL promises exp(x) to within 3 + 2 |x| units in the last place, at each end of the division.
      const units = 2 * (3 + 2 * (greatest - own[k]!)) + columns + 3;
      expected[from + k] = value;
      bounds[from + k] = units * EPSILON * value + SMALLEST_NORMAL;
    });
  }
  return { expected, bounds };
}

function softmaxCase(rows: number, columns: number, scale: number) {
  return defineCase({
    name: `${rows} x ${columns}, logits times ${scale}`,
    work: rows === 10_000 ? { bytes: 8 * rows * columns, operations: 5 * rows * columns } : undefined,
    draw: () => drawNormals(rows * columns, 'logits', scale),
    async compute(gpu, logits) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = { input: scope.upload('input', logits), output: garbage(scope, logits.length) };
        recordSoftmax(list, { rows, columns }, buffers);
        return [buffers.output];
      });
      return floatsOf(words!);
    },
    judge(output, logits) {
      const { expected, bounds } = softmaxOfRows(logits, columns);
      return judgeEach(output, expected, (i) => bounds[i]!);
    },
  });
}

export const softmaxCases: KernelCases = {
  kernel: 'softmax',
  shaders: ['network/softmax'],
  tolerance: 'relativeToSize',
  cases: [
    softmaxCase(1, 1, 1),
    softmaxCase(63, 10, 1),
    softmaxCase(64, 3, 1),
    softmaxCase(65, 100, 1),
    // Without taking the greatest off, exp would overflow.
    softmaxCase(7, 10, 100),
    softmaxCase(10_000, 10, 1),
    inShortRows(softmaxCase(300, 2, 1), 2),
  ],
};
