/** Runs of values moved within the memory of tfjs's WASM backend, each so many bytes after the one before on either side: four values at a time, and those that are left one by one. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { branchIf, type FunctionText, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { LANES, openLoop, VALUE_BYTES } from './ownLoops';

/** Every vector of a run is written out. */
const MOST_VALUES = 256;

const copyRun = (values: number): FunctionText => ({
  parameters: { from: 'i32', to: 'i32', runs: 'i32', fromStep: 'i32', toStep: 'i32' },
  locals: {},
  body: ({ get, set }) =>
    loop(
      Array.from({ length: Math.floor(values / LANES) }, (_, k) => {
        const bytes = LANES * VALUE_BYTES * k;
        return v128.storeAfter(bytes, get('to'), v128.loadAfter(bytes, get('from')));
      }),
      Array.from({ length: values % LANES }, (_, k) => {
        const bytes = VALUE_BYTES * (values - (values % LANES) + k);
        return i32.storeAfter(bytes, get('to'), i32.loadAfter(bytes, get('from')));
      }),
      set('from', i32.add(get('from'), get('fromStep'))),
      set('to', i32.add(get('to'), get('toStep'))),
      set('runs', i32.sub(get('runs'), i32.constant(1))),
      branchIf(0, get('runs')),
    ),
});

/** Moves runs: places and steps are counted in values. */
export type CopyRuns = (from: number, to: number, runs: number, fromStep: number, toStep: number) => void;

/**
 * What moves runs of so many values.
 * @returns a loop in WebAssembly where there is one, or else one in JavaScript
 */
export function openCopyRuns(
  backend: BackendWasm,
  from: Float32Array,
  to: Float32Array,
  values: number,
): CopyRuns {
  const copy =
    values <= MOST_VALUES ? openLoop(backend, `copyRuns ${values}`, () => copyRun(values)) : undefined;
  if (copy) {
    return (read, write, runs, fromStep, toStep) => {
      copy(
        from.byteOffset + VALUE_BYTES * read,
        to.byteOffset + VALUE_BYTES * write,
        runs,
        VALUE_BYTES * fromStep,
        VALUE_BYTES * toStep,
      );
    };
  }
  return (read, write, runs, fromStep, toStep) => {
    for (let run = 0; run < runs; run++) {
      for (let i = 0; i < values; i++) to[write + run * toStep + i] = from[read + run * fromStep + i]!;
    }
  };
}
