/**
 * Feature Ordering by Conditional Independence on the GPU (Azadkia and Chatterjee; Algorithm 2 of the unlearning paper), by the
 * rules of docs/decisions/0001-one-arithmetic-for-foci.md. The host of the kernels: it records several steps at once, submits
 * them without waiting, reads their integer scores back in one round trip, and hands them to the judge that every path shares.
 */
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { contradiction } from '../../gpu/gpuError';
import { type GpuRun, runOnGpu } from '../../gpu/host';
import { compile } from '../../gpu/pipelines';
import type { RunList } from '../../gpu/runList';
import { workPerSubmit } from '../../gpu/split';
import { type PreparedColumns, prepareColumns } from '../../math/dependence/columns';
import type { FociOptions, FociTrace } from '../../math/dependence/fociTrace';
import { type ForwardSelection, startSelection } from '../../math/dependence/forwardSelection';
import { type Ranks, rank } from '../../math/dependence/ranks';
import type { Matrix } from '../../math/linear/matrix';
import { chooseColumnKernel, rankTotals, recordChooseColumn, SELECTION_WORDS } from './chooseColumn';
import { growDistancesKernel, recordGrowDistances } from './growDistances';
import { refuseSizes } from './limits';
import { nearestNeighbourKernel, recordNearestNeighbour, strideOf } from './nearestNeighbour';
import { nearestOnLineKernel, recordNearestOnLine } from './nearestOnLine';
import {
  neighbourScoresKernel,
  partialScoresBytes,
  recordNeighbourScores,
  sumScoresKernel,
} from './neighbourScores';
import {
  columnsSortedTogether,
  recordSortColumns,
  type SortableColumns,
  sortColumnsKernel,
} from './sortColumns';

/** Steps recorded before the first read-back: selections of slices rarely take more. Each later batch doubles. */
const firstBatch = 8;
const largestBatch = 64;

/** The kernels of a selection. */
const fociKernels = [
  sortColumnsKernel,
  nearestOnLineKernel,
  neighbourScoresKernel,
  sumScoresKernel,
  chooseColumnKernel,
  growDistancesKernel,
  nearestNeighbourKernel,
];

/** Compiles the kernels of a selection: called ahead of it, the first one need not wait for them. */
export function prepareFoci(gpu: Gpu): Promise<void> {
  return compile(gpu, fociKernels);
}

/**
 * Forward selection of the columns of x that y depends on, bit for bit the trace of foci in src/math/dependence/foci.ts.
 * @param y n values, 2 <= n <= 8192
 * @param x n x p, p <= 4096
 * @throws RangeError when y and x differ in length, a size or option is out of range, an entry is not finite, or the n x n kept
 *   distances are larger than the device can bind
 * @throws GpuError when a part of the work failed or was not done, or the GPU's choice contradicts its own scores; AbortError when cancelled, within
 *   a few hundredths of a second
 */
export async function fociOnGpu(
  gpu: Gpu,
  y: Float32Array | Float64Array,
  x: Matrix,
  options: FociOptions = {},
  signal?: AbortSignal,
): Promise<FociTrace> {
  if (y.length !== x.rows) throw new RangeError(`y has ${y.length} entries but x has ${x.rows} rows`);
  refuseSizes('foci', x.rows, x.columns);
  refuseMaxSlices(options.maxSlices);
  const ranks = rank(y);
  const columns = prepareColumns(x);
  const select = (host: GpuRun) =>
    selectColumns({ gpu, host, buffers: openBuffers(host.scope, ranks, columns), ranks, columns, options });
  return runOnGpu(gpu, 'L-FOCI', select, signal);
}

/** The judge refuses it too, but only once the scores are there. */
function refuseMaxSlices(maxSlices: number | undefined): void {
  if (maxSlices !== undefined && (!Number.isSafeInteger(maxSlices) || maxSlices < 1)) {
    throw new RangeError(`maxSlices must be a whole number from 1 up, got ${maxSlices}`);
  }
}

type Buffers = ReturnType<typeof openBuffers>;

/** What the parts of one selection share. */
interface Run {
  readonly gpu: Gpu;
  readonly host: GpuRun;
  readonly buffers: Buffers;
  readonly ranks: Ranks;
  readonly columns: PreparedColumns;
  readonly options: FociOptions;
}

function openBuffers(scope: BufferScope, ranks: Ranks, columns: PreparedColumns) {
  const n = columns.rows;
  const p = columns.columns;
  const together = Math.min(p, columnsSortedTogether(n));
  return {
    atMost: scope.upload('R', ranks.atMost),
    totals: scope.upload('rank totals', rankTotals(ranks)),
    columnMajor: scope.upload('columns', columns.values),
    rowMajor: scope.upload('rows', rowMajor(columns)),
    distances: scope.storage('kept distances (n x n)', 4 * n * n),
    neighbours: scope.storage('neighbours', 4 * n * strideOf(p)),
    partialScores: scope.storage('partial scores', partialScoresBytes(n, p)),
    taken: scope.upload('taken columns', takenAtFirst(columns)),
    selection: scope.upload('selection', new Uint32Array(SELECTION_WORDS)),
    unsortedRows: scope.upload('row numbers', repeatedRows(n, together)),
    sorting: [0, 1].map((side) => ({
      values: scope.storage(`sorted values ${side}`, 4 * n * together),
      rows: scope.storage(`sorted rows ${side}`, 4 * n * together),
    })),
  };
}

