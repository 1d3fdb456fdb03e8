import type { ReactNode } from 'react';
import { setSetting, setSettingText } from '../state/changeSettings';
import { formatSetting } from '../state/permalink';
import type { Settings } from '../state/settings';
import { ChoiceField } from './ChoiceField';
import { choiceWords, type ExplainedSetting, settingWords } from './explanations';
import { TextField } from './TextField';
import { useLab } from './useLab';

interface ExplainProps {
  onExplain(name: ExplainedSetting): void;
}

/** Asks the panel to explain what is under the pointer or has the focus. */
export function Explained({ onExplain, children }: { onExplain(): void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only repeats what the field's description says
    <div className="explained" onMouseEnter={onExplain} onFocus={onExplain}>
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
    <Explained onExplain={() => onExplain(name)}>
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
  const { label, explanation } = settingWords[name];
  return (
    <Explained onExplain={() => onExplain(name)}>
      <ChoiceField
        label={label}
        explanation={explanation}
        value={value}
        choices={choices}
        words={choiceWords}
        onChoose={(choice) => setSetting(name, choice)}
      />
    </Explained>
  );
}
