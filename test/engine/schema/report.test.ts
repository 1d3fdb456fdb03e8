import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/engine/report';
import { readComparison } from '../../../src/engine/yardstick/comparison';
import { writePlain } from '../../../src/model/schema/plain';
import { FieldError } from '../../../src/model/schema/read';

const run = join(import.meta.dirname, '../../fixtures/25670b1/run');
const lines = (name: string) => readFileSync(join(run, name), 'utf8').trimEnd().split('\n');
const reports = lines('removals.jsonl').map((line) => JSON.parse(line));
const comparisons = lines('comparisons.jsonl').map((line) => JSON.parse(line));

describe('reports of version 2', () => {
  it('are read whole: they lack what made them, and their settings have the names of now', () => {
    expect(reports.length).toBe(5);
    for (const report of reports) {
      expect(readReport(report, 'line')).toEqual({
        ...report,
        schemaVersion: 4,
        provenance: null,
        request: {
          ...report.request,
          curvature: 'secant-cut',
          weightDecay: 'none',
          batch: 'mean',
          retrainingOrder: 'independent',
          guardSet: 'validation',
          drawSeed: null,
        },
        guard: null,
        curvature: report.curvature && { ...report.curvature, name: 'secant-cut', weightDecay: 0 },
        selection: report.selection && { ...report.selection, blankets: null },
        largestChange: null,
        neglected: null,
        before: { ...report.before, decayedGradientNorm: null },
        after: { ...report.after, decayedGradientNorm: null },
      });
    }
  });

  it.each([
    ['curvature', 'secant', 'secant-cut'],
    ['curvature', 'kfac', 'kfac'],
    ['selection', 'saliency', 'saliency-slices'],
    ['selection', 'lfoci', 'lfoci'],
  ])('have the %s %s, which is %s now', (name, older, now) => {
    const report = { ...reports[0], request: { ...reports[0].request, [name]: older } };
    expect(readReport(report, 'line').request).toMatchObject({ [name]: now });
    const third = { ...report, schemaVersion: 3, provenance: null };
    expect(readReport(third, 'line').request).toMatchObject({ [name]: now });
  });

  it('are refused where what stands for the request is none', () => {
    expect(() => readReport({ ...reports[0], request: [] }, 'line')).toThrow(FieldError);
    expect(() => readReport({ ...reports[0], curvature: 7 }, 'line')).toThrow(FieldError);
  });

  it('have comparisons that are read whole', () => {
    expect(comparisons.length).toBe(2);
    const unknown = { decayedGradientNorm: null };
    for (const comparison of comparisons) {
      // All were with the independent order, without a floor.
      const added = { order: 'independent', original: null, floor: null, recovered: null };
      expect(readComparison(comparison, 'line')).toEqual({
        ...comparison,
        ...added,
        schemaVersion: 2,
        retrained: { ...comparison.retrained, ...unknown },
        unlearned: { ...comparison.unlearned, ...unknown },
      });
    }
  });
});

const good = readReport(reports[0], 'line 1');
const rejected = readReport(reports[2], 'line 3');

describe('a report', () => {
  it('keeps numbers that are not finite, where they were measured', () => {
    const after = { ...good.after, residualLoss: Number.NaN, validationLoss: Number.POSITIVE_INFINITY };
    const report = { ...good, after };
    expect(readReport(JSON.parse(writePlain(report)), 'line')).toEqual(report);
  });

  it.each<[string, object, RegExp]>([
    [
      'an accuracy above 1',
      { after: { ...good.after, validationAccuracy: 1.5 } },
      /after\.validationAccuracy: expected a number from 0 to 1, found 1\.5/,
    ],
    [
      'an accuracy of NaN',
      { after: { ...good.after, validationAccuracy: 'NaN' } },
      /after\.validationAccuracy: .*found "NaN"/,
    ],
    [
      'a loss below 0',
      { after: { ...good.after, residualLoss: -1e308 } },
      /after\.residualLoss: expected a number from -0\.01, or "NaN" or "Infinity", found -1e\+308/,
    ],
    [
      'a damping below 0',
      { request: { ...good.request, damping: -5 } },
      /request\.damping: expected a number from 0 to 10000, found -5/,
    ],
    [
      'a million million perturbations',
      { request: { ...good.request, perturbations: 1e12 } },
      /request\.perturbations: expected a whole number from 20 to 8192/,
    ],
    [
      'a number that its method has not',
      { request: { ...good.request, methodNumbers: { epochs: 3 } } },
      /request\.methodNumbers: expected an object without members/,
    ],
    [
      'a number of its method out of range',
      { request: { ...good.request, method: 'scrub', methodNumbers: { epochs: 0 } } },
      /request\.methodNumbers\.epochs: expected a whole number from 1 to 100, found 0/,
    ],
    [
      'a device of 100,000 characters',
      { device: 'x'.repeat(1e5) },
      /device: expected a text of at most 4096/,
    ],
    ['a parent that comes later', { parent: 1 }, /parent: expected a whole number from 0 to 0, found 1/],
    [
      'a time below 0',
      { durationsMs: { ...good.durationsMs, update: -1 } },
      /durationsMs\.update: expected a number from 0/,
    ],
    ['no metrics', { after: undefined }, /after: expected an object, found nothing/],
    [
      'a slice that is none',
      { selection: { ...good.selection, selected: [null] } },
      /selection\.selected\[0\]: expected an object, found null/,
    ],
  ])('with %s is refused', (_, change, sentence) => {
    const read = () => readReport({ ...good, ...change }, 'line 1');
    expect(read).toThrow(FieldError);
    expect(read).toThrow(sentence);
  });

  it('that was rejected has the weights that it began with', () => {
    expect(readReport(rejected, 'line 3')).toEqual(rejected);
    expect(() => readReport({ ...good, accepted: false }, 'line 1')).toThrow(
      /^line 1: digestAfter: expected [0-9a-f]{64}, as digestBefore, because the removal was rejected, says, found "[0-9a-f]{59}\u2026\.$/,
    );
  });
});
