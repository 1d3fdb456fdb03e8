import { describe, expect, it } from 'vitest';
import { crossEntropy } from '../../../src/math/network/crossEntropy';
import { createRandom } from '../../../src/math/random/random';
import { attackCurve } from '../../../src/math/yardstick/attackCurve';
import { scoreModels } from '../../../src/math/yardstick/likelihoodAttack';
import { marginOf, marginOfLoss } from '../../../src/math/yardstick/margin';
import { memorisation } from '../../../src/math/yardstick/memorisation';
import type { ModelTable } from '../../../src/math/yardstick/modelTable';
import { percentileAmong, readCurve } from '../../../src/math/yardstick/operatingCurve';
import { aucOf, type Ensemble, memorisationOf, scoresOf, truePositivesAt } from './oracle';

/** Normal margins; those who had a sample are `lift` above, each sample with a place and a spread of its own. */
function draw(seed: number, models: number, samples: number, lift: number): Ensemble {
  const random = createRandom(seed, 'margins');
  const places = Array.from({ length: samples }, () => 3 * random.normal());
  const spreads = Array.from({ length: samples }, () => 0.5 + random.uniform());
  const had = Array.from({ length: models }, () =>
    Array.from({ length: samples }, () => random.uniform() < 0.5),
  );
  const margins = had.map((row) =>
    row.map((isIn, i) => places[i]! + spreads[i]! * (random.normal() + (isIn ? lift : 0))),
  );
  return { margins, had };
}

function tableOf({ margins, had }: Ensemble): ModelTable {
  return {
    samples: margins[0]!.length,
    models: margins.length,
    values: Float64Array.from(margins.flat()),
    had: Uint8Array.from(had.flat(), Number),
  };
}

