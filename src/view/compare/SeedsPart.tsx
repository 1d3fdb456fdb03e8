import { useState } from 'react';
import { seedsSentence } from '../../state/compare/recoveredWords';
import { recoverSeeds } from '../../state/compare/retraining';
import { type RetrainingComparison, recoveredSeedCount } from '../../state/contract';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import partStyles from './Part.module.css';

/** What was recovered with other seeds of the training, and the way to measure it. */
export function SeedsPart({ id, comparison }: { id: number; comparison: RetrainingComparison }) {
  const { recovered } = comparison;
  if (recovered === null) return null;
  const sentence = seedsSentence(recovered);
  const title = say('page.compare.recovered.seeds.title');
  return (
    <section className={partStyles.part} aria-label={title}>
      <h3>{title}</h3>
      {sentence === null ? <p>{say('page.compare.recovered.seeds.about')}</p> : <p>{sentence}</p>}
      <SeedsForm id={id} of={comparison.id} isFirst={sentence === null} />
    </section>
  );
}

function SeedsForm({ id, of, isFirst }: { id: number; of: number; isFirst: boolean }) {
  const store = useLabStore();
  const { minimum, maximum, fallback } = recoveredSeedCount;
  const [count, setCount] = useState<number>(fallback);
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const busy = useLab((state) => state.job !== null);
  const isCount = Number.isInteger(count) && count >= minimum && count <= maximum;
  return (
    // The browser says which numbers can be, where another one is given.
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isCount) void recoverSeeds(store, of, count);
      }}
    >
      <label>
        {say('page.compare.recovered.seeds.count')}{' '}
        <input
          type="number"
          min={minimum}
          max={maximum}
          required
          value={Number.isNaN(count) ? '' : count}
          onChange={({ target }) => setCount(target.valueAsNumber)}
        />
      </label>{' '}
      <button
        type="submit"
        disabled={busy || !isCurrent}
        title={isCurrent ? undefined : say('page.compare.goToState')}
      >
        {say(isFirst ? 'page.compare.recovered.seeds.button' : 'page.compare.recovered.seeds.again')}
      </button>
    </form>
  );
}
