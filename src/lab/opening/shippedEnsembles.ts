import type { Dataset } from '../../data/dataset';
import type { ReadShipped } from '../../data/shipped/readShipped';
import {
  decodeEnsemble,
  type EnsembleCard,
  readEnsembleCard,
  specOfCard,
} from '../../engine/yardstick/ensembleFile';
import type { EnsembleMargins } from '../../engine/yardstick/ensembleMargins';
import { type EnsembleSpec, ensembleKey } from '../../engine/yardstick/ensembleSpec';
import { checkpointName } from '../../model/checkpoint';
import { SaidError } from '../../words/saidError';

/** The ensembles in public/ensembles: margins and membership, recognised by what they depend on. */
export interface ShippedEnsembles {
  /** null where none ships. @throws SaidError where its files are damaged */
  fetch(spec: EnsembleSpec, dataset: Dataset, signal?: AbortSignal): Promise<EnsembleMargins | null>;
}

const decoder = new TextDecoder();

export function openShippedEnsembles(readFile: ReadShipped): ShippedEnsembles {
  let index: Promise<readonly EnsembleCard[]> | undefined;
  return {
    async fetch(spec, dataset, signal) {
      index ??= readIndex(readFile);
      const key = ensembleKey(spec);
      const card = (await index).find((entry) => ensembleKey(specOfCard(entry)) === key);
      if (!card) return null;
      const read = async (file: string) => {
        const path = `ensembles/${checkpointName(card.dataset.id, card.model)}/${file}`;
        const bytes = await readFile(path, signal);
        if (!bytes) throw new SaidError('lab.noShipped', [{ model: card.modelName, file }]);
        return bytes;
      };
      const [margins, membership] = await Promise.all([read('margins.bin'), read('membership.bin')]);
      return decodeEnsemble({ card, margins, membership }, dataset);
    },
  };
}

async function readIndex(readFile: ReadShipped): Promise<readonly EnsembleCard[]> {
  const bytes = await readFile('ensembles/index.json');
  if (!bytes) return [];
  const cards: unknown = JSON.parse(decoder.decode(bytes));
  if (!Array.isArray(cards)) return [];
  return cards.map((card, i) => readEnsembleCard(card, `ensembles/index.json: [${i}]`));
}
