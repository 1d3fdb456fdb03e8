import { digestOf } from './digest';
import type { Session } from './session';

/** What names the work on a model: the data, the architecture and the original weights. Equal keys, equal originals. */
export function sessionKey({
  dataset,
  network,
  trained,
}: Pick<Session, 'dataset' | 'network' | 'trained'>): string {
  return `${dataset.digest} ${network.architecture.id} ${digestOf(trained.parameters)}`;
}
