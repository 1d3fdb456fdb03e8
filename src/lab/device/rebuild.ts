/** The lab goes on when the device that it computes on is lost. */

import { SaidError, sayError } from '../../words/saidError';
import { message } from '../../words/say';
import type { LabParts } from '../calls/labParts';
import { type Host, loadingJob, moveTo, presentModel } from '../host';
import { reviveModel } from '../opening/openedModel';
import type { LabEvent } from '../protocol';
import { type Machine, openMachineAgain } from './machine';

/** Rebuilds the lab when the machine's device is lost, and whenever that happens to the next one; the page is told. */
export function guardDevice(parts: LabParts, machine: Machine): void {
  const { jobs, emit } = parts;
  machine.lost?.then(async (reason) => {
    const undone = new SaidError('gpu.lostAtWork', [{ reason }]);
    try {
      await jobs.interrupt(undone, () => goOn(parts, machine, reason));
      await parts.goOn();
    } catch (error) {
      const problem = sayError(error);
      emit({ kind: 'failure', message: message('gpu.lostForGood', { reason, problem }) });
    }
  });
}

async function goOn(parts: LabParts, lost: Machine, reason: string): Promise<void> {
  const { host, emit, moment } = parts;
  const machine = await rebuild(host, lost, emit);
  guardDevice(parts, machine);
  const code = machine.device.backend === 'webgpu' ? 'gpu.goesOnOnNewDevice' : 'gpu.goesOnOnCpu';
  emit({ kind: 'rebuilt', moment: moment(), message: message(code, { reason }) });
}

/**
 * Moves the open model to a new device, or to the CPU where there is none; what else is kept moves when it is opened again.
 * @returns the machine that it is on
 */
async function rebuild(
  host: Host,
  { device }: Machine,
  onEvent: (event: LabEvent) => void,
): Promise<Machine> {
  const { openMachine } = host;
  abandonDevice(host);
  const machine = await openMachineAgain(openMachine, device.choice, onEvent);
  try {
    return await move(host, machine);
  } catch (error) {
    if (machine.device.backend !== 'webgpu') throw error;
    return move(host, await openMachine('wasm', onEvent));
  }
}

/** Lets go of the tensors of a device that is lost. */
function abandonDevice({ kept }: Host): void {
  for (const { network } of kept.values()) {
    try {
      network.dispose();
    } catch {
      // They went with the device.
    }
  }
}

async function move(host: Host, machine: Machine): Promise<Machine> {
  const job = loadingJob(host, 'model');
  moveTo(host, machine, await reviveModel(presentModel(host), machine.compute, job));
  return machine;
}
