/** What fails on a GPU without a throw: never a wrong result, always a sentence. Every test has a device of its own. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countBuffers } from '../../src/gpu/buffers';
import { type Gpu, openGpu } from '../../src/gpu/device';
import { GpuError } from '../../src/gpu/gpuError';
import { watchGpu } from '../../src/gpu/host';
import { fociOnGpu } from '../../src/kernels/foci/foci';
import { pixelSensitivityOnGpu } from '../../src/kernels/foci/pixelSensitivity';
import { choleskyOnGpu } from '../../src/kernels/linear/cholesky';
import { openHessianBlock } from '../../src/kernels/removal/hessianColumn';
import { writeOutOnGpu } from '../../src/kernels/removal/secantHessian';
import { foci } from '../../src/math/dependence/foci';
import { matrix } from '../../src/math/linear/matrix';
import { createRandom } from '../../src/math/random/random';
import { openWebGpuCompute } from '../../src/model/compute';

const random = createRandom(1, 'failures');
const [rows, columns] = [40, 6];
const x = matrix(
  rows,
  columns,
  Float32Array.from({ length: rows * columns }, () => random.normal()),
);
const y = Float64Array.from({ length: rows }, (_, i) => x.values[i * columns + 2]! + 0.1 * random.normal());
const positive = Float64Array.from({ length: 40 * 40 }, (_, k) => (k % 41 === 0 ? 4 : 0.05));
const terms = [1, 2].map((scale) => ({
  scale,
  vector: Float64Array.from({ length: 9 }, (_, i) => i - scale),
}));

/** More than one submission may do: each search is cut in two. */
const wide = matrix(
  400,
  104,
  Float32Array.from({ length: 400 * 104 }, () => random.normal()),
);
const response = Float64Array.from({ length: 400 }, () => random.normal());

const works: Record<string, (gpu: Gpu, signal?: AbortSignal) => Promise<unknown>> = {
  'L-FOCI': (gpu, signal) => fociOnGpu(gpu, y, x, {}, signal),
  'L-FOCI in pieces': (gpu, signal) =>
    fociOnGpu(gpu, response, wide, { noGain: 'continue', maxSlices: 3 }, signal),
  Cholesky: (gpu) => choleskyOnGpu(gpu, positive, 40),
  'pixel sensitivity': (gpu) => pixelSensitivityOnGpu(gpu, x, y),
  'secant Hessian': (gpu) => writeOutOnGpu(gpu, terms, 0.1),
};

async function openOwn(): Promise<Gpu> {
  const adapter = await navigator.gpu.requestAdapter();
  return openGpu(adapter!);
}

const submitOf = GPUQueue.prototype.submit;
const createOf = GPUDevice.prototype.createBuffer;
afterEach(() => {
  GPUQueue.prototype.submit = submitOf;
  GPUDevice.prototype.createBuffer = createOf;
});

/** Does the work with its k-th call spoilt, for k from 0 until there is none: right or refused. @returns how often it was refused */
async function spoilEach(
  work: (gpu: Gpu) => Promise<unknown>,
  spoil: (k: number) => () => boolean,
  limit = 60,
): Promise<number> {
  const gpu = await openOwn();
  try {
    const healthy = await work(gpu);
    for (let k = 0; k < limit; k++) {
      const wasSpoilt = spoil(k);
      const result = await work(gpu).catch((error: unknown) => error);
      GPUQueue.prototype.submit = submitOf;
      GPUDevice.prototype.createBuffer = createOf;
      if (!wasSpoilt()) {
        expect(result).toEqual(healthy);
        return k;
      }
      expect(result, `call ${k}`).toBeInstanceOf(GpuError);
      expect((result as GpuError).message).toMatch(/Nothing that it computed there is used/);
    }
    return limit;
  } finally {
    gpu.close();
  }
}

