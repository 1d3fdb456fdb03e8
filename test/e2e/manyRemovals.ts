/** A session of very many removals, made and not computed: a page with a long history is drawn, nothing of it is claimed. */

import { readFileSync } from 'node:fs';
import { writeContent } from '../../src/lab/saving/writeSession';
import { readSession } from '../../src/lab/schema/session';

const fixture = 'test/fixtures/25670b1/session.json';

/**
 * The text of a session's file: one removal of a real session over and over, each of the next sample, none of which changes a weight, so that the digests hold.
 * The numbers that the charts draw go up and down.
 */
export async function manyRemovals(count: number): Promise<string> {
  const file = readSession(readFileSync(fixture, 'utf8'));
  const { report: made } = file.history.removals.find(({ report }) => report.accepted)!;
  const { provenance, dataset, model, training, weights } = file;
  const reports = Array.from({ length: count }, (_, i) => {
    const wave = 0.01 * Math.sin(i / 40);
    const shift = <T extends typeof made.after>(metrics: T) => ({
      ...metrics,
      residualAccuracy: metrics.residualAccuracy + wave,
      residualLoss: metrics.residualLoss - wave,
    });
    return {
      ...made,
      ...{ id: i + 1, parent: i, digestBefore: model.digest, digestAfter: model.digest },
      retainCount: dataset.trainingCount - i - 1,
      request: { ...made.request, samples: [i] },
      samples: [{ ...made.samples[0]!, index: i }],
      before: shift(made.before),
      after: shift(made.after),
    };
  });
  const unchanged = { indices: new Uint32Array(), after: new Float32Array() };
  return writeContent({
    provenance,
    origin: { dataset, model, training },
    weights,
    current: count,
    next: reports.map(({ parent, id }) => [parent, id] as const),
    reports,
    readValues: async () => unchanged,
    present: null,
    comparisons: [],
    certificate: null,
  });
}
