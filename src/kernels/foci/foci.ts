/**
 * Feature Ordering by Conditional Independence on the GPU (Azadkia and Chatterjee; Algorithm 2 of the unlearning paper), by the
 * rules of docs/decisions/0001-one-arithmetic-for-foci.md. The host of the kernels: it records several steps at once, submits
 * them without waiting, reads their integer scores back in one round trip, and hands them to the judge that every path shares.
 */
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { contradiction } from '../../gpu/gpuError';
import { type GpuRun, runOnGpu } from '../../gpu/host';
import { splitRows, workPerSubmit } from '../../gpu/split';
import type { GpuTimer } from '../../gpu/timing';
import { type PreparedColumns, prepareColumns } from '../../math/dependence/columns';
import type { FociOptions, FociTrace } from '../../math/dependence/fociTrace';
import { type ForwardSelection, startSelection } from '../../math/dependence/forwardSelection';
import type { Ranks } from '../../math/dependence/ranks';
import { refuseNonFinite } from '../../math/linear/finite';
import type { Matrix } from '../../math/linear/matrix';
import { prepareChooseColumn, SELECTION_WORDS } from './chooseColumn';
import { type FociPath, type FociSearch, fociPath, forceSearch } from './fociPath';
import { prepareGrowDistances } from './growDistances';
import { refuseSizes } from './limits';
import { prepareNearestListed } from './nearestListed';
import { prepareNearestNeighbour, strideOf, TILE_ROWS } from './nearestNeighbour';
import { prepareNearestOnLine } from './nearestOnLine';
import { partialScoresBytes, prepareNeighbourScores } from './neighbourScores';
import { orderedKeys, prepareRanks } from './ranks';
import { prepareRankTotals } from './rankTotals';
import { listCapacity, prepareShortLists } from './shortLists';
import { prepareSortColumns, type SortableColumns } from './sortColumns';

/** How to compute; none of it changes the trace. */
export interface FociOnGpuSettings {
  /** Forces one search. Default: what fociPath says. */
  readonly search?: FociSearch;
  /** Receives the stretches of the selection. */
  readonly timer?: GpuTimer;
  /** Stops it within a few hundredths of a second. */
  readonly signal?: AbortSignal | undefined;
}

/** Steps recorded before the first read-back: selections of slices rarely take more. Each later batch doubles. */
const FIRST_BATCH = 8;
const LARGEST_BATCH = 64;

/** What sorting one entry is worth, in pairs. */
const SORT_WORK = 32;

/** Entries of all columns that are sorted together: bounds the scratch buffers and the length of a dispatch. */
const ENTRIES_SORTED_TOGETHER = 2 ** 19;

/**
 * Forward selection of the columns of x that y depends on, bit for bit the trace of foci in src/math/dependence/foci.ts.
 * @param y n values, 2 <= n <= 8192
 * @param x n x p, p <= 4096
 * @throws RangeError when y and x differ in length, a size or option is out of range, an entry is not finite, or the n x n kept
 *   distances are larger than the device can bind
 * @throws GpuError when a part of the work failed or was not done, or the GPU's choice contradicts its own scores; AbortError when cancelled
 */
export async function fociOnGpu(
  gpu: Gpu,
  y: Float32Array | Float64Array,
  x: Matrix,
  options: FociOptions = {},
  settings: FociOnGpuSettings = {},
): Promise<FociTrace> {
  if (y.length !== x.rows) throw new RangeError(`y has ${y.length} entries but x has ${x.rows} rows`);
  refuseSizes('foci', x.rows, x.columns);
  refuseNonFinite('y', y);
  refuseMaxSlices(options.maxSlices);
  const columns = prepareColumns(x);
  const path = fociPath(gpu, x.rows, x.columns);
  const kernels = await prepareFoci(gpu);
  return runOnGpu(
    gpu,
    'L-FOCI',
    (host) =>
      select({
        gpu,
        host,
        kernels,
        buffers: openBuffers(host.scope, y, columns),
        columns,
        options,
        path: settings.search ? forceSearch(path, settings.search) : path,
        timer: settings.timer,
      }),
    settings.signal,
  );
}

/** The judge refuses it too, but only once the scores are there. */
function refuseMaxSlices(maxSlices: number | undefined): void {
  if (maxSlices !== undefined && (!Number.isSafeInteger(maxSlices) || maxSlices < 1)) {
    throw new RangeError(`maxSlices must be a whole number from 1 up, got ${maxSlices}`);
  }
}

type Kernels = Awaited<ReturnType<typeof prepareFoci>>;
type Buffers = ReturnType<typeof openBuffers>;

