import { type DragEvent, type ReactNode, useState } from 'react';
import { notify } from '../../state/jobs/notices';
import { openAny } from '../../state/setup/openFiles';
import { sayError } from '../../words/saidError';
import { filesOfDrop } from '../design/chosenFiles';
import { useLabStore } from '../design/useLab';
import styles from './DropTarget.module.css';

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** The whole page takes dropped files. */
export function DropTarget({ children }: { children: ReactNode }) {
  const store = useLabStore();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the file chooser of the top bar
    <div
      className={over ? `${styles.app} ${styles.dropping}` : styles.app}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        filesOfDrop(event.dataTransfer).then(
          (files) => openAny(store, files),
          (error) => notify(store, 'error', sayError(error)),
        );
      }}
    >
      {children}
    </div>
  );
}
