import { multiplyAdd } from '../../../math/linear/multiplyAdd';
import { type Chains, operationsOf, recordMultiplyAdd } from '../../probes/multiplyAdd';
import { absolute, drawNormals } from '../draw';
import { judgeSums } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

function chainCase(quads: number, steps: number, isTimed = false) {
  const chains: Chains = { quads, steps, factor: 0.75, shift: 0.5 };
  return defineCase({
    name: `${quads} groups of four, ${steps} steps`,
    work: isTimed ? { bytes: 32 * quads, operations: operationsOf(chains) } : undefined,
    draw: () => drawNormals(4 * quads, 'entries'),
    async compute(gpu, input) {
      const [words] = await recorded(gpu, (list, scope) => {
        const output = garbage(scope, 4 * quads);
        recordMultiplyAdd(list, chains, { input: scope.upload('input', input), output });
        return [output];
      });
      return floatsOf(words!);
    },
    judge(output, input) {
      const chained = (values: Float32Array) =>
        Float64Array.from(values, (value) => multiplyAdd(value, steps, chains.factor, chains.shift));
      // An error of one step is with 3/4 of it in the next: those of all steps add up to those of four at the most.
      return judgeSums(output, chained(input), chained(absolute(input)), 2 * Math.min(steps, 4) + 4);
    },
  });
}

export const multiplyAddCases: KernelCases = {
  kernel: 'multiplyAdd',
  shaders: ['probes/multiplyAdd'],
  tolerance: 'relativeToSize',
  cases: [
    chainCase(1, 0),
    chainCase(1, 1),
    chainCase(63, 2),
    chainCase(64, 7),
    chainCase(65, 100),
    chainCase(257, 3),
    inShortRows(chainCase(200, 3), 3),
    chainCase(4096, 512, true),
  ],
};
