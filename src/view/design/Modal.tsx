import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './Modal.module.css';

interface Props {
  readonly title: string;
  /** The wider one has room for a table. */
  readonly width: 'narrow' | 'wide';
  readonly children: ReactNode;
  /** The buttons; the one of type submit has the focus at first, and answers to Enter. */
  readonly actions: ReactNode;
  onSubmit(): void;
  /** Escape, and a press beside the dialog. */
  onLeave(): void;
}

/** A question over the page, which holds the focus until it is answered. */
export function Modal({ title, width, children, actions, onSubmit, onLeave }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would choose the first button, which leaves: Enter is to say yes.
    element?.querySelector<HTMLButtonElement>('button[type="submit"]')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={width === 'wide' ? `${styles.modal} ${styles.wide}` : styles.modal}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onLeave();
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        if (event.target === event.currentTarget) onLeave();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <h2 id={titleId}>{title}</h2>
        <div className={styles.body}>{children}</div>
        <div className={styles.actions}>{actions}</div>
      </form>
    </dialog>
  );
}
