import type { DragEvent, ReactNode } from 'react';
import type { ChosenFile } from '../../state/contract';
import { filesOfDrop } from './chosenFiles';
import styles from './OwnPage.module.css';

interface OwnPageProps {
  readonly title: string;
  /** The words of the link to the lab. */
  readonly toLab: string;
  readonly about: string;
  /** What can be done here, in one row. */
  readonly actions: ReactNode;
  /** Takes files that are dropped anywhere on the page. */
  readonly onFiles?: (files: readonly ChosenFile[]) => void;
  readonly children: ReactNode;
}

/** A page of its own beside the lab, which it does not need. */
export function OwnPage({ title, toLab, about, actions, onFiles, children }: OwnPageProps) {
  const dropping = onFiles && {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      void filesOfDrop(event.dataTransfer).then(onFiles);
    },
  };
  return (
    <main className={styles.page} {...dropping}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <a href="./">{toLab}</a>
      </header>
      <p>{about}</p>
      <p className={styles.actions}>{actions}</p>
      {children}
    </main>
  );
}
