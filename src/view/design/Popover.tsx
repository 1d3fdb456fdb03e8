import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import styles from './Popover.module.css';

interface Props {
  readonly summary: ReactNode;
  /** Said of the summary where its text alone does not say enough. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Something to open at a button; it closes when the focus goes elsewhere, on Escape, and after a press on a button in it. */
export function Popover({ summary, label, className = '', children }: Props) {
  return (
    <details className={`${styles.popover} ${className}`} onBlur={closeOutside} onKeyDown={closeOnEscape}>
      <summary aria-label={label} title={label}>
        {summary}
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only closes what a button in it has answered */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a button is a click as well */}
      <div
        className={styles.body}
        tabIndex={-1}
        onClick={({ target, currentTarget }) => {
          if ((target as Element).closest('button')) currentTarget.closest('details')!.open = false;
        }}
      >
        {children}
      </div>
    </details>
  );
}

function closeOutside({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>): void {
  if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
}

function closeOnEscape(event: KeyboardEvent<HTMLDetailsElement>): void {
  const { key, currentTarget } = event;
  if (key !== 'Escape' || !currentTarget.open) return;
  // Escape also cancels the job that runs, but not this one.
  event.stopPropagation();
  currentTarget.open = false;
  currentTarget.querySelector('summary')?.focus();
}
