import type { Dataset } from '../../data/dataset';
import type { ReadShipped } from '../../data/shipped/readShipped';
import { type CheckpointCard, readCard } from '../../model/card';
import { checkpointName, type DecodedCheckpoint, decodeCheckpoint } from '../../model/checkpoint';
import { SaidError } from '../../words/saidError';

/** The weights in public/models: recognised by the data that they were trained on, whatever way it came to the lab. */
export interface ShippedWeights {
  /** The cards of all that ship. */
  cards(): Promise<readonly CheckpointCard[]>;
  /** The models that have weights for this data. */
  modelsFor(dataset: Dataset): Promise<readonly string[]>;
  /** null where none ship. */
  fetch(dataset: Dataset, model: string, signal: AbortSignal): Promise<DecodedCheckpoint | null>;
}

const decoder = new TextDecoder();

export function openShippedWeights(readFile: ReadShipped): ShippedWeights {
  let index: Promise<readonly CheckpointCard[]> | undefined;
  const cards = () => {
    index ??= readIndex(readFile);
    return index;
  };
  return {
    cards,
    modelsFor: async (dataset) =>
      (await cards()).filter((card) => belongsTo(card, dataset)).map(({ model }) => model),
    async fetch(dataset, model, signal) {
      const card = (await cards()).find((entry) => entry.model === model && belongsTo(entry, dataset));
      if (!card) return null;
      const read = async (file: string) => {
        const bytes = await readFile(`models/${checkpointName(card.data.id, model)}/${file}`, signal);
        if (!bytes) throw new SaidError('lab.noShipped', [{ model: card.modelName, file }]);
        return bytes;
      };
      const [modelJson, weights, secant] = await Promise.all(
        ['model.json', 'weights.bin', 'secant.bin'].map(read),
      );
      return decodeCheckpoint({
        card,
        modelJson: decoder.decode(modelJson),
        weights: weights!,
        secant: secant!,
      });
    },
  };
}

/** Whether weights were trained on this data. */
function belongsTo({ data }: CheckpointCard, { digest }: Dataset): boolean {
  return data.digest === digest;
}

async function readIndex(readFile: ReadShipped): Promise<readonly CheckpointCard[]> {
  const bytes = await readFile('models/index.json');
  if (!bytes) return [];
  const cards: unknown = JSON.parse(decoder.decode(bytes));
  if (!Array.isArray(cards)) return [];
  return cards.map((card, i) => readCard(card, `models/index.json: [${i}]`));
}