/** What the parts of one selection share. */
interface Run {
  readonly gpu: Gpu;
  readonly host: GpuRun;
  readonly kernels: Kernels;
  readonly buffers: Buffers;
  readonly columns: PreparedColumns;
  readonly options: FociOptions;
  readonly path: FociPath;
  readonly timer: GpuTimer | undefined;
}

/** Compiles the kernels of a selection; called ahead of it, the first one need not wait for them. */
export async function prepareFoci(gpu: Gpu) {
  const [ranks, totals, sort, onLine, pairs, lists, listed, scores, choose, grow] = await Promise.all([
    prepareRanks(gpu),
    prepareRankTotals(gpu),
    prepareSortColumns(gpu),
    prepareNearestOnLine(gpu),
    prepareNearestNeighbour(gpu),
    prepareShortLists(gpu),
    prepareNearestListed(gpu),
    prepareNeighbourScores(gpu),
    prepareChooseColumn(gpu),
    prepareGrowDistances(gpu),
  ]);
  return { ranks, totals, sort, onLine, pairs, lists, listed, scores, choose, grow };
}

function openBuffers(scope: BufferScope, y: ArrayLike<number>, columns: PreparedColumns) {
  const n = columns.rows;
  const p = columns.columns;
  const listBytes = 4 * n * listCapacity(listAim(1));
  const together = columnsSortedTogether(n, p);
  return {
    keys: scope.upload('keys of y', orderedKeys(y)),
    atMost: scope.storage('R', 4 * n),
    atLeast: scope.storage('L', 4 * n),
    totals: scope.storage('rank totals', 12),
    columnMajor: scope.upload('columns', columns.values),
    rowMajor: scope.upload('rows', rowMajor(columns)),
    distances: scope.storage('kept distances (n x n)', 4 * n * n),
    neighbours: scope.storage('neighbours', 4 * n * strideOf(p)),
    partialScores: scope.storage('partial scores', partialScoresBytes(n, p)),
    taken: scope.upload('taken columns', takenAtFirst(columns)),
    selection: scope.upload('selection', new Uint32Array(SELECTION_WORDS)),
    lengths: scope.storage('lengths of the short lists', 4 * n),
    listedDistances: scope.storage('listed distances', listBytes),
    listedRows: scope.storage('listed rows', listBytes),
    orderedDistances: scope.storage('ordered distances', listBytes),
    orderedRows: scope.storage('ordered rows', listBytes),
    unsortedRows: scope.upload('row numbers', repeatedRows(n, together)),
    sorting: [0, 1].map((side) => ({
      values: scope.storage(`sorted values ${side}`, 4 * n * together),
      rows: scope.storage(`sorted rows ${side}`, 4 * n * together),
    })),
  };
}

