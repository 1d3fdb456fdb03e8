import { finding } from '../../state/samples/finding';
import { selectFirst } from '../../state/samples/selectSamples';
import { setSetting } from '../../state/settings/changeSettings';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './PlantedLine.module.css';

/** Where the lab planted samples: which the grid shows, and how many of them its order finds. */
export function PlantedLine() {
  const store = useLabStore();
  const planted = useLab((state) => state.images?.planted ?? null);
  const only = useLab((state) => state.settings.planted);
  const order = useLab((state) => state.settings.order);
  const found = useLab(finding);
  if (planted === null) return null;
  return (
    <div className={styles.line}>
      <label>
        <input
          type="checkbox"
          checked={only}
          onChange={({ target }) => setSetting(store, 'planted', target.checked)}
        />
        {say('page.samples.planted.only', { count: planted.samples.length })}
      </label>
      {found && (
        <>
          <p data-finding>
            <Words
              code="page.samples.planted.found"
              values={{ order: say(`page.samples.filter.by.${order}`) }}
              parts={{
                looked: <Value value={found.looked} as="whole" />,
                found: <Value value={found.found} as="whole" />,
                precision: <Value value={found.precision} as="share" />,
                recall: <Value value={found.recall} as="share" />,
              }}
            />
          </p>
          <button type="button" onClick={() => selectFirst(store, found.looked)}>
            {say('page.samples.planted.selectFirst', { count: formats.whole(found.looked) })}
          </button>
        </>
      )}
    </div>
  );
}
