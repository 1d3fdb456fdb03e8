import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Dataset, ImageSet } from '../../../src/data/dataset';
import { makeShapes } from '../../../src/data/made/shapes';
import { Coverage } from '../../../src/data/made/shapes/coverage';
import { ellipse, mirrored, outline, tracePolygon, turned } from '../../../src/data/made/shapes/outline';
import { regressionAccuracy } from '../softmaxRegression';
import { testMadeImages } from './madeImages';

// Two seconds for a whole set on an idle machine; room for a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BYTES = 32 * 32 * 3;
const CLASSES = 10;

let shapes: Dataset;
beforeAll(() => {
  shapes = makeShapes({ seed: 0 });
});

describe('the built-in shapes', () => {
  testMadeImages(makeShapes, () => shapes);

  test('are 32 x 32 colour pixels', () => {
    expect(shapes.id).toBe('shapes-32');
    expect(shapes.shape).toEqual([32, 32, 3]);
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
    const settings = { count: 2000, epochs: 4, learningRate: 0.002, weightDecay: 0.1 };
    const accuracy = regressionAccuracy(shapes, settings);
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
