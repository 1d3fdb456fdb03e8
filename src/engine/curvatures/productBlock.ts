import { symmetrise } from '../../math/linear/symmetrise';
import { denseLayerHessian } from '../../model/denseLayerHessian';
import type { Downstream } from '../../model/downstream';
import { breathe, type Job } from '../../model/job';
import { locateSlice, type SliceLayer, sliceLength } from '../../model/slices';
import type { CurvatureProblem } from './curvature';
import { openBlockProduct } from './hessianSet';

/**
 * The block's Hessian of the set's mean loss from exact second derivatives, symmetrised and damped. The part of the dense layer with most parameters
 * in the block comes from one second derivative a unit (model/denseLayerHessian.ts), every other column from one Hessian-vector product; what
 * couples the two is in those columns.
 * @returns row-major, and how many derivatives and products it took
 */
export async function productBlock(
  problem: CurvatureProblem,
  downstream: Downstream,
  damping: number,
  job: Job,
): Promise<{ readonly matrix: Float64Array; readonly products: number }> {
  const { block } = problem;
  const size = block.length;
  const matrix = new Float64Array(size * size);
  const multiply = openBlockProduct(problem, downstream, job);
  const layer = findLargestPart(problem);
  if (layer) {
    // Quick beside the columns that follow, which tell how far they are.
    const part = await denseLayerHessian(downstream, layer.layer, layer.units, { signal: job.signal });
    placePart(matrix, size, part, layer.positions);
  }
  const inLayer = new Set(layer?.positions);
  const unit = new Float64Array(size);
  const columns = [...block.keys()].filter((column) => !inLayer.has(column));
  for (const [done, column] of columns.entries()) {
    unit.fill(0)[column] = 1;
    const product = await multiply(unit);
    for (let row = 0; row < size; row++) {
      matrix[column * size + row] = product[row]!;
      if (inLayer.has(row)) matrix[row * size + column] = product[row]!;
    }
    job.onProgress?.((done + 1) / columns.length);
    await breathe(job.signal);
  }
  const products = columns.length + (layer?.units.length ?? 0);
  return { matrix: symmetrise(matrix, size, damping), products };
}

interface LayerPart {
  readonly layer: SliceLayer;
  readonly units: number[];
  /** Where its parameters stand in the block, unit by unit. */
  readonly positions: number[];
}

/** The dense layer with the most parameters in the block; undefined where the block has none. */
function findLargestPart({ session, slices }: CurvatureProblem): LayerPart | undefined {
  const parts = new Map<SliceLayer, LayerPart>();
  let position = 0;
  for (const slice of slices) {
    const { layer, unit } = locateSlice(session.network.layers, slice);
    const end = position + sliceLength(layer);
    const part = parts.get(layer) ?? { layer, units: [], positions: [] };
    if (layer.kind === 'dense') parts.set(layer, part);
    part.units.push(unit);
    for (; position < end; position++) part.positions.push(position);
  }
  return [...parts.values()].sort((a, b) => b.positions.length - a.positions.length)[0];
}

function placePart(
  matrix: Float64Array,
  size: number,
  part: Float64Array,
  positions: readonly number[],
): void {
  positions.forEach((row, i) => {
    positions.forEach((column, j) => {
      matrix[row * size + column] = part[i * positions.length + j]!;
    });
  });
}
