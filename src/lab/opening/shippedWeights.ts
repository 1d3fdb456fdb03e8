import type { Dataset } from '../../data/dataset';
import { dataSources } from '../../data/sources';
import { type CheckpointCard, readCard } from '../../model/card';
import { checkpointName, type DecodedCheckpoint, decodeCheckpoint } from '../../model/checkpoint';

/** The weights in public/models: recognised by the data that they were trained on, whatever way it came to the lab. */
export interface ShippedWeights {
  /** The cards of all that ship. */
  cards(): Promise<readonly CheckpointCard[]>;
  /** The models that have weights for this data. */
  modelsFor(dataset: Dataset): Promise<readonly string[]>;
  /** null where none ship. */
  fetch(dataset: Dataset, model: string, signal: AbortSignal): Promise<DecodedCheckpoint | null>;
}

/** @param baseUrl address of the folder that holds models/ */
export function openShippedWeights(baseUrl: string): ShippedWeights {
  let index: Promise<readonly CheckpointCard[]> | undefined;
  const cards = () => {
    index ??= fetchIndex(baseUrl);
    return index;
  };
  return {
    cards,
    modelsFor: async (dataset) =>
      (await cards()).filter((card) => belongsTo(card, dataset)).map(({ model }) => model),
    async fetch(dataset, model, signal) {
      const card = (await cards()).find((entry) => entry.model === model && belongsTo(entry, dataset));
      if (!card) return null;
      const folder = new URL(`models/${checkpointName(card.data.id, model)}/`, baseUrl);
      const read = async (file: string) => {
        const response = await fetch(new URL(file, folder), { signal });
        if (!response.ok) {
          throw new Error(
            `The shipped weights of ${card.modelName} could not be loaded (${file}, status ${response.status}). Reload the page.`,
          );
        }
        return response;
      };
      const [modelJson, weights, secant] = await Promise.all([
        read('model.json').then((response) => response.text()),
        read('weights.bin').then((response) => response.arrayBuffer()),
        read('secant.bin').then((response) => response.arrayBuffer()),
      ]);
      return decodeCheckpoint({
        card,
        modelJson,
        weights: new Uint8Array(weights),
        secant: new Uint8Array(secant),
      });
    },
  };
}

/**
 * Whether weights were trained on this data: by its digest; data that the lab makes, by name and size, because another browser's sine may differ
 * in a last bit and so a pixel by a grey level.
 */
function belongsTo({ data }: CheckpointCard, { id, digest, training }: Dataset): boolean {
  if (data.digest === digest) return true;
  const isMade = dataSources.some((source) => source.id === id && source.kind === 'builtin');
  return isMade && data.id === id && data.trainingCount === training.count;
}

async function fetchIndex(baseUrl: string): Promise<readonly CheckpointCard[]> {
  const response = await fetch(new URL('models/index.json', baseUrl));
  if (!response.ok) return [];
  const cards: unknown = await response.json();
  if (!Array.isArray(cards)) return [];
  return cards.map((card, i) => readCard(card, `models/index.json: [${i}]`));
}
