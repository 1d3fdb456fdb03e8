import { recordCopy } from '../../probes/copy';
import { judgeEqual } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

/** Entries that are all different, sooner drawn than random ones. */
function mixed(length: number): Float32Array {
  const entries = new Float32Array(length);
  for (let i = 0; i < length; i++) entries[i] = (Math.imul(i, 0x9e37_79b1) >> 8) / 16;
  return entries;
}

function copyCase(quads: number, isTimed = false) {
  return defineCase({
    name: `${quads} groups of four`,
    work: isTimed ? { bytes: 32 * quads, operations: 0 } : undefined,
    draw: () => mixed(4 * quads),
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
  cases: [
    ...[1, 63, 64, 65, 257].map((quads) => copyCase(quads)),
    inShortRows(copyCase(200), 3),
    copyCase(2 ** 18, true),
  ],
};
