import { openGpu } from '../../gpu/device';
import { type Diagnosis, diagnose } from '../../gpu/diagnosis';
import { type Compute, openCpuCompute, openWasmCompute, openWebGpuCompute } from '../../model/compute';
import type { WasmThreads } from '../../model/wasmThreads';
import type { Message } from '../../words/catalogue';
import { errorOf } from '../../words/saidError';
import { message } from '../../words/say';
import { hostFacts } from '../hostFacts';
import type { BackendChoice, DeviceState, LabEvent } from '../protocol';

/** What computes, and what the page says of it. */
export interface Machine {
  readonly compute: Compute;
  readonly device: DeviceState;
  /** Resolves with the reason once the GPU device is gone; null where there is none to lose. */
  readonly lost: Promise<string> | null;
}

/** Opens what computes: the backend that is forced, else WebGPU on a real GPU, else WASM. */
export type OpenMachine = (choice: BackendChoice, onEvent: (event: LabEvent) => void) => Promise<Machine>;

/** Where tfjs's WASM backend is to be had, and its threads where the host has any. */
export interface WasmFiles {
  /** Address of tfjs-backend-wasm-simd.wasm. */
  readonly wasmUrl: string;
  readonly threads?: WasmThreads;
  /** Why there are none. */
  readonly whyOneThread?: Message;
}

export function machinesOf(files: WasmFiles): OpenMachine {
  return (choice, onEvent) => openMachine(files, choice, onEvent);
}

async function openMachine(
  files: WasmFiles,
  choice: BackendChoice,
  onEvent: (event: LabEvent) => void,
): Promise<Machine> {
  const diagnosis = await diagnose();
  const backend = choice === 'auto' ? (diagnosis.kind === 'ready' ? 'webgpu' : 'wasm') : choice;
  let oneThread = files.whyOneThread ?? null;
  const opened = await openCompute(backend, files, diagnosis, (event) => {
    if (event.kind === 'failure' && event.message.code === 'gpu.noThreads') oneThread = event.message;
    onEvent(event);
  });
  const compute = { ...opened, host: hostFacts() };
  return {
    compute,
    lost: compute.gpu?.lost ?? null,
    device: {
      backend,
      choice,
      device: compute.device,
      threads: compute.threads ?? null,
      oneThread: compute.threads === 1 ? oneThread : null,
      webgpu: diagnosis.kind,
      said: describeMachine(backend, diagnosis),
      fallback: backend !== 'webgpu' || diagnosis.kind !== 'ready',
    },
  };
}

/**
 * Opens a machine in place of one whose device is gone: on a new device where there is one, else on the CPU.
 * @param choice what the user had chosen
 */
export async function openMachineAgain(
  openMachine: OpenMachine,
  choice: BackendChoice,
  onEvent: (event: LabEvent) => void,
): Promise<Machine> {
  try {
    return await openMachine(choice, onEvent);
  } catch (error) {
    const cpu = await openMachine('wasm', onEvent);
    const reason = error instanceof Error ? error.message : String(error);
    return { ...cpu, device: { ...cpu.device, choice, said: [message('gpu.lost', { reason })] } };
  }
}

async function openCompute(
  backend: Compute['backend'],
  { wasmUrl, threads }: WasmFiles,
  diagnosis: Diagnosis,
  onEvent: (event: LabEvent) => void,
): Promise<Compute> {
  switch (backend) {
    case 'webgpu': {
      if (!('adapter' in diagnosis)) throw errorOf(diagnosis.said);
      const gpu = await openGpu(diagnosis.adapter);
      gpu.onFailure((reason) =>
        onEvent({ kind: 'failure', message: message('gpu.refusedStep', { reason }) }),
      );
      return openWebGpuCompute(gpu);
    }
    case 'wasm':
      return openWasmCompute(wasmUrl, threads, (reason) =>
        onEvent({ kind: 'failure', message: message('gpu.noThreads', { reason }) }),
      );
    case 'cpu':
      return openCpuCompute();
    default:
      return backend satisfies never;
  }
}

function describeMachine(backend: Compute['backend'], { kind, said }: Diagnosis): readonly Message[] {
  if (backend === 'webgpu') return [said];
  return kind === 'ready'
    ? [message('gpu.onCpuAsAsked', { backend })]
    : [message('gpu.onCpu', { backend }), said];
}
