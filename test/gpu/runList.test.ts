import { describe, expect, it } from 'vitest';
import { openBufferScope, readBuffers } from '../../src/gpu/buffers';
import { checkKernel, defineKernel, packParameters } from '../../src/gpu/defineKernel';
import { runOnGpu } from '../../src/gpu/host';
import { compile, compiledNow } from '../../src/gpu/pipelines';
import { cutSteps, kernelsOf, namesOf, openRunList, recordSteps, workOf } from '../../src/gpu/runList';
import { workPerSubmit } from '../../src/gpu/split';
import { withGpu } from '../support/gpu';

const code = `
override WORKGROUP: u32 = 64u;
struct Params {
  // How many.
  count: u32,
  factor: f32, // by what
  shift: i32,
}
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@compute @workgroup_size(WORKGROUP) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.count) { return; }
  output[id.x] = params.factor * input[id.x] + f32(params.shift);
}`;

const scaling = defineKernel({
  name: 'scaling',
  code,
  params: { count: 'u32', factor: 'f32', shift: 'i32' },
  bindings: { input: 'read', output: 'read_write' },
  workgroups: ({ count }, workgroup) => [Math.ceil(count / workgroup)],
});

describe('a kernel as data', () => {
  it.each([
    [
      'another name',
      { count: 'u32', times: 'f32', shift: 'i32' },
      /"scaling".*parameters.*times: f32.*factor: f32/,
    ],
    ['another order', { factor: 'f32', count: 'u32', shift: 'i32' }, /factor: f32, count: u32/],
    ['another type', { count: 'f32', factor: 'f32', shift: 'i32' }, /count: f32.*count: u32/],
    [
      'one too few',
      { count: 'u32', factor: 'f32' },
      /and its text has \(count: u32, factor: f32, shift: i32\)/,
    ],
  ] as const)('is refused where its parameters are not those of its text: %s', (_, params, message) => {
    checkKernel(scaling);
    expect(() => checkKernel({ ...scaling, params })).toThrow(message);
  });

  it.each([
    ['another name', { source: 'read', output: 'read_write' }, /bindings.*1 source: read.*1 input: read/],
    ['another access', { input: 'read_write', output: 'read_write' }, /1 input: read_write/],
    ['another order', { output: 'read_write', input: 'read' }, /1 output: read_write, 2 input: read/],
  ] as const)('is refused where its bindings are not those of its text: %s', (_, bindings, message) => {
    expect(() => checkKernel({ ...scaling, bindings })).toThrow(message);
  });

  it('packs its parameters by name, whatever their order', () => {
    const bytes = new DataView(new ArrayBuffer(16));
    packParameters(scaling, { shift: -3, count: 2 ** 32 - 1, factor: 0.5 }, bytes, 4);
    expect([bytes.getUint32(4, true), bytes.getFloat32(8, true), bytes.getInt32(12, true)]).toEqual([
      2 ** 32 - 1,
      0.5,
      -3,
    ]);
    const pack = (values: Record<string, number>) => () => packParameters(scaling, values, bytes, 0);
    expect(pack({ count: -1, factor: 1, shift: 0 })).toThrow('takes count as u32, got -1');
    expect(pack({ count: 1.5, factor: 1, shift: 0 })).toThrow('takes count as u32, got 1.5');
    expect(pack({ count: 1, factor: 1, shift: 2 ** 31 })).toThrow('takes shift as i32');
    expect(pack({ count: 1, shift: 0 })).toThrow('takes factor as f32, got undefined');
  });
});

describe('a pipeline', () => {
  it('is compiled once for a text, its constants and its workgroup', () =>
    withGpu(async (gpu) => {
      await compile(gpu, [scaling, { ...scaling }]);
      const first = compiledNow(gpu, scaling);
      expect(compiledNow(gpu, { ...scaling })).toBe(first);
      expect(compiledNow(gpu, { ...scaling, workgroup: 32 })).not.toBe(first);
    }));

  it('is refused with the line that does not compile, or with what its text has', async () => {
    await withGpu(async (gpu) => {
      gpu.device.pushErrorScope('validation');
      const broken = { ...scaling, name: 'broken', code: code.replace('f32(params.shift)', '$') };
      await expect(compile(gpu, [broken])).rejects.toThrow(/broken.*line 14/s);
      await gpu.device.popErrorScope();
      const other = { ...scaling, params: { size: 'u32' } as const };
      await expect(compile(gpu, [{ ...other, workgroup: 16 }])).rejects.toThrow('size: u32');
    });
  });

  it('is compiled anew after it was refused', () =>
    withGpu(async (gpu) => {
      const { createComputePipelineAsync } = GPUDevice.prototype;
      gpu.device.createComputePipelineAsync = () => Promise.reject(new Error('not now'));
      const unseen = { ...scaling, workgroup: 8 };
      await expect(compile(gpu, [unseen])).rejects.toThrow('not now');
      Reflect.deleteProperty(gpu.device, 'createComputePipelineAsync');
      expect(gpu.device.createComputePipelineAsync).toBe(createComputePipelineAsync);
      await compile(gpu, [unseen]);
    }));
});

