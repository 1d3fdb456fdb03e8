import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { normaliseSamples } from '../../src/data/dataset';
import { type Compute, measureMemory, openWebGpuCompute } from '../../src/model/compute';
import { createImageStore, fitsDevice } from '../../src/model/imageStore';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(40, 10, [5, 5, 3]);
const places = [39, 0, 7, 7];
const expected = normaliseSamples(dataset.training, dataset, places);

describe.each(['webgpu', 'wasm', 'cpu'] as const)('images that are kept on %s', (backend) => {
  it('are those of the CPU, bit for bit, also when the normalisation is another', async () => {
    const compute: Compute = await openTestCompute(backend);
    const { tensors } = measureMemory(compute);
    const store = createImageStore();
    const { training } = dataset;
    const read = async (data: typeof dataset) => {
      const images = store.load(training, data, places);
      expect(images.shape).toEqual([4, 5, 5, 3]);
      const values = await images.data();
      images.dispose();
      return values;
    };
    expect(await read(dataset)).toEqual(expected);
    const other = { ...dataset, normalisation: { mean: [0, 0.5, 1], standardDeviation: [1, 2, 3] } };
    expect(await read(other)).toEqual(normaliseSamples(training, other, places));
    expect(await read(dataset)).toEqual(expected);
    store.dispose();
    expect(measureMemory(compute).tensors).toBe(tensors);
  });
});

describe('images that the device cannot bind', () => {
  it('are normalised on the CPU', async () => {
    const real = await testGpu();
    const limits = { maxStorageBufferBindingSize: 1000 } as GPUSupportedLimits;
    const small = { device: { limits } as GPUDevice };
    expect([fitsDevice(small, dataset.training), fitsDevice(real, dataset.training)]).toEqual([false, true]);
    expect(fitsDevice(small, { images: new Uint8Array(992) })).toBe(true);
    const device = new Proxy(real.device, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (name === 'limits') return { maxStorageBufferBindingSize: 1000 };
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await openWebGpuCompute(real);
    const { shareGpu } = await import('../../src/kernels/tfjs/sharedGpu');
    shareGpu({ ...real, device });
    const store = createImageStore();
    const held = tf.memory().numTensors;
    const images = store.load(dataset.training, dataset, places);
    expect(tf.memory().numTensors).toBe(held + 1);
    expect(await images.data()).toEqual(expected);
    images.dispose();
    shareGpu(real);
  });
});
