import type { Dataset } from '../data/dataset';
import { type CheckpointCard, checkpointName, decodeWeights, type TrainingCard } from '../model/checkpoint';
import type { Network } from '../model/network';
import type { TrainedWeights } from '../model/training';

/**
 * The weights in public/models for this data and model; null where none ship.
 * @param baseUrl address of the folder that holds models/
 */
export async function fetchShipped(
  baseUrl: string,
  dataset: Dataset,
  network: Network,
  signal: AbortSignal,
): Promise<{ weights: TrainedWeights; card: TrainingCard } | null> {
  const index = await fetch(new URL('models/index.json', baseUrl), { signal });
  if (!index.ok) return null;
  const shipped = (await index.json()) as CheckpointCard[];
  const card = shipped.find(
    (entry) =>
      entry.dataset === dataset.id &&
      entry.model === network.architecture.id &&
      entry.trainingCount === dataset.training.count &&
      entry.parameterCount === network.parameterCount,
  );
  if (!card) return null;
  const name = checkpointName(card.dataset, card.model);
  const file = await fetch(new URL(`models/${name}.bin`, baseUrl), { signal });
  if (!file.ok) throw new Error(`The shipped weights ${name} could not be loaded (status ${file.status}).`);
  return { weights: decodeWeights(card, await file.arrayBuffer()), card };
}
