import { dataName, modelName } from '../../words/names';
import { say, sayMessage } from '../../words/say';
import { whyNoNoise } from '../../worker/protocol';
import { removalRequest } from '../settings/settings';
import { usedSettings } from '../settings/usedSettings';
import type { State } from '../store';

/** Why nothing can be unlearned now, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNotUnlearn({ lab, selected, drafts, settings }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  if (lab.model.training === null)
    return say('page.jobs.trainFirst', { model: modelName(lab.model), data: dataName(lab.dataset) });
  if (selected.size === 0) return say('page.samples.selection.empty');
  const wrong = usedSettings(settings).find((name) => drafts[name] !== undefined);
  if (wrong !== undefined) return drafts[wrong]!.complaint;
  const reason = whyNoNoise(removalRequest(settings, []));
  return reason && sayMessage(reason);
}
