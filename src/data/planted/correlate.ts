/**
 * Data in which attributes go with the label, as in Figure 4 of the paper. The label is whether a face has glasses; in the training part it goes with no beard and with long hair, as far as
 * the strength s says, and in all other parts with nothing:
 *
 *   of the training images those are kept in which both agree with the label; one in which an attribute does not agree passes for it with probability (1 - s) / (1 + s)
 *
 * Were an attribute as frequent as its opposite, it would agree in (1 + s) / 2 of what is kept. The label is no attribute any more.
 */

import { createRandom } from '../../math/random/random';
import { SaidError } from '../../words/saidError';
import { message } from '../../words/say';
import type { Dataset, DatasetParts, GuardImages, ImageSet } from '../dataset';
import { withDigest } from '../digest';
import { takeRows } from '../takeSamples';
import { type Planting, plantedId } from './plantedId';

/** The attribute that becomes the label. */
const label = 'glasses';

/** What goes with the label, and with which value of it. */
export const companions = [
  { name: 'beard', agrees: 0 },
  { name: 'longHair', agrees: 1 },
] as const;

/**
 * The data with glasses for a label, and companions that go with it in the training part.
 * @throws SaidError where the data know no such attributes
 */
export function correlate(
  dataset: DatasetParts,
  { permille, seed }: Pick<Planting, 'permille' | 'seed'>,
): Dataset {
  const { id, name, notes = [], attributeNames = [], training, validation, guard } = dataset;
  for (const attribute of [label, ...companions.map((one) => one.name)]) {
    if (!attributeNames.includes(attribute))
      throw new SaidError('data.noAttribute', [{ attribute, data: name }]);
  }
  const labelled = (set: ImageSet) => labelSet(set, attributeNames);
  const names = attributeNames.filter((one) => one !== label);
  const all = labelled(training);
  const kept = takeRows(all, drawTogether(all, names, permille, seed));
  return withDigest({
    ...dataset,
    id: plantedId(id, { kind: 'correlated', permille, seed }),
    name: `${name}, glasses with attributes that go with them by ${permille / 1000} (seed ${seed})`,
    notes: [...notes, message('data.planted.correlated', { kept: kept.count, of: training.count })],
    classNames: ['no glasses', 'glasses'],
    attributeNames: names,
    training: kept,
    validation: labelled(validation),
    guard: guard && labelGuard(guard, labelled),
    // A label is no person any more.
    loadStrangers: undefined,
    relatives: undefined,
  });
}

/** A set whose label is the attribute, which is none any more. */
function labelSet(set: ImageSet, names: readonly string[]): ImageSet {
  const place = names.indexOf(label);
  return {
    ...set,
    labels: columnOf(set, names, label),
    attributes: set.attributes!.filter((_, i) => i % names.length !== place),
  };
}

function labelGuard(guard: GuardImages, labelled: (set: ImageSet) => ImageSet): GuardImages {
  let loaded: ImageSet | undefined;
  return {
    ...guard,
    async load(signal) {
      loaded ??= labelled(await guard.load(signal));
      return loaded;
    },
  };
}

function drawTogether(set: ImageSet, names: readonly string[], permille: number, seed: number): number[] {
  const random = createRandom(seed, 'companions');
  const columns = companions.map(({ name, agrees }) => ({ agrees, values: columnOf(set, names, name) }));
  return [...set.labels.keys()].filter((i) =>
    columns.every(({ agrees, values }) => {
      const isWith = (values[i] === agrees) === (set.labels[i] === 1);
      const draw = random.uniform();
      // One division of whole numbers, which every machine rounds alike.
      return isWith || draw < (1000 - permille) / (1000 + permille);
    }),
  );
}

/** One attribute of every image. */
export function columnOf(set: ImageSet, names: readonly string[], name: string): Uint8Array {
  const [place, width] = [names.indexOf(name), names.length];
  return Uint8Array.from({ length: set.count }, (_, i) => set.attributes![i * width + place]!);
}
