import { say } from '../../words/say';
import styles from './Key.module.css';

/** A key, as it is written on a keyboard. */
export function Key({ of }: { of: string }) {
  const parts = of.split('+').map((part) => {
    if (part === 'Shift') return say('page.help.keys.shift');
    return part.length === 1 ? part.toUpperCase() : part;
  });
  return <kbd className={styles.key}>{parts.join(' + ')}</kbd>;
}
