import type { ReactNode } from 'react';
import { formatSetting } from '../../state/address/permalink';
import { setSetting, setSettingText } from '../../state/settings/changeSettings';
import type { MethodSetting, Settings } from '../../state/settings/settings';
import { say } from '../../words/say';
import { ChoiceField } from './ChoiceField';
import { type ChoiceSetting, choiceWords, type ExplainedSetting, explain, settingWords } from './explain';
import styles from './SettingField.module.css';
import { TextField } from './TextField';
import { useLab, useLabStore } from './useLab';

interface ExplainProps {
  onExplain(name: ExplainedSetting): void;
}

/** Asks the panel to explain what is under the pointer or has the focus. */
export function Explained({ onExplain, children }: { onExplain(): void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only repeats what the field's description says
    <div onMouseEnter={onExplain} onFocus={onExplain}>
      {children}
    </div>
  );
}

type NumberSetting =
  | MethodSetting
  | Exclude<ExplainedSetting, ChoiceSetting | 'noise' | 'batchNorms' | 'gpuTimes'>;

/** What an empty field means, where it may be empty. */
const emptyMeans = {
  maxSlices: 'page.settings.noLimit',
  retrainingSeed: 'page.settings.ownSeed',
} as const;

/** The field of a setting that is a number. */
export function NumberSettingField({ name, onExplain }: ExplainProps & { name: NumberSetting }) {
  const store = useLabStore();
  const value = useLab((state) => state.settings[name]);
  const draft = useLab((state) => state.drafts[name]);
  const { label, explanation } = settingWords(name);
  return (
    <Explained onExplain={() => onExplain(name)}>
      <TextField
        label={label}
        explanation={explanation}
        text={draft?.text ?? formatSetting(name, value)}
        complaint={draft?.complaint ?? null}
        inputMode="decimal"
        placeholder={name in emptyMeans ? say(emptyMeans[name as keyof typeof emptyMeans]) : ''}
        onText={(text) => setSettingText(store, name, text)}
      />
    </Explained>
  );
}

interface ChoiceProps<K extends ChoiceSetting> extends ExplainProps {
  readonly name: K;
  readonly choices: readonly Settings[K][];
  readonly groups?: Readonly<Record<string, readonly Settings[K][]>>;
  /** What is used where the setting has something that is not among the choices. */
  readonly used?: Settings[K];
}

/** The menu of a setting that is one word out of a few. */
export function ChoiceSettingField<K extends ChoiceSetting>(props: ChoiceProps<K>) {
  const store = useLabStore();
  const { name, choices, groups, onExplain } = props;
  const set = useLab((state) => state.settings[name]);
  const value = props.used ?? set;
  const explanation = useLab((state) => explain(name, { ...state.settings, [name]: value }).explanation);
  const words = Object.fromEntries(choices.map((choice) => [choice, choiceWords(name, choice).label]));
  return (
    <Explained onExplain={() => onExplain(name)}>
      <ChoiceField
        label={settingWords(name).label}
        explanation={explanation}
        value={value}
        choices={choices}
        words={words as Record<Settings[K], string>}
        groups={groups}
        onChoose={(choice) => setSetting(store, name, choice)}
      />
    </Explained>
  );
}

/** The box of a setting that is on or off. */
export function CheckSettingField({ name, onExplain }: ExplainProps & { name: 'batchNorms' | 'gpuTimes' }) {
  const store = useLabStore();
  const on = useLab((state) => state.settings[name]);
  return (
    <Explained onExplain={() => onExplain(name)}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={on}
          onChange={({ target }) => setSetting(store, name, target.checked)}
        />
        {settingWords(name).label}
      </label>
    </Explained>
  );
}
