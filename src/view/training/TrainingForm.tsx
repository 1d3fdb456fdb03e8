import { type ReactNode, useState } from 'react';
import { trainingChoices } from '../../state/contract';
import { noReversal, withReversal } from '../../state/training/reversalChoice';
import type { TrainingChoice, TrainingField, TrainingNumber } from '../../state/training/trainingEdits';
import {
  editTraining,
  resetTraining,
  trainingComplaint,
  trainingRequest,
  trainingTexts,
  whyNotTrain,
} from '../../state/training/trainingForm';
import { train } from '../../state/training/trainModel';
import { say } from '../../words/say';
import { ChoiceField } from '../design/ChoiceField';
import { Explanation } from '../design/Explanation';
import formStyles from '../design/Form.module.css';
import { Explained } from '../design/SettingField';
import { TextField } from '../design/TextField';
import { useLab, useLabStore } from '../design/useLab';
import { Words } from '../design/Words';
import { type ExplainedField, ReversalFields } from './ReversalFields';

/** How the weights in use came to be, and new ones; the foot explains the field under the pointer or with the focus. */
export function TrainingForm({ children }: { children: ReactNode }) {
  const store = useLabStore();
  const [explained, onExplain] = useState<ExplainedField>('optimizer');
  const isOpen = useLab((state) => state.lab !== null);
  const isChanged = useLab(
    ({ trainingEdits, settings, reversal }) =>
      Object.keys(trainingEdits).length > 0 || settings.trainingSeed !== null || reversal !== noReversal,
  );
  if (!isOpen) return null;
  return (
    <form className={formStyles.form} onSubmit={(event) => event.preventDefault()}>
      <div className={formStyles.fields}>
        <div className={formStyles.wide}>{children}</div>
        <Choice name="optimizer" onExplain={onExplain} />
        <NumberField name="epochs" onExplain={onExplain} />
        <NumberField name="learningRate" onExplain={onExplain} />
        <Choice name="schedule" onExplain={onExplain} />
        <NumberField name="batchSize" onExplain={onExplain} />
        <NumberField name="momentum" onExplain={onExplain} />
        <NumberField name="weightDecay" onExplain={onExplain} />
        <NumberField name="seed" onExplain={onExplain} />
        <Choice name="augmentation" onExplain={onExplain} />
        <ReversalFields onExplain={onExplain} />
        {isChanged && (
          <button type="button" className="quiet" onClick={() => resetTraining(store)}>
            {say('page.training.usual')}
          </button>
        )}
      </div>
      <TrainButtons />
      <Explanation>
        <Words
          code="page.design.explained"
          values={{ explanation: say(`page.training.fields.${explained}`) }}
          parts={{
            label: (
              <b>{say('page.design.explainedLabel', { label: say(`page.training.labels.${explained}`) })}</b>
            ),
          }}
        />
      </Explanation>
    </form>
  );
}

interface FieldProps<K extends TrainingField> {
  readonly name: K;
  onExplain(name: TrainingField): void;
}

function useText(name: TrainingField): string {
  return useLab(
    ({ lab, trainingEdits, settings }) =>
      trainingTexts(lab!.model, trainingEdits, settings.trainingSeed)[name],
  );
}

/** The numbers that an optimizer has no use for. */
const unusedBy: Readonly<Record<string, readonly TrainingNumber[]>> = {
  adam: ['momentum'],
  newton: ['learningRate', 'batchSize', 'momentum', 'seed'],
};

function NumberField({ name, onExplain }: FieldProps<TrainingNumber>) {
  const store = useLabStore();
  const text = useText(name);
  const optimizer = useText('optimizer');
  return (
    <Explained onExplain={() => onExplain(name)}>
      <TextField
        label={say(`page.training.labels.${name}`)}
        explanation={say(`page.training.fields.${name}`)}
        text={text}
        complaint={trainingComplaint(name, text)}
        inputMode="decimal"
        disabled={unusedBy[optimizer]?.includes(name) ?? false}
        onText={(typed) => editTraining(store, name, typed)}
      />
    </Explained>
  );
}

function Choice({ name, onExplain }: FieldProps<TrainingChoice>) {
  const store = useLabStore();
  const text = useText(name);
  return (
    <Explained onExplain={() => onExplain(name)}>
      <ChoiceField<string>
        label={say(`page.training.labels.${name}`)}
        explanation={say(`page.training.fields.${name}`)}
        value={text}
        choices={trainingChoices[name]}
        words={Object.fromEntries(
          trainingChoices[name].map((choice) => [choice, say(`page.training.choices.${choice}`)]),
        )}
        onChoose={(choice) => editTraining(store, name, choice)}
      />
    </Explained>
  );
}

function TrainButtons() {
  const store = useLabStore();
  const model = useLab((state) => state.lab!.model);
  const edits = useLab((state) => state.trainingEdits);
  const seed = useLab(({ settings }) => settings.trainingSeed);
  const removals = useLab((state) => state.reports.length);
  const reversal = useLab((state) => state.reversal);
  const busy = useLab((state) => state.job !== null);
  const reason = useLab(whyNotTrain);
  const refused = busy || reason !== null;
  const start = (from: 'fresh' | 'continue') => {
    const request = trainingRequest(trainingTexts(model, edits, seed));
    if (request !== null) void train(store, withReversal(request, reversal), from);
  };
  return (
    <div className={formStyles.buttons}>
      {removals > 0 && <p className="warned">{say('page.training.clearsHistory')}</p>}
      <button
        type="submit"
        className="primary"
        disabled={refused}
        title={reason ?? say('page.training.trainFreshAbout')}
        onClick={() => start('fresh')}
      >
        {say(model.training === null ? 'page.training.train' : 'page.training.trainFresh')}
      </button>
      {model.training !== null && (
        <button
          type="button"
          disabled={refused}
          title={reason ?? say('page.training.continueAbout')}
          onClick={() => start('continue')}
        >
          {say('page.training.continue')}
        </button>
      )}
    </div>
  );
}