describe('a run list', () => {
  it('runs in order, in one pass with one buffer of parameters', () =>
    withGpu(async (gpu) => {
      const scope = openBufferScope(gpu);
      const uniforms: string[] = [];
      const counting = {
        uniform: (label: string, values: ArrayBufferView<ArrayBuffer>) => {
          uniforms.push(label);
          return scope.uniform(label, values);
        },
      };
      try {
        const values = Float32Array.from({ length: 65 }, (_, i) => i + 0.5);
        const [a, b] = [scope.upload('a', values), scope.storage('b', 65 * 4)];
        const list = openRunList();
        list.dispatch(scaling, { count: 65, factor: 2, shift: 1 }, { input: a, output: b });
        list.dispatch(scaling, { count: 64, factor: 1, shift: -1 }, { input: b, output: a });
        const encoder = gpu.device.createCommandEncoder();
        let passes = 0;
        const begin = encoder.beginComputePass.bind(encoder);
        encoder.beginComputePass = (descriptor) => {
          passes += 1;
          return begin(descriptor);
        };
        recordSteps(gpu, encoder, counting, list.steps);
        gpu.device.queue.submit([encoder.finish()]);
        const [bytes] = await readBuffers(gpu, [a]);
        expect([...new Float32Array(bytes!)]).toEqual([...values].map((x, i) => (i < 64 ? 2 * x : x)));
        expect([passes, uniforms]).toEqual([1, ['parameters of scaling']]);
      } finally {
        scope.close();
      }
    }));

  it('refuses buffers and dispatches past the limits of the device, with the numbers', () =>
    withGpu(async (gpu) => {
      const scope = openBufferScope(gpu);
      expect(() => scope.storage('huge', 2 ** 40)).toThrow(/huge.*1099511627776/);
      expect(() => scope.storage('empty', 0)).toThrow(/empty.*0 bytes/);
      const list = openRunList();
      const buffer = scope.storage('any', 4);
      const params = { count: 64 * 70_000, factor: 1, shift: 0 };
      list.dispatch(scaling, params, { input: buffer, output: buffer });
      const encoder = gpu.device.createCommandEncoder();
      expect(() => recordSteps(gpu, encoder, scope, list.steps)).toThrow(/"scaling".*70000 x 1 x 1/);
      scope.close();
    }));

  const dispatch = (work: number) => ({ kernel: scaling, params: {}, buffers: {}, work });
  it.each([
    [[], 10, []],
    [[4, 4, 4], 10, [[4, 4], [4]]],
    [[30, 1, 9, 1], 10, [[30], [1, 9], [1]]],
    // What takes next to nothing goes with what was before it.
    [[10, 0, 0, 1], 10, [[10, 0, 0], [1]]],
  ])('of works %j is cut at %i', (works, most, expected) => {
    const pieces = cutSteps(works.map(dispatch), most);
    expect(pieces.map((piece) => piece.map((step) => workOf([step])))).toEqual(expected);
  });

  it('names its kernels once', () => {
    const steps = [dispatch(1), { ...dispatch(1), kernel: { ...scaling, name: 'other' } }, dispatch(2)];
    expect(namesOf(steps)).toBe('scaling, other');
    expect(kernelsOf(steps).length).toBe(2);
  });

  it('is submitted in pieces that a watchdog lets pass, and no more of them are ahead', () =>
    withGpu(async (gpu) => {
      const events: string[] = [];
      const { queue } = gpu.device;
      const submit = queue.submit;
      const done = GPUQueue.prototype.onSubmittedWorkDone;
      queue.submit = (buffers) => {
        events.push('submit');
        submit.call(queue, buffers);
      };
      queue.onSubmittedWorkDone = () => {
        events.push('wait');
        return done.call(queue);
      };
      const most = workPerSubmit(gpu);
      try {
        await runOnGpu(gpu, 'pieces', async ({ scope, execute }) => {
          const buffers = { input: scope.storage('in', 4), output: scope.storage('out', 4) };
          await execute((list) => {
            for (const share of [0.5, 0.5, 0.25, 0.75, 2]) {
              list.dispatch(scaling, { count: 1, factor: 1, shift: 0 }, buffers, share * most);
            }
          });
        });
      } finally {
        queue.submit = submit;
        Reflect.deleteProperty(queue, 'onSubmittedWorkDone');
      }
      expect(events).toEqual(['submit', 'wait', 'submit', 'wait', 'submit']);
    }));
});
