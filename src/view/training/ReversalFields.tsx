import { chooseReversal, editReversalStrength, toggleAttribute } from '../../state/training/reversal';
import {
  type ReversalKind,
  reversalComplaint,
  reversalKinds,
  strengthComplaint,
} from '../../state/training/reversalChoice';
import type { TrainingField } from '../../state/training/trainingEdits';
import { attributeName } from '../../words/names';
import { say } from '../../words/say';
import { ChoiceField } from '../design/ChoiceField';
import formStyles from '../design/Form.module.css';
import { Explained } from '../design/SettingField';
import { TextField } from '../design/TextField';
import { useLab, useLabStore } from '../design/useLab';
import styles from './ReversalFields.module.css';

/** A field of the training form that is explained. */
export type ExplainedField = TrainingField | 'reversal' | 'reversalStrength';

/** Which attributes the training hides, by gradient reversal; nothing where the data know none. */
export function ReversalFields({ onExplain }: { onExplain(name: ExplainedField): void }) {
  const store = useLabStore();
  const attributes = useLab((state) => state.lab!.dataset.attributes);
  const choice = useLab((state) => state.reversal);
  const { kind, strength } = choice;
  if (attributes.length === 0) return null;
  const complaint = strengthComplaint(choice) === null ? reversalComplaint(choice) : null;
  return (
    <>
      <Explained onExplain={() => onExplain('reversal')}>
        <ChoiceField<ReversalKind>
          label={say('page.training.labels.reversal')}
          explanation={say('page.training.fields.reversal')}
          value={kind}
          choices={reversalKinds}
          words={
            Object.fromEntries(
              reversalKinds.map((one) => [one, say(`page.training.reversal.kinds.${one}`)]),
            ) as Record<ReversalKind, string>
          }
          onChoose={(chosen) => void chooseReversal(store, chosen)}
        />
      </Explained>
      <Explained onExplain={() => onExplain('reversalStrength')}>
        <TextField
          label={say('page.training.labels.reversalStrength')}
          explanation={say('page.training.fields.reversalStrength')}
          text={strength}
          complaint={strengthComplaint(choice)}
          inputMode="decimal"
          disabled={kind === 'none'}
          onText={(typed) => editReversalStrength(store, typed)}
        />
      </Explained>
      {kind !== 'none' && (
        <fieldset className={`${formStyles.wide} ${styles.attributes}`}>
          <legend>{say('page.training.reversal.hidden')}</legend>
          {attributes.map((attribute) => (
            <label key={attribute}>
              <input
                type="checkbox"
                checked={choice.attributes.includes(attribute)}
                onChange={() => toggleAttribute(store, attribute)}
              />
              {attributeName(attribute)}
            </label>
          ))}
          {complaint !== null && <p className="warned">{complaint}</p>}
        </fieldset>
      )}
    </>
  );
}
