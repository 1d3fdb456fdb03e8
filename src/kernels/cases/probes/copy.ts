import { recordCopy } from '../../probes/copy';
import { drawNormals } from '../draw';
import { judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

function copyCase(quads: number, isTimed = false) {
  return defineCase({
    name: `${quads} groups of four`,
    work: isTimed ? { bytes: 32 * quads, operations: 0 } : undefined,
    draw: () => drawNormals(4 * quads, 'entries'),
    async compute(gpu, input) {
      const [words] = await recorded(gpu, (list, scope) => {
        const output = garbage(scope, 4 * quads);
        recordCopy(list, quads, { input: scope.upload('input', input), output });
        return [output];
      });
      return floatsOf(words!);
    },
    judge: (output, input) => judgeEqual(output, input),
  });
}

export const copyCases: KernelCases = {
  kernel: 'copy',
  shaders: ['probes/copy'],
  tolerance: 'exact',
  cases: [...[1, 63, 64, 65, 257].map((quads) => copyCase(quads)), copyCase(2 ** 20, true)],
};
