import { noiseKey, noiseTable, noisyCopies } from '../../../math/random/counterNoise';
import { recordNoisyCopies } from '../../removal/noisyCopies';
import { drawNormals } from '../draw';
import { judgeEqual } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

const key = noiseKey(7, 'cases');

function copiesCase(size: number, from: number, rows: number) {
  return defineCase({
    name: `${size} entries, ${rows} copies from ${from}`,
    // The table is read once, each copy written.
    work: rows === 1000 ? { bytes: 4 * (size + rows * size + 65_536), operations: rows * size } : undefined,
    draw: () => ({ input: drawNormals(size, `input of ${size}`, 3), table: noiseTable(0.1) }),
    async compute(gpu, { input, table }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const copies = garbage(scope, rows * size);
        recordNoisyCopies(list, { size, from, rows }, key, {
          input: scope.upload('input', input),
          table: scope.upload('table', table),
          copies,
        });
        return [copies];
      });
      return floatsOf(words!);
    },
    judge: (copies, { input, table }) => judgeEqual(copies, noisyCopies(input, from, rows, table, key)),
  });
}

export const noisyCopiesCases: KernelCases = {
  kernel: 'noisyCopies',
  shaders: ['removal/noisyCopies'],
  tolerance: 'exact',
  cases: [
    copiesCase(1, 0, 1),
    copiesCase(1, 0, 63),
    copiesCase(1, 5, 64),
    copiesCase(65, 0, 1),
    copiesCase(7, 3, 11),
    copiesCase(784, 999, 3),
    copiesCase(3072, 1, 40),
    copiesCase(784, 0, 1000),
    inShortRows(copiesCase(233, 0, 3), 4),
  ],
};
