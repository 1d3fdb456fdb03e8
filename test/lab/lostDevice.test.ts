import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings, type LabEvent, listBits, type RemovalRequest } from '../../src/lab/protocol';
import { sayAll, sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `lost-device-test-${Date.now()}-${storages++}`;

const request = (...samples: number[]): RemovalRequest => ({
  ...defaultSettings,
  samples,
  perturbations: 60,
  guard: null,
});

/** Opens the lab on WebGPU; `device` is the one it opened last, caught on its way. */
async function openLab() {
  const devices: GPUDevice[] = [];
  const { requestDevice } = GPUAdapter.prototype;
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
    this: GPUAdapter,
    descriptor,
  ) {
    const device = await requestDevice.call(this, descriptor);
    devices.push(device);
    return device;
  });
  const events: LabEvent[] = [];
  const lab = createBrowserLab(`${location.origin}/`, freshStorage());
  let onPhase: (phase: string) => void = () => {};
  const state = await lab.open(
    'webgpu',
    (event) => {
      events.push(event);
      if (event.kind === 'removal') onPhase(event.phase);
    },
    { dataset: 'digits' },
  );
  const rebuilt = () => events.flatMap((event) => (event.kind === 'rebuilt' ? [event] : []));
  return {
    lab,
    state,
    rebuilt,
    device: () => devices.at(-1)!,
    /** Loses the device when a removal comes to this phase. */
    loseAt(phase: string) {
      onPhase = (reached) => reached === phase && devices.at(-1)!.destroy();
    },
    keepDevice() {
      onPhase = () => {};
    },
  };
}

afterEach(() => vi.restoreAllMocks());

describe('a device that is lost', () => {
  it.each(['perturb', 'curvature', 'evaluate'])(
    'in the phase "%s" of a removal: not done, and the lab goes on on a new device with model and history',
    async (phase) => {
      const { lab, rebuilt, device, loseAt, keepDevice } = await openLab();
      await lab.chooseModel('mnist-logistic');
      const first = await lab.unlearn(request(1));
      const old = device();
      loseAt(phase);
      await expect(lab.unlearn(request(2))).rejects.toThrow(/device was lost .* was not done/);
      keepDevice();
      await vi.waitFor(() => expect(rebuilt().length).toBe(1), { timeout: 30_000 });
      const [{ moment, message }] = rebuilt() as [ReturnType<typeof rebuilt>[0]];
      expect(sayMessage(message)).toMatch(/goes on on a new device/);
      expect(device()).not.toBe(old);
      expect((await lab.setup()).device.backend).toBe('webgpu');
      expect(moment.digest).toBe(first.digest);
      expect(listBits(moment.removed)).toEqual([1]);
      expect(moment.metrics).toEqual(first.metrics);
      expect(moment.history).toEqual(first.history);

      await lab.unlearn(request(2));
      expect(await lab.report(2)).toMatchObject({ id: 2, parent: 1, backend: 'webgpu' });
      expect((await lab.goTo(1)).digest).toBe(first.digest);
      expect(await lab.replay()).toMatchObject({ checked: 1, different: [] });
      await lab.chooseModel('mnist-2nn');
      expect((await lab.setup()).model.id).toBe('mnist-2nn');
      const back = await lab.chooseModel('mnist-logistic');
      expect(back).toMatchObject({ digest: first.digest, history: { current: 1, count: 2 } });
    },
  );

  it('while the lab is idle, with no new device to be had: the lab goes on on WASM, and says so', async () => {
    const { lab, rebuilt, device } = await openLab();
    const first = await lab.unlearn(request(1));
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    device().destroy();
    await vi.waitFor(() => expect(rebuilt().length).toBe(1), { timeout: 30_000 });
    const { moment, message } = rebuilt()[0]!;
    const { device: machine } = await lab.setup();
    expect(sayMessage(message)).toMatch(/on the CPU, because there is no new one/);
    expect(machine).toMatchObject({ backend: 'wasm', choice: 'webgpu', fallback: true });
    expect(sayAll(machine.said)).toMatch(/lost and there is no new one/);
    expect(moment.digest).toBe(first.digest);
    expect(listBits(moment.removed)).toEqual([1]);
    await lab.unlearn(request(2));
    expect(await lab.report(2)).toMatchObject({ id: 2, backend: 'wasm' });
    const result = await lab.replay();
    expect(result.checked).toBe(2);
    expect(sayMessage(result.sentence!)).toMatch(/^These removals were made on webgpu/);
  });
});
