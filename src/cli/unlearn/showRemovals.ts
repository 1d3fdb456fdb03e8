import type { RemovalReport } from '../../engine/report';
import type { Session } from '../../engine/session';

/** Least time between two lines of progress. */
const pauseMs = 200;

/**
 * Says on stderr how far a run is: on a terminal in one line that is written over, else in a line per removal.
 * @param total removals of the whole run
 * @param made removals that an earlier process made
 */
export function showRemovals(total: number, made: number) {
  const start = performance.now();
  let here = 0;
  let validation = '';
  let lastMs = 0;
  const remaining = () => {
    if (here === 0) return '';
    const ms = ((performance.now() - start) / here) * (total - made - here);
    return `, ${ms < 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`} left`;
  };
  const { isTTY } = process.stderr;
  const write = (text: string) => process.stderr.write(isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  return {
    progress(removal: number, phase: string, fraction: number) {
      if (!isTTY || performance.now() - lastMs < pauseMs) return;
      lastMs = performance.now();
      write(
        `removal ${removal} of ${total}, ${phase} ${Math.round(100 * fraction)}%${validation}${remaining()}`,
      );
    },
    removal({ id, after, accepted }: RemovalReport) {
      here += 1;
      validation = `, validation ${percent(after.validationAccuracy)}${accepted ? '' : ' (rejected)'}`;
      write(`removal ${id} of ${total}, done${validation}${remaining()}`);
    },
    end({ evaluation: { metrics }, removals, digest }: Session) {
      const rejected = removals.filter(({ report }) => !report.accepted).length;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      if (isTTY) process.stderr.write('\n');
      console.log(
        `${total} removals (${rejected} rejected, ${here} made now in ${seconds} s): residual ${percent(metrics.residualAccuracy)}, validation ${percent(metrics.validationAccuracy)}, weights ${digest.slice(0, 12)}`,
      );
    },
  };
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
