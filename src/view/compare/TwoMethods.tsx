import { useState } from 'react';
import { runBoth, whyNotBoth } from '../../state/compare/runBoth';
import { stateName } from '../../state/compare/stateTable';
import { type MethodId, methodIds } from '../../state/contract';
import { rowWords } from '../../words/rowWords';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './TwoMethods.module.css';

/** Runs two methods on the selected samples, one after the other, from the state that the model is in. */
export function TwoMethods() {
  const store = useLabStore();
  const method = useLab((state) => state.settings.method);
  const [first, setFirst] = useState<MethodId>(method);
  const [second, setSecond] = useState<MethodId>(methodIds.find((id) => id !== method)!);
  const busy = useLab((state) => state.job !== null);
  const count = useLab((state) => state.selected.size);
  const current = useLab(({ reports, lab }) => reports[(lab?.history.current ?? 0) - 1]);
  const reason = useLab(() => whyNotBoth(store, [first, second]));
  return (
    <section className={styles.both} aria-label={say('page.compare.states.both')}>
      <h3>{say('page.compare.states.both')}</h3>
      <p className="soft">
        {reason ??
          say('page.compare.states.bothAbout', {
            count: formats.whole(count),
            state: stateName(current),
          })}
      </p>
      <MethodChoice label={say('page.compare.states.first')} method={first} onMethod={setFirst} />
      <MethodChoice label={say('page.compare.states.second')} method={second} onMethod={setSecond} />
      <button
        type="button"
        disabled={busy || reason !== null || first === second}
        onClick={() => void runBoth(store, [first, second])}
      >
        {say('page.compare.states.run')}
      </button>
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly method: MethodId;
  onMethod(method: MethodId): void;
}

function MethodChoice({ label, method, onMethod }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={method} onChange={(event) => onMethod(event.target.value as MethodId)}>
        {methodIds.map((id) => (
          <option key={id} value={id}>
            {rowWords('engine.methods', id).label}
          </option>
        ))}
      </select>
    </label>
  );
}
