import type { Dataset, ImageSet } from '../../src/data/dataset';
import { createRandom } from '../../src/math/random';

/** Blurred blobs whose place depends on the class: learnable, small, different for every seed. */
export function makeSmallDataset(trainingCount: number, validationCount: number, seed = 1): Dataset {
  const side = 6;
  const classes = 3;
  const make = (count: number, label: string): ImageSet => {
    const random = createRandom(seed, label);
    const labels = Uint8Array.from({ length: count }, () => random.integer(classes));
    const images = new Uint8Array(count * side * side);
    for (let n = 0; n < count; n++) {
      for (let i = 0; i < side * side; i++) {
        const distance =
          Math.abs((i % side) - 2 * labels[n]!) + Math.abs(Math.floor(i / side) - labels[n]! - 1);
        const ink = 160 * Math.exp(-distance / 2) + 40 * random.uniform() + 25 * random.normal();
        images[n * side * side + i] = Math.max(0, Math.min(255, ink));
      }
    }
    return { count, images, labels };
  };
  return {
    id: 'blobs',
    name: 'Blobs',
    origin: 'Made by a test.',
    shape: [side, side, 1],
    classNames: ['left', 'middle', 'right'],
    normalisation: { mean: [0.2], standardDeviation: [0.15] },
    training: make(trainingCount, 'training'),
    validation: make(validationCount, 'validation'),
  };
}
