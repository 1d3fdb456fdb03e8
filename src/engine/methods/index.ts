import { algorithm1 } from './algorithm1';
import { fineTuning } from './fineTuning';
import { fisherForgetting } from './fisherForgetting';
import { gradientAscent } from './gradientAscent';
import { influence } from './influence';
import type { Method, MethodInput, MethodResult } from './method';
import { negGradPlus } from './negGradPlus';
import { newton } from './newton';
import { randomLabels } from './randomLabels';
import { retraining } from './retraining';
import { rewind } from './rewind';
import { scrub } from './scrub';
import { ssd } from './ssd';
import { type MethodId, methodNumbers } from './table';

/** What computes each row of the table of methods (table.ts). */
const methods: { readonly [M in MethodId]: Method<M> } = {
  algorithm1,
  retraining,
  rewind,
  'fine-tuning': fineTuning,
  'gradient-ascent': gradientAscent,
  'neg-grad-plus': negGradPlus,
  'random-labels': randomLabels,
  'fisher-forgetting': fisherForgetting,
  scrub,
  ssd,
  influence,
  newton,
};

/** Lets a method work, with its own numbers as the request has them. */
export function runMethod<M extends MethodId>(
  id: M,
  input: Omit<MethodInput, 'numbers'>,
): Promise<MethodResult> {
  return methods[id]({ ...input, numbers: methodNumbers(id, input.request.methodNumbers) });
}
