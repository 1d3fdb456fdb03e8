import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Dataset, type ImageSet, normalise } from '../../src/data/dataset';
import { measureNormalisation } from '../../src/data/measureNormalisation';
import { makeShapes } from '../../src/data/shapes';
import { Coverage } from '../../src/data/shapes/coverage';
import { ellipse, mirrored, outline, tracePolygon, turned } from '../../src/data/shapes/outline';
import { createRandom } from '../../src/math/random';

// Two seconds for a whole set on an idle machine; room for a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BYTES = 32 * 32 * 3;
const CLASSES = 10;

let shapes: Dataset;
beforeAll(() => {
  shapes = makeShapes({ seed: 0 });
});

describe('the built-in shapes', () => {
  test('are 6,000 training and 1,000 validation images of 32 x 32 colour pixels, ten named classes', () => {
    expect(shapes.id).toBe('shapes-32');
    expect(shapes.shape).toEqual([32, 32, 3]);
    expect(new Set(shapes.classNames).size).toBe(CLASSES);
    for (const [set, count] of [
      [shapes.training, 6000],
      [shapes.validation, 1000],
    ] as const) {
      expect(set.count).toBe(count);
      expect(set.images).toHaveLength(count * BYTES);
      expect(set.labels).toHaveLength(count);
    }
  });

  test('hold each class once in every run of ten, in shuffled order', () => {
    const orders = new Set<string>();
    for (let start = 0; start < 6000; start += CLASSES) {
      const run = shapes.training.labels.subarray(start, start + CLASSES);
      expect([...run].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      orders.add(run.join());
    }
    expect(orders.size).toBeGreaterThan(590);
  });

  test('come with the mean and standard deviation of their pixels, to 1%, whatever the seed', () => {
    for (const dataset of [shapes, makeShapes({ seed: 71, validationCount: 10 })]) {
      const measured = measureNormalisation(dataset.training, 3);
      for (let channel = 0; channel < 3; channel++) {
        const { mean, standardDeviation } = dataset.normalisation;
        expect(Math.abs(mean[channel]! / measured.mean[channel]! - 1)).toBeLessThan(0.01);
        expect(Math.abs(standardDeviation[channel]! / measured.standardDeviation[channel]! - 1)).toBeLessThan(
          0.01,
        );
      }
    }
  });

  test('each image depends on seed, split and index alone, not on how many are made', () => {
    const few = makeShapes({ seed: 0, trainingCount: 37, validationCount: 5 });
    expect(few.training.images).toEqual(shapes.training.images.slice(0, 37 * BYTES));
    expect(few.training.labels).toEqual(shapes.training.labels.slice(0, 37));
    expect(few.validation.images).toEqual(shapes.validation.images.slice(0, 5 * BYTES));
    expect(few.validation.labels).toEqual(shapes.validation.labels.slice(0, 5));
  });

  test('no two are equal, within a split, between splits, or between seeds', () => {
    const other = makeShapes({ seed: 1, trainingCount: 500, validationCount: 10 });
    const sets = [shapes.training, shapes.validation, other.training, other.validation];
    expect(new Set(sets.flatMap(imageKeys)).size).toBe(6000 + 1000 + 500 + 10);
  });

  test('report progress from small to 1', () => {
    const fractions: number[] = [];
    makeShapes({
      seed: 3,
      trainingCount: 600,
      validationCount: 200,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions).toEqual([250 / 800, 500 / 800, 600 / 800, 1]);
  });

  test('are refused in impossible numbers or from an impossible seed', () => {
    expect(() => makeShapes({ seed: 0, trainingCount: 0 })).toThrow('training images, got 0');
    expect(() => makeShapes({ seed: 0, trainingCount: 1, validationCount: 1.5 })).toThrow(
      'validation images, got 1.5',
    );
    expect(() => makeShapes({ seed: -1, trainingCount: 1 })).toThrow('got -1');
  });

  test('do not give their class away by their colour', () => {
    const accuracy = nearestMeanAccuracy(
      meanColours(shapes.training),
      meanColours(shapes.validation),
      shapes,
    );
    expect(accuracy).toBeLessThan(0.14); // Chance is 0.1, with a standard deviation of 0.0095.
  });

  test('are too hard for a linear model, but not noise to it', () => {
    // All 6,000 images and 20 epochs bring it to 45%.
    const accuracy = softmaxAccuracy(trainSoftmaxRegression(shapes, 2000, 4), shapes);
    expect(accuracy).toBeGreaterThan(0.25);
    expect(accuracy).toBeLessThan(0.6);
  });
});

describe('the coverage of a polygon', () => {
  /** Shares by pixel of a side x side page. */
  function drain(coverage: Coverage): number[] {
    const shares = new Array<number>(coverage.side ** 2).fill(0);
    coverage.drain((row, column, share) => {
      shares[row * coverage.side + column] = share;
    });
    return shares;
  }

  test('is the area within each pixel, computed by hand', () => {
    const coverage = new Coverage(3);
    coverage.add(Float64Array.of(0.5, 0.5, 2, 0.5, 2, 2, 0.5, 2), 1);
    expect(drain(coverage)).toEqual([0.25, 0.5, 0, 0.5, 1, 0, 0, 0, 0]);
    coverage.add(Float64Array.of(0, 0, 2, 0, 0, 2), 1);
    expect(drain(coverage)).toEqual([1, 0.5, 0, 0.5, 0, 0, 0, 0, 0]);
    expect(drain(coverage)).toEqual(new Array(9).fill(0));
  });

  test('does not ask which way round the polygon runs, and leaves holes open', () => {
    const clockwise = Float64Array.of(0, 0, 3, 0, 3, 3, 0, 3);
    const counterclockwise = Float64Array.of(0, 0, 0, 3, 3, 3, 3, 0);
    for (const polygon of [clockwise, counterclockwise]) {
      const coverage = new Coverage(3);
      coverage.add(polygon, 1);
      coverage.add(Float64Array.of(1, 1, 2, 1, 2, 2, 1, 2), -1);
      expect(drain(coverage)).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1]);
    }
  });

  test('sums to the area of a circle, and loses what is off the page', () => {
    const radius = 10;
    const circle = Float64Array.from({ length: 720 }, (_, i) => {
      const angle = (2 * Math.PI * Math.floor(i / 2)) / 360;
      return 16 + radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
    const coverage = new Coverage(32);
    coverage.add(circle, 1);
    const whole = drain(coverage).reduce((sum, share) => sum + share, 0);
    expect(Math.abs(whole / (Math.PI * radius ** 2) - 1)).toBeLessThan(1e-3);
    for (const [dx, dy] of [
      [16, 0],
      [-16, 0],
      [0, 16],
      [0, -16],
    ] as const) {
      coverage.add(
        circle.map((value, i) => value + (i % 2 === 0 ? dx : dy)),
        1,
      );
      const half = drain(coverage).reduce((sum, share) => sum + share, 0);
      expect(Math.abs(half / whole - 0.5)).toBeLessThan(1e-3);
    }
  });
});

describe('an outline', () => {
  test('is straight between corners and smooth where it closes', () => {
    const square = tracePolygon(outline('0,0! 100,0! 100,100! 0,100!'));
    expect(square).toHaveLength(2 * 4 * 6);
    for (let i = 0; i < square.length; i += 2) {
      const [x, y] = [square[i]!, square[i + 1]!];
      expect(Math.min(Math.abs(x), Math.abs(1 - x), Math.abs(y), Math.abs(1 - y))).toBeLessThan(1e-12);
    }
    const circle = tracePolygon(ellipse(50, 50, 40));
    for (let i = 0; i < circle.length; i += 2) {
      expect(Math.hypot(circle[i]! - 0.5, circle[i + 1]! - 0.5)).toBeCloseTo(0.4, 2);
    }
  });

  test('is mirrored about the middle of the box and turned clockwise about a point', () => {
    expect(mirrored(outline('10,20! 30,40'))).toEqual([
      { x: 0.9, y: 0.2, isCorner: true },
      { x: 0.7, y: 0.4, isCorner: false },
    ]);
    const [moved] = turned(outline('50,15'), 0.25, 50, 35);
    expect(moved!.x).toBeCloseTo(0.7, 12);
    expect(moved!.y).toBeCloseTo(0.35, 12);
  });
});

function imageKeys({ images, count }: ImageSet): string[] {
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(images.buffer, images.byteOffset + index * BYTES, BYTES).toString('latin1'),
  );
}

/** Mean red, green and blue of each image, count x 3. */
function meanColours({ images, count }: ImageSet): Float64Array {
  const means = new Float64Array(3 * count);
  for (let i = 0; i < images.length; i++) means[3 * Math.floor(i / BYTES) + (i % 3)]! += images[i]! / 1024;
  return means;
}

/** Of calling each validation colour by the class whose mean training colour is nearest. */
function nearestMeanAccuracy(training: Float64Array, validation: Float64Array, dataset: Dataset): number {
  const centres = new Float64Array(3 * CLASSES);
  const perClass = dataset.training.count / CLASSES;
  training.forEach((value, i) => {
    centres[3 * dataset.training.labels[Math.floor(i / 3)]! + (i % 3)]! += value / perClass;
  });
  let right = 0;
  for (let index = 0; index < dataset.validation.count; index++) {
    const distances = Array.from({ length: CLASSES }, (_, c) =>
      Math.hypot(...[0, 1, 2].map((k) => validation[3 * index + k]! - centres[3 * c + k]!)),
    );
    if (distances.indexOf(Math.min(...distances)) === dataset.validation.labels[index]) right++;
  }
  return right / dataset.validation.count;
}

/** Scores of one image; weights are 10 x 3072, without bias: the classes are balanced. */
function scores(weights: Float64Array, pixels: Float32Array): Float64Array {
  const result = new Float64Array(CLASSES);
  for (let c = 0; c < CLASSES; c++) {
    let sum = 0;
    for (let i = 0; i < BYTES; i++) sum += weights[c * BYTES + i]! * pixels[i]!;
    result[c] = sum;
  }
  return result;
}

/** Plain SGD on the first `count` images: batch 50, rate 0.002, weight decay 0.1 in the gradient. */
function trainSoftmaxRegression(dataset: Dataset, count: number, epochs: number): Float64Array {
  const weights = new Float64Array(CLASSES * BYTES);
  const gradient = new Float64Array(weights.length);
  const pixels = normalise(dataset.training, dataset, 0, count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = createRandom(0, 'softmax regression');
  for (let step = 0; step < (epochs * count) / 50; step++) {
    const start = (step * 50) % count;
    if (start === 0) random.shuffle(order);
    gradient.fill(0);
    for (const index of order.subarray(start, start + 50)) {
      const image = pixels.subarray(index * BYTES, (index + 1) * BYTES);
      addGradient(gradient, weights, image, dataset.training.labels[index]!);
    }
    for (let i = 0; i < weights.length; i++) weights[i]! -= 0.002 * (gradient[i]! / 50 + 0.1 * weights[i]!);
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
    for (let i = 0; i < BYTES; i++) gradient[c * BYTES + i]! += error * image[i]!;
  }
}

function softmaxAccuracy(weights: Float64Array, dataset: Dataset): number {
  const { count, labels } = dataset.validation;
  const pixels = normalise(dataset.validation, dataset, 0, count);
  let right = 0;
  for (let index = 0; index < count; index++) {
    const z = scores(weights, pixels.subarray(index * BYTES, (index + 1) * BYTES));
    if (z.indexOf(Math.max(...z)) === labels[index]) right++;
  }
  return right / count;
}
