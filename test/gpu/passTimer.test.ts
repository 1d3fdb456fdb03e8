import { describe, expect, it } from 'vitest';
import { openBufferScope } from '../../src/gpu/buffers';
import { compileKernel, recordDispatch } from '../../src/gpu/kernel';
import { openPassTimer } from '../../src/gpu/passTimer';
import { withGpu } from '../support/gpu';

/** So many rounds of arithmetic in every invocation. */
const busy = `
override ROUNDS: u32;
@group(0) @binding(0) var<storage, read_write> output: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&output)) { return; }
  var x = f32(id.x);
  for (var i = 0u; i < ROUNDS; i++) { x = fract(x * 1.37 + 0.11); }
  output[id.x] = x;
}`;

describe('openPassTimer', () => {
  it('adds up what passes take, and leaves the device as it was', () =>
    withGpu(async (gpu) => {
      const scope = openBufferScope(gpu);
      const [tiny, short, long] = await Promise.all(
        [50, 1_000, 20_000].map((ROUNDS) => compileKernel(gpu, 'busy', busy, { ROUNDS })),
      );
      const timer = openPassTimer(gpu)!;
      expect(timer).toBeDefined();
      try {
        const output = scope.storage('output', 4 * 64 * 64);
        const run = async (kernel: typeof tiny, passes: number) => {
          for (let k = 0; k < passes; k++) {
            const encoder = gpu.device.createCommandEncoder();
            recordDispatch(gpu, encoder, kernel!, [output], [64]);
            gpu.device.queue.submit([encoder.finish()]);
          }
          return (await timer.read())!;
        };
        await run(short, 1);
        // A clock may be coarser than a pass: what is asked of it is an order, not a time.
        const [little, much] = [await run(short, 3), await run(long, 3)];
        expect(little).toBeGreaterThanOrEqual(0);
        expect(much).toBeGreaterThan(little);
        expect(await timer.read()).toBe(0);
        // Past one set of queries.
        expect(await run(tiny, 2100)).toBeGreaterThanOrEqual(0);
      } finally {
        timer.close();
        scope.close();
      }
      expect(Object.hasOwn(gpu.device, 'createCommandEncoder')).toBe(false);
    }));
});
