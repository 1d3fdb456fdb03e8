/** Which attributes a reversed head guesses: all that the data know, those that L-FOCI picks (Figure 4 of the paper), or as many drawn at random. */

import type { Dataset } from '../data/dataset';
import { lfoci } from '../math/dependence/lfoci';
import { createRandom } from '../math/random/random';
import { SaidError } from '../words/saidError';
import type { AttributeChoice } from './trainingRequest';

type Attributed = Pick<Dataset, 'training' | 'attributeNames' | 'name'>;

/**
 * The names of the attributes.
 * @returns none where L-FOCI picks none, for `random` too
 * @throws SaidError where the data know no attributes
 */
export function chooseAttributes(
  { training, attributeNames = [], name }: Attributed,
  choice: AttributeChoice,
  seed: number,
): string[] {
  if (!training.attributes) throw new SaidError('data.noAttributes', [{ data: name }]);
  if (choice === 'all') return [...attributeNames];
  const picked = pickAttributes(training.attributes, training.labels, seed);
  const drawn = createRandom(seed, 'random attributes').shuffle([...attributeNames.keys()]);
  const columns = choice === 'picked' ? picked : drawn.slice(0, picked.length);
  return columns.map((column) => attributeNames[column]!);
}

/** The Markov blanket of the label among the attributes of the training samples, in the order of choice. */
function pickAttributes(attributes: Uint8Array, labels: Uint8Array, seed: number): readonly number[] {
  const [rows, values] = [labels.length, Float64Array.from(attributes)];
  return lfoci(Float64Array.from(labels), { rows, columns: values.length / rows, values }, seed).selected;
}

/**
 * The columns of attributes among those that the data know.
 * @throws SaidError where they know no such attribute
 */
export function columnsOf(
  { training, attributeNames = [], name }: Attributed,
  attributes: readonly string[],
): readonly number[] {
  return attributes.map((attribute) => {
    const column = training.attributes ? attributeNames.indexOf(attribute) : -1;
    if (column < 0) throw new SaidError('data.noAttribute', [{ attribute, data: name }]);
    return column;
  });
}
