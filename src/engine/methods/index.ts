import { algorithm1 } from './algorithm1';
import { fineTuning } from './fineTuning';
import { fisherForgetting } from './fisherForgetting';
import { gradientAscent } from './gradientAscent';
import { influence } from './influence';
import type { Method } from './method';
import { negGradPlus } from './negGradPlus';
import { randomLabels } from './randomLabels';
import { retraining } from './retraining';
import { scrub } from './scrub';
import { ssd } from './ssd';
import type { MethodId } from './table';

/** What computes each row of the table of methods (table.ts). */
const methods: Record<MethodId, Method> = {
  algorithm1,
  retraining,
  'fine-tuning': fineTuning,
  'gradient-ascent': gradientAscent,
  'neg-grad-plus': negGradPlus,
  'random-labels': randomLabels,
  'fisher-forgetting': fisherForgetting,
  scrub,
  ssd,
  influence,
};

/** What computes a method. */
export function methodOf(id: MethodId): Method {
  return methods[id];
}
