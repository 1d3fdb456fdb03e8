/** A cell of Theorem 1: block steps of one width from one set of removed samples. */

import { withoutSamples } from '../../data/takeSamples';
import { listForgetSet } from '../../engine/forgetSpec';
import { retrain } from '../../engine/yardstick/retrain';
import { conjugateGradients } from '../../math/linear/conjugateGradients';
import { norm, subtract } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { openRegression } from '../../model/logisticRegression';
import type { CellContext, CellResult, Row } from '../experiment';
import type { TheoremSpec } from '../rows/theorem1';

export function runTheorem(
  { model, slices, iterations, removed, seed }: TheoremSpec,
  { models, signal, onProgress }: CellContext,
): Promise<CellResult> {
  return models.withSession(model, async (session) => {
    const { dataset, network, training } = session;
    const gone = listForgetSet(dataset.training.labels, [], { kind: 'random', count: removed, seed });
    const { parameters } = await retrain(session, { removed: gone, order: 'coupled' }, { signal });
    const left = withoutSamples(dataset, gone).training;
    const regression = openRegression(network, dataset, left, training.weightDecay)!;
    const target = regression.toRows(parameters);
    const random = createRandom(seed, 'theorem 1');
    const width = target.length / network.classes;
    let weights = regression.toRows(session.parameters);
    const rows: Row[] = [];
    for (let iteration = 0; ; iteration++) {
      const point = await regression.evaluate(weights, signal);
      const distance = norm(subtract(weights, target));
      rows.push({ slices, seed, iteration, distance, gradient_norm: norm(point.gradient) });
      onProgress?.(iteration / iterations);
      if (iteration === iterations) return { rows, times: [] };
      const classes = random
        .shuffle(Uint32Array.from({ length: network.classes }, (_, i) => i))
        .subarray(0, slices);
      const inBlock = new Float64Array(target.length);
      for (const one of classes) inBlock.fill(1, one * width, (one + 1) * width);
      const keep = (vector: Float64Array) => vector.map((value, i) => value * inBlock[i]!);
      const { solution } = await conjugateGradients(
        async (vector) => keep(await regression.multiply(point, keep(vector), signal)),
        keep(point.gradient.map((value) => -value)),
        { damping: regression.decay, tolerance: 1e-8, maxIterations: 500, signal },
      );
      weights = weights.map((value, i) => value + solution[i]!);
    }
  });
}
