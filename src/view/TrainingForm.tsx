import { useState } from 'react';
import { checkParameter, type ModelState, type TrainingCard, type TrainingSettings } from '../state/contract';
import { train } from '../state/trainModel';
import { TextField } from './TextField';
import { useLab } from './useLab';
import { Value } from './Value';

/** How the weights in use came to be, and new ones. */
export function TrainingForm() {
  const model = useLab((state) => state.lab?.model);
  if (!model) return null;
  return <ModelTraining key={model.id} model={model} />;
}

interface TrainingField {
  readonly label: string;
  readonly explanation: string;
  check(value: number): string | null;
}

const fields: Record<keyof TrainingSettings, TrainingField> = {
  epochs: {
    label: 'Epochs',
    explanation: 'Passes over all training samples. The last two give the secant pair of the full curvature.',
    check: (value) =>
      Number.isInteger(value) && value >= 2 && value <= 1000
        ? null
        : `Epochs must be a whole number from 2 to 1000, got ${value}.`,
  },
  learningRate: {
    label: 'Learning rate',
    explanation: 'Length of each step of stochastic gradient descent.',
    check: (value) =>
      value > 0 && value <= 10 ? null : `Learning rate must be above 0 and at most 10, got ${value}.`,
  },
  seed: {
    label: 'Seed',
    explanation: 'Fixes the first weights and the order of the samples.',
    check: (value) => checkParameter('seed', value),
  },
};

const fieldNames = Object.keys(fields) as (keyof TrainingSettings)[];

function ModelTraining({ model }: { model: ModelState }) {
  const busy = useLab((state) => state.job !== null);
  const removals = useLab((state) => state.lab?.reports.length ?? 0);
  const { epochs, learningRate, seed } = model.defaultTraining;
  const [texts, setTexts] = useState({
    epochs: String(epochs),
    learningRate: String(learningRate),
    seed: String(seed),
  });
  const complaintOf = (name: keyof TrainingSettings) =>
    texts[name].trim() === ''
      ? `${fields[name].label} needs a number.`
      : fields[name].check(Number(texts[name]));
  const settings = {
    epochs: Number(texts.epochs),
    learningRate: Number(texts.learningRate),
    seed: Number(texts.seed),
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void train(settings);
      }}
    >
      <div className="form-fields">
        <Card card={model.training} />
        {fieldNames.map((name) => (
          <TextField
            key={name}
            label={fields[name].label}
            explanation={fields[name].explanation}
            text={texts[name]}
            complaint={complaintOf(name)}
            inputMode="decimal"
            onText={(text) => setTexts((last) => ({ ...last, [name]: text }))}
          />
        ))}
        <button
          type="submit"
          className="primary wide"
          disabled={busy || fieldNames.some((name) => complaintOf(name) !== null)}
        >
          {model.training === null ? 'Train' : 'Train again'}
        </button>
        {removals > 0 && (
          <p className="warned wide">Training again starts from fresh weights and clears the history.</p>
        )}
      </div>
    </form>
  );
}

function Card({ card }: { card: TrainingCard | null }) {
  if (card === null) return <p className="wide">This model is not trained on these data yet.</p>;
  return (
    <dl className="facts wide">
      <dt>As trained</dt>
      <dd>
        <Value value={card.trainingAccuracy} as="share" /> training,{' '}
        <Value value={card.validationAccuracy} as="share" /> validation
      </dd>
      <dt>Training</dt>
      <dd>
        {card.epochs} epochs of batches of {card.batchSize}, seed {card.seed}, on {card.backend}
      </dd>
      <dt>Step</dt>
      <dd>
        learning rate {card.learningRate}, momentum {card.momentum}, weight decay {card.weightDecay}
      </dd>
    </dl>
  );
}
