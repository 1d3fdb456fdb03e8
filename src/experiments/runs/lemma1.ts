/** A cell of Lemma 1: the residual gradient norm after either step, for some samples of one model. */

import { defaultSettings } from '../../engine/parameters';
import type { SampleIndex } from '../../engine/report';
import { measureAgain, type Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { createRandom } from '../../math/random/random';
import type { CellContext, CellResult, Row } from '../experiment';
import type { LemmaSpec } from '../rows/lemma1';

/** Of MNIST and its kin. */
const classCount = 10;

export async function runLemma(
  { model, pool, samples, seed }: LemmaSpec,
  { models: source, loadData, signal, onProgress }: CellContext,
): Promise<CellResult> {
  const rows: Row[] = [];
  const images = drawImages({ pool, samples, seed });
  const { labels } = (await loadData(model)).training;
  for (const [i, { label, place }] of images.entries()) {
    const sample = nthOfClass(labels, label, place);
    let original = 0;
    const norms = { lfoci: 0, full: 0 };
    for (const selection of ['lfoci', 'full'] as const) {
      await source.withSession(model, async (session) => {
        original = decayedNorm(session);
        norms[selection] = await normAfter(session, sample, selection, signal);
      });
    }
    const { model: id, limit } = model;
    rows.push({
      model: id,
      n: limit,
      image: `${label}/${place}`,
      original_norm: original,
      lfoci_norm: norms.lfoci,
      full_norm: norms.full,
      gap: norms.lfoci - norms.full,
    });
    onProgress?.((i + 1) / images.length);
  }
  return { rows, times: [] };
}

/** Images that every number of samples has: a class, and a place among its images. The first of each class are taken, as many as the smallest number has. */
function drawImages({ pool, samples, seed }: Pick<LemmaSpec, 'pool' | 'samples' | 'seed'>) {
  const all = Uint32Array.from({ length: pool }, (_, i) => i);
  return [...createRandom(seed, 'lemma 1').shuffle(all).subarray(0, samples)].map((drawn) => ({
    label: drawn % classCount,
    place: Math.floor(drawn / classCount),
  }));
}

function nthOfClass(labels: ArrayLike<number>, label: number, place: number): SampleIndex {
  let seen = 0;
  return Array.from(labels).findIndex((one) => one === label && seen++ === place) as SampleIndex;
}

async function normAfter(
  session: Session,
  sample: SampleIndex,
  selection: 'lfoci' | 'full',
  signal: AbortSignal | undefined,
): Promise<number> {
  const request = {
    ...defaultSettings,
    ...{
      selection,
      curvature: 'cg' as const,
      damping: 0,
      guard: null,
      hessianSamples: session.dataset.training.count - 1,
    },
    samples: [sample],
  };
  await unlearn(session, request, { signal }, 'none');
  await measureAgain(session, { signal });
  return decayedNorm(session);
}

/** Norm of the gradient of the objective, the weight decay in it. */
const decayedNorm = (session: Session) => session.evaluation.metrics.decayedGradientNorm!;
