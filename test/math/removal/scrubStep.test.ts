import { describe, expect, it } from 'vitest';
import { dot } from '../../../src/math/linear/vector';
import { evaluateSample } from '../../../src/math/network/evaluateGraph';
import { newtonStep } from '../../../src/math/removal/newtonStep';
import { secantHessianL1 } from '../../../src/math/removal/secantHessian';
import { checkScrubCase, nameScrubCase } from '../../golden/checker/scrubCase';
import type { ScrubFile } from '../../golden/checker/scrubFile';
import { repeatUntilRemoval } from '../../golden/checker/scrubStart';
import { checkScrubStep } from '../../golden/checker/scrubStep';
import { failures, readGolden } from '../../support/golden';

const golden = readGolden<ScrubFile>('scrub_step');
const start = repeatUntilRemoval(golden);

/** The same value with its first number a millionth larger. */
function spoil(value: unknown): unknown {
  if (typeof value === 'number') return value * (1 + 1e-6);
  if (Array.isArray(value)) return [spoil(value[0]), ...value.slice(1)];
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, entry], index) => [key, index === 0 ? spoil(entry) : entry]));
}

describe('one removal of the authors (scrub_step.json), in float64', () => {
  it('has their training, banks, perturbed copies, selection and sigma', () => {
    const checks = [...checkScrubStep({ ...golden, cases: [] })];
    expect(checks.length).toBeGreaterThan(200);
    expect(failures(checks)).toEqual([]);
  });

  it.each(golden.cases.map((c) => [nameScrubCase(c), c] as const))('%s', (_, c) => {
    const checks = [...checkScrubCase(c, start)];
    expect(checks.length).toBeGreaterThanOrEqual(22);
    expect(failures(checks)).toEqual([]);
  });

  const labelled = ['variant', 'selectionType', 'HessType'];
  const one = golden.cases.find((c) => nameScrubCase(c) === 'b3_paper_full_gradient_bank FOCI Sekhari')!;
  it.each(Object.keys(one).filter((field) => !labelled.includes(field)))('notices another %s', (field) => {
    const spoilt = { ...one, [field]: spoil(one[field as keyof typeof one]) };
    expect(failures(checkScrubCase(spoilt as typeof one, start)).length).toBeGreaterThan(0);
  });

  it('has each variant with each selection and each method', () => {
    expect(new Set(golden.cases.map(nameScrubCase)).size).toBe(20);
  });

  it('would step against the gradient with the authors\u2019 sample Hessian, but for the lab\u2019s damping', () => {
    const { graph, parameters, removed, run, damping } = start;
    const { gradient } = evaluateSample(graph, parameters, removed.input, removed.label);
    const sample = secantHessianL1({ s: new Float64Array(gradient.length), y: gradient });
    const none = { scale: 0, vector: gradient };
    const { step, dampingUsed } = newtonStep({
      full: none,
      sample,
      gradient,
      sampleCount: run.samples.length,
      damping,
      solver: 'woodbury',
    });
    const theirs = golden.cases.find((c) => nameScrubCase(c) === 'a_reference_torch_lt_2 Full Sekhari')!;
    expect(theirs.step_dot_sample_gradient).toBeLessThan(0);
    expect(dampingUsed).toBeGreaterThan(100 * damping);
    expect(dot(step, gradient)).toBeGreaterThan(0);
  });
});
