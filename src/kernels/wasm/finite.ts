import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { branchIf, type FunctionText, f32, f32x4, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { LANES, openLoop, VECTOR_BYTES } from './ownLoops';

/** Whether one of so many vectors has a value that is no finite number: such a value times zero is not zero. */
const findOthers: FunctionText = {
  parameters: { at: 'i32', vectors: 'i32' },
  result: 'i32',
  locals: { sum: 'v128' },
  body: ({ get, set, increase }) => [
    loop(
      set('sum', f32x4.add(get('sum'), f32x4.mul(v128.load(get('at')), f32x4.splat(f32.constant(0))))),
      increase('at', i32.constant(VECTOR_BYTES)),
      set('vectors', i32.sub(get('vectors'), i32.constant(1))),
      branchIf(0, get('vectors')),
    ),
    v128.anyTrue(f32x4.notEqual(get('sum'), get('sum'))),
  ],
};

/** Whether all values in the backend's memory are finite numbers. */
export function areFinite(backend: BackendWasm, values: Float32Array): boolean {
  const vectors = Math.floor(values.length / LANES);
  const find = openLoop(backend, 'findOthers', () => findOthers);
  if (find && vectors > 0 && find(values.byteOffset, vectors) !== 0) return false;
  return values.subarray(find ? LANES * vectors : 0).every(Number.isFinite);
}
