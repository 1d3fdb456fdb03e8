import type { Message } from '../../words/catalogue';
import { message } from '../../words/say';
import type { DoctorReport } from './report';

/** The report in one sentence. */
export function verdictOf({
  adapter: { name },
  kernels,
  complaints,
}: Omit<DoctorReport, 'verdict'>): Message {
  const failed = kernels.filter((result) => result.failed.length > 0).map(({ kernel }) => kernel);
  if (failed.length > 0) return message('lab.doctor.failed', { name, kernels: kernels.length, failed });
  const [complaint] = complaints;
  if (complaint !== undefined) return message('lab.doctor.complained', { name, complaint });
  const cases = kernels.reduce((sum, result) => sum + result.cases, 0);
  return message('lab.doctor.passed', { name, kernels: kernels.length, cases });
}
