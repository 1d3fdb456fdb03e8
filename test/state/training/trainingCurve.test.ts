import { describe, expect, test } from 'vitest';
import type { EpochProgress, LabState } from '../../../src/state/contract';
import { addProgress, finishCurve, startCurve } from '../../../src/state/training/trainingCurve';

const news = (epoch: number, epochs: number, fraction: number, loss: number): EpochProgress => ({
  epoch,
  epochs,
  loss,
  accuracy: 1 - loss,
  validation: epoch > 1 ? { loss: loss + 0.1, accuracy: 0.5 } : null,
  fraction,
  remainingMs: 0,
});

const trained = {
  model: { training: { validationAccuracy: 0.75 } },
  metrics: { validationLoss: 0.6 },
} as unknown as LabState;

describe('the curve of a training', () => {
  test('has one point that moves through the epoch, then one for each epoch', () => {
    let curve = addProgress(startCurve(2, null), news(1, 2, 0.25, 0.9));
    expect(curve.points).toEqual([{ epoch: 0.5, loss: 0.9, accuracy: 1 - 0.9 }]);
    curve = addProgress(curve, news(1, 2, 0.5, 0.8));
    curve = addProgress(curve, news(2, 2, 0.75, 0.4));
    expect(curve.points).toEqual([
      { epoch: 1, loss: 0.8, accuracy: 1 - 0.8, validationLoss: 0.5, validationAccuracy: 0.5 },
      { epoch: 1.5, loss: 0.4, accuracy: 0.6 },
    ]);
  });

  test('ends with what the lab measured, at the epoch where it ended', () => {
    const curve = addProgress(startCurve(5, null), news(1, 5, 0.2, 0.8));
    expect(finishCurve(curve, trained)).toEqual({
      epochs: 1,
      running: 5,
      points: [{ epoch: 1, loss: 0.8, accuracy: 1 - 0.8, validationLoss: 0.6, validationAccuracy: 0.75 }],
      isFinished: true,
    });
  });

  test('goes on where the one before ended', () => {
    const before = finishCurve(addProgress(startCurve(1, null), news(1, 1, 1, 0.8)), trained);
    const curve = addProgress(startCurve(2, before), news(2, 3, 0.25, 0.3));
    expect(curve.points.map(({ epoch }) => epoch)).toEqual([1, 1.5]);
    expect(curve.epochs).toBe(3);
  });

  test('puts the end of an epoch on its whole number, whatever rounding says', () => {
    const curve = addProgress(startCurve(3, null), news(2, 3, 2 / 3 - 1e-12, 0.5));
    expect(curve.points.map(({ epoch }) => epoch)).toEqual([2]);
  });
});
