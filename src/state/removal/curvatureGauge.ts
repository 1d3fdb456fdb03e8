/** What the curvature did to the step, in numbers that a person can judge, and in words. */

import { say } from '../../words/say';
import type { CurvatureReport, UpdateReport } from '../../worker/protocol';

export interface CurvatureGauge {
  /** Smallest and largest eigenvalue of the damped Hessian, in units of what damping and decay add to its diagonal: 1 means that H\u2032 adds nothing. */
  readonly eigenvalues: readonly [number, number];
  /** Angle between the step and the plain gradient in degrees. */
  readonly angle: number;
  /** Norm of the noise over that of the step; null without noise. Infinite where the step is zero. */
  readonly noiseToStep: number | null;
  readonly verdict: string;
}

/** From this many times lambda on the curvature is a matter of the Hessian. */
const clear = 2;
/** Below this angle the step is, for all a person can see, the plain gradient. */
const sameDirection = 3;

/** The gauge of a removal. Eigenvalues and damping are those that were used, the angle that of the step without noise. */
export function readGauge(curvature: CurvatureReport, update: UpdateReport): CurvatureGauge {
  const { dampingUsed, weightDecay, cosineToGradient } = curvature;
  const diagonal = dampingUsed + weightDecay;
  const [smallest, largest] = curvature.eigenvalues;
  const eigenvalues = [smallest / diagonal, largest / diagonal] as const;
  const angle = (Math.acos(Math.min(1, Math.max(-1, cosineToGradient))) * 180) / Math.PI;
  const noiseToStep = update.noise && update.noise.norm / update.stepNorm;
  return { eigenvalues, angle, noiseToStep, verdict: judge(eigenvalues, angle, noiseToStep) };
}

function judge(
  [smallest, largest]: CurvatureGauge['eigenvalues'],
  angle: number,
  noiseToStep: number | null,
): string {
  if (noiseToStep !== null && noiseToStep > 1) {
    return say('page.removal.curvature.verdicts.noise');
  }
  if (angle > 90) return say('page.removal.curvature.verdicts.against');
  if (smallest <= 0) return say('page.removal.curvature.verdicts.indefinite');
  if (angle < sameDirection) {
    return say(
      largest < clear
        ? 'page.removal.curvature.verdicts.damping'
        : 'page.removal.curvature.verdicts.shortened',
    );
  }
  return say('page.removal.curvature.verdicts.turned');
}

/** Place of a positive number on a logarithmic scale, from 0 at `low` to 1 at `high`. */
export function logPlace(value: number, low: number, high: number): number {
  const place = Math.log(value / low) / Math.log(high / low);
  return Math.min(1, Math.max(0, Number.isFinite(place) ? place : 0));
}
