import { digestOf } from './digest';
import type { Session } from './session';

/** What names the work on a model: the data, the architecture with its scaling, and the original weights. Equal keys, equal originals. */
export function sessionKey({
  dataset,
  network,
  trained,
}: Pick<Session, 'dataset' | 'network' | 'trained'>): string {
  const { id, scaling } = network.architecture;
  const scaled = scaling ? ` ${scaling.id}` : '';
  return `${dataset.digest} ${id} ${digestOf(trained.parameters)}${scaled}`;
}
