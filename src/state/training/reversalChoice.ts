/** What a training is to hide, as the form has it: attributes by their names. */

import { attributeName } from '../../words/names';
import { formats, lists, say } from '../../words/say';
import {
  type AttributeChoice,
  type Reversal,
  reversalStrength,
  type TrainingRequest,
} from '../../worker/protocol';

/** `own`: those that the person ticked. */
export const reversalKinds = ['none', 'all', 'random', 'picked', 'own'] as const satisfies readonly (
  | AttributeChoice
  | 'none'
  | 'own'
)[];
export type ReversalKind = (typeof reversalKinds)[number];

export interface ReversalChoice {
  readonly kind: ReversalKind;
  /** As it was typed. */
  readonly strength: string;
  readonly attributes: readonly string[];
}

export const noReversal: ReversalChoice = {
  kind: 'none',
  strength: String(reversalStrength.usual),
  attributes: [],
};

/** What is wrong with the strength, in a sentence, or null. */
export function strengthComplaint({ kind, strength }: ReversalChoice): string | null {
  const { from, to } = reversalStrength;
  const value = Number(strength);
  if (kind === 'none' || (strength.trim() !== '' && value >= from && value <= to)) return null;
  const label = say('page.training.labels.reversalStrength');
  return say('page.settings.complaints.between', { label, from, to, text: strength });
}

/** Why nothing can be hidden as it is chosen, in a sentence, or null. */
export function reversalComplaint(choice: ReversalChoice): string | null {
  const complaint = strengthComplaint(choice);
  if (complaint !== null || choice.kind === 'none' || choice.attributes.length > 0) return complaint;
  return say('page.training.reversal.noneChosen');
}

/** The request with what is to be hidden. */
export function withReversal(
  request: TrainingRequest,
  { kind, strength, attributes }: ReversalChoice,
): TrainingRequest {
  if (kind === 'none') return request;
  return { ...request, reversal: { strength: Number(strength), attributes } };
}

/** What a training hid, in a few words. */
export function hiddenWords(reversal: Reversal | undefined): string {
  if (!reversal) return say('page.training.attributes.nothingHidden');
  const attributes = lists.list(reversal.attributes.map(attributeName));
  return say('page.training.attributes.hidden', { attributes, strength: formats.size(reversal.strength) });
}
