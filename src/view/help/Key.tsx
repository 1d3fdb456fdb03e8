import styles from './Key.module.css';

/** A key, as it is written on a keyboard. */
export function Key({ of }: { of: string }) {
  const parts = of.split('+').map((part) => (part.length === 1 ? part.toUpperCase() : part));
  return <kbd className={styles.key}>{parts.join(' + ')}</kbd>;
}
