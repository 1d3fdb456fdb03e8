/**
 * scrub_step.json: one training run and one removal after it, from the initial weights to the residual metrics, in float64.
 * Nothing of the run is read from the file but its data, its orders and its draws.
 */
import { certificationSigma } from '../../../src/math/removal/certificationNoise';
import { type Check, closeRelative } from './check';
import { checkSelection } from './foci';
import { checkScrubCase } from './scrubCase';
import { flatten, type ScrubFile } from './scrubFile';
import { checkResidual } from './scrubResidual';
import { repeatUntilRemoval, type ScrubStart } from './scrubStart';
import { BANKS, type BankName, repeatTraining } from './scrubTraining';

/** Relative to the largest entry of what is compared. */
const TOLERANCE = 1e-9;

/** Training, banks, perturbation, selection, and every removal. */
export function* checkScrubStep(file: unknown): Iterable<Check> {
  const golden = file as ScrubFile;
  const start = repeatUntilRemoval(golden);
  yield* checkTraining(golden, start);
  yield* checkMomentumVariant(golden, start);
  yield* checkBanks(golden, start);
  yield* checkPerturbation(golden, start);
  yield* checkResidual('residual_before', golden.residual_before, start, start.parameters, TOLERANCE);
  for (const one of golden.cases) yield* checkScrubCase(one, start);
}

function* checkTraining(
  { training }: ScrubFile,
  { epochs, parameters, expectedParameters }: ScrubStart,
): Iterable<Check> {
  yield closeRelative('final parameters', expectedParameters, parameters, TOLERANCE);
  for (const [index, [loss, accuracy]] of training.loss_and_accuracy_per_epoch.entries()) {
    const { batches } = epochs[index]!;
    const samples = batches.reduce((sum, { size }) => sum + size, 0);
    const correct = batches.reduce((sum, batch) => sum + batch.accuracy * batch.size, 0);
    const losses = batches.reduce((sum, batch) => sum + batch.loss, 0);
    yield closeRelative(`epoch ${index} loss`, loss!, losses / batches.length, TOLERANCE);
    yield closeRelative(`epoch ${index} accuracy`, accuracy!, correct / samples, TOLERANCE);
  }
}

/** The same data by the authors' train.py: momentum, and a rate that follows a cosine. */
function* checkMomentumVariant(
  { config, training_variant_of_train_py: golden }: ScrubFile,
  { run, layers }: ScrubStart,
): Iterable<Check> {
  const epochs = repeatTraining({
    ...run,
    momentum: golden.momentum,
    learningRate: (epoch) => (config.lr / 2) * (1 + Math.cos((Math.PI * epoch) / golden.cosine_T_max)),
  });
  const expected = flatten(layers[0]!, golden.final_weight, golden.final_bias);
  yield closeRelative('final parameters of train.py', expected, epochs.at(-1)!.parameters, TOLERANCE);
}

function* checkBanks(golden: ScrubFile, { run, layers, epochs }: ScrubStart): Iterable<Check> {
  const layer = layers[0]!;
  for (const [index, epoch] of epochs.slice(-2).entries()) {
    for (const [batch, expected] of golden.batch_gradients_of_last_two_epochs[index]!.entries()) {
      const name = `epoch ${index - 2} batch ${batch} gradient`;
      yield closeRelative(
        name,
        flatten(layer, expected.grad_weight, expected.grad_bias),
        epoch.batches[batch]!.gradient,
        TOLERANCE,
      );
    }
    for (const [bank, gradient] of Object.entries(BANKS)) {
      const expected = golden.banks_of_last_two_epochs[bank as BankName][index]!;
      const name = `epoch ${index - 2} ${bank}`;
      const parameters = flatten(layer, expected.param_weight, expected.param_bias);
      yield closeRelative(
        `${name} gradient`,
        flatten(layer, expected.grad_weight, expected.grad_bias),
        gradient(epoch, run),
        TOLERANCE,
      );
      yield closeRelative(`${name} parameters`, parameters, epoch.parameters, TOLERANCE);
    }
  }
}

function* checkPerturbation(golden: ScrubFile, start: ScrubStart): Iterable<Check> {
  const { run, activations, losses, selection, damping } = start;
  for (const [index, expected] of golden.activations.entries()) {
    yield closeRelative(`activations of copy ${index}`, expected, activations[index]!, TOLERANCE);
  }
  yield closeRelative('losses of the copies', golden.losses, losses, TOLERANCE);
  yield* checkSelection('foci', golden.foci, selection);
  const sigma = certificationSigma({
    epsilon: 0.1,
    delta: 0.01,
    sampleCount: run.samples.length,
    removedCount: 1,
    damping,
  });
  yield closeRelative('sigma', golden['sigma_for_epsilon_0.1_delta_0.01'], sigma, 1e-12);
}
