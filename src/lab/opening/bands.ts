import type { ReadShipped } from '../../data/shipped/readShipped';
import { type BandCard, bandKeyOfCard, readBandCard } from '../../engine/yardstick/bandFile';
import type { BandReport } from '../../engine/yardstick/bandReport';
import { type BandSpec, bandKey } from '../../engine/yardstick/bandSpec';
import { findBand } from '../../engine/yardstick/noiseBand';
import type { MemberStore } from '../store';

/** The noise bands of retraining that are there. */
export interface Bands {
  /** Made here before, or shipped with the lab; null: neither. What cannot be read counts as not there. */
  find(spec: BandSpec): Promise<BandReport | null>;
}

/** The file of those that ship. */
const shippedFile = 'ensembles/bands.json';

const decoder = new TextDecoder();

export function openBands(store: Pick<MemberStore, 'loadMargins'> | null, readFile: ReadShipped): Bands {
  let cards: Promise<readonly BandCard[]> | undefined;
  return {
    async find(spec) {
      const made = store && (await findBand(spec, store).catch(() => null));
      if (made || spec.leftOut.length > 0) return made;
      cards ??= readCards(readFile).catch(() => []);
      const key = bandKey(spec);
      const card = (await cards).find((entry) => bandKeyOfCard(entry) === key);
      return card ? { seeds: card.seeds, leftOut: card.leftOut, values: card.values } : null;
    },
  };
}

async function readCards(readFile: ReadShipped): Promise<readonly BandCard[]> {
  const bytes = await readFile(shippedFile);
  if (!bytes) return [];
  const cards: unknown = JSON.parse(decoder.decode(bytes));
  if (!Array.isArray(cards)) return [];
  return cards.map((card, i) => readBandCard(card, `${shippedFile}: [${i}]`));
}
