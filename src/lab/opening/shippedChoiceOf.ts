import type { CheckpointCard } from '../../model/checkpoint';
import type { ShippedChoice } from '../protocol';
import type { OpenedModel } from './openedModel';

/**
 * Which of the weights that ship for a model are open.
 * @param former the cards of those that shipped before
 * @returns null where only one kind ever shipped, or where others are open
 */
export function shippedChoiceOf(
  { dataset, network, trained }: OpenedModel,
  former: readonly CheckpointCard[],
): ShippedChoice | null {
  const before = former.find(
    ({ data, model }) => data.digest === dataset.digest && model === network.architecture.id,
  );
  if (!before || trained?.origin !== 'shipped') return null;
  const { precision } = trained.card as CheckpointCard;
  return precision === before.precision ? 'former' : 'present';
}
