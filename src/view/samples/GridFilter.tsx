import { useId } from 'react';
import { orderQuestion, visibleSamples } from '../../state/samples/filterSamples';
import { clearSelection, searchWord } from '../../state/samples/selectSamples';
import { setSetting } from '../../state/settings/changeSettings';
import {
  type MemorisedThird,
  memorisedThirds,
  type SampleOrder,
  sampleOrders,
  sampleViews,
} from '../../state/settings/settings';
import type { LabStore } from '../../state/store';
import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { Segments } from '../design/Segments';
import { useClassNames } from '../design/useClassNames';
import { useLab, useLabStore } from '../design/useLab';
import { useLook } from '../design/useLook';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './GridFilter.module.css';
import { MoreFilters } from './MoreFilters';

/** Which samples the grid shows, in which order, and how many these are. */
export function GridFilter() {
  const store = useLabStore();
  const classNames = useClassNames();
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
        <ViewSegments />
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
          {classNames.map((name, index) => (
            <option key={name} value={index}>
              {say('page.samples.filter.oneClass', { name })}
            </option>
          ))}
        </select>
        <WordSearch />
        <select
          aria-label={say('page.samples.filter.order')}
          value={settings.order}
          disabled={!scored}
          onChange={({ target }) => order(store, target.value as SampleOrder)}
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
        <div className={styles.pair}>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={settings.misclassified}
              disabled={!scored}
              onChange={({ target }) => setSetting(store, 'misclassified', target.checked)}
            />
            {say('page.samples.filter.misclassified')}
          </label>
          <MoreFilters />
        </div>
        {settings.order === 'influence' && <InfluenceOn />}
      </div>
      <OrderAbout />
    </div>
  );
}

/** Of texts: shows those with a word that begins with what is typed. */
function WordSearch() {
  const store = useLabStore();
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  const word = useLab((state) => state.word);
  if (!areTexts) return null;
  return (
    <input
      type="search"
      className={styles.word}
      aria-label={say('page.samples.filter.word')}
      placeholder={say('page.samples.filter.word')}
      value={word}
      onChange={({ target }) => searchWord(store, target.value)}
    />
  );
}

/** Orders the samples; the influence is that on the sample that was clicked last, until another is named. */
function order(store: LabStore, name: SampleOrder): void {
  const { settings, focused } = store.getState();
  if (name === 'influence' && settings.influenceOn === null) setSetting(store, 'influenceOn', focused);
  setSetting(store, 'order', name);
}

function InfluenceOn() {
  const store = useLabStore();
  const id = useId();
  const on = useLab((state) => state.settings.influenceOn ?? 0);
  const count = useLab((state) => state.lab?.dataset.trainingCount ?? 0);
  return (
    <label className={styles.check} htmlFor={id}>
      {say('page.samples.filter.on')}
      <input
        id={id}
        type="number"
        min={0}
        max={count - 1}
        value={on}
        onChange={({ target }) => {
          const sample = Number(target.value);
          if (target.value !== '' && Number.isInteger(sample) && sample >= 0 && sample < count)
            setSetting(store, 'influenceOn', sample);
        }}
      />
    </label>
  );
}

/** Asks for the numbers that the samples are ordered by, and says what they are where that is not plain. */
function OrderAbout() {
  const current = useLab((state) => state.lab?.history.current ?? 0);
  const trained = useLab((state) => state.lab !== null && state.lab.digest !== '');
  const settings = useLab((state) => state.settings);
  const question = orderQuestion(settings);
  const look = useLook(trained && question ? { model: { state: current }, question } : null);
  const { order } = settings;
  if (question === null) return null;
  return (
    <div className={styles.about}>
      {(order === 'entropy' || order === 'effect' || order === 'influence') && (
        <p className="soft">{say(`page.samples.filter.${order}About`)}</p>
      )}
      <LookWait look={look} />
    </div>
  );
}

function ViewSegments() {
  const store = useLabStore();
  const view = useLab((state) => state.settings.samples);
  return (
    <Segments
      label={say('page.samples.filter.view')}
      name="samples"
      value={view}
      choices={sampleViews}
      words={{
        grid: say('page.samples.filter.views.grid'),
        scatter: say('page.samples.filter.views.scatter'),
      }}
      onChoose={(name) => setSetting(store, 'samples', name)}
    />
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
