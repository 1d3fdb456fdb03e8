import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Dataset } from '../../../src/data/dataset';
import { makeDigits } from '../../../src/data/made/digits';
import { regressionAccuracy } from '../softmaxRegression';
import { testMadeImages } from './madeImages';

// A second each on an idle machine; room for a busy one.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let digits: Dataset;
beforeAll(() => {
  digits = makeDigits({ seed: 0 });
});

describe('the built-in digits', () => {
  testMadeImages(makeDigits, () => digits);

  test('are 28 x 28 grey pixels of the ten digits', () => {
    expect(digits.shape).toEqual([28, 28, 1]);
    expect(digits.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
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

  test('are learnt by a linear model, but not all of them', () => {
    const settings = { count: 3000, epochs: 5, learningRate: 0.01, weightDecay: 0.01 };
    const accuracy = regressionAccuracy(digits, settings);
    expect(accuracy).toBeGreaterThan(0.8);
    expect(accuracy).toBeLessThan(0.96);
  });
});

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
