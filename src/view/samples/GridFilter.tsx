import { visibleSamples } from '../../state/samples/filterSamples';
import { clearSelection } from '../../state/samples/selectSamples';
import { setSetting } from '../../state/settings/changeSettings';
import {
  type MemorisedThird,
  memorisedThirds,
  type SampleOrder,
  sampleOrders,
} from '../../state/settings/settings';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './GridFilter.module.css';

/** Which samples the grid shows, in which order, and how many these are. */
export function GridFilter() {
  const store = useLabStore();
  const classNames = useLab((state) => state.lab?.dataset.classNames);
  const total = useLab((state) => state.lab?.dataset.trainingCount ?? 0);
  const scored = useLab((state) => state.lab?.scores !== null);
  const hasMemorisation = useLab((state) => state.memorisation !== null);
  const settings = useLab((state) => state.settings);
  const shown = useLab((state) => visibleSamples(state).length);
  return (
    <div className={styles.filter}>
      <div className={styles.head}>
        <h2>{say('page.samples.title')}</h2>
        <p className="soft" aria-live="polite">
          {shown < total ? (
            <Words
              code="page.samples.shownOf"
              parts={{
                shown: <Value value={shown} as="whole" />,
                total: <Value value={total} as="whole" />,
              }}
            />
          ) : (
            total > 0 && <Value value={shown} as="whole" />
          )}
        </p>
        <SelectionCount />
      </div>
      <div className={styles.controls}>
        <select
          aria-label={say('page.samples.filter.class')}
          value={settings.class ?? ''}
          onChange={({ target }) =>
            setSetting(store, 'class', target.value === '' ? null : Number(target.value))
          }
        >
          <option value="">{say('page.samples.filter.allClasses')}</option>
          {classNames?.map((name, index) => (
            <option key={name} value={index}>
              {say('page.samples.filter.oneClass', { name })}
            </option>
          ))}
        </select>
        <select
          aria-label={say('page.samples.filter.order')}
          value={settings.order}
          disabled={!scored}
          onChange={({ target }) => setSetting(store, 'order', target.value as SampleOrder)}
        >
          {sampleOrders.map((name) => (
            <option key={name} value={name} disabled={name === 'memorisation' && !hasMemorisation}>
              {say(`page.samples.filter.by.${name}`)}
            </option>
          ))}
        </select>
        <select
          aria-label={say('page.samples.filter.memorised')}
          title={say(
            hasMemorisation ? 'page.samples.filter.memorisedAbout' : 'page.samples.filter.noEnsemble',
          )}
          value={settings.memorised}
          disabled={!hasMemorisation}
          onChange={({ target }) => setSetting(store, 'memorised', target.value as MemorisedThird)}
        >
          {memorisedThirds.map((name) => (
            <option key={name} value={name}>
              {say(`page.samples.filter.thirds.${name}`)}
            </option>
          ))}
        </select>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={settings.misclassified}
            disabled={!scored}
            onChange={({ target }) => setSetting(store, 'misclassified', target.checked)}
          />
          {say('page.samples.filter.misclassified')}
        </label>
      </div>
    </div>
  );
}

function SelectionCount() {
  const store = useLabStore();
  const count = useLab((state) => state.selected.size);
  if (count === 0) return null;
  return (
    <button type="button" className="quiet" onClick={() => clearSelection(store)}>
      {say('page.samples.clear', { count: formats.whole(count) })}
    </button>
  );
}
