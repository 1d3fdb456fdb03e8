import { type LossId, outputLosses } from './outputLoss';

type Vector = Float32Array | Float64Array;

/**
 * Zero retrain forgetting, 1 - mean JS (V. S. Chundawat et al., "Can bad teaching induce forgetting?", AAAI 2023): 1 where the unlearned
 * model says about the forget set what an untrained one says, lower the more it still knows.
 * @param unlearned probabilities on the forget set, rows x classes
 * @param untrained those of a model with random weights
 * @throws RangeError as `meanJensenShannon`
 */
export function zeroRetrainForgetting(
  loss: LossId,
  unlearned: Vector,
  untrained: Vector,
  classes: number,
): number {
  return 1 - outputLosses[loss].divergence(unlearned, untrained, classes);
}
