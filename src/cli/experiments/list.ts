import { scales } from '../../experiments/experiment';
import { experimentIds } from '../../experiments/ids';
import { experiments } from '../../experiments/table';
import { planExperiment } from '../../lab/figures/plan';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';

/** Prints the experiments: name, what each shows, and how many cells it has at each scale. */
export function runList(): ExitCode {
  for (const id of experimentIds) {
    const counts = scales.map((scale) => {
      const { data } = planExperiment(id, { scale, data: null, backend: 'wasm' });
      return `${experiments[id].cells(scale, data).length} ${scale}`;
    });
    console.log(`${id.padEnd(14)}${say(`experiments.titles.${id}`)} (${counts.join(', ')})`);
  }
  return exitCodes.done;
}
