/** What was done, as a paper says it: of what the lab has measured, and of nothing else. */

import { dataName, modelName } from '../../words/names';
import { rowWords } from '../../words/rowWords';
import { formats, lists, say } from '../../words/say';
import { comparisonOf } from '../compare/comparisonOf';
import { curvatureOfMethod, type Recipe, type RemovalRequest } from '../contract';
import type { State } from '../store';

type Known = Pick<State, 'lab' | 'reports'>;

/** Sentences on data, training, removals, what came of them, and where. */
export function methodsParagraph(state: Known, recipe: Recipe): string {
  return [
    ...trainingWords(state, recipe),
    ...removalWords(recipe),
    ...resultWords(state, recipe),
    ...comparisonWords(state),
    ...whereWords(recipe),
  ].join(' ');
}

const short = (digest: string) => digest.slice(0, 12);

function trainingWords({ lab }: Known, { data, model, training }: Recipe): string[] {
  const on = {
    ...{ model: modelName(model), parameters: formats.whole(lab?.model.parameterCount ?? 0) },
    ...{ data: dataName(data), images: formats.whole(data.trainingCount), digest: short(data.digest) },
  };
  if (training === null) return [say('page.share.methods.untrained', on)];
  const { optimizer, epochs, batchSize, learningRate, schedule, momentum, weightDecay, seed } = training;
  return [
    say('page.share.methods.trained', {
      ...on,
      ...{ optimizer, schedule, epochs: formats.whole(epochs), batchSize: formats.whole(batchSize) },
      ...{ learningRate: String(learningRate), momentum: String(momentum) },
      ...{ weightDecay: String(weightDecay), seed: String(seed) },
    }),
  ];
}

/** What a removal does, without its samples and seeds. */
function kindOf({ samples: _, seed: __, drawSeed: ___, ...rest }: RemovalRequest): string {
  return JSON.stringify(rest);
}

function removalWords({ steps, current }: Recipe): string[] {
  const [first] = steps;
  if (!first || current === 0) return [say('page.share.methods.nothing')];
  const { request } = first;
  const samples = steps.reduce((sum, step) => sum + step.request.samples.length, 0);
  const counts = { samples: formats.whole(samples), removals: formats.whole(steps.length) };
  const isOne = new Set(steps.map((step) => kindOf(step.request))).size === 1;
  const seeds = [...new Set(steps.map((step) => step.request.seed))];
  const words = [
    say('page.share.methods.removed', { ...counts, one: samples === 1, single: steps.length === 1 }),
    isOne ? methodWords(request) : say('page.share.methods.several'),
  ];
  if (seeds.length === 1) words.push(say('page.share.methods.seed', { seed: String(seeds[0]) }));
  return words;
}

function methodWords(request: RemovalRequest): string {
  const { method, methodNumbers, selection, curvature, update, perturbations, perturbationDeviation } =
    request;
  const { damping, noise, guard } = request;
  const name = rowWords('engine.methods', method).label;
  if (method !== 'algorithm1') {
    const own = Object.entries(methodNumbers).map(([number, value]) => `${number} ${value}`);
    const by = curvatureOfMethod(method, curvature);
    const numbers = by ? [...own, rowWords('engine.curvatures', by).label] : own;
    return say('page.share.methods.method', { method: name, numbers: lists.and(numbers) });
  }
  return say('page.share.methods.algorithm1', {
    ...{ method: name, selection: rowWords('engine.selections', selection).label },
    ...{ curvature: rowWords('engine.curvatures', curvature).label },
    ...{ update: rowWords('engine.updates', update).label, damping: String(damping) },
    ...{ perturbations: String(perturbations), deviation: String(perturbationDeviation) },
    noise: noise && `${noise.epsilon}, ${noise.delta}`,
    guard: guard === null ? null : String(guard),
  });
}

function resultWords({ lab }: Known, { current }: Recipe): string[] {
  const { metrics, original } = lab ?? {};
  if (!metrics || !original) return [];
  const share = (value: number | null) => (value === null ? null : formats.share(value));
  const before = {
    residual: formats.share(original.residualAccuracy),
    validation: formats.share(original.validationAccuracy),
  };
  if (current === 0) return [say('page.share.methods.original', before)];
  return [
    say('page.share.methods.result', {
      ...before,
      residualAfter: formats.share(metrics.residualAccuracy),
      validationAfter: formats.share(metrics.validationAccuracy),
      forgetAfter: share(metrics.forgetAccuracy),
    }),
  ];
}

function comparisonWords(state: Known): string[] {
  const comparison = comparisonOf(state, state.lab?.history.current ?? 0);
  if (!comparison) return [];
  const { retrained, order } = comparison;
  return [
    say('page.share.methods.compared', {
      order: rowWords('engine.retrainingOrders', order).label,
      residual: formats.share(retrained.residualAccuracy),
      validation: formats.share(retrained.validationAccuracy),
    }),
  ];
}

function whereWords({ provenance, expect }: Recipe): string[] {
  const words: string[] = [];
  if (provenance) {
    const { lab, commit, tfjs, backend, adapter, runtime } = provenance;
    words.push(
      say('page.share.methods.where', {
        lab,
        commit: commit && short(commit),
        tfjs,
        backend,
        adapter,
        runtime,
      }),
    );
  }
  if (expect) words.push(say('page.share.methods.digest', { digest: short(expect.digest) }));
  return words;
}
