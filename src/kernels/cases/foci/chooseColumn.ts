import type { Gpu } from '../../../gpu/device';
import { createRandom } from '../../../math/random/random';
import { recordChooseColumn } from '../../foci/chooseColumn';
import { strideOf } from '../../foci/nearestNeighbour';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { recorded } from '../recorded';

export interface Decision {
  readonly n: number;
  readonly scores: readonly number[];
  readonly taken?: readonly number[];
  readonly sumOfAtMost?: number;
  readonly sumOfSquaredAtLeast?: number;
  /** Stop flag, steps judged, column taken last, its score. */
  readonly selection?: readonly [number, number, number, number];
  readonly keeps?: boolean;
}

/** What the kernel makes of one decision. */
export async function decideOnGpu(gpu: Gpu, decision: Decision) {
  const { n, scores, sumOfAtMost = 1e9, sumOfSquaredAtLeast = 0, selection = [0, 0, 0, 0] } = decision;
  const p = scores.length;
  const [state, taken] = await recorded(gpu, (list, scope) => {
    // The scores stand in the second row; the first would win.
    const rows = new Uint32Array(2 * strideOf(p)).fill(4e9);
    rows.set(scores, strideOf(p));
    const high = Math.floor(sumOfSquaredAtLeast / 2 ** 32);
    const buffers = {
      totals: scope.upload('totals', new Uint32Array([sumOfAtMost, sumOfSquaredAtLeast, high])),
      scores: scope.upload('scores', rows),
      taken: scope.upload(
        'taken',
        Uint32Array.from({ length: p }, (_, c) => decision.taken?.[c] ?? 0),
      ),
      selection: scope.upload('selection', new Uint32Array(selection)),
    };
    recordChooseColumn(list, buffers, { n, p, scoreRow: 1, keeps: decision.keeps ?? false });
    return [buffers.selection, buffers.taken];
  });
  return { selection: [...state!], taken: [...taken!] };
}

/** The rule on whole numbers of any size (rule 5 of docs/decisions/0001). */
function decide(decision: Decision) {
  const { n, scores, sumOfAtMost = 1e9, sumOfSquaredAtLeast = 0, keeps = false } = decision;
  const taken = scores.map((_, c) => decision.taken?.[c] ?? 0);
  const [stop, judged, last, lastScore] = decision.selection ?? [0, 0, 0, 0];
  if (stop) return { selection: [stop, judged, last, lastScore], taken };
  const candidates = scores
    .map((score, column) => ({ score, column }))
    .filter(({ column }) => !taken[column]);
  const best = candidates.reduce<(typeof candidates)[number] | null>(
    (most, one) => (most === null || one.score > most.score ? one : most),
    null,
  );
  const gains = (score: number) =>
    judged > 0 ? score > lastScore : BigInt(n) * BigInt(score) > BigInt(sumOfSquaredAtLeast);
  if (!best || !(keeps || gains(best.score))) return { selection: [1, judged + 1, last, lastScore], taken };
  taken[best.column] = 1;
  const explains = best.score === sumOfAtMost ? 1 : 0;
  return { selection: [explains, judged + 1, best.column, best.score], taken };
}

function decisionCase(name: string, draw: () => Decision) {
  return defineCase({
    name,
    draw,
    compute: decideOnGpu,
    judge(made, decision) {
      const expected = decide(decision);
      return joinJudgements([
        judgeEqual(made.selection, expected.selection),
        judgeEqual(made.taken, expected.taken),
      ]);
    },
  });
}

function drawScores(p: number): number[] {
  const random = createRandom(p, 'scores');
  return Array.from({ length: p }, () => 1 + random.integer(20));
}

/** n S is past one word. */
const n = 8192;
const score = 33_000_000;
const past = { n, scores: [score] };
const later = { n: 9, sumOfSquaredAtLeast: 1e9, selection: [0, 2, 5, 40] as const };

const decisions: Readonly<Record<string, Decision>> = {
  'the lowest column among equals': { n: 3, scores: [5, 9, 9, 2, 9] },
  'columns that are taken': { n: 3, scores: [9, 9, 4, 9], taken: [1, 1, 0, 1] },
  'no column that is left': { n: 3, scores: [9, 9], taken: [1, 1] },
  'gain past one word, by 1': { ...past, sumOfSquaredAtLeast: n * score - 1 },
  'no gain past one word': { ...past, sumOfSquaredAtLeast: n * score },
  'no gain in the high word': { ...past, sumOfSquaredAtLeast: n * score + 2 ** 32 },
  'gain in the high word': { ...past, sumOfSquaredAtLeast: n * score - 2 ** 32 + 5 },
  'no gain, kept': { ...past, sumOfSquaredAtLeast: 2 ** 40, keeps: true },
  'later, gain': { ...later, scores: [41, 1] },
  'later, no gain': { ...later, scores: [40, 1] },
  'later, no gain, kept': { ...later, scores: [40, 1], keeps: true },
  'columns that explain y': { n: 9, scores: [3, 45], sumOfAtMost: 45 },
  'over already': { n: 9, scores: [99], selection: [1, 3, 7, 8] },
};

export const choiceCases: KernelCases = {
  kernel: 'chooseColumn',
  shaders: ['foci/chooseColumn'],
  tolerance: 'exact',
  cases: [
    ...Object.entries(decisions).map(([name, decision]) => decisionCase(name, () => decision)),
    ...[1, 63, 64, 65, 128, 300].map((p) =>
      decisionCase(`p = ${p}`, () => ({ n: 9, scores: drawScores(p) })),
    ),
  ],
};
