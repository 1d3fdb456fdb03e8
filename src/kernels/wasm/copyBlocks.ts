/**
 * Runs of values moved within the memory of tfjs's WASM backend: rows of runs, each run and each row so many places after the one before on either side. Four values at a time, and those that
 * are left one by one.
 */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { branchIf, type FunctionText, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { LANES, VALUE_BYTES } from './ownLoops';
import { runJobs } from './secondThread';

/** Every vector of a run is written out. */
const MOST_VALUES = 256;
/** Jobs that two threads take in turn. */
const JOBS = 16;

const copyBlock = (values: number): FunctionText => ({
  parameters: {
    ...{ from: 'i32', to: 'i32', runs: 'i32', fromStep: 'i32', toStep: 'i32' },
    ...{ rows: 'i32', fromNext: 'i32', toNext: 'i32' },
  },
  locals: { read: 'i32', write: 'i32', left: 'i32' },
  body: ({ get, set, increase }) => {
    const again = (count: string) => [
      set(count, i32.sub(get(count), i32.constant(1))),
      branchIf(0, get(count)),
    ];
    return loop(
      set('read', get('from')),
      set('write', get('to')),
      set('left', get('runs')),
      loop(
        Array.from({ length: Math.floor(values / LANES) }, (_, k) => {
          const bytes = LANES * VALUE_BYTES * k;
          return v128.storeAfter(bytes, get('write'), v128.loadAfter(bytes, get('read')));
        }),
        Array.from({ length: values % LANES }, (_, k) => {
          const bytes = VALUE_BYTES * (values - (values % LANES) + k);
          return i32.storeAfter(bytes, get('write'), i32.loadAfter(bytes, get('read')));
        }),
        increase('read', get('fromStep')),
        increase('write', get('toStep')),
        again('left'),
      ),
      increase('from', get('fromNext')),
      increase('to', get('toNext')),
      again('rows'),
    );
  },
});

/** Where the first run is read and written, and how far it is to the next, in values. */
interface Places {
  readonly from: number;
  readonly to: number;
}

/** One row or more, of one run or more. */
export interface Block {
  readonly first: Places;
  readonly runs: number;
  readonly step: Places;
  readonly rows: number;
  readonly next: Places;
}

/** Moves blocks whose runs have so many values each; no two of them are written to the same place. */
export function copyBlocks(
  backend: BackendWasm,
  from: Float32Array,
  to: Float32Array,
  values: number,
  blocks: readonly Block[],
): void {
  const calls = blocks.map(({ first, runs, step, rows, next }) => [
    from.byteOffset + VALUE_BYTES * first.from,
    to.byteOffset + VALUE_BYTES * first.to,
    runs,
    VALUE_BYTES * step.from,
    VALUE_BYTES * step.to,
    rows,
    VALUE_BYTES * next.from,
    VALUE_BYTES * next.to,
  ]);
  const size = Math.ceil(calls.length / JOBS);
  const jobs = Array.from({ length: Math.ceil(calls.length / size) }, (_, k) =>
    calls.slice(k * size, (k + 1) * size),
  );
  const isDone =
    values <= MOST_VALUES && runJobs(backend, `copyBlock ${values}`, () => copyBlock(values), jobs);
  if (!isDone) for (const block of blocks) copyInScript(from, to, values, block);
}

function copyInScript(from: Float32Array, to: Float32Array, values: number, block: Block): void {
  const { first, runs, step, rows, next } = block;
  for (let row = 0; row < rows; row++) {
    for (let run = 0; run < runs; run++) {
      const read = first.from + row * next.from + run * step.from;
      const write = first.to + row * next.to + run * step.to;
      for (let i = 0; i < values; i++) to[write + i] = from[read + i]!;
    }
  }
}
