import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './Tabs.module.css';

interface Props<T extends string> {
  /** What the tabs are of, for a screen reader. */
  readonly label: string;
  readonly names: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly open: T;
  /** `strip`: over the whole width of a panel; `pills`: within one. */
  readonly look: 'strip' | 'pills';
  /** Of the panel that the open tab shows. */
  readonly panelClass?: string | undefined;
  /** What the open tab shows. */
  readonly children: ReactNode;
  onOpen(name: T): void;
}

/** How far a key goes among the tabs; `first` and `last` go to the ends. */
const moves: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
};

/** The tab that a key leads to; null where the key leads nowhere. */
function tabAt<T>(names: readonly T[], open: T, key: string): T | null {
  const move = moves[key];
  if (move === undefined) return null;
  if (move === 'first') return names[0] ?? null;
  if (move === 'last') return names.at(-1) ?? null;
  return names[(names.indexOf(open) + move + names.length) % names.length] ?? null;
}

/** Tabs, and the panel of the one that is open. The Tab key reaches the open one; arrows, Home and End open the others. */
export function Tabs<T extends string>(props: Props<T>) {
  const { label, names, words, open, look, panelClass, children, onOpen } = props;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabAt(names, open, event.key);
    if (next === null) return;
    event.preventDefault();
    onOpen(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <>
      <div className={styles[look]} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {names.map((name) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === open}
            aria-controls={`${id}-panel`}
            tabIndex={name === open ? 0 : -1}
            onClick={() => onOpen(name)}
          >
            {words[name]}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        className={panelClass ?? styles.panel}
        role="tabpanel"
        aria-labelledby={`${id}-${open}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and what is in it need not take the focus
        tabIndex={0}
      >
        {children}
      </div>
    </>
  );
}
