import { stopBackground } from '../../state/ensemble/ensemble';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './BackgroundBar.module.css';

/** The job in the background: a line that stays whatever else runs. It is no live region, so that a screen reader is not told of every model. */
export function BackgroundBar() {
  const store = useLabStore();
  const background = useLab((state) => state.background);
  if (background === null) return null;
  const { kind, done, count, model, data, fraction, remainingMs, rests, stopping } = background;
  const words =
    count === 0
      ? say('page.ensemble.background.begins', { model, data })
      : say(`page.ensemble.background.${kind}`, { done, count, model, data });
  const left = remainingMs === null ? null : formats.remaining(remainingMs);
  return (
    <section
      className={styles.bar}
      aria-label={say('page.ensemble.background.title')}
      title={say('page.ensemble.background.about')}
    >
      <span>
        {words}
        {left !== null && say('page.ensemble.background.left', { left })}
      </span>
      <progress value={fraction} max={1} aria-label={words} />
      <button
        type="button"
        className="quiet"
        aria-disabled={stopping}
        onClick={() => void stopBackground(store)}
      >
        {say(stopping ? 'page.design.stopping' : 'page.ensemble.background.stop')}
      </button>
      {rests && <span className="soft">{say('page.ensemble.background.rests')}</span>}
    </section>
  );
}
