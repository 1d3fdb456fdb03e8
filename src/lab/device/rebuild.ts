/** The lab goes on when the device that it computes on is lost. */

import type { LabParts } from '../calls/labParts';
import { type Host, loadingJob, moveTo, presentModel } from '../host';
import { reviveModel } from '../opening/openedModel';
import type { LabEvent } from '../protocol';
import { type Machine, openMachineAgain } from './machine';

/** Rebuilds the lab when the machine's device is lost, and whenever that happens to the next one; the page is told. */
export function guardDevice(parts: LabParts, machine: Machine): void {
  const { jobs, emit } = parts;
  machine.lost?.then(async (reason) => {
    const undone = new Error(
      `The GPU device was lost (${reason}) while the lab was at work: that was not done, and the model is as it was before.`,
    );
    try {
      await jobs.interrupt(undone, () => goOn(parts, machine, reason));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const message = `The GPU device was lost (${reason}), and the lab could not start again: ${problem} Reload the page.`;
      emit({ kind: 'failure', message });
    }
  });
}

async function goOn(parts: LabParts, lost: Machine, reason: string): Promise<void> {
  const { host, emit, moment } = parts;
  const machine = await rebuild(host, lost, emit);
  guardDevice(parts, machine);
  const place = machine.device.backend === 'webgpu' ? 'a new device' : 'the CPU, because there is no new one';
  const message = `The GPU device was lost (${reason}). The lab goes on on ${place}, with the model as it was.`;
  emit({ kind: 'rebuilt', moment: moment(), message });
}

/**
 * Moves the opened to a new device, or to the CPU where there is none; what else is kept moves when it is put open.
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
  const job = loadingJob(host, 'the model');
  moveTo(host, machine, await reviveModel(presentModel(host), machine.compute, job));
  return machine;
}
