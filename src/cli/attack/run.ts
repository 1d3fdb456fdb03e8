/** Attacks removals on the models of an ensemble: `lethe attack --help` lists the options, docs/method.md says what is measured. */

import { attackRemovals } from '../../engine/yardstick/attackRemovals';
import type { AttackReport } from '../../engine/yardstick/attackReport';
import { makeEnsemble } from '../../engine/yardstick/makeEnsemble';
import { findMargins } from '../../lab/opening/findMargins';
import { say } from '../../words/say';
import { withEnsemble } from '../ensemble/withEnsemble';
import { type ExitCode, exitCodes } from '../exitCodes';
import { shippedEnsembles } from '../loadWeights';
import type { Stop } from '../stop';
import { planRemovals } from '../unlearn/planRemovals';
import type { AttackRun } from './options';

/** Runs the command. @throws CommandError, or what the layers below say of what they refuse */
export function runAttack({ settings, plan, ...choice }: AttackRun, stop: Stop): Promise<ExitCode> {
  return withEnsemble(choice, stop, async ({ lab, spec, store, signal, job }) => {
    const planned = planRemovals(lab.dataset.training, plan, settings);
    const drawSeed = plan.order === 'random' ? (settings.drawSeed ?? settings.seed) : null;
    const requests = planned.map(({ samples, seed }) => ({ ...settings, samples, seed, drawSeed }));
    const found = await findMargins(spec, lab.dataset, { store, shipped: shippedEnsembles }, signal);
    const margins = found?.margins ?? (await makeEnsemble(lab, spec, store, job('making')));
    const report = await attackRemovals(lab, margins, store, requests, job('attacking'));
    if (choice.json) console.log(JSON.stringify(report, null, 2));
    else tell(report);
    return exitCodes.done;
  });
}

function tell({ models, untouched, unlearned, failed }: AttackReport): void {
  const curves = { untouched, unlearned };
  console.log(
    say('cli.attack.title', { models, inScores: unlearned.inScores, outScores: unlearned.outScores }),
  );
  for (const what of ['untouched', 'unlearned'] as const) {
    const { auc, truePositives } = curves[what];
    console.log(say('cli.attack.auc', { what, ...(auc ?? { value: null, low: 0, high: 0 }) }));
    for (const { falsePositiveRate, rate } of truePositives) {
      if (rate) console.log(say('cli.attack.rate', { what, falsePositiveRate, ...rate }));
    }
  }
  if (failed > 0) console.log(say('cli.attack.failed', { count: failed }));
}
