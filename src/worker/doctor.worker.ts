/** The doctor in a worker of its own: it runs where the lab cannot, and what it does to a device is gone with it. */

import { expose } from 'comlink';
import type { ExaminationProgress } from '../lab/doctor/examine';
import { examineHere } from '../lab/doctor/examineHere';
import { keepSaidErrors } from './thrown';

keepSaidErrors();

const doctor = {
  examine: (onProgress: (progress: ExaminationProgress) => void) => examineHere({ onProgress }),
};
export type Doctor = typeof doctor;
expose(doctor);
