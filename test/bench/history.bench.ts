/** 1,000 removals that change every weight of the two-layer net, in Chromium: memory, disk, time. The bounds are those of test/lab/saving/historyGrowth.test.ts. */

import { spawnSync } from 'node:child_process';
import type { HistorySize } from '../lab/saving/growHistory';
import type { BenchReport } from './report';

export default async function benchHistory(report: BenchReport): Promise<void> {
  const { stdout, status } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', 'gpu', 'test/lab/saving/historyGrowth.test.ts'],
    { encoding: 'utf8', env: { ...process.env, VITE_HISTORY_REMOVALS: '1000' }, timeout: 600_000 },
  );
  const line = /HISTORY (\{.*\})/.exec(stdout);
  if (status !== 0 || !line) throw new Error(stdout);
  const size = JSON.parse(line[1]!) as HistorySize & { readonly removals: number };
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  report.note(`${size.removals} removals, ${size.msPerRemoval.toFixed(1)} ms each to record and save`);
  report.note(
    `objects and array buffers: ${megabytes(size.memoryBefore)} before, ${megabytes(size.memoryGrowth)} more after`,
  );
  report.note(
    `on the disk: ${megabytes(size.diskGrowth)}; a state of the middle in ${size.middleMs.toFixed(0)} ms`,
  );
}
