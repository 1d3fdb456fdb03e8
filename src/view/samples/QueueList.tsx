import { dropPending, putFirst } from '../../state/samples/queue';
import { formats, say } from '../../words/say';
import { SampleImage } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import styles from './QueueList.module.css';

/** So many of those to come are listed. */
const listed = 24;

/** What a run of removals has still to do: any of them can go next, or be dropped. */
export function QueueList() {
  const store = useLabStore();
  const pending = useLab((state) => state.pending);
  if (pending === null || pending.length === 0) return null;
  return (
    <details className={styles.queue}>
      <summary>{say('page.samples.queue.title', { count: formats.whole(pending.length) })}</summary>
      <ol>
        {pending.slice(0, listed).map((sample, place) => (
          <li key={sample}>
            <SampleImage index={sample} side={1.8} />
            <span>{say('page.samples.selection.one', { sample })}</span>
            <button
              type="button"
              className="quiet"
              disabled={place === 0}
              aria-label={say('page.samples.queue.nextAbout', { sample })}
              onClick={() => putFirst(store, sample)}
            >
              {say('page.samples.queue.next')}
            </button>
            <button
              type="button"
              className="quiet"
              aria-label={say('page.samples.queue.dropAbout', { sample })}
              onClick={() => dropPending(store, [sample])}
            >
              {say('page.samples.queue.drop')}
            </button>
          </li>
        ))}
      </ol>
      {pending.length > listed && (
        <p className="soft">
          {say('page.samples.queue.more', { count: formats.whole(pending.length - listed) })}
        </p>
      )}
      <button type="button" className="quiet" onClick={() => dropPending(store, pending)}>
        {say('page.samples.queue.dropAll')}
      </button>
    </details>
  );
}