function repeatedRows(n: number, columns: number): Uint32Array {
  const rows = new Uint32Array(n * columns);
  for (let k = 0; k < rows.length; k++) rows[k] = k % n;
  return rows;
}

function takenAtFirst({ columns, constantColumns }: PreparedColumns): Uint32Array {
  const taken = new Uint32Array(columns);
  for (const column of constantColumns) taken[column] = 1;
  return taken;
}

/** The columns row after row, each row filled up with zeros to a multiple of four. */
function rowMajor({ rows, columns, values }: PreparedColumns): Float32Array {
  const stride = strideOf(columns);
  const turned = new Float32Array(rows * stride);
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < rows; i++) turned[i * stride + column] = values[column * rows + i]!;
  }
  return turned;
}

/** Runs steps in batches and judges their scores until the selection is over. */
async function selectColumns(run: Run): Promise<FociTrace> {
  const { host, buffers, ranks, columns, options } = run;
  const selection = startSelection(ranks, columns.columns, columns.constantColumns, options);
  const stride = strideOf(columns.columns);
  const varying = columns.columns - columns.constantColumns.length;
  const mostSteps = options.variant === 'cheap' ? 1 : Math.min(varying, options.maxSlices ?? varying);
  let firstStep = 0;
  let batch = firstBatch;
  while (selection.stop === undefined) {
    const steps = Math.max(0, Math.min(batch, mostSteps - firstStep));
    const scores = host.scope.storage('scores', 4 * Math.max(1, steps) * stride);
    await host.execute((list) => {
      for (let row = 0; row < steps; row++) recordStep(list, run, scores, firstStep + row, row);
    });
    const read = await host.read([buffers.selection, scores]);
    const [state, scored] = read.map((bytes) => new Uint32Array(bytes));
    judge(selection, state!, scored!, firstStep, steps, stride);
    firstStep += steps;
    batch = Math.min(2 * batch, largestBatch);
  }
  return selection.trace();
}

/** Judges the steps that the GPU took, from its scores, and holds its own choice against them. */
function judge(
  selection: ForwardSelection,
  state: Uint32Array,
  scores: Uint32Array,
  firstStep: number,
  steps: number,
  stride: number,
): void {
  let judged = firstStep;
  for (let row = 0; row < steps && selection.stop === undefined; row++) {
    const { best, taken } = selection.judge(scores.subarray(row * stride, (row + 1) * stride));
    judged += 1;
    const isLast = row === steps - 1 || selection.stop !== undefined;
    if (isLast && taken && state[2] !== best) {
      throw contradiction(
        'L-FOCI: chooseColumn',
        `it took column ${state[2]}, but column ${best} has the largest of its scores`,
      );
    }
  }
  if (judged > firstStep && state[1] !== judged) {
    throw contradiction('L-FOCI: chooseColumn', `it judged ${state[1]} steps, not ${judged}`);
  }
}

/** One forward step: neighbours of all candidates, their scores into row `scoreRow`, the choice. */
function recordStep(list: RunList, run: Run, scores: GPUBuffer, step: number, scoreRow: number): void {
  const { gpu, buffers, columns, options } = run;
  const { rows: n, columns: p } = columns;
  if (step === 0) {
    recordFirstSearch(list, run);
  } else {
    recordGrowDistances(list, buffers, n, step === 1);
    recordNearestNeighbour(list, buffers, n, p, workPerSubmit(gpu));
  }
  recordNeighbourScores(list, { ...buffers, scores }, n, p, scoreRow);
  const keeps = step === 0 ? options.first !== 'none' : options.noGain === 'continue';
  recordChooseColumn(list, { ...buffers, scores }, { n, p, scoreRow, keeps });
}

/** Neighbours in single columns, from sorted columns. */
function recordFirstSearch(list: RunList, { buffers, columns }: Run): void {
  const { rows: n, columns: p } = columns;
  const together = columnsSortedTogether(n);
  const [side, otherSide] = buffers.sorting as [SortableColumns, SortableColumns];
  for (let firstColumn = 0; firstColumn < p; firstColumn += together) {
    const count = Math.min(together, p - firstColumn);
    const sizeBytes = 4 * n * count;
    const fromByte = 4 * n * firstColumn;
    list.copy({ from: buffers.columnMajor, fromByte, to: side.values, toByte: 0, sizeBytes });
    list.copy({ from: buffers.unsortedRows, fromByte: 0, to: side.rows, toByte: 0, sizeBytes });
    const sorted = recordSortColumns(list, side, otherSide, n, count);
    const sizes = { n, columns: count, stride: strideOf(p), firstColumn };
    recordNearestOnLine(list, sorted, buffers.neighbours, sizes);
  }
}
