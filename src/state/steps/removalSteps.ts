/** A removal by Algorithm 1 as the steps that it was made in, each with the numbers that its report holds. Nothing is computed: a saved report plays without a GPU. */

import type { Code } from '../../words/catalogue';
import { formats, sayMessage } from '../../words/say';
import { stopMessage } from '../../words/stopMessage';
import type { RemovalReport } from '../../worker/protocol';

/** The steps in their order. */
export const stepNames = [
  'perturb',
  'activations',
  'selection',
  'hessian',
  'solve',
  'noise',
  'write',
  'evaluate',
] as const;
export type StepName = (typeof stepNames)[number];

/** A number of the report, under a name of the catalogue. */
export interface StepFact {
  readonly label: Extract<Code, `page.steps.facts.${string}`>;
  readonly value: string;
}

/** Whether a removal was made in these steps. */
export const hasSteps = ({ selection, curvature }: RemovalReport) => selection !== null && curvature !== null;

const fact = (name: StepFact['label'] extends `page.steps.facts.${infer N}` ? N : never, value: string) =>
  ({ label: `page.steps.facts.${name}`, value }) as StepFact;

/** What the report says of a step. */
export function factsOf(report: RemovalReport, step: StepName): readonly StepFact[] {
  const { request, selection, curvature, update, before, after, samples, accepted } = report;
  switch (step) {
    case 'perturb':
      return [
        fact('copies', formats.whole(request.perturbations)),
        fact('deviation', formats.number(request.perturbationDeviation)),
        fact('seed', String(request.seed)),
      ];
    case 'activations':
      return [
        fact('slices', formats.whole(selection!.first.length)),
        fact('varying', formats.whole(selection!.first.filter((t) => t !== null).length)),
      ];
    case 'selection': {
      const [first] = selection!.selected;
      const stop = stopMessage(selection!);
      return [
        fact('selected', formats.whole(selection!.selected.length)),
        ...(first ? [fact('firstSlice', `${first.layer} ${first.unit}`)] : []),
        ...(first?.t == null ? [] : [fact('firstT', formats.number(first.t))]),
        fact('stop', sayMessage(stop)),
      ];
    }
    case 'hessian':
      return [
        fact('parameters', formats.whole(curvature!.parameters)),
        fact('left', formats.whole(curvature!.sampleCount)),
        fact('smallest', formats.number(curvature!.eigenvalues[0])),
        fact('largest', formats.number(curvature!.eigenvalues[1])),
      ];
    case 'solve':
      return [
        fact('damping', formats.number(curvature!.damping)),
        fact('dampingUsed', formats.number(curvature!.dampingUsed)),
        fact('cosine', formats.number(curvature!.cosineToGradient)),
      ];
    case 'noise':
      return update.noise === null
        ? []
        : [
            fact('sigma', formats.number(update.noise.sigma)),
            fact('noiseNorm', formats.number(update.noise.norm)),
          ];
    case 'write':
      return [
        fact('stepNorm', formats.number(update.stepNorm)),
        fact('written', formats.whole(curvature!.parameters)),
      ];
    case 'evaluate': {
      const [sample] = samples;
      const pair = (one: number, other: number) => `${formats.chance(one)} → ${formats.chance(other)}`;
      return [
        fact('residual', pair(before.residualAccuracy, after.residualAccuracy)),
        fact('validation', pair(before.validationAccuracy, after.validationAccuracy)),
        ...(sample && samples.length === 1 && accepted
          ? [fact('loss', `${formats.number(sample.lossBefore)} → ${formats.number(sample.lossAfter)}`)]
          : []),
      ];
    }
    default:
      return step satisfies never;
  }
}
