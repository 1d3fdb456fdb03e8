/** A cell of `table7b`: provisions of one class removed one by one, micro F1 after each. */

import { defaultSettings } from '../../engine/parameters';
import type { BriefReport, RemovalSettings, SampleIndex } from '../../engine/report';
import type { Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { createRandom } from '../../math/random/random';
import { countAnswers, f1Of } from '../../model/answers';
import { evaluateSet } from '../../model/evaluation';
import type { CellContext, CellResult, Row } from '../experiment';
import { delta, drops, type Frequency, noiseOf, type ProvisionsSpec } from '../rows/table7b';

export function runProvisions(
  spec: ProvisionsSpec,
  { models, signal, onProgress }: CellContext,
): Promise<CellResult> {
  return models.withSession(spec.model, async (session) => {
    const own = classOf(session, spec.frequency);
    const order = createRandom(spec.seed, 'provisions').shuffle(Uint32Array.from(samplesOf(session, own)));
    const samples = [...order.subarray(0, spec.most)] as SampleIndex[];
    const seeds = createRandom(spec.seed, 'removals');
    const noise = spec.epsilon === null ? null : { epsilon: spec.epsilon, delta };
    const measures = [await measure(session, own, [], signal)];
    let durations = 0;
    for (const [i, sample] of samples.entries()) {
      signal?.throwIfAborted();
      const request: RemovalSettings = { ...defaultSettings, guard: null, noise };
      const report = await unlearn(
        session,
        { ...request, samples: [sample], seed: seeds.bits() },
        { signal },
        'none',
      );
      durations += durationOf(report);
      measures.push(await measure(session, own, samples.slice(0, i + 1), signal));
      onProgress?.((i + 1) / samples.length);
    }
    const name = { frequency: spec.frequency, noise: noiseOf(spec.epsilon) };
    const rows = measures.map(
      (row, removed): Row => ({
        ...name,
        seed: spec.seed,
        removed,
        ...row,
        // How many it took belongs to the whole run: it stands where nothing is removed yet.
        ...(removed === 0 ? fallenIn(measures) : {}),
      }),
    );
    return { rows, times: [{ ...name, seed: spec.seed, ms: durations / samples.length }] };
  });
}

/** The class with the most or the fewest training samples; the first of equals. */
function classOf({ dataset }: Session, frequency: Frequency): number {
  const counts = dataset.classNames.map((_, k) => samplesOf({ dataset }, k).length);
  const wanted = frequency === 'most' ? Math.max(...counts) : Math.min(...counts);
  return counts.indexOf(wanted);
}

/** The training samples of which a class is true. */
function samplesOf({ dataset }: Pick<Session, 'dataset'>, own: number): number[] {
  const { labelSets, labels } = dataset.training;
  const classes = dataset.classNames.length;
  return [...labels.keys()].filter((sample) =>
    labelSets ? labelSets[sample * classes + own] === 1 : labels[sample] === own,
  );
}

interface Measure {
  readonly overall_f1: number;
  readonly class_f1: number;
  readonly forget_f1: number | null;
}

async function measure(
  session: Session,
  own: number,
  gone: readonly SampleIndex[],
  signal: AbortSignal | undefined,
): Promise<Measure> {
  const { dataset, network, parameters } = session;
  network.setParameters(parameters);
  const held = await evaluateSet(network, dataset, dataset.validation, { signal }, { parameters });
  const seen = await evaluateSet(network, dataset, dataset.training, { signal }, { parameters });
  const { classes } = network;
  const removed = new Uint8Array(dataset.training.count);
  for (const sample of gone) removed[sample] = 1;
  return {
    overall_f1: f1Of(countAnswers(held.answers!, classes)),
    class_f1: f1Of(countAnswers(held.answers!, classes, undefined, own)),
    forget_f1: gone.length === 0 ? null : f1Of(countAnswers(seen.answers!, classes, removed)),
  };
}

/** How many removals it took until F1 had fallen by so many points; null where it never had. */
function fallenIn(measures: readonly Measure[]): Row {
  const first = measures[0]!;
  const until = (column: 'overall_f1' | 'class_f1', drop: number) => {
    const place = measures.findIndex((row) => first[column] - row[column] >= drop / 100);
    return place === -1 ? null : place;
  };
  return Object.fromEntries(
    drops.flatMap((drop) => [
      [`overall_${drop}`, until('overall_f1', drop)],
      [`class_${drop}`, until('class_f1', drop)],
    ]),
  );
}

/** The time of a removal without its measuring. */
const durationOf = ({ durationsMs: { perturb, select, curvature, update } }: BriefReport) =>
  perturb + select + curvature + update;
