import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LabEvent } from '../../src/lab/protocol';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';
import { wholeLab } from './wholeLab';

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `lab-test-${Date.now()}-${storages++}`;

/** The device that the lab opens, caught on its way. */
function catchDevice(): Promise<GPUDevice> {
  const { requestDevice } = GPUAdapter.prototype;
  return new Promise((resolve) => {
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
      this: GPUAdapter,
      descriptor,
    ) {
      const device = await requestDevice.call(this, descriptor);
      resolve(device);
      return device;
    });
  });
}

async function openLab() {
  const events: LabEvent[] = [];
  const caught = catchDevice();
  const lab = createBrowserLab(`${location.origin}/`, freshStorage());
  const state = await wholeLab(lab, await lab.open('webgpu', (event) => events.push(event)));
  const failures = () =>
    events.flatMap((event) => (event.kind === 'failure' ? [sayMessage(event.message)] : []));
  return { lab, state, device: await caught, failures };
}

afterEach(() => vi.restoreAllMocks());

describe('the lab behind the worker', () => {
  it('opens on the built-in data with shipped weights, refuses a second job, and tells of a GPU error', async () => {
    const { lab, state, device, failures } = await openLab();
    expect(state.device).toMatchObject({ backend: 'webgpu', webgpu: 'softwareAdapter', fallback: true });
    expect(state.dataset).toMatchObject({ id: 'fashion', trainingCount: 6000 });
    expect(state.model.training?.validationAccuracy).toBeGreaterThan(0.85);
    expect(state.scores?.losses.length).toBe(6000);

    const first = lab.chooseModel('mnist-logistic');
    await expect(lab.chooseModel('mnist-2nn')).rejects.toThrow(/at work/);
    await first;
    expect((await lab.setup()).model.id).toBe('mnist-logistic');
    await expect(lab.chooseDataset('nowhere', null)).rejects.toThrow(/nowhere/);
    expect(failures()).toEqual([]);

    device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    device.queue.submit([]);
    await device.queue.onSubmittedWorkDone();
    await vi.waitFor(() => expect(failures()).toEqual([expect.stringMatching(/^The GPU refused a step: /)]));
  });

  it('says why WebGPU cannot be had where it is forced', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    const lab = createBrowserLab(`${location.origin}/`, freshStorage());
    await expect(lab.open('webgpu', () => {})).rejects.toThrow(/found no graphics adapter/);
    await expect(lab.undo()).rejects.toThrow(/not open yet/);
  });
});
