import { describe, expect, it } from 'vitest';
import { openBufferScope, readBuffers } from '../../src/gpu/buffers';
import { compileKernel, recordDispatch } from '../../src/gpu/kernel';
import { withGpu } from '../support/gpu';

const doubling = `
override WORKGROUP: u32 = 64u;
@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@compute @workgroup_size(WORKGROUP) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&output)) { return; }
  output[id.x] = 2.0 * input[id.x];
}`;

describe('a kernel', () => {
  it('compiles, runs and is read back', () =>
    withGpu(async (gpu) => {
      const kernel = await compileKernel(gpu, 'doubling', doubling);
      const scope = openBufferScope(gpu);
      try {
        const input = scope.upload(
          'input',
          Float32Array.from({ length: 65 }, (_, i) => i + 0.5),
        );
        const output = scope.storage('output', 65 * 4);
        const encoder = gpu.device.createCommandEncoder();
        recordDispatch(gpu, encoder, kernel, [input, output], [2]);
        gpu.device.queue.submit([encoder.finish()]);
        const [bytes] = await readBuffers(gpu, [output]);
        expect([...new Float32Array(bytes!)]).toEqual(Array.from({ length: 65 }, (_, i) => 2 * i + 1));
      } finally {
        scope.close();
      }
    }));

  it('is compiled once for the same source and constants', () =>
    withGpu(async (gpu) => {
      const first = await compileKernel(gpu, 'doubling', doubling, { WORKGROUP: 32 });
      expect(await compileKernel(gpu, 'doubling', doubling, { WORKGROUP: 32 })).toBe(first);
      expect(await compileKernel(gpu, 'doubling', doubling, { WORKGROUP: 64 })).not.toBe(first);
    }));

  it('names the line that does not compile', async () => {
    await withGpu(async (gpu) => {
      gpu.device.pushErrorScope('validation');
      await expect(compileKernel(gpu, 'broken', doubling.replace('2.0 *', '2.0 $'))).rejects.toThrow(
        /broken.*line 7/s,
      );
      await gpu.device.popErrorScope();
    });
  });

  it('is compiled anew after it was refused', () =>
    withGpu(async (gpu) => {
      const { createComputePipelineAsync } = GPUDevice.prototype;
      gpu.device.createComputePipelineAsync = () => Promise.reject(new Error('not now'));
      await expect(compileKernel(gpu, 'doubling', doubling, { WORKGROUP: 16 })).rejects.toThrow('not now');
      Reflect.deleteProperty(gpu.device, 'createComputePipelineAsync');
      expect(gpu.device.createComputePipelineAsync).toBe(createComputePipelineAsync);
      await compileKernel(gpu, 'doubling', doubling, { WORKGROUP: 16 });
    }));

  it('refuses buffers and dispatches past the limits of the device, with the numbers', () =>
    withGpu(async (gpu) => {
      const kernel = await compileKernel(gpu, 'doubling', doubling);
      const scope = openBufferScope(gpu);
      expect(() => scope.storage('huge', 2 ** 40)).toThrow(/huge.*1099511627776/);
      expect(() => scope.storage('empty', 0)).toThrow(/empty.*0 bytes/);
      const encoder = gpu.device.createCommandEncoder();
      expect(() => recordDispatch(gpu, encoder, kernel, [], [70_000])).toThrow(/70000 x 1 x 1/);
      scope.close();
    }));
});
