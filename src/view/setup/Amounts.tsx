import { formats, say } from '../../words/say';
import styles from './Amounts.module.css';

/** How many training images to take; null: all. */
export interface Amount {
  readonly limit: number | null;
  readonly words: string;
}

interface Props {
  readonly amounts: readonly Amount[];
  readonly chosen: number | null;
  onChoose(limit: number | null): void;
}

/** A choice of how many training images to take. */
export function Amounts({ amounts, chosen, onChoose }: Props) {
  return (
    <fieldset className={styles.amounts}>
      <legend>{say('page.setup.amounts.title')}</legend>
      {amounts.map(({ limit, words }) => (
        <label key={limit}>
          <input type="radio" name="amount" checked={limit === chosen} onChange={() => onChoose(limit)} />
          <span>
            <b>{limit === null ? say('page.setup.amounts.all') : formats.whole(limit)}</b>{' '}
            <span className="soft">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
