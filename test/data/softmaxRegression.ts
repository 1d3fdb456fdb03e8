import { type Dataset, imageSizeBytes, normalise } from '../../src/data/dataset';
import { createRandom } from '../../src/math/random/random';

/** How a softmax regression is trained: on the first `count` images, in batches of 50. */
export interface RegressionSettings {
  readonly count: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Enters the gradient. */
  readonly weightDecay: number;
}

const batch = 50;

/** Share of the validation images that a softmax regression, trained by plain SGD, classifies rightly: what a linear model makes of the data. */
export function regressionAccuracy(dataset: Dataset, settings: RegressionSettings): number {
  const weights = trainRegression(dataset, settings);
  const { count, labels } = dataset.validation;
  const classes = dataset.classNames.length;
  const size = imageSizeBytes(dataset.shape);
  const pixels = normalise(dataset.validation, dataset, 0, count);
  let right = 0;
  for (let index = 0; index < count; index++) {
    const z = scores(weights, pixels.subarray(index * size, (index + 1) * size), classes);
    if (z.indexOf(Math.max(...z)) === labels[index]) right++;
  }
  return right / count;
}

/** Weights, classes x (inputs + 1), the bias last. */
function trainRegression(
  dataset: Dataset,
  { count, epochs, learningRate, weightDecay }: RegressionSettings,
): Float64Array {
  const classes = dataset.classNames.length;
  const size = imageSizeBytes(dataset.shape);
  const weights = new Float64Array(classes * (size + 1));
  const gradient = new Float64Array(weights.length);
  const pixels = normalise(dataset.training, dataset, 0, count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = createRandom(0, 'softmax regression');
  for (let step = 0; step < (epochs * count) / batch; step++) {
    const start = (step * batch) % count;
    if (start === 0) random.shuffle(order);
    gradient.fill(0);
    for (const index of order.subarray(start, start + batch)) {
      const image = pixels.subarray(index * size, (index + 1) * size);
      addGradient(gradient, weights, image, dataset.training.labels[index]!, classes);
    }
    for (let i = 0; i < weights.length; i++) {
      weights[i]! -= learningRate * (gradient[i]! / batch + weightDecay * weights[i]!);
    }
  }
  return weights;
}

/** Scores of one image. */
function scores(weights: Float64Array, image: Float32Array, classes: number): Float64Array {
  const inputs = image.length;
  return Float64Array.from({ length: classes }, (_, c) => {
    const row = c * (inputs + 1);
    let sum = weights[row + inputs]!;
    for (let i = 0; i < inputs; i++) sum += weights[row + i]! * image[i]!;
    return sum;
  });
}

function addGradient(
  gradient: Float64Array,
  weights: Float64Array,
  image: Float32Array,
  label: number,
  classes: number,
): void {
  const inputs = image.length;
  const z = scores(weights, image, classes);
  const largest = Math.max(...z);
  const total = z.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  for (let c = 0; c < classes; c++) {
    const error = Math.exp(z[c]! - largest) / total - (c === label ? 1 : 0);
    const row = c * (inputs + 1);
    for (let i = 0; i < inputs; i++) gradient[row + i]! += error * image[i]!;
    gradient[row + inputs]! += error;
  }
}
