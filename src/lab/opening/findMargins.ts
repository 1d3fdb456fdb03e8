import type { Dataset } from '../../data/dataset';
import { type EnsembleMargins, gatherMargins, wholeRows } from '../../engine/yardstick/ensembleMargins';
import { type EnsembleSpec, ensembleKey } from '../../engine/yardstick/ensembleSpec';
import type { MemberStore } from '../../engine/yardstick/memberStore';
import type { ShippedEnsembles } from './shippedEnsembles';

/** Where the margins of ensembles can be. */
export interface MarginSources {
  readonly store: Pick<MemberStore, 'loadMargins'>;
  readonly shipped: ShippedEnsembles;
}

/** Margins of a whole ensemble, and where they come from. */
export interface FoundMargins {
  readonly margins: EnsembleMargins;
  readonly from: 'made' | 'shipped';
}

/** The margins of an ensemble whose models are all there: made here before, or shipped with the lab. null: neither. @throws SaidError where shipped files are damaged */
export async function findMargins(
  spec: EnsembleSpec,
  dataset: Dataset,
  { store, shipped }: MarginSources,
  signal?: AbortSignal,
): Promise<FoundMargins | null> {
  const rows = wholeRows(await store.loadMargins(ensembleKey(spec)), dataset);
  if (rows.size === spec.count) return { margins: gatherMargins(spec, dataset, rows), from: 'made' };
  const margins = await shipped.fetch(spec, dataset, signal);
  return margins && { margins, from: 'shipped' };
}