function attack(ensemble: Ensemble, seed = 1) {
  const work = attackCurve(tableOf(ensemble), seed);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const once = (models: number) => new Array<number>(models).fill(1);

describe('marginOf', () => {
  it('by hand: logits 1, 2, 3', () => {
    expect(marginOf(Float64Array.of(1, 2, 3), 1)).toBeCloseTo(2 - Math.log(Math.E + Math.E ** 3), 14);
  });

  it('does not overflow, and is what the loss says', () => {
    expect(marginOf(Float32Array.of(1000, -1000, 0), 0)).toBe(1000);
    for (const logits of [
      [3, 1, -2],
      [0.1, 9, 4],
      [-30, 2, 5],
      [40, 3, 1],
    ]) {
      const loss = crossEntropy(Float64Array.from(logits), 0);
      expect(marginOfLoss(loss)).toBeCloseTo(marginOf(Float64Array.from(logits), 0), 9);
    }
    expect(marginOfLoss(800)).toBe(-800);
  });
});

describe('memorisation', () => {
  it('by hand: 5 and 7 with the sample, 1 and 2 and 3 without', () => {
    const table = {
      samples: 1,
      models: 5,
      values: Float64Array.of(5, 1, 7, 2, 3),
      had: Uint8Array.of(1, 0, 1, 0, 0),
    };
    const { values, errors } = memorisation(table);
    expect(values[0]).toBe(4);
    expect(errors[0]).toBeCloseTo(Math.sqrt(2 / 2 + 1 / 3), 14);
  });

  it('agrees with the definition, and says nothing of a sample that one model alone had', () => {
    const ensemble = draw(1, 12, 6, 1.5);
    const { values, errors } = memorisation(tableOf(ensemble));
    for (let sample = 0; sample < 6; sample++) {
      const wanted = memorisationOf(ensemble, sample);
      expect(values[sample]).toBeCloseTo(wanted.value, 12);
      expect(errors[sample]).toBeCloseTo(wanted.error, 12);
    }
    const lonely = { ...tableOf(ensemble), had: new Uint8Array(72).fill(1, 0, 6) };
    expect([...memorisation(lonely).values]).toEqual(new Array(6).fill(Number.NaN));
  });
});

describe('the attack on each sample', () => {
  const ensemble = draw(2, 14, 8, 1);
  const scores = scoreModels(tableOf(ensemble), once(14));
  const curve = attack(ensemble);
  const oracle = scoresOf(ensemble);

  it('has the scores of the definition', () => {
    const rising = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
    const side = (had: number) => rising([...scores.values].filter((_, i) => scores.had[i] === had));
    rising(oracle.inside).forEach((score, i) => {
      expect(side(1)[i]).toBeCloseTo(score, 9);
    });
    rising(oracle.outside).forEach((score, i) => {
      expect(side(0)[i]).toBeCloseTo(score, 9);
    });
    expect(scores.values.length).toBe(14 * 8);
    expect(scores.skipped).toBe(0);
  });

  it('has the curve of the definition', () => {
    expect(curve.auc!.value).toBeCloseTo(aucOf(oracle.inside, oracle.outside), 12);
    expect(curve.inScores).toBe(oracle.inside.length);
    const large = draw(3, 24, 10, 1);
    const { inside, outside } = scoresOf(large);
    expect(attack(large).truePositives[1]!.rate!.value).toBeCloseTo(
      truePositivesAt(0.1, inside, outside),
      12,
    );
  });

  it('tells no rate that too few out-scores can know', () => {
    expect(curve.truePositives.map(({ rate }) => rate)).toEqual([null, null]);
    const known = (samples: number) => {
      const { outScores, truePositives } = attack(draw(4, 64, samples, 1));
      return { enough: outScores >= 1000, known: truePositives.map(({ rate }) => rate !== null) };
    };
    expect(known(34)).toEqual({ enough: true, known: [true, true] });
    expect(known(30)).toEqual({ enough: false, known: [false, true] });
  });

  it('is 0.5 within its interval where the sides are alike, in about 95 of 100 draws', () => {
    const within = Array.from({ length: 30 }, (_, seed) => {
      const { low, high } = attack(draw(100 + seed, 24, 3, 0)).auc!;
      return low <= 0.5 && 0.5 <= high;
    });
    expect(within.filter(Boolean).length).toBeGreaterThanOrEqual(27);
  });

  it('has the value of endless data in its interval where the sides are one deviation apart', () => {
    // P(in > out) for two unit normals, one apart: the score rises with the margin.
    const endless = 0.7602;
    const within = Array.from({ length: 30 }, (_, seed) => {
      const { low, high } = attack(draw(200 + seed, 24, 3, 1)).auc!;
      return low <= endless && endless <= high;
    });
    expect(within.filter(Boolean).length).toBeGreaterThanOrEqual(27);
  });

  it('counts a model that was drawn twice as two models, and none of them against itself', () => {
    const weights = ensemble.margins.map((_, model) => model % 3);
    const weighted = scoreModels(tableOf(ensemble), weights);
    const copies = ensemble.margins.flatMap((_, model) => new Array<number>(weights[model]!).fill(model));
    const first = weighted.models[0]!;
    const judged = [first, ...copies.filter((model) => model !== first)];
    const { inside, outside } = scoresOf({
      margins: judged.map((model) => [ensemble.margins[model]![0]!]),
      had: judged.map((model) => [ensemble.had[model]![0]!]),
    });
    const wanted = (weighted.had[0] === 1 ? inside : outside)[0]!;
    expect(weighted.values[0]).toBeCloseTo(wanted, 9);
    expect(new Set(weighted.models).has(0)).toBe(false);
  });

  it('counts ties half, and knows nothing of a side without scores', () => {
    const flat = {
      values: Float64Array.of(1, 1, 1),
      models: Uint16Array.of(0, 1, 2),
      had: Uint8Array.of(1, 0, 0),
    };
    expect(readCurve(flat, once(3)).auc).toBe(0.5);
    const outOnly = { ...ensemble, had: ensemble.had.map((row) => row.map(() => false)) };
    expect(attack(outOnly)).toMatchObject({ auc: null, inScores: 0, outScores: 0, skipped: 8 });
  });

  it('leaves out a sample that hardly any model had, and pairs without a number', () => {
    const table = tableOf(draw(5, 12, 2, 1));
    const had = table.had.map((one, at) => (at % 2 === 1 ? 0 : one));
    expect(scoreModels({ ...table, had }, once(12)).skipped).toBe(1);
    const values = (table.values as Float64Array).slice();
    values[0] = Number.NaN;
    expect(scoreModels({ ...table, values }, once(12)).values.length).toBe(23);
  });
});

describe('percentileAmong', () => {
  it('by hand', () => {
    expect(percentileAmong(2, [1, 2, 3, 4])).toBe(37.5);
    expect(percentileAmong(Number.POSITIVE_INFINITY, [1, 2])).toBe(100);
    expect(percentileAmong(1, [])).toBe(Number.NaN);
  });
});
