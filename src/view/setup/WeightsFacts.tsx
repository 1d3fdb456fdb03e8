import type { ModelScaling, ShippedChoice, TrainingCard } from '../../state/contract';
import { chooseModel, chooseScaling } from '../../state/setup/chooseData';
import { hiddenWords } from '../../state/training/reversalChoice';
import { dataName, modelName } from '../../words/names';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { ScalingMenu } from './ScalingMenu';

/** How good the open weights are, on which images, and where they come from. */
export function WeightsFacts() {
  const model = useLab((state) => state.lab!.model);
  const { training: card, weightsFrom } = model;
  if (card === null || weightsFrom === null) {
    return <p>{say('page.setup.weights.notTrained', { model: modelName(model) })}</p>;
  }
  return (
    <dl className="facts">
      <dt>{say('page.setup.weights.rightOn')}</dt>
      <dd>
        <Words
          code="page.setup.weights.accuracies"
          values={{
            validation: formats.whole(card.data.validationCount),
            training: formats.whole(card.data.trainingCount),
            ofTrainingSet: isJudgedByTrainingSet(card),
          }}
          parts={{
            validationAccuracy: <Value value={card.validationAccuracy} as="share" />,
            trainingAccuracy: <Value value={card.trainingAccuracy} as="share" />,
          }}
        />
      </dd>
      <dt>{say('page.setup.weights.title')}</dt>
      <dd>
        <Words
          code="page.setup.weights.about"
          parts={{
            origin: <b>{say(`page.setup.weights.origins.${weightsFrom}`)}</b>,
            parameters: <Value value={model.parameterCount} as="whole" />,
          }}
        />
        {model.shipped && <OtherWeights model={model.id} open={model.shipped} />}
      </dd>
      {model.scaling && <ScalingFacts scaling={model.scaling} />}
    </dl>
  );
}

/** How the pixels are scaled for a model of the person's own, and what it makes of the data under each scaling. */
function ScalingFacts({ scaling }: { scaling: ModelScaling }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const title = say('page.setup.weights.scaling');
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <ScalingMenu scaling={scaling} disabled={busy} onChoose={(id) => void chooseScaling(store, id)} />
        <p>{say('page.setup.weights.scalingAbout', { images: formats.whole(2000) })}</p>
      </dd>
    </>
  );
}

/** Which of two kinds of weights that ship are open, and the way to the others. */
function OtherWeights({ model, open }: { model: string; open: ShippedChoice }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const other = open === 'present' ? 'former' : 'present';
  return (
    <p>
      {say(`page.setup.weights.shipped.${open}`)}{' '}
      <button type="button" disabled={busy} onClick={() => void chooseModel(store, model, other)}>
        {say(`page.setup.weights.openShipped.${other}`)}
      </button>
    </p>
  );
}

/** Weights for CIFAR-10 were judged by part of its training set. */
function isJudgedByTrainingSet({ data }: TrainingCard): boolean {
  return data.id === 'cifar10' && data.validationCount < 10_000;
}

/** How the open weights were trained; nothing where nobody saw it. */
export function CourseFacts() {
  const { training: card, weightsFrom } = useLab((state) => state.lab!.model);
  if (card === null || weightsFrom === 'own') return null;
  return (
    <dl className="facts">
      <dt>{say('page.setup.weights.training')}</dt>
      <dd>
        {say('page.setup.weights.course', {
          epochs: card.epochs,
          data: dataName(card.data),
          stages: card.stages?.length ?? 1,
          optimizer: say(`page.training.choices.${card.optimizer}`),
          batchSize: card.batchSize,
          learningRate: card.learningRate,
          cosine: card.schedule === 'cosine',
          weightDecay: card.weightDecay,
          augmentation:
            card.augmentation === 'none' ? null : say(`page.training.choices.${card.augmentation}`),
          seed: card.seed,
          backend: card.backend,
          minimum: card.optimizer === 'newton' && (card.stages?.length ?? 1) === 1,
        })}
        {card.reversal && <p>{hiddenWords(card.reversal)}</p>}
      </dd>
    </dl>
  );
}
