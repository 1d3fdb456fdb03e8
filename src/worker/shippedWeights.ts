import type { Dataset } from '../data/dataset';
import {
  type CheckpointCard,
  checkpointName,
  type DecodedCheckpoint,
  decodeCheckpoint,
} from '../model/checkpoint';

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
    modelsFor: async ({ digest }) =>
      (await cards()).filter(({ data }) => data.digest === digest).map(({ model }) => model),
    async fetch({ digest }, model, signal) {
      const card = (await cards()).find((entry) => entry.data.digest === digest && entry.model === model);
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

async function fetchIndex(baseUrl: string): Promise<readonly CheckpointCard[]> {
  const response = await fetch(new URL('models/index.json', baseUrl));
  if (!response.ok) return [];
  // A browser may still hold the list of an older lab.
  return ((await response.json()) as CheckpointCard[]).filter(({ version }) => version === 2);
}