function columnsSortedTogether(n: number, p: number): number {
  return Math.min(p, Math.max(1, Math.floor(ENTRIES_SORTED_TOGETHER / n)));
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

/** Submits steps in batches and judges their scores until the selection is over. */
async function select(run: Run): Promise<FociTrace> {
  const { host, buffers, columns } = run;
  await submitRanks(run);
  let selection: ForwardSelection | undefined;
  const varying = columns.columns - columns.constantColumns.length;
  const mostSteps = run.options.variant === 'cheap' ? 1 : Math.min(varying, run.options.maxSlices ?? varying);
  let firstStep = 0;
  let batch = FIRST_BATCH;
  while (selection?.stop === undefined) {
    const steps = Math.max(0, Math.min(batch, mostSteps - firstStep));
    const scores = host.scope.storage('scores', 4 * Math.max(1, steps) * strideOf(columns.columns));
    for (let row = 0; row < steps; row++) await submitStep(run, scores, firstStep + row, row);
    const read = await host.read([buffers.selection, scores, buffers.atMost, buffers.atLeast]);
    const [state, scored, atMost, atLeast] = read.map((bytes) => new Uint32Array(bytes));
    selection ??= startSelection(
      withSums(atMost!, atLeast!),
      columns.columns,
      columns.constantColumns,
      run.options,
    );
    judge(selection, state!, scored!, firstStep, steps, strideOf(columns.columns));
    firstStep += steps;
    batch = Math.min(2 * batch, LARGEST_BATCH);
  }
  return selection.trace();
}

/** The sums that the judge needs beside the counts. */
function withSums(atMost: Uint32Array, atLeast: Uint32Array): Ranks {
  const n = atLeast.length;
  return {
    atMost,
    atLeast,
    sumOfSquaredAtLeast: atLeast.reduce((sum, l) => sum + l * l, 0),
    spread: atLeast.reduce((sum, l) => sum + l * (n - l), 0),
  };
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

function submitRanks({ gpu, host, kernels, buffers, columns, timer }: Run): Promise<void> {
  const n = columns.rows;
  return host.submit('ranks', n * n, (encoder, scope) => {
    timer?.mark(encoder, 'ranks');
    kernels.ranks(encoder, scope, buffers, n, workPerSubmit(gpu));
    kernels.totals(encoder, scope, buffers, n);
    timer?.mark(encoder, 'host');
  });
}

/** One forward step: neighbours of all candidates, their scores into row `scoreRow`, the choice. */
async function submitStep(run: Run, scores: GPUBuffer, step: number, scoreRow: number): Promise<void> {
  const { host, kernels, buffers, columns, options, timer } = run;
  const { rows: n, columns: p } = columns;
  if (step === 0) await submitFirstSearch(run);
  else await submitNextSearch(run, step);
  await host.submit(`choice ${step}`, n * p, (encoder, scope) => {
    timer?.mark(encoder, 'scores and choice');
    kernels.scores(encoder, scope, { ...buffers, scores }, n, p, scoreRow);
    const keeps = step === 0 ? options.first !== 'none' : options.noGain === 'continue';
    kernels.choose(encoder, scope, { ...buffers, scores }, { n, p, scoreRow, keeps });
    timer?.mark(encoder, 'host');
  });
}

/** Neighbours in single columns, from sorted columns. */
async function submitFirstSearch({ host, kernels, buffers, columns, timer }: Run): Promise<void> {
  const { rows: n, columns: p } = columns;
  const together = columnsSortedTogether(n, p);
  const [side, otherSide] = buffers.sorting as [SortableColumns, SortableColumns];
  for (let firstColumn = 0; firstColumn < p; firstColumn += together) {
    const count = Math.min(together, p - firstColumn);
    await host.submit(`nearestOnLine from column ${firstColumn}`, SORT_WORK * n * count, (encoder, scope) => {
      timer?.mark(encoder, 'first step');
      const sizeBytes = 4 * n * count;
      encoder.copyBufferToBuffer(buffers.columnMajor, 4 * n * firstColumn, side.values, 0, sizeBytes);
      encoder.copyBufferToBuffer(buffers.unsortedRows, 0, side.rows, 0, sizeBytes);
      const sorted = kernels.sort(encoder, scope, side, otherSide, n, count);
      const sizes = { n, columns: count, stride: strideOf(p), firstColumn };
      kernels.onLine(encoder, scope, sorted, buffers.neighbours, sizes);
      timer?.mark(encoder, 'host');
    });
  }
}

/** Neighbours over the columns taken so far and one candidate more: a piece for each stretch of rows that one submission may look at. */
async function submitNextSearch(run: Run, step: number): Promise<void> {
  const { gpu, host, kernels, buffers, columns, path, timer } = run;
  const { rows: n, columns: p } = columns;
  await host.submit(`growDistances ${step}`, n * n, (encoder, scope) => {
    timer?.mark(encoder, 'distances');
    kernels.grow(encoder, scope, buffers, n, step === 1);
    timer?.mark(encoder, 'host');
  });
  if (step >= path.listsFrom) return submitListedSearch(run, step);
  const tiles = Math.ceil(n / TILE_ROWS);
  const pairsPerTile = TILE_ROWS * n * strideOf(p);
  for (const { firstRow, rows } of splitRows(tiles, pairsPerTile, workPerSubmit(gpu))) {
    await host.submit(`nearestNeighbour ${step}`, rows * pairsPerTile, (encoder, scope) => {
      timer?.mark(encoder, 'all pairs');
      const some = { firstRow: TILE_ROWS * firstRow, endRow: Math.min(n, TILE_ROWS * (firstRow + rows)) };
      kernels.pairs(encoder, scope, buffers, n, p, Number.POSITIVE_INFINITY, some);
      timer?.mark(encoder, 'host');
    });
  }
}

/** The same by short lists. */
async function submitListedSearch(
  { gpu, host, kernels, buffers, columns, timer }: Run,
  step: number,
): Promise<void> {
  const { rows: n, columns: p } = columns;
  await host.submit(`shortLists ${step}`, 10 * n * n, (encoder, scope) => {
    timer?.mark(encoder, 'short lists');
    kernels.lists(encoder, scope, buffers, n, listAim(step), workPerSubmit(gpu));
    timer?.mark(encoder, 'host');
  });
  await host.submit(`nearestListed ${step}`, n * n * p, (encoder, scope) => {
    timer?.mark(encoder, 'search in short lists');
    kernels.listed(encoder, scope, buffers, n, p, workPerSubmit(gpu));
    timer?.mark(encoder, 'host');
  });
}

/** The more columns are taken, the fewer rows near in the kept distance can be nearest: so the lists get shorter. */
function listAim(step: number): number {
  return step === 1 ? 128 : step < 4 ? 64 : 32;
}
