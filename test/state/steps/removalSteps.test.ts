import { expect, test } from 'vitest';
import { tooSmallSentence } from '../../../src/state/removal/plainSentence';
import { factsOf, hasSteps, stepNames } from '../../../src/state/steps/removalSteps';
import formulas from '../../../src/view/steps/formulas.math.json';
import { formats } from '../../../src/words/say';
import { report } from '../../view/openLab';

test('every step of a removal has the numbers of its report, and a formula that the build made MathML of', () => {
  expect(hasSteps(report)).toBe(true);
  expect(hasSteps({ ...report, selection: null })).toBe(false);
  const shown = (step: (typeof stepNames)[number], label: string) =>
    factsOf(report, step).find((fact) => fact.label === `page.steps.facts.${label}`)?.value;
  expect(shown('perturb', 'copies')).toBe(formats.whole(report.request.perturbations));
  expect(shown('selection', 'selected')).toBe(formats.whole(report.selection!.selected.length));
  expect(shown('hessian', 'left')).toBe(formats.whole(report.curvature!.sampleCount));
  expect(shown('solve', 'damping')).toBe(formats.number(report.curvature!.damping));
  expect(shown('write', 'stepNorm')).toBe(formats.number(report.update.stepNorm));
  expect(shown('evaluate', 'residual')).toContain(formats.chance(report.after.residualAccuracy));
  for (const step of stepNames) {
    expect(formulas[step]).toMatch(/^<math[^>]*>.*<\/math>$/s);
    expect(formulas[step]).not.toContain('style=');
  }
});

test('noise is spoken of only where there was some', () => {
  const noise = { sigma: 0.25, norm: 3 };
  expect(factsOf({ ...report, update: { stepNorm: 1, noise: null } }, 'noise')).toEqual([]);
  expect(factsOf({ ...report, update: { stepNorm: 1, noise } }, 'noise').map(({ value }) => value)).toEqual([
    formats.number(0.25),
    formats.number(3),
  ]);
});

test('an effect that no eye finds is said, with the reason that the numbers give; one that can be seen is not', () => {
  const classNames = [...'0123456789'];
  const chances = (right: number) =>
    Array.from({ length: 10 }, (_, i) => (i === 5 ? right : (1 - right) / 9));
  const of = (before: number, after: number, accepted = true) => {
    const sample = {
      ...report.samples[0]!,
      label: 5,
      probabilitiesBefore: chances(before),
      probabilitiesAfter: chances(after),
    };
    return tooSmallSentence({ ...report, accepted, samples: [sample] }, classNames);
  };
  expect(of(0.998, 0.993)).toMatch(/the most: 0\.5.*The model was 99\.8.* sure of 5/);
  expect(of(0.91, 0.905)).toMatch(/^No probability.*The model learnt 5 from/);
  expect(of(0.4, 0.395)).toMatch(/^No probability.*The model learnt 5 from/);
  expect(of(0.4, 0.38)).toBeNull();
  expect(of(0.4, 0.395, false)).toBeNull();
});
