/** The residual metrics of scrub_step.json: on all training samples but the removed one. */
import { norm } from '../../../src/math/linear/vector';
import { evaluateBatch, splitBatches } from './batchMeans';
import { type Check, closeRelative, equal } from './check';
import type { Residual } from './scrubFile';
import type { ScrubStart } from './scrubStart';

/** The authors average over batches of this size, in order, and weight a short last one like the others. */
const BATCH = 128;

/** Both kinds of mean, and the share of correct predictions. */
export function* checkResidual(
  name: string,
  golden: Residual,
  { graph, residual }: ScrubStart,
  parameters: Float64Array,
  tolerance: number,
): Iterable<Check> {
  const batches = splitBatches(residual, BATCH).map((batch) => evaluateBatch(graph, parameters, batch));
  const all = evaluateBatch(graph, parameters, residual);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const metrics = {
    mean_of_batch_losses: mean(batches.map(({ loss }) => loss)),
    mean_of_batch_gradient_norms: mean(batches.map(({ gradient }) => norm(gradient))),
    loss_over_all_residual_samples: all.loss,
    gradient_norm_over_all_residual_samples: norm(all.gradient),
  };
  for (const [metric, got] of Object.entries(metrics)) {
    yield closeRelative(`${name} ${metric}`, golden[metric as keyof typeof metrics], got, tolerance);
  }
  yield equal(`${name} accuracy`, golden.accuracy, all.accuracy);
}
