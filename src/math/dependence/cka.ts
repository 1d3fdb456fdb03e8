/**
 * Linear centred kernel alignment of two representations of the same n samples (S. Kornblith, M. Norouzi, H. Lee and G. Hinton, "Similarity of
 * neural network representations revisited", ICML 2019), X and Y with centred columns:
 *   CKA = |Y'X|_F^2 / (|X'X|_F |Y'Y|_F) = <K, L> / (|K| |L|),   K = X X', L = Y Y'
 * 1 where one is the other turned, mirrored and scaled as a whole; 0 where no direction of one says anything of the other. With few samples and many
 * columns it comes out too large, whatever is compared: it is to be read beside another pair on the same samples.
 */

import type { Matrix } from '../linear/matrix';
import { dot, norm } from '../linear/vector';

/**
 * CKA out of the Gram matrices of centred rows; null where one of the representations does not vary.
 * @throws RangeError where they are of different numbers of samples
 */
export function linearCka(gram: Matrix, other: Matrix): number | null {
  if (gram.values.length !== other.values.length) {
    throw new RangeError(`linearCka needs the same samples in both, got ${gram.rows} and ${other.rows}`);
  }
  const size = norm(gram.values) * norm(other.values);
  return size > 0 ? dot(gram.values, other.values) / size : null;
}
