import { describe, expect, it } from 'vitest';
import {
  nameOfPlace,
  rewindPlot,
  rewindRows,
  sideSentence,
  startsSentence,
  whyNoLine,
} from '../../../src/state/compare/rewindLine';
import type { ReportSummary, RetrainingComparison } from '../../../src/worker/protocol';

const line = {
  of: 20,
  points: [
    { epochs: 1, made: 0.1, ms: 100 },
    { epochs: 6, made: 0.6, ms: 600 },
    { epochs: 20, made: 1, ms: 2000 },
  ],
  stepMs: 300,
  remadeEpochs: 0,
  remadeMs: 0,
  originalDistance: null,
};

function compared(share: number | null, stepMs = 300) {
  const recovered = { loss: { share, retrained: 1 } } as RetrainingComparison['recovered'];
  return { recovered, rewindLine: { ...line, stepMs } };
}
const reports = (...methods: ReportSummary['method'][]) =>
  methods.map((method, parent) => ({ method, parent }) as ReportSummary);
const say = (share: number, stepMs?: number) =>
  sideSentence(compared(share, stepMs), reports('algorithm1'), 1);

describe('rewinding beside a step', () => {
  it('says on which side of the line the removals lie', () => {
    expect(say(0.05)).toMatch(/^Below the line: .* 5.* in 300 ms\. Running the last epoch again recovers 10/);
    expect(say(0.7)).toMatch(/^Above the line: .* the last 6 epochs again recovers 60.* takes 600 ms/);
    expect(say(0.05, 50)).toMatch(/^Left of the line: .* the last epoch again .* in 100 ms/);
    expect(say(0.35)).toMatch(/^Between two points .* straight line .* has 30.*lie above it/);
    expect(say(0.25)).toMatch(/lie not above it/);
    expect(say(1.2)).toMatch(/^Past retraining: .*120/);
    expect(sideSentence(compared(null), reports('algorithm1'), 1)).toBeNull();
    expect(sideSentence(compared(0.5), reports('rewind'), 1)).toMatch(/one more point of the line/);
  });

  it('draws the line, and the removals as a point with the name of their method', () => {
    expect(rewindRows(compared(0.4))).toEqual([
      { seconds: 0.1, line: 0.1 },
      { seconds: 0.6, line: 0.6 },
      { seconds: 2, line: 1 },
      { seconds: 0.3, step: 0.4 },
    ]);
    const names = (...methods: ReportSummary['method'][]) =>
      rewindPlot(reports(...methods), methods.length).series.map(({ label }) => label);
    expect(names('ssd', 'ssd')).toEqual(['page.compare.rewindLine.line', 'engine.methods.ssd.label']);
    expect(names('ssd', 'rewind')[1]).toBe('page.compare.rewindLine.several');
    expect(nameOfPlace(line, 0.6)).toBe('last 6 of 20 epochs, 600 ms');
    expect(nameOfPlace(line, 2)).toMatch(/^all 20 epochs \(retraining\)/);
    expect(nameOfPlace(line, 0.3)).toMatch(/^the removals/);
  });

  it('says where there can be no line, and where the starts came from', () => {
    expect(whyNoLine(compared(0.4), 'sgd')).toBeNull();
    expect(whyNoLine(compared(null), 'sgd')).toMatch(/under|less than twice the floor/);
    expect(whyNoLine({ recovered: null }, 'sgd')).toMatch(/coupled retraining/);
    expect(whyNoLine(compared(0.4), 'newton')).toMatch(/no epochs/);
    expect(startsSentence(line)).toMatch(/were kept/);
    const remade = { ...line, remadeEpochs: 20, remadeMs: 3000, originalDistance: 0.5 };
    expect(startsSentence(remade)).toMatch(/made anew, by 20 epochs .* no part .* ends 0\.5000 from/);
  });
});
