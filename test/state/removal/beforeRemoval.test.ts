import { describe, expect, test } from 'vitest';
import type { EnsembleState, RemovalReport, ReportSummary } from '../../../src/state/contract';
import { actsOn, longRun } from '../../../src/state/removal/beforeRemoval';
import { moverSentence, neverSawSentence, plainSentence } from '../../../src/state/removal/plainSentence';
import { fallbackSettings } from '../../../src/state/settings/settings';
import { initialState } from '../../../src/state/store';
import { report } from '../../view/openLab';
import { trainedLab } from '../standInLabState';

const made = (method: string, durationMs: number) =>
  ({ method, samples: [1], durationMs }) as unknown as ReportSummary;

describe('before a removal', () => {
  test('the page says from which state it goes on where another one is on show', () => {
    const lab = trainedLab({ history: { current: 2 } });
    const reports = [made('algorithm1', 1), made('algorithm1', 1)];
    expect(actsOn({ ...initialState, lab, reports, shown: 1 })).toBe(2);
    expect(actsOn({ ...initialState, lab, reports, shown: 0 })).toBe(2);
    expect(actsOn({ ...initialState, lab, reports, shown: 2 })).toBeNull();
    expect(actsOn({ ...initialState, lab, reports })).toBeNull();
  });
  test('a long run takes as long as the last removals with its method say', () => {
    const reports = [made('algorithm1', 500), made('scrub', 9000), made('algorithm1', 700)];
    const of = (count: number, changed = {}) =>
      longRun({ settings: { ...fallbackSettings, ...changed }, reports }, count);
    expect(of(9)).toBeNull();
    expect(of(600)).toEqual({ ms: 360_000, isSequence: true, isLocal: true });
    expect(of(600, { method: 'fine-tuning' })).toEqual({ ms: null, isSequence: true, isLocal: false });
    expect(of(600, { removeAs: 'batch' })).toEqual({ ms: null, isSequence: false, isLocal: true });
  });
});

describe('the plain sentence of a removal', () => {
  const classNames = [...'0123456789'];
  const sure = (label: number, share: number) => {
    const rest = (1 - share) / 9;
    return Array.from({ length: 10 }, (_, i) => (i === label ? share : rest));
  };
  const of = (before: number[], after: number[], changed: Partial<RemovalReport> = {}) =>
    plainSentence(
      {
        ...report,
        samples: [{ ...report.samples[0]!, probabilitiesBefore: before, probabilitiesAfter: after }],
        ...changed,
      },
      classNames,
    );
  test('says what the model takes it for, before and after', () => {
    expect(of(sure(5, 1), sure(5, 0.99999))).toMatch(
      /^The model still takes it for 5, 100\.0\u202f% sure, as before\./,
    );
    expect(of(sure(5, 0.9), sure(5, 0.6))).toMatch(
      /^The model still takes it for 5, 60\.0\u202f% sure; it was 90\.0/,
    );
    expect(of(sure(5, 0.9), sure(8, 0.6))).toMatch(
      /^The model takes it for 8 now, 60\.0.* before it took it for 5/,
    );
  });
  test('says how many of its class are left, and how far how many slices moved', () => {
    const text = of(sure(5, 1), sure(5, 1))!;
    const { label } = report.samples[0]!;
    expect(text).toContain(
      `${report.after.classes.residual[label]!.count} other samples of ${label} are still`,
    );
    expect(text).toContain(`The weights of ${report.selection!.selected.length} slices moved by`);
  });
  test('says of a batch what the model is right on of all that is forgotten, and is nothing of what the guard rejected', () => {
    const one = report.samples[0]!;
    const batch = (before: number, after: number) =>
      plainSentence(
        {
          ...report,
          samples: [one, one],
          before: { ...report.before, forgetAccuracy: before },
          after: { ...report.after, forgetAccuracy: after },
        },
        classNames,
      );
    expect(batch(0.9, 0.25)).toMatch(
      /^The model is right on 25\.0\u202f% of all that is forgotten; before this removal it was 90\.0\u202f%\. The weights of \d+ slices moved by/,
    );
    expect(batch(1, 1)).toMatch(/^The model is still right on 100\.0\u202f% .*, as before\./);
    expect(plainSentence({ ...report, accepted: false }, classNames)).toBeNull();
  });
  test('says what networks that never saw the sample make of it, where an ensemble of this state is there', () => {
    const [one] = report.samples;
    const out = { count: 32, middle: 0.58, low: 0.41, high: 0.73 };
    const percentiles = [{ sample: one!.index, unlearned: 50, retrained: null, out }];
    const ensemble = { state: report.id, percentiles } as unknown as EnsembleState;
    expect(neverSawSentence(report, ensemble, classNames)).toMatch(
      /^Of 32 networks that never saw it .* the middle one gives \d 58\.0\u202f%, four in five 41\.0.* to 73\.0/,
    );
    const lies = (before: number, after: number) => {
      const chances = (chance: number) => classNames.map((_, k) => (k === one!.label ? chance : 0));
      const sample = { ...one!, probabilitiesBefore: chances(before), probabilitiesAfter: chances(after) };
      return neverSawSentence({ ...report, samples: [sample] }, ensemble, classNames);
    };
    expect(lies(0.9, 0.8)).toMatch(/With 80\.0\u202f% the model lies above that: it still says more for/);
    expect(lies(0.9, 0.2)).toMatch(/With 20\.0\u202f% the model lies below that: it says less for/);
    expect(lies(0.9, 0.6)).toMatch(/within that: by this reading it is like one that never saw it\.$/);
    expect(lies(0.5, 0.6)).toMatch(/within that, and did before the removal: this reading cannot tell/);
    expect(neverSawSentence(report, { ...ensemble, state: 9 }, classNames)).toBeNull();
    expect(neverSawSentence(report, null, classNames)).toBeNull();
  });
  test('says at once whether the step or the noise changed the model', () => {
    const moved = (stepNorm: number, norm: number | null) =>
      moverSentence({ ...report, update: { stepNorm, noise: norm === null ? null : { sigma: 1, norm } } });
    expect(moved(2, null)).toMatch(/step alone/);
    expect(moved(2, 1)).toMatch(/further than the noise/);
    expect(moved(2, 1000)).toMatch(/is the noise: .*500 times/);
    expect(moved(0, 1)).toMatch(/is the noise/);
    expect(moverSentence({ ...report, selection: null })).toBeNull();
  });
});
