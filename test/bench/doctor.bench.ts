/** How long the doctor takes to try every kernel, and what it finds: the adapter that LETHE_ADAPTER names, or that Dawn finds. */
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { examineGpu } from '../../src/lab/doctor/examine';
import { sayMessage } from '../../src/words/say';
import { sayKernel } from '../../src/words/sayDoctor';
import type { BenchReport } from './report';

export default async function bench(report: BenchReport): Promise<void> {
  const before = process.cpuUsage();
  const found = await examineGpu(await openNodeGpu());
  const { user, system } = process.cpuUsage(before);
  const processor = ((user + system) / 1e6).toFixed(1);
  report.note(
    `${sayMessage(found.verdict)} ${found.seconds.toFixed(1)} s (bar 20), ${processor} s of processor time`,
  );
  for (const kernel of found.kernels) report.row(sayKernel(kernel));
}
