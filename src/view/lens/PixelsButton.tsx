import type { SampleIndex } from '../../state/contract';
import { shownSensitivity, toggleSensitivity, whyNotMeasure } from '../../state/lens/sensitivity';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './PixelsButton.module.css';

/** Shows, and takes away again, how much the loss on the sample depends on each of its pixels, or words. */
export function PixelsButton({ sample }: { sample: SampleIndex }) {
  const store = useLabStore();
  const isShown = useLab((state) => shownSensitivity(state)?.key.sample === sample);
  const reason = useLab(whyNotMeasure);
  const busy = useLab((state) => state.job !== null);
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  return (
    <button
      type="button"
      className={`quiet ${styles.pixels}`}
      aria-pressed={isShown}
      aria-label={say(areTexts ? 'page.lens.words.buttonOf' : 'page.lens.buttonOf', { sample })}
      disabled={busy || reason !== null}
      title={reason ?? say(areTexts ? 'page.lens.words.buttonAbout' : 'page.lens.buttonAbout')}
      onClick={() => void toggleSensitivity(store, sample)}
    >
      {say(areTexts ? 'page.lens.words.button' : 'page.lens.button')}
    </button>
  );
}
