import { useState } from 'react';
import { type EnsembleState, ensembleCount, numericParameters } from '../../state/contract';
import { chooseEnsemble } from '../../state/ensemble/ensemble';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';

interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** How many models the ensemble has, and its seed. */
export function EnsembleForm({ ensemble }: { ensemble: EnsembleState }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const [count, setCount] = useState(ensemble.count);
  const [seed, setSeed] = useState(ensemble.seed);
  const isNew = count !== ensemble.count || seed !== ensemble.seed;
  const isAllowed = isWithin(count, ensembleCount) && isWithin(seed, numericParameters.seed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed) void chooseEnsemble(store, { count, seed });
      }}
    >
      <WholeField
        label={say('page.ensemble.choice.count')}
        range={ensembleCount}
        value={count}
        onChange={setCount}
      />{' '}
      <WholeField
        label={say('page.ensemble.choice.seed')}
        range={numericParameters.seed}
        value={seed}
        onChange={setSeed}
      />{' '}
      <button type="submit" disabled={busy || !isNew}>
        {say('page.ensemble.choice.button')}
      </button>
      <p className="soft">{say('page.ensemble.choice.about')}</p>
    </form>
  );
}

const isWithin = (value: number, { minimum, maximum }: Range) =>
  Number.isInteger(value) && value >= minimum && value <= maximum;

interface WholeFieldProps {
  readonly label: string;
  readonly range: Range;
  readonly value: number;
  onChange(value: number): void;
}

function WholeField({ label, range: { minimum, maximum }, value, onChange }: WholeFieldProps) {
  return (
    <label>
      {label}{' '}
      <input
        type="number"
        min={minimum}
        max={maximum}
        required
        value={Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}
