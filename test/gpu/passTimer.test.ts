import { describe, expect, it } from 'vitest';
import { openBufferScope } from '../../src/gpu/buffers';
import { defineKernel } from '../../src/gpu/defineKernel';
import { openPassTimer } from '../../src/gpu/passTimer';
import { openRunList, recordSteps } from '../../src/gpu/runList';
import { withGpu } from '../support/gpu';

/** So many rounds of arithmetic in every invocation. */
const busy = defineKernel({
  name: 'busy',
  code: `
override WORKGROUP: u32 = 64u;
struct Params { rounds: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@compute @workgroup_size(WORKGROUP) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&output)) { return; }
  var x = f32(id.x);
  for (var i = 0u; i < params.rounds; i++) { x = fract(x * 1.37 + 0.11); }
  output[id.x] = x;
}`,
  params: { rounds: 'u32' },
  bindings: { output: 'read_write' },
  workgroups: () => [64],
});

describe('openPassTimer', () => {
  it('adds up what passes take, and leaves the device as it was', () =>
    withGpu(async (gpu) => {
      const scope = openBufferScope(gpu);
      const timer = openPassTimer(gpu)!;
      expect(timer).toBeDefined();
      try {
        const output = scope.storage('output', 4 * 64 * 64);
        const record = (rounds: number, passes: number) => {
          for (let k = 0; k < passes; k++) {
            const list = openRunList();
            list.dispatch(busy, { rounds }, { output });
            const encoder = gpu.device.createCommandEncoder();
            recordSteps(gpu, encoder, scope, list.steps);
            gpu.device.queue.submit([encoder.finish()]);
          }
        };
        const run = async (rounds: number, passes: number) => {
          record(rounds, passes);
          return (await timer.read())!;
        };
        const [tiny, short, long] = [50, 1_000, 20_000];
        await run(short, 1);
        // A clock may be coarser than a pass: what is asked of it is an order, not a time.
        const [little, much] = [await run(short, 3), await run(long, 3)];
        expect(little).toBeGreaterThanOrEqual(0);
        expect(much).toBeGreaterThan(little);
        expect(await timer.read()).toBe(0);
        // Lap by lap, and read once.
        for (const [rounds, passes] of [
          [long, 3],
          [short, 2],
          [short, 0],
        ] as const) {
          record(rounds, passes);
          timer.lap();
        }
        const laps = (await timer.readLaps()) as number[];
        expect(laps.length).toBe(3);
        expect(laps[0]).toBeGreaterThan(laps[1]!);
        expect(laps[2]).toBe(0);
        expect(await timer.readLaps()).toEqual([]);
        // Past one set of queries.
        expect(await run(tiny, 2100)).toBeGreaterThanOrEqual(0);
      } finally {
        timer.close();
        scope.close();
      }
      expect(Object.hasOwn(gpu.device, 'createCommandEncoder')).toBe(false);
    }));
});
