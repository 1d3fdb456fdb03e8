/**
 * [n, positions, c] -> [c, positions, n] on tfjs's WASM backend, four images at a time: a vector is one channel of one position of theirs. A run of positions at
 * a time, so that both sides are read and written in runs.
 */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { branchIf, type FunctionText, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { LANES, openLoop, VALUE_BYTES } from './ownLoops';

/** Every channel is written out. */
const MOST_CHANNELS = 64;
/** Positions in a run: of eight channels, four lines of the cache an image. */
const RUN = 8;

interface Sizes {
  readonly batch: number;
  readonly positions: number;
  readonly channels: number;
}

const turnRun = ({ batch, positions, channels }: Sizes): FunctionText => {
  const image = VALUE_BYTES * positions * channels;
  return {
    parameters: { from: 'i32', to: 'i32', run: 'i32', quartets: 'i32' },
    locals: { read: 'i32', write: 'i32', left: 'i32' },
    body: ({ get, set, increase }) => {
      const valuesOf = (c: number) =>
        [1, 2, 3].reduce(
          (vector, lane) => v128.loadLaneAfter(lane, lane * image + VALUE_BYTES * c, get('read'), vector),
          v128.loadFirstAfter(VALUE_BYTES * c, get('read')),
        );
      return loop(
        set('read', get('from')),
        set('write', get('to')),
        set('left', get('run')),
        loop(
          Array.from({ length: channels }, (_, c) =>
            v128.storeAfter(VALUE_BYTES * c * positions * batch, get('write'), valuesOf(c)),
          ),
          increase('read', i32.constant(VALUE_BYTES * channels)),
          increase('write', i32.constant(VALUE_BYTES * batch)),
          set('left', i32.sub(get('left'), i32.constant(1))),
          branchIf(0, get('left')),
        ),
        increase('from', i32.constant(LANES * image)),
        increase('to', i32.constant(LANES * VALUE_BYTES)),
        set('quartets', i32.sub(get('quartets'), i32.constant(1))),
        branchIf(0, get('quartets')),
      );
    },
  };
};

/**
 * Turns the first images, four at a time.
 * @returns how many: the rest is left to the caller
 */
export function turnQuartets(
  backend: BackendWasm,
  from: Float32Array,
  to: Float32Array,
  sizes: Sizes,
): number {
  const { batch, positions, channels } = sizes;
  const quartets = Math.floor(batch / LANES);
  if (quartets === 0 || channels > MOST_CHANNELS) return 0;
  const turn = openLoop(backend, `turnQuartets ${batch} ${positions} ${channels}`, () => turnRun(sizes));
  if (!turn) return 0;
  for (let first = 0; first < positions; first += RUN) {
    const run = Math.min(RUN, positions - first);
    turn(
      from.byteOffset + VALUE_BYTES * channels * first,
      to.byteOffset + VALUE_BYTES * batch * first,
      run,
      quartets,
    );
  }
  return LANES * quartets;
}
