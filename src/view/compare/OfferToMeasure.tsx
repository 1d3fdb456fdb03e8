import { say } from '../../words/say';
import { useLab } from '../design/useLab';
import partStyles from './Part.module.css';

interface OfferProps {
  /** The state that it would be measured of. */
  readonly id: number;
  readonly about: string;
  readonly button: string;
  /** A word about the button, where it can be pressed. */
  readonly buttonAbout?: string;
  onMeasure(): void;
}

/** What can be measured beside a comparison, in words, and the button that does so in the present state. */
export function OfferToMeasure({ id, about, button, buttonAbout, onMeasure }: OfferProps) {
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const busy = useLab((state) => state.job !== null);
  return (
    <div className={partStyles.offer}>
      <p>{about}</p>
      <button
        type="button"
        disabled={busy || !isCurrent}
        title={isCurrent ? buttonAbout : say('page.compare.goToState')}
        onClick={onMeasure}
      >
        {button}
      </button>
    </div>
  );
}
