/** What the preset "Paper" sets, and what differs from the paper's own experiments with what is open here. */

import { dataName, modelName } from '../../words/names';
import { formats, say } from '../../words/say';
import { certificationSigma, paperSetup, presets } from '../../worker/protocol';
import type { LabState } from '../labState';

/**
 * Standard deviation of the noise on each weight from which the guard is said to reject. Measured with a guard of 5 points
 * (docs/experiments.md): at 0.43, which is the preset at n = 6,000, it rejected 17 of 18 removals; at 0.11, six of nine.
 */
const drowningSigma = 0.4;

/** Sentences, in their order. */
export function paperSentences({ dataset, model, removedCount }: OpenedLab): string[] {
  const { damping, noise } = presets.paper;
  const { epsilon, delta } = noise!;
  const { images, epochs, learningRate } = paperSetup;
  const left = dataset.trainingCount - removedCount;
  const sigmaOf = (sampleCount: number) =>
    certificationSigma({ epsilon, delta, damping, sampleCount, removedCount: 1 });
  const [here, there] = [sigmaOf(left), sigmaOf(images)];
  const { training } = model;
  return [
    say('page.settings.paper.sets', { damping, epsilon, delta }),
    say('page.settings.paper.images', {
      there: formats.whole(images),
      here: formats.whole(dataset.trainingCount),
      data: dataName(dataset),
    }),
    training
      ? say('page.settings.paper.training', {
          epochs,
          learningRate,
          model: modelName(model),
          epochsHere: training.epochs,
          learningRateHere: training.learningRate,
        })
      : say('page.settings.paper.untrained', { epochs, learningRate, model: modelName(model) }),
    say(here >= drowningSigma ? 'page.settings.paper.drowns' : 'page.settings.paper.noise', {
      here: formats.number(here),
      there: formats.number(there),
      left: formats.whole(left),
      images: formats.whole(images),
    }),
  ];
}

interface OpenedLab {
  readonly dataset: Pick<LabState['dataset'], 'id' | 'name' | 'trainingCount'>;
  readonly model: {
    readonly id: string;
    readonly name: string;
    readonly training: Pick<NonNullable<LabState['model']['training']>, 'epochs' | 'learningRate'> | null;
  };
  /** Training samples that are gone already. */
  readonly removedCount: number;
}
