import { openGpu } from '../../gpu/device';
import { diagnose } from '../../gpu/diagnosis';
import { errorOf } from '../../words/saidError';
import { type ExaminationSettings, examineGpu } from './examine';
import type { DoctorReport } from './report';

/**
 * Examines the adapter that the lab would take in this browser, on a device of its own.
 * @throws SaidError where there is none; AbortError when cancelled
 */
export async function examineHere(settings: ExaminationSettings = {}): Promise<DoctorReport> {
  const diagnosis = await diagnose();
  if (!('adapter' in diagnosis)) throw errorOf(diagnosis.said);
  const gpu = await openGpu(diagnosis.adapter);
  try {
    return await examineGpu(gpu, settings);
  } finally {
    gpu.close();
  }
}
