/** Trains an ensemble of models on random halves of the data, and says how much each sample was memorised: `lethe ensemble --help` lists the options. */

import type { Dataset } from '../../data/dataset';
import { type EnsembleMargins, memorisationBy } from '../../engine/yardstick/ensembleMargins';
import { makeEnsemble } from '../../engine/yardstick/makeEnsemble';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';
import type { Stop } from '../stop';
import type { EnsembleRun } from './options';
import { withEnsemble } from './withEnsemble';
import { writeEnsemble } from './writeEnsemble';

/** Samples that are named in the end. */
const named = 10;

/** Runs the command. @throws CommandError, or what the layers below say of what they refuse */
export function runEnsemble(options: EnsembleRun, stop: Stop): Promise<ExitCode> {
  return withEnsemble(options, stop, async (opened) => {
    const { lab, spec, store, folder } = opened;
    const began = performance.now();
    const margins = await makeEnsemble(lab, spec, store, opened.job('making'));
    const seconds = (performance.now() - began) / 1000;
    if (options.out !== null) await writeEnsemble(options.out, margins, lab);
    const most = mostMemorised(margins, lab.dataset);
    if (options.json) {
      console.log(
        JSON.stringify({ ensemble: margins.key, ...spec, folder, seconds, mostMemorised: most }, null, 2),
      );
    } else {
      console.log(
        say('cli.ensemble.made', { count: spec.count, model: spec.model, data: lab.dataset.name, folder }),
      );
      console.log(say('cli.ensemble.mostMemorised'));
      for (const sample of most) console.log(say('cli.ensemble.memorised', sample));
    }
    return exitCodes.done;
  });
}

/** The samples that are memorised most, the first one most. */
function mostMemorised(margins: EnsembleMargins, { training, classNames }: Dataset) {
  const { values, errors } = memorisationBy(margins);
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[b] || 0) - (values[a] || 0));
  return Array.from(order.slice(0, named), (sample) => ({
    sample,
    label: classNames[training.labels[sample]!]!,
    memorisation: values[sample]!,
    error: errors[sample]!,
  }));
}
