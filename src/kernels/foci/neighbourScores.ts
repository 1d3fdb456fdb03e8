import partialCode from '../../../shaders/foci/neighbourScores.wgsl?raw';
import sumCode from '../../../shaders/foci/sumScores.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { refuseSizes } from './limits';
import { strideOf } from './nearestNeighbour';

/** Rows that one invocation adds up. */
const blockRows = 32;

export interface NeighbourScoresBuffers {
  /** Word 0 is the stop flag (chooseColumn). */
  readonly selection: GPUBuffer;
  /** R, n. */
  readonly atMost: GPUBuffer;
  /** M, n x stride. */
  readonly neighbours: GPUBuffer;
  /** Scratch of partialScoresBytes(n, p). */
  readonly partialScores: GPUBuffer;
  /** Rows of stride; one of them is written. */
  readonly scores: GPUBuffer;
}

export const neighbourScoresKernel = defineKernel({
  name: 'neighbourScores',
  code: partialCode,
  params: { n: 'u32', quads: 'u32', blockRows: 'u32' },
  bindings: { selection: 'read', atMost: 'read', neighbours: 'read', partialScores: 'read_write' },
  workgroups: ({ n, quads, blockRows }, workgroup) => [
    Math.ceil(quads / workgroup),
    Math.ceil(n / blockRows),
  ],
});

export const sumScoresKernel = defineKernel({
  name: 'sumScores',
  code: sumCode,
  params: { quads: 'u32', blocks: 'u32', scoreRow: 'u32' },
  bindings: { selection: 'read', partialScores: 'read', scores: 'read_write' },
  workgroups: ({ quads }, workgroup) => [Math.ceil(quads / workgroup)],
});

/** Bytes of the partial sums of n rows and p candidates. */
export function partialScoresBytes(n: number, p: number): number {
  return 4 * strideOf(p) * Math.ceil(n / blockRows);
}

/**
 * Records the integer score sum over i of min(R_i, R_M(i)) of p candidates into row `scoreRow` of `scores`: exact, in two passes, without atomics
 * or barriers.
 */
export function recordNeighbourScores(
  list: RunList,
  { selection, atMost, neighbours, partialScores, scores }: NeighbourScoresBuffers,
  n: number,
  p: number,
  scoreRow: number,
): void {
  refuseSizes('neighbourScores', n, p);
  const quads = strideOf(p) / 4;
  const partial = { selection, atMost, neighbours, partialScores };
  list.dispatch(neighbourScoresKernel, { n, quads, blockRows }, partial, n * p);
  const blocks = Math.ceil(n / blockRows);
  list.dispatch(sumScoresKernel, { quads, blocks, scoreRow }, { selection, partialScores, scores });
}
