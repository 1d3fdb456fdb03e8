import type { Dataset } from '../../data/dataset';
import { digestOf } from '../../engine/digest';
import type { Architecture } from '../../model/architectures';
import { type Checkpoint, type DecodedCheckpoint, decodeCheckpoint } from '../../model/checkpoint';
import { architectureOf } from '../../model/ownModel';
import type { Host } from '../host';
import type { WeightsOrigin } from '../protocol';
import type { FindWeights, Trained } from './installWeights';
import { checkFit, ownTraining } from './openCheckpoint';
import type { ShippedWeights } from './shippedWeights';

/** Original weights, and the model that they are of. */
export interface Original {
  readonly architecture: Architecture;
  readonly trained: Trained;
}

/** The original weights with this digest, wherever the lab has them: open, shipped, of an earlier visit, or kept as a checkpoint. null: nowhere. */
export async function findOriginal(
  host: Host,
  dataset: Dataset,
  { id, digest }: { readonly id: string; readonly digest: string },
  signal: AbortSignal,
): Promise<Original | null> {
  const open = findOpen(host, dataset, digest);
  if (open) return open;
  const shipped = await findShipped(host.shipped, dataset, { id, digest }, signal);
  if (shipped) return shipped;
  for await (const [origin, checkpoint] of keptCheckpoints(host, dataset)) {
    signal.throwIfAborted();
    const decoded = await decodeCheckpoint(checkpoint).catch(() => null);
    if (decoded && digestOf(decoded.weights.parameters) === digest) return originalOf(decoded, origin);
  }
  return null;
}

/**
 * The weights, for a network that they fit.
 * @throws CheckpointError where they do not
 */
export function fitting({ trained }: Original): FindWeights {
  return async (network) => {
    checkFit(trained.weights.parameters.length, network);
    return trained;
  };
}

/** What a checkpoint gives. */
export function originalOf(decoded: DecodedCheckpoint, origin: WeightsOrigin): Original {
  const { weights, card } = decoded;
  return { architecture: architectureOf(decoded, ownTraining), trained: { weights, card, origin } };
}

function findOpen({ kept }: Host, dataset: Dataset, digest: string): Original | null {
  for (const { dataset: other, network, trained } of kept.values()) {
    if (!trained || other.digest !== dataset.digest) continue;
    const { session, card, origin } = trained;
    if (digestOf(session.trained.parameters) !== digest) continue;
    return { architecture: network.architecture, trained: { weights: session.trained, card, origin } };
  }
  return null;
}

async function* keptCheckpoints(
  { autosave }: Host,
  { digest }: Dataset,
): AsyncGenerator<readonly [WeightsOrigin, Checkpoint]> {
  for (const { weights } of await autosave.visitsOn(digest)) {
    if (weights) yield [weights.origin, weights.checkpoint];
  }
  for (const checkpoint of await autosave.checkpoints()) {
    if (checkpoint.card.data.digest === digest) yield ['checkpoint', checkpoint];
  }
}

/** The original weights that ship with the lab, or that shipped before, where they are those of this digest. */
export async function findShipped(
  shipped: ShippedWeights,
  dataset: Dataset,
  { id, digest }: { readonly id: string; readonly digest: string },
  signal: AbortSignal,
): Promise<Original | null> {
  for (const fetch of [shipped.fetch, shipped.fetchFormer]) {
    const decoded = await fetch(dataset, id, signal);
    if (decoded && digestOf(decoded.weights.parameters) === digest) return originalOf(decoded, 'shipped');
  }
  return null;
}
