import { relu, reluGradient } from '../../../math/network/pointwise';
import { recordRelu, recordReluGradient } from '../../network/relu';
import { drawNormals } from '../draw';
import { judgeEqual } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

/** Normal values, every fifth of them 0. */
function drawWithZeros(entries: number): Float32Array {
  return drawNormals(entries, 'input').map((value, i) => (i % 5 === 3 ? 0 : value));
}

function reluCase(entries: number) {
  return defineCase({
    name: `${entries} entries`,
    work: entries === 300_000 ? { bytes: 8 * entries, operations: entries } : undefined,
    draw: () => drawWithZeros(entries),
    async compute(gpu, input) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = { input: scope.upload('input', input), output: garbage(scope, entries) };
        recordRelu(list, entries, buffers);
        return [buffers.output];
      });
      return floatsOf(words!);
    },
    judge: (output, input) => judgeEqual(output, relu(input)),
  });
}

function gradientCase(entries: number) {
  return defineCase({
    name: `${entries} entries`,
    work: entries === 300_000 ? { bytes: 12 * entries, operations: 2 * entries } : undefined,
    draw: () => ({ input: drawWithZeros(entries), upstream: drawNormals(entries, 'upstream') }),
    async compute(gpu, { input, upstream }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const gradient = garbage(scope, entries);
        recordReluGradient(list, entries, {
          input: scope.upload('input', input),
          outputGradient: scope.upload('upstream', upstream),
          gradient,
        });
        return [gradient];
      });
      return floatsOf(words!);
    },
    judge: (output, { input, upstream }) => judgeEqual(output, reluGradient(input, upstream)),
  });
}

const sizes = [4, 252, 256, 260, 300_000];

export const reluCases: KernelCases = {
  kernel: 'relu',
  shaders: ['network/relu'],
  tolerance: 'exact',
  cases: [...sizes.map(reluCase), inShortRows(reluCase(1000), 3)],
};

export const reluGradientCases: KernelCases = {
  kernel: 'reluGradient',
  shaders: ['network/reluGradient'],
  tolerance: 'exact',
  cases: [...sizes.map(gradientCase), inShortRows(gradientCase(1000), 3)],
};
