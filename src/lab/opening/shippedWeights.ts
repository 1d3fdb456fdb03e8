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
  /** The cards of those that shipped before them. */
  formerCards(): Promise<readonly CheckpointCard[]>;
  /** Those that shipped before them: what earlier sessions and runs rest on (docs/checkpoints.md). null where there were none. */
  fetchFormer(dataset: Dataset, model: string, signal: AbortSignal): Promise<DecodedCheckpoint | null>;
}

const decoder = new TextDecoder();

/** Where the weights lie, and those that shipped before them. */
const folders = { present: 'models', former: 'models/former' } as const;

export function openShippedWeights(readFile: ReadShipped): ShippedWeights {
  const present = openFolder(readFile, folders.present);
  const former = openFolder(readFile, folders.former);
  return {
    cards: present.cards,
    modelsFor: async (dataset) =>
      (await present.cards()).filter((card) => belongsTo(card, dataset)).map(({ model }) => model),
    fetch: present.fetch,
    formerCards: former.cards,
    fetchFormer: former.fetch,
  };
}

/** A folder of weights with an index of their cards. */
function openFolder(readFile: ReadShipped, folder: string): Pick<ShippedWeights, 'cards' | 'fetch'> {
  let index: Promise<readonly CheckpointCard[]> | undefined;
  const cards = () => {
    index ??= readIndex(readFile, folder);
    return index;
  };
  return {
    cards,
    async fetch(dataset, model, signal) {
      const card = (await cards()).find((entry) => entry.model === model && belongsTo(entry, dataset));
      if (!card) return null;
      const read = async (file: string) => {
        const bytes = await readFile(`${folder}/${checkpointName(card.data.id, model)}/${file}`, signal);
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

async function readIndex(readFile: ReadShipped, folder: string): Promise<readonly CheckpointCard[]> {
  const bytes = await readFile(`${folder}/index.json`);
  if (!bytes) return [];
  const cards: unknown = JSON.parse(decoder.decode(bytes));
  if (!Array.isArray(cards)) return [];
  return cards.map((card, i) => readCard(card, `${folder}/index.json: [${i}]`));
}
