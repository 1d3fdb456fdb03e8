import { useRef } from 'react';
import { openAny, openModel } from '../../state/setup/openFiles';
import { say } from '../../words/say';
import { type Chooser, FileInput } from '../design/FileInput';
import { Popover } from '../design/Popover';
import { useLabStore } from '../design/useLab';
import styles from './OpenMenu.module.css';

/** Everything that a person can bring: data as files or as a folder, a model, a checkpoint. */
export function OpenMenu() {
  const store = useLabStore();
  const files: Chooser = useRef(null);
  const folder: Chooser = useRef(null);
  const model: Chooser = useRef(null);
  return (
    <>
      <Popover summary={say('page.setup.open.title')} className={styles.menu}>
        <OpenEntry
          name={say('page.setup.open.files')}
          about={say('page.setup.open.filesAbout')}
          chooser={files}
        />
        <OpenEntry
          name={say('page.setup.open.folder')}
          about={say('page.setup.open.folderAbout')}
          chooser={folder}
        />
        <OpenEntry
          name={say('page.setup.open.model')}
          about={say('page.setup.open.modelAbout')}
          chooser={model}
        />
        <p className="soft">{say('page.setup.open.about')}</p>
      </Popover>
      <FileInput
        chooser={files}
        label={say('page.setup.open.filesInput')}
        onFiles={(files) => openAny(store, files)}
      />
      <FileInput
        chooser={folder}
        label={say('page.setup.open.folderInput')}
        onFiles={(files) => openAny(store, files)}
        folder
      />
      <FileInput
        chooser={model}
        label={say('page.setup.open.modelInput')}
        onFiles={(files) => openModel(store, files)}
      />
    </>
  );
}

function OpenEntry({ name, about, chooser }: { name: string; about: string; chooser: Chooser }) {
  return (
    <button type="button" onClick={() => chooser.current?.click()}>
      <b>{name}</b> <span className="soft">{about}</span>
    </button>
  );
}
