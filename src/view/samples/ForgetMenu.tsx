import { type ReactNode, useMemo } from 'react';
import { formatSetting } from '../../state/address/permalink';
import { describedSamples, selectDescribed } from '../../state/samples/forget';
import { setSetting, setSettingText } from '../../state/settings/changeSettings';
import type { ForgetKind, SettingName } from '../../state/settings/settings';
import { formats, say } from '../../words/say';
import { Complaint, Field } from '../design/Field';
import { Popover } from '../design/Popover';
import { Segments } from '../design/Segments';
import { TextField } from '../design/TextField';
import { useClassNames } from '../design/useClassNames';
import { useLab, useLabStore } from '../design/useLab';
import styles from './ForgetMenu.module.css';

/** The ways to say what to forget without clicking it. */
const descriptions: Record<Exclude<ForgetKind, 'clicks'>, () => ReactNode> = {
  class: ClassFields,
  random: RandomFields,
  list: ListFields,
  planted: PlantedFields,
};
const kinds = Object.keys(descriptions) as (keyof typeof descriptions)[];

/** Describes what to forget: a class, a random draw, a list of indices, what the lab planted. The samples are then selected, as if they were clicked. */
export function ForgetMenu() {
  const store = useLabStore();
  const forget = useLab((state) => state.settings.forget);
  const hasPlanted = useLab((state) => state.images?.planted !== undefined);
  const kind = forget === 'clicks' ? 'class' : forget;
  const Fields = descriptions[kind];
  return (
    <Popover
      summary={say('page.samples.forget.describe')}
      label={say('page.samples.forget.describeAbout')}
      className={styles.menu}
    >
      <h3>{say('page.samples.forget.title')}</h3>
      <Segments
        label={say('page.samples.forget.title')}
        name="forget"
        value={forget === 'clicks' ? null : forget}
        choices={kinds.filter((one) => one !== 'planted' || hasPlanted)}
        words={{
          class: say('page.samples.forget.kinds.class'),
          random: say('page.samples.forget.kinds.random'),
          list: say('page.samples.forget.kinds.list'),
          planted: say('page.samples.forget.kinds.planted'),
        }}
        onChoose={(name) => setSetting(store, 'forget', name)}
      />
      {forget === 'clicks' ? (
        <p className="soft">{say('page.samples.forget.about')}</p>
      ) : (
        <>
          <div className={styles.fields}>
            <Fields />
          </div>
          <Found />
        </>
      )}
    </Popover>
  );
}

function ClassFields() {
  const store = useLabStore();
  const classNames = useClassNames();
  const chosen = useLab((state) => state.settings.forgetClass ?? 0);
  return (
    <>
      <Field label={say('page.samples.forget.class')}>
        {({ id }) => (
          <select
            id={id}
            value={chosen}
            onChange={({ target }) => setSetting(store, 'forgetClass', Number(target.value))}
          >
            {classNames.map((name, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <SettingText
        name="forgetLimit"
        label={say('page.samples.forget.limit.label')}
        explanation={say('page.samples.forget.limit.about')}
        placeholder={say('page.samples.forget.limit.placeholder')}
      />
    </>
  );
}

function RandomFields() {
  const store = useLabStore();
  const classNames = useClassNames();
  const from = useLab((state) => state.settings.forgetFrom);
  return (
    <>
      <Field label={say('page.samples.forget.from')}>
        {({ id }) => (
          <select
            id={id}
            value={from ?? ''}
            onChange={({ target }) =>
              setSetting(store, 'forgetFrom', target.value === '' ? null : Number(target.value))
            }
          >
            <option value="">{say('page.samples.filter.allClasses')}</option>
            {classNames.map((name, index) => (
              <option key={name} value={index}>
                {say('page.samples.filter.oneClass', { name })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <SettingText
        name="forgetCount"
        label={say('page.samples.forget.count.label')}
        explanation={say('page.samples.forget.count.about')}
      />
      <SettingText
        name="drawSeed"
        label={say('page.samples.forget.seed.label')}
        explanation={say('page.samples.forget.seed.about')}
      />
    </>
  );
}

function ListFields() {
  return (
    <div className={styles.wide}>
      <SettingText
        name="forgetList"
        label={say('page.samples.forget.list.label')}
        explanation={say('page.samples.forget.list.about')}
        placeholder={say('page.samples.forget.list.placeholder')}
      />
    </div>
  );
}

function PlantedFields() {
  return <p className="soft">{say('page.samples.forget.plantedAbout')}</p>;
}

interface FieldProps {
  readonly name: SettingName & ('forgetLimit' | 'forgetCount' | 'forgetList' | 'drawSeed');
  readonly label: string;
  readonly explanation: string;
  readonly placeholder?: string;
}

function SettingText({ name, label, explanation, placeholder = '' }: FieldProps) {
  const store = useLabStore();
  const text = useLab((state) => state.drafts[name]?.text ?? formatSetting(name, state.settings[name]));
  return (
    <TextField
      label={label}
      explanation={explanation}
      text={text}
      complaint={null}
      inputMode="text"
      placeholder={placeholder}
      onText={(typed) => setSettingText(store, name, typed)}
    />
  );
}

/** How many samples the description names, and the button that selects them; or what is wrong with it. */
function Found() {
  const store = useLabStore();
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
    return <Complaint>{found.complaint}</Complaint>;
  }
  const count = found.value.length;
  return (
    <button type="button" className="primary" disabled={removing} onClick={() => selectDescribed(store)}>
      {count === 1
        ? say('page.samples.forget.selectOne')
        : say('page.samples.forget.selectMany', { count: formats.whole(count) })}
    </button>
  );
}