describe('work on the GPU of which a part fails', () => {
  it.each(Object.entries(works))('%s: each allocation fails once', async (_, work) => {
    const refused = await spoilEach(work, (k) => {
      let calls = 0;
      GPUDevice.prototype.createBuffer = function (descriptor) {
        return createOf.call(this, calls++ === k ? { ...descriptor, size: 2 ** 40 } : descriptor);
      };
      return () => calls > k;
    });
    expect(refused).toBeGreaterThan(3);
  });

  it.each(Object.entries(works))('%s: each submission is swallowed once', async (_, work) => {
    const refused = await spoilEach(work, (k) => {
      let calls = 0;
      GPUQueue.prototype.submit = function (buffers) {
        if (calls++ !== k) submitOf.call(this, buffers);
      };
      return () => calls > k;
    });
    expect(refused).toBeGreaterThan(1);
  });

  it.each(Object.entries(works))('%s: the device is lost before each submission', async (name, work) => {
    for (let k = 0; ; k++) {
      const gpu = await openOwn();
      let calls = 0;
      GPUQueue.prototype.submit = function (buffers) {
        if (calls++ === k) gpu.close();
        submitOf.call(this, buffers);
      };
      const result = await work(gpu).catch((error: unknown) => error);
      GPUQueue.prototype.submit = submitOf;
      if (calls <= k) {
        gpu.close();
        expect(k).toBeGreaterThan(name.endsWith('pieces') ? 5 : 1);
        return;
      }
      expect(String(result), `submission ${k}`).toMatch(/was lost during/);
    }
  });

  it('names the kernels that were lost', async () => {
    const gpu = await openOwn();
    let calls = 0;
    GPUQueue.prototype.submit = function (buffers) {
      if (calls++ !== 1) submitOf.call(this, buffers);
    };
    await expect(works['L-FOCI in pieces']!(gpu)).rejects.toThrow('L-FOCI: nearestNeighbour is missing');
    gpu.close();
  });

  it('counts whoever submitted, and however many were lost', async () => {
    const gpu = await openOwn();
    for (const lost of [1, 2, 3, 64]) {
      const watch = watchGpu(gpu);
      await watch.check();
      GPUQueue.prototype.submit = () => undefined;
      for (let i = 0; i < lost; i++) gpu.device.queue.submit([]);
      GPUQueue.prototype.submit = submitOf;
      gpu.device.queue.submit([]);
      await expect(watch.check(), `${lost} lost`).rejects.toThrow(GpuError);
      await watchGpu(gpu).check();
    }
    gpu.close();
  });

  it('counts an error that no scope caught', async () => {
    const gpu = await openOwn();
    const watch = watchGpu(gpu);
    gpu.device.createBuffer({ size: 2 ** 40, usage: GPUBufferUsage.STORAGE });
    await expect(watch.check()).rejects.toThrow(GpuError);
    gpu.close();
  });

  it('stops when it is told to', async () => {
    const gpu = await openOwn();
    const controller = new AbortController();
    controller.abort();
    await expect(fociOnGpu(gpu, y, x, {}, controller.signal)).rejects.toThrow(/abort/i);
    gpu.close();
  });

  it.each([
    ['between two submissions', GPUQueue, 'onSubmittedWorkDone', 'L-FOCI in pieces'],
    ['while it reads back', GPUBuffer, 'mapAsync', 'L-FOCI'],
  ] as const)('stops at once %s, and hears the rest later', async (_, owner, method, name) => {
    const gpu = await openOwn();
    const prototype = owner.prototype as unknown as Record<string, (...given: never[]) => Promise<unknown>>;
    const waits = prototype[method]!;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const controller = new AbortController();
    const before = countBuffers(gpu).count;
    const asked = new Promise<void>((resolve) => {
      prototype[method] = function (...given) {
        resolve();
        return held.then(() => waits.apply(this, given));
      };
    });
    // It has an error of its own, too, which counts for nobody after it.
    let calls = 0;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      return createOf.call(this, calls++ === 2 ? { ...descriptor, size: 2 ** 40 } : descriptor);
    };
    const stopped = works[name]!(gpu, controller.signal);
    await asked;
    controller.abort();
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(countBuffers(gpu).count).toBe(before);
    GPUDevice.prototype.createBuffer = createOf;
    prototype[method] = waits;
    const destroyed = vi.spyOn(GPUBuffer.prototype, 'destroy');
    letGo();
    // What it was to read from goes back at the very end.
    const labels = () => destroyed.mock.contexts.map((buffer) => (buffer as GPUBuffer).label);
    await vi.waitFor(() => expect(labels()).toContain('L-FOCI: read back'));
    destroyed.mockRestore();
    await watchGpu(gpu).check();
    expect(gpu.failures).toEqual([]);
    gpu.close();
  });

  it('leaves the answer of the CPU where nothing fails', async () => {
    const gpu = await openOwn();
    expect(await works['L-FOCI']!(gpu)).toEqual(foci(y, x));
    gpu.close();
  });
});

/** Two columns of a block Hessian, from gradients that are tensors of tfjs. */
async function sumColumns(gpu: Gpu): Promise<Float32Array> {
  await openWebGpuCompute(gpu, { kernels: 'own' });
  const block = await openHessianBlock(gpu, Uint32Array.of(3, 0, 2));
  try {
    for (const column of [0, 2]) {
      tf.tidy(() => {
        const plus = tf.mul(tf.tensor1d([1, 2, 3, 4]), tf.scalar(column + 1)) as tf.Tensor1D;
        block.add(column, plus, tf.tensor1d([4, 3, 2, 1]), 0.5);
      });
    }
    return await block.read(0.25);
  } finally {
    block.close();
  }
}

const spoils: Record<string, (isHit: () => boolean, gpu: Gpu) => void> = {
  'an allocation fails': (isHit) => {
    GPUDevice.prototype.createBuffer = function (descriptor) {
      return createOf.call(this, isHit() ? { ...descriptor, size: 2 ** 40 } : descriptor);
    };
  },
  'a submission is swallowed': (isHit) => {
    GPUQueue.prototype.submit = function (buffers) {
      if (!isHit()) submitOf.call(this, buffers);
    };
  },
  'the device is lost': (isHit, gpu) => {
    GPUQueue.prototype.submit = function (buffers) {
      if (isHit()) gpu.close();
      submitOf.call(this, buffers);
    };
  },
};

describe('columns of a block Hessian, whose gradients are tensors', () => {
  it.each(Object.entries(spoils))('are right or refused where %s, whichever it is', async (_, spoil) => {
    let refused = 0;
    for (let k = 0; ; k++) {
      const gpu = await openOwn();
      let calls = 0;
      spoil(() => calls++ === k, gpu);
      const result = await sumColumns(gpu).catch((error: unknown) => error);
      GPUQueue.prototype.submit = submitOf;
      GPUDevice.prototype.createBuffer = createOf;
      gpu.close();
      if (!(result instanceof Error))
        expect(result).toEqual(Float32Array.of(1.75, -0.75, 3, -0.75, 0.25, -0.25, 3, -0.25, 3.75));
      else refused += 1;
      if (calls <= k) break;
    }
    // All columns are one submission, the reading another.
    expect(refused).toBeGreaterThanOrEqual(2);
  });
});
