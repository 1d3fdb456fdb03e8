import { useId, useState } from 'react';
import { type PlantedKind, plantedKinds } from '../../state/contract';
import { loadPlanted, plantable } from '../../state/setup/planting';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './PlantForm.module.css';

/** Thousandths to choose from, by what is planted. */
const permilles = {
  labels: [10, 50, 100, 200],
  patch: [10, 50, 100, 200],
  correlated: [0, 500, 900, 980],
} as const satisfies Record<PlantedKind, readonly number[]>;

/** The one that is chosen first. */
const usual = { labels: 50, patch: 50, correlated: 900 } as const satisfies Record<PlantedKind, number>;

/** Plants wrong labels, a patch that stands for another class, or attributes that go with the label in the data that are open: something to find, to forget, or to hide. */
export function PlantForm() {
  const store = useLabStore();
  const id = useId();
  const base = useLab(plantable);
  const busy = useLab((state) => state.job !== null);
  const hasAttributes = useLab(
    ({ lab, images }) => (lab?.dataset.attributes.length ?? 0) > 0 && !images?.labelSets,
  );
  const [kind, setKind] = useState<PlantedKind>('labels');
  const [permille, setPermille] = useState<number>(usual.labels);
  const [seed, setSeed] = useState('1');
  if (base === null) return null;
  const isSeed = /^\d{1,9}$/.test(seed);
  const isCorrelated = kind === 'correlated';
  const choose = (chosen: PlantedKind) => {
    setKind(chosen);
    setPermille(usual[chosen]);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void loadPlanted(store, base, { kind, permille, seed: Number(seed) });
      }}
    >
      <h3>{say('page.setup.plant.title')}</h3>
      <p className="soft">
        {say(isCorrelated ? 'page.setup.plant.correlatedAbout' : 'page.setup.plant.about')}
      </p>
      <label htmlFor={`${id}kind`}>{say('page.setup.plant.kind')}</label>
      <select id={`${id}kind`} value={kind} onChange={({ target }) => choose(target.value as PlantedKind)}>
        {plantedKinds
          .filter((one) => one !== 'correlated' || hasAttributes)
          .map((one) => (
            <option key={one} value={one}>
              {say(`page.setup.plant.kinds.${one}`)}
            </option>
          ))}
      </select>
      <label htmlFor={`${id}share`}>
        {say(isCorrelated ? 'page.setup.plant.strength' : 'page.setup.plant.share')}
      </label>
      <select id={`${id}share`} value={permille} onChange={({ target }) => setPermille(Number(target.value))}>
        {permilles[kind].map((one) => (
          <option key={one} value={one}>
            {isCorrelated ? formats.size(one / 1000) : say('page.setup.plant.percent', { percent: one / 10 })}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}seed`}>{say('page.setup.plant.seed')}</label>
      <input
        id={`${id}seed`}
        inputMode="numeric"
        value={seed}
        onChange={({ target }) => setSeed(target.value)}
      />
      <button type="submit" disabled={busy || !isSeed}>
        {say('page.setup.plant.button')}
      </button>
    </form>
  );
}
