import './ForgetMenu.css';
import { type ReactNode, useId, useMemo } from 'react';
import { formatSetting } from '../../state/address/permalink';
import { describedSamples, selectDescribed } from '../../state/samples/forget';
import { setSetting, setSettingText } from '../../state/settings/changeSettings';
import type { ForgetKind, SettingName } from '../../state/settings/settings';
import { formats } from '../design/format';
import { Popover } from '../design/Popover';
import { TextField } from '../design/TextField';
import { useLab } from '../design/useLab';

/** The ways to say what to forget without clicking it. */
const descriptions: Record<Exclude<ForgetKind, 'clicks'>, { label: string; Fields(): ReactNode }> = {
  class: { label: 'A class', Fields: ClassFields },
  random: { label: 'A random draw', Fields: RandomFields },
  list: { label: 'A list', Fields: ListFields },
};
const kinds = Object.keys(descriptions) as (keyof typeof descriptions)[];

/** Describes what to forget: a class, a random draw, a list of indices. The samples are then selected, as if they were clicked. */
export function ForgetMenu() {
  const forget = useLab((state) => state.settings.forget);
  const kind = forget === 'clicks' ? 'class' : forget;
  const { Fields } = descriptions[kind];
  return (
    <Popover summary="Describe…" label="Describe what to forget" className="forget-menu">
      <h3>What to forget</h3>
      <fieldset className="segments" aria-label="What to forget">
        {kinds.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="forget"
              checked={name === forget}
              onChange={() => setSetting('forget', name)}
            />
            <span>{descriptions[name].label}</span>
          </label>
        ))}
      </fieldset>
      {forget === 'clicks' ? (
        <p className="soft">Choose one, and the samples that it names are selected in the grid.</p>
      ) : (
        <>
          <div className="forget-fields">
            <Fields />
          </div>
          <Found />
        </>
      )}
    </Popover>
  );
}

function ClassFields() {
  const id = useId();
  const classNames = useLab((state) => state.lab?.dataset.classNames);
  const chosen = useLab((state) => state.settings.forgetClass ?? 0);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Class to forget</label>
        <select
          id={id}
          value={chosen}
          onChange={({ target }) => setSetting('forgetClass', Number(target.value))}
        >
          {classNames?.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="forgetLimit"
        label="At most"
        explanation="So many samples, the first of the class. Empty: all of them."
        placeholder="all"
      />
    </>
  );
}

function RandomFields() {
  return (
    <>
      <Field name="forgetCount" label="Samples" explanation="How many are drawn from those that are left." />
      <Field name="seed" label="Seed of the draw" explanation="The same seed draws the same samples." />
    </>
  );
}

function ListFields() {
  return (
    <div className="wide">
      <Field
        name="forgetList"
        label="Indices and ranges"
        explanation="Typed or pasted, with commas or blanks between them."
        placeholder="3, 17, 20-25"
      />
    </div>
  );
}

interface FieldProps {
  readonly name: SettingName & ('forgetLimit' | 'forgetCount' | 'forgetList' | 'seed');
  readonly label: string;
  readonly explanation: string;
  readonly placeholder?: string;
}

function Field({ name, label, explanation, placeholder = '' }: FieldProps) {
  const text = useLab((state) => state.drafts[name]?.text ?? formatSetting(name, state.settings[name]));
  return (
    <TextField
      label={label}
      explanation={explanation}
      text={text}
      complaint={null}
      inputMode="text"
      placeholder={placeholder}
      onText={(typed) => setSettingText(name, typed)}
    />
  );
}

/** How many samples the description names, and the button that selects them; or what is wrong with it. */
function Found() {
  const lab = useLab((state) => state.lab);
  const images = useLab((state) => state.images);
  const settings = useLab((state) => state.settings);
  const drafts = useLab((state) => state.drafts);
  const removing = useLab((state) => state.job?.kind === 'removal');
  const found = useMemo(
    () => describedSamples({ lab, images, settings, drafts }),
    [lab, images, settings, drafts],
  );
  if (!found.ok) {
    return (
      <p className="complaint" role="alert">
        {found.complaint}
      </p>
    );
  }
  const count = found.value.length;
  return (
    <button type="button" className="primary" disabled={removing} onClick={selectDescribed}>
      Select {count === 1 ? 'this sample' : `these ${formats.whole(count)} samples`}
    </button>
  );
}
