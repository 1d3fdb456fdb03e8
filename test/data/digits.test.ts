import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Dataset, type ImageSet, normalise } from '../../src/data/dataset';
import { makeDigits } from '../../src/data/digits';
import { createRandom } from '../../src/math/random';

// A second each on an idle machine; room for a busy one.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let digits: Dataset;
beforeAll(() => {
  digits = makeDigits({ seed: 0 });
});

describe('the built-in digits', () => {
  test('are 6,000 training and 1,000 validation images of 28 x 28 grey pixels', () => {
    expect(digits.shape).toEqual([28, 28, 1]);
    expect(digits.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    for (const [set, count] of [
      [digits.training, 6000],
      [digits.validation, 1000],
    ] as const) {
      expect(set.count).toBe(count);
      expect(set.images).toHaveLength(count * 784);
      expect(set.labels).toHaveLength(count);
    }
  });

  test('hold each class once in every run of ten, in shuffled order', () => {
    const orders = new Set<string>();
    for (let start = 0; start < 6000; start += 10) {
      const run = digits.training.labels.subarray(start, start + 10);
      expect([...run].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      orders.add(run.join());
    }
    expect(orders.size).toBeGreaterThan(590);
  });

  test('come with the mean and standard deviation of their pixels, to 1%, whatever the seed', () => {
    for (const dataset of [digits, makeDigits({ seed: 71, validationCount: 10 })]) {
      const { mean, standardDeviation } = measurePixels(dataset.training);
      expect(Math.abs(dataset.normalisation.mean[0]! / mean - 1)).toBeLessThan(0.01);
      expect(Math.abs(dataset.normalisation.standardDeviation[0]! / standardDeviation - 1)).toBeLessThan(
        0.01,
      );
    }
  });

  test('each image depends on seed, split and index alone, not on how many are made', () => {
    const few = makeDigits({ seed: 0, trainingCount: 37, validationCount: 5 });
    expect(few.training.images).toEqual(digits.training.images.slice(0, 37 * 784));
    expect(few.training.labels).toEqual(digits.training.labels.slice(0, 37));
    expect(few.validation.images).toEqual(digits.validation.images.slice(0, 5 * 784));
    expect(few.validation.labels).toEqual(digits.validation.labels.slice(0, 5));
  });

  test('another seed, and the other split, are other images', () => {
    const other = makeDigits({ seed: 1, trainingCount: 1000, validationCount: 10 });
    expect(sharedImages(other.training, digits.training)).toBe(0);
    expect(sharedImages(digits.validation, digits.training)).toBe(0);
  });

  test('lie on the page as MNIST digits do: ink in the middle, no strokes on the rim, paper exactly black', () => {
    const { images, count } = digits.training;
    let [touching, strayed] = [0, 0];
    for (let index = 0; index < count; index++) {
      const image = images.subarray(index * 784, (index + 1) * 784);
      const { x, y, ink, brightestOnRim } = weigh(image);
      expect(ink).toBeGreaterThan(255 * 15);
      if (brightestOnRim > 64) touching++;
      if (Math.hypot(x - 14, y - 14) > 2.5) strayed++;
    }
    expect(touching / count).toBeLessThan(0.1);
    expect(strayed / count).toBeLessThan(0.02);
    expect(images.filter((pixel) => pixel === 0).length / images.length).toBeGreaterThan(0.7);
  });

  test('report progress from small to 1', () => {
    const fractions: number[] = [];
    makeDigits({
      seed: 3,
      trainingCount: 600,
      validationCount: 200,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions).toEqual([250 / 800, 500 / 800, 600 / 800, 1]);
  });

  test('are refused in impossible numbers or from an impossible seed', () => {
    expect(() => makeDigits({ seed: 0, trainingCount: 0 })).toThrow('training images, got 0');
    expect(() => makeDigits({ seed: 0, trainingCount: 1, validationCount: 1.5 })).toThrow(
      'validation images, got 1.5',
    );
    expect(() => makeDigits({ seed: -1, trainingCount: 1 })).toThrow('got -1');
  });

  test('are learnt by a linear model, but not all of them', () => {
    const weights = trainSoftmaxRegression(digits, 3000, 5);
    const accuracy = softmaxAccuracy(weights, digits);
    expect(accuracy).toBeGreaterThan(0.8);
    expect(accuracy).toBeLessThan(0.96);
  });
});

function measurePixels({ images }: ImageSet) {
  let sum = 0;
  let squares = 0;
  for (const pixel of images) {
    sum += pixel / 255;
    squares += (pixel / 255) ** 2;
  }
  const mean = sum / images.length;
  return { mean, standardDeviation: Math.sqrt(squares / images.length - mean * mean) };
}

function sharedImages(some: ImageSet, others: ImageSet): number {
  const keys = ({ images, count }: ImageSet) =>
    Array.from({ length: count }, (_, index) => images.subarray(index * 784, (index + 1) * 784).join());
  const known = new Set(keys(others));
  return keys(some).filter((key) => known.has(key)).length;
}

/** Centre of ink, total ink, and the brightest pixel in the outermost two rows and columns. */
function weigh(image: Uint8Array) {
  let [x, y, ink, brightestOnRim] = [0, 0, 0, 0];
  image.forEach((pixel, at) => {
    const [row, column] = [Math.floor(at / 28), at % 28];
    x += pixel * (column + 0.5);
    y += pixel * (row + 0.5);
    ink += pixel;
    if (Math.min(row, column, 27 - row, 27 - column) < 2) brightestOnRim = Math.max(brightestOnRim, pixel);
  });
  return { x: x / ink, y: y / ink, ink, brightestOnRim };
}

const INPUTS = 784;
const CLASSES = 10;

/** Scores of one image; weights are 10 x 785, the bias last. */
function scores(weights: Float64Array, pixels: Float32Array): Float64Array {
  const result = new Float64Array(CLASSES);
  for (let c = 0; c < CLASSES; c++) {
    const row = c * (INPUTS + 1);
    let sum = weights[row + INPUTS]!;
    for (let i = 0; i < INPUTS; i++) sum += weights[row + i]! * pixels[i]!;
    result[c] = sum;
  }
  return result;
}

/** Plain SGD on the first `count` images: batch 50, rate 0.01, weight decay 0.01 in the gradient. */
function trainSoftmaxRegression(dataset: Dataset, count: number, epochs: number): Float64Array {
  const weights = new Float64Array(CLASSES * (INPUTS + 1));
  const gradient = new Float64Array(weights.length);
  const pixels = normalise(dataset.training, dataset, 0, count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = createRandom(0, 'softmax regression');
  for (let step = 0; step < (epochs * count) / 50; step++) {
    const start = (step * 50) % count;
    if (start === 0) random.shuffle(order);
    gradient.fill(0);
    for (const index of order.subarray(start, start + 50)) {
      const image = pixels.subarray(index * INPUTS, (index + 1) * INPUTS);
      addGradient(gradient, weights, image, dataset.training.labels[index]!);
    }
    for (let i = 0; i < weights.length; i++) {
      weights[i]! -= 0.01 * (gradient[i]! / 50 + 0.01 * weights[i]!);
    }
  }
  return weights;
}

function addGradient(
  gradient: Float64Array,
  weights: Float64Array,
  image: Float32Array,
  label: number,
): void {
  const z = scores(weights, image);
  const largest = Math.max(...z);
  const total = z.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  for (let c = 0; c < CLASSES; c++) {
    const error = Math.exp(z[c]! - largest) / total - (c === label ? 1 : 0);
    const row = c * (INPUTS + 1);
    for (let i = 0; i < INPUTS; i++) gradient[row + i]! += error * image[i]!;
    gradient[row + INPUTS]! += error;
  }
}

function softmaxAccuracy(weights: Float64Array, dataset: Dataset): number {
  const { count, labels } = dataset.validation;
  const pixels = normalise(dataset.validation, dataset, 0, count);
  let right = 0;
  for (let index = 0; index < count; index++) {
    const z = scores(weights, pixels.subarray(index * INPUTS, (index + 1) * INPUTS));
    if (z.indexOf(Math.max(...z)) === labels[index]) right++;
  }
  return right / count;
}
