/**
 * Harm to the neighbours of what was forgotten: the samples nearest to any removed one in the penultimate layer of the original model (Euclidean), ten
 * for each removed sample and a quarter of the set at most, beside as many others drawn at random. Of each group accuracy and mean loss under the
 * original, the unlearned and the retrained model: retraining may move the neighbours too, and that is no harm.
 */

import type { ImageSet } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import { distancesToSet, smallestPlaces } from '../../math/dependence/distancesToSet';
import type { Matrix } from '../../math/linear/matrix';
import { createRandom } from '../../math/random/random';
import type { SetEvaluation } from '../../model/evaluation';
import { penultimate, readLayers } from '../../model/hiddenLayers';
import { type Job, runInPieces } from '../../model/job';
import type { Session } from '../session';
import type { Comeback, GroupReport, NeighbourReport } from './comebackSchema';
import { type OfThree, threeNames } from './threeModels';

const neighboursOfOne = 10;
const largestShare = 1 / 4;

/** What the three models make of training and validation set. */
export type SetEvaluations = OfThree<{
  readonly training: SetEvaluation;
  readonly validation: SetEvaluation;
}>;

/**
 * Finds the neighbours and reads what became of them. The network is left with the original's weights.
 * @param removed all samples that are gone
 */
export async function measureNeighbours(
  { network, dataset, trained }: Pick<Session, 'network' | 'dataset' | 'trained'>,
  evaluations: SetEvaluations,
  removed: readonly number[],
  seed: number,
  { signal, onProgress }: Job = {},
): Promise<Comeback['neighbours']> {
  const { training, validation } = dataset;
  const place = penultimate(network.graph);
  network.setParameters(trained.parameters);
  const read = async (set: ImageSet) => (await readLayers(network, dataset, set, [place], { signal }))[0]!;
  const forget = await read(takeSamples(dataset, removed));
  const gone = new Set(removed);
  const left = Array.from(training.labels.keys()).filter((sample) => !gone.has(sample));
  const near = async (
    part: 'training' | 'validation',
    candidates: readonly number[],
    rows: Matrix,
  ): Promise<NeighbourReport | null> => {
    const groups = drawGroups(await runInPieces(distancesToSet(rows, forget), signal), removed.length, seed);
    if (groups === null) return null;
    const labels = dataset[part].labels;
    const summary = (places: readonly number[]): GroupReport => {
      const samples = places.map((one) => candidates[one]!);
      return Object.fromEntries(
        threeNames.map((name) => [name, summariseSamples(evaluations[name][part], labels, samples)]),
      ) as GroupReport;
    };
    return {
      count: groups.nearest.length,
      nearest: summary(groups.nearest),
      control: summary(groups.control),
    };
  };
  const ofTraining = await near('training', left, await read(takeSamples(dataset, left)));
  onProgress?.(0.8);
  const ofValidation = await near('validation', Array.from(validation.labels.keys()), await read(validation));
  onProgress?.(1);
  return { training: ofTraining, validation: ofValidation };
}

/** The places of the nearest, and as many of the others; null where there are fewer than four in all. */
export function drawGroups(
  distances: Float64Array,
  removedCount: number,
  seed: number,
): { readonly nearest: number[]; readonly control: number[] } | null {
  const count = Math.min(neighboursOfOne * removedCount, Math.floor(distances.length * largestShare));
  if (count < 1) return null;
  const order = smallestPlaces(distances, distances.length);
  const others = createRandom(seed, 'control group').shuffle(Uint32Array.from(order.slice(count)));
  return { nearest: order.slice(0, count), control: [...others.subarray(0, count)] };
}

function summariseSamples(
  { losses, predicted }: SetEvaluation,
  labels: Uint8Array,
  samples: readonly number[],
): { readonly accuracy: number; readonly loss: number } {
  let right = 0;
  let loss = 0;
  for (const sample of samples) {
    if (predicted[sample] === labels[sample]) right += 1;
    loss += losses[sample]!;
  }
  return { accuracy: right / samples.length, loss: loss / samples.length };
}
