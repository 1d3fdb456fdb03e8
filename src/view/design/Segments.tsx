import styles from './Segments.module.css';

interface Props<T extends string> {
  /** What is chosen among, for a screen reader. */
  readonly label: string;
  /** Tells this group's radio buttons from those of others. */
  readonly name: string;
  /** None: nothing is chosen yet. */
  readonly value: T | null;
  readonly choices: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  /** What each choice means. */
  readonly titles?: Readonly<Record<T, string>>;
  /** The language of each choice's words, where it is not the page's. */
  readonly langs?: Readonly<Record<T, string>>;
  readonly disabled?: boolean;
  onChoose(choice: T): void;
}

/** A few choices side by side, one of which holds. */
export function Segments<T extends string>(props: Props<T>) {
  const { label, name, value, choices, words, titles, langs, disabled = false, onChoose } = props;
  return (
    <fieldset className={styles.segments} aria-label={label} disabled={disabled}>
      {choices.map((choice) => (
        <label key={choice} title={titles?.[choice]}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChoose(choice)} />
          <span lang={langs?.[choice]}>{words[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
