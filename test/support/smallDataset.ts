import type { Dataset, ImageSet, ImageShape } from '../../src/data/dataset';
import { withDigest } from '../../src/data/digest';
import { createRandom } from '../../src/math/random/random';

/** Blurred blobs whose place depends on the class: learnable, small, different for every seed. */
export function makeSmallDataset(
  trainingCount: number,
  validationCount: number,
  shape: ImageShape = [6, 6, 1],
  seed = 1,
): Dataset {
  const [height, width, channels] = shape;
  const classNames = ['left', 'middle', 'right'];
  const make = (count: number, label: string): ImageSet => {
    const random = createRandom(seed, label);
    const labels = Uint8Array.from({ length: count }, () => random.integer(classNames.length));
    const size = height * width * channels;
    const images = new Uint8Array(count * size);
    for (let n = 0; n < count; n++) {
      for (let i = 0; i < size; i++) {
        const pixel = Math.floor(i / channels);
        const x = ((pixel % width) * 6) / width;
        const y = (Math.floor(pixel / width) * 6) / height;
        const distance = Math.abs(x - 2 * labels[n]!) + Math.abs(y - labels[n]! - 1);
        const ink = 160 * Math.exp(-distance / 2) + 40 * random.uniform() + 25 * random.normal();
        images[n * size + i] = Math.max(0, Math.min(255, ink));
      }
    }
    return { count, images, labels };
  };
  return withDigest({
    id: 'blobs',
    name: 'Blobs',
    origin: 'Made by a test.',
    licence: 'None needed.',
    citation: '',
    shape,
    classNames,
    normalisation: { mean: Array(channels).fill(0.2), standardDeviation: Array(channels).fill(0.15) },
    training: make(trainingCount, 'training'),
    validation: make(validationCount, 'validation'),
  });
}

/** The same images with several labels: those of the last class are of the one before as well. */
export function withLabelSets(dataset: Dataset): Dataset {
  const classes = dataset.classNames.length;
  const add = (set: ImageSet): ImageSet => {
    const labelSets = new Uint8Array(set.count * classes);
    set.labels.forEach((label, i) => {
      labelSets[i * classes + label] = 1;
      if (label === classes - 1) labelSets[i * classes + label - 1] = 1;
    });
    return { ...set, labelSets };
  };
  return withDigest({ ...dataset, training: add(dataset.training), validation: add(dataset.validation) });
}
