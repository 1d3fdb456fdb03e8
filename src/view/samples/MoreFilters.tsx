import { useId, useState } from 'react';
import { seekSample } from '../../state/samples/selectSamples';
import { setSetting } from '../../state/settings/changeSettings';
import { type GoneFilter, goneFilters } from '../../state/settings/settings';
import { say } from '../../words/say';
import { Popover } from '../design/Popover';
import { useClassNames } from '../design/useClassNames';
import { useLab, useLabStore } from '../design/useLab';
import styles from './MoreFilters.module.css';

/** Filters that are used less, and the way to one sample by its number. */
export function MoreFilters() {
  const store = useLabStore();
  const id = useId();
  const classNames = useClassNames();
  const scored = useLab((state) => state.lab?.scores !== null);
  const settings = useLab((state) => state.settings);
  return (
    <Popover summary={say('page.samples.filter.more')} label={say('page.samples.filter.moreAbout')}>
      <div className={styles.menu}>
        <Jump />
        <label htmlFor={`${id}predicted`}>{say('page.samples.filter.predicted')}</label>
        <select
          id={`${id}predicted`}
          value={settings.predicted ?? ''}
          disabled={!scored}
          onChange={({ target }) =>
            setSetting(store, 'predicted', target.value === '' ? null : Number(target.value))
          }
        >
          <option value="">{say('page.samples.filter.allClasses')}</option>
          {classNames.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}gone`}>{say('page.samples.filter.gone')}</label>
        <select
          id={`${id}gone`}
          value={settings.gone}
          onChange={({ target }) => setSetting(store, 'gone', target.value as GoneFilter)}
        >
          {goneFilters.map((name) => (
            <option key={name} value={name}>
              {say(`page.samples.filter.goneKinds.${name}`)}
            </option>
          ))}
        </select>
      </div>
    </Popover>
  );
}

/** Goes to a sample by its number. */
function Jump() {
  const store = useLabStore();
  const id = useId();
  const count = useLab((state) => state.lab?.dataset.trainingCount ?? 0);
  const [text, setText] = useState('');
  const sample = Number(text);
  const isSample = text.trim() !== '' && Number.isInteger(sample) && sample >= 0 && sample < count;
  return (
    <form
      className={styles.jump}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSample) seekSample(store, sample);
      }}
    >
      <label htmlFor={id}>{say('page.samples.filter.jump')}</label>
      <input id={id} inputMode="numeric" value={text} onChange={({ target }) => setText(target.value)} />
      <button type="submit" disabled={!isSample}>
        {say('page.samples.filter.go')}
      </button>
      {text !== '' && !isSample && (
        <p className="warned">{say('page.samples.filter.noSuch', { last: count - 1 })}</p>
      )}
    </form>
  );
}
