import type { TrainingCard, WeightsOrigin } from '../../state/contract';
import { formats } from '../design/format';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { trainingChoiceWords } from '../words/explanations';

const originWords: Record<WeightsOrigin, string> = {
  shipped: 'shipped with the lab',
  trained: 'trained here',
  checkpoint: 'from a checkpoint',
  own: 'your own model',
};

/** How good the weights on the bench are, on which images, and where they come from. */
export function WeightsFacts() {
  const model = useLab((state) => state.lab!.model);
  const { training: card, weightsFrom } = model;
  if (card === null || weightsFrom === null) {
    return <p>{model.name} is not trained on these data yet.</p>;
  }
  return (
    <dl className="facts">
      <dt>Right on</dt>
      <dd>
        <Value value={card.validationAccuracy} as="share" /> of {formats.whole(card.data.validationCount)}{' '}
        {heldOut(card)}; <Value value={card.trainingAccuracy} as="share" /> of{' '}
        {formats.whole(card.data.trainingCount)} training images
      </dd>
      <dt>Weights</dt>
      <dd>
        <b>{originWords[weightsFrom]}</b>, <Value value={model.parameterCount} as="whole" /> parameters
      </dd>
    </dl>
  );
}

/** What the images are that the accuracy was measured on. Weights for CIFAR-10 were judged by part of its training set. */
function heldOut({ data }: TrainingCard): string {
  if (data.id === 'cifar10' && data.validationCount < 10_000) {
    return 'validation images (further training images that the model never saw)';
  }
  return 'validation images';
}

/** How the weights on the bench were trained; nothing where nobody saw it. */
export function CourseFacts() {
  const { training: card, weightsFrom } = useLab((state) => state.lab!.model);
  if (card === null || weightsFrom === 'own') return null;
  return (
    <dl className="facts">
      <dt>Training</dt>
      <dd>
        {card.epochs} epochs on {card.data.name}
        {card.stages && card.stages.length > 1 && ` in ${card.stages.length} trainings, the last by`},{' '}
        {trainingChoiceWords[card.optimizer]}, batches of {card.batchSize}, learning rate {card.learningRate}
        {card.schedule === 'cosine' && ' (cosine)'}, weight decay {card.weightDecay}
        {card.augmentation !== 'none' && `, ${trainingChoiceWords[card.augmentation]}`}, seed {card.seed}, on{' '}
        {card.backend}
      </dd>
    </dl>
  );
}
