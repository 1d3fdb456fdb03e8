import { useId } from 'react';
import { setSetting, setSettingText } from '../state/changeSettings';
import { formatSetting } from '../state/permalink';
import type { Settings } from '../state/settings';
import { choiceWords, type ExplainedSetting, settingWords } from './explanations';
import { TextField } from './TextField';
import { useLab } from './useLab';

interface ExplainProps {
  onExplain(name: ExplainedSetting): void;
}

/** Tells the panel which setting to explain, on hover and on focus. */
export function Explained(props: ExplainProps & { name: ExplainedSetting; children: React.ReactNode }) {
  const { name, onExplain, children } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only repeats what the field's description says
    <div className="explained" onMouseEnter={() => onExplain(name)} onFocus={() => onExplain(name)}>
      {children}
    </div>
  );
}

type NumberSetting = Exclude<ExplainedSetting, 'noise' | 'solver' | 'fociPath'>;

/** The field of a setting that is a number. */
export function NumberSettingField({ name, onExplain }: ExplainProps & { name: NumberSetting }) {
  const value = useLab((state) => state.settings[name]);
  const draft = useLab((state) => state.drafts[name]);
  const { label, explanation } = settingWords[name];
  return (
    <Explained name={name} onExplain={onExplain}>
      <TextField
        label={label}
        explanation={explanation}
        text={draft?.text ?? formatSetting(name, value)}
        complaint={draft?.complaint ?? null}
        inputMode="decimal"
        placeholder={name === 'maxSlices' ? 'no limit' : ''}
        onText={(text) => setSettingText(name, text)}
      />
    </Explained>
  );
}

type ChoiceSetting = 'solver' | 'fociPath';

interface ChoiceProps<K extends ChoiceSetting> extends ExplainProps {
  readonly name: K;
  readonly choices: readonly Settings[K][];
}

/** The menu of a setting that is one word out of a few. */
export function ChoiceSettingField<K extends ChoiceSetting>({ name, choices, onExplain }: ChoiceProps<K>) {
  const value = useLab((state) => state.settings[name]);
  const id = useId();
  return (
    <Explained name={name} onExplain={onExplain}>
      <div className="field">
        <label htmlFor={id}>{settingWords[name].label}</label>
        <select
          id={id}
          value={value}
          onChange={({ target }) => {
            const choice = choices.find((word) => word === target.value);
            if (choice !== undefined) setSetting(name, choice);
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choiceWords[choice]}
            </option>
          ))}
        </select>
      </div>
    </Explained>
  );
}
