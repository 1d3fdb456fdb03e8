import type { ReactNode } from 'react';
import styles from './Explanation.module.css';

/** What a form says of the field under the pointer or with the focus. Of one height: where it grew with its words, it would cover that field. */
export function Explanation({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keys too
    <p className={styles.explanation} role="note" tabIndex={0}>
      {children}
    </p>
  );
}
