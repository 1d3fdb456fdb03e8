/**
 * SCRUB (M. Kurmanji, P. Triantafillou, J. Hayes and E. Triantafillou, "Towards unbounded machine unlearning", NeurIPS 2023, section 3, algorithm 1). The
 * present model is the teacher o, and the student w starts from it. With d(x; w) = KL(p(x; o) || p(x; w)), each epoch is
 *   a pass over the forget set that climbs  mean d                                  (in the first `ascentEpochs` epochs only)
 *   a pass over the retain set that descends  alpha mean d + gamma mean l           (l the cross-entropy with the label)
 * by plain SGD. As KL(p || q) differs from the cross-entropy of q with the target p by what does not depend on q, both are cross-entropies with soft
 * targets: of p for d, and of (alpha p + gamma onehot) / (alpha + gamma) with the weight alpha + gamma for the sum.
 * d has gradient 0 at the start, where student and teacher agree: the first pass over a forget set of one batch does nothing, and it is from the second
 * ascent epoch on that the student moves away. Batch normalisation is frozen, in both models.
 */

import { takeSamples } from '../../data/takeSamples';
import { type DescentBatch, descend, refuseInfinite } from '../../model/descend';
import { evaluateSet } from '../../model/evaluation';
import { SaidError } from '../../words/saidError';
import { retainSet } from '../retainSet';
import type { MethodInput, MethodResult } from './method';
import { labelledBatch, shuffleIntoBatches } from './minibatches';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'scrub'>>;

/** The teacher's probabilities of a training sample. */
type Teacher = (sample: number) => Float32Array;

/** @throws SaidError when alpha and gamma are both 0, and nothing would hold the student on the retain set */
export async function scrub(input: Input): Promise<MethodResult> {
  const { session, numbers, job, runPhase } = input;
  const { network } = session;
  const { signal } = job;
  if (!(numbers.alpha + numbers.gamma > 0)) {
    throw new SaidError('engine.failed.scrubWeights', []);
  }
  return runPhase('update', async (onProgress) => {
    network.setParameters(session.parameters);
    const teacher = await askTeacher(input);
    await descend(network, planSteps(input, teacher), numbers.learningRate, { signal, onProgress });
    const parameters = await network.readParameters();
    refuseInfinite(parameters);
    return reportStep(session, parameters);
  });
}

/** Lets the present model predict what is left, the samples to forget included. */
async function askTeacher({ session, group, job }: Input): Promise<Teacher> {
  const { network, dataset } = session;
  const { classes } = network;
  const samples = [...retainSet(session, group.samples), ...group.samples];
  const set = takeSamples(dataset, samples);
  const { probabilities } = await evaluateSet(network, dataset, set, { signal: job.signal });
  const rowOf = new Map(samples.map((sample, row) => [sample, row]));
  return (sample) => {
    const row = rowOf.get(sample)!;
    return probabilities.subarray(row * classes, (row + 1) * classes);
  };
}

/** The batches of all epochs, passes over the forget set and the retain set in turn. */
function planSteps(input: Input, teacher: Teacher): (() => DescentBatch)[] {
  const { session, request, group, numbers } = input;
  const { seed } = request;
  const { alpha, gamma } = numbers;
  const retained = retainSet(session, group.samples);
  const steps: (() => DescentBatch)[] = [];
  for (let epoch = 0; epoch < numbers.epochs; epoch++) {
    const forget = shuffleIntoBatches(group.samples, numbers.forgetBatch, seed, `SCRUB forget ${epoch}`);
    const retain = shuffleIntoBatches(retained, session.training.batchSize, seed, `SCRUB retain ${epoch}`);
    if (epoch < numbers.ascentEpochs) {
      for (const batch of forget) steps.push(() => taughtBatch(input, teacher, batch, -1, 0));
    }
    for (const batch of retain) steps.push(() => taughtBatch(input, teacher, batch, alpha, gamma));
  }
  return steps;
}

/** The batch whose weighted loss has the gradient of alpha mean d + gamma mean l. */
function taughtBatch(
  { session }: Input,
  teacher: Teacher,
  samples: Uint32Array,
  alpha: number,
  gamma: number,
): DescentBatch {
  const { classes } = session.network;
  const whole = alpha + gamma;
  const batch = labelledBatch(session, samples, () => whole / samples.length);
  const targets = batch.targets.map((own, i) => {
    const taught = teacher(samples[Math.floor(i / classes)]!)[i % classes]!;
    return (alpha * taught + gamma * own) / whole;
  });
  return { ...batch, targets };
}
