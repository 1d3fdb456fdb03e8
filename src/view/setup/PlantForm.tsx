import { useId, useState } from 'react';
import { type PlantedKind, plantedKinds } from '../../state/contract';
import { loadPlanted, plantable } from '../../state/setup/planting';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './PlantForm.module.css';

const shares = [10, 50, 100, 200] as const;

/** Plants wrong labels, or a patch that stands for another class, in the data that are open: something to find, and to forget. */
export function PlantForm() {
  const store = useLabStore();
  const id = useId();
  const base = useLab(plantable);
  const busy = useLab((state) => state.job !== null);
  const [kind, setKind] = useState<PlantedKind>('labels');
  const [permille, setPermille] = useState<number>(50);
  const [seed, setSeed] = useState('1');
  if (base === null) return null;
  const isSeed = /^\d{1,9}$/.test(seed);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void loadPlanted(store, base, { kind, permille, seed: Number(seed) });
      }}
    >
      <h3>{say('page.setup.plant.title')}</h3>
      <p className="soft">{say('page.setup.plant.about')}</p>
      <label htmlFor={`${id}kind`}>{say('page.setup.plant.kind')}</label>
      <select id={`${id}kind`} value={kind} onChange={({ target }) => setKind(target.value as PlantedKind)}>
        {plantedKinds.map((one) => (
          <option key={one} value={one}>
            {say(`page.setup.plant.kinds.${one}`)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}share`}>{say('page.setup.plant.share')}</label>
      <select id={`${id}share`} value={permille} onChange={({ target }) => setPermille(Number(target.value))}>
        {shares.map((one) => (
          <option key={one} value={one}>
            {say('page.setup.plant.percent', { percent: one / 10 })}
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
