/** The lab goes on when the device that it computes on is lost. */

import { reviveBench } from './bench';
import { type Machine, openMachine, openMachineAgain } from './machine';
import type { LabEvent } from './protocol';
import { loadingJob, moveBench, presentBench, type Workbench } from './workbench';

/**
 * Moves the bench to a new device, or to the CPU where there is none; what else is kept moves when it is put on the bench.
 * @returns the machine that it is on
 */
export async function rebuild(
  workbench: Workbench,
  { device }: Machine,
  onEvent: (event: LabEvent) => void,
): Promise<Machine> {
  abandonDevice(workbench);
  const machine = await openMachineAgain(device.choice, onEvent);
  try {
    return await moveTo(workbench, machine);
  } catch (error) {
    if (machine.device.backend !== 'webgpu') throw error;
    return moveTo(workbench, await openMachine('wasm', onEvent));
  }
}

/** Lets go of the tensors of a device that is lost. */
function abandonDevice({ kept }: Workbench): void {
  for (const { network } of kept.values()) {
    try {
      network.dispose();
    } catch {
      // They went with the device.
    }
  }
}

async function moveTo(workbench: Workbench, machine: Machine): Promise<Machine> {
  const job = loadingJob(workbench, 'the model');
  moveBench(workbench, machine, await reviveBench(presentBench(workbench), machine.compute, job));
  return machine;
}
