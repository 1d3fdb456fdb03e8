import { useEffect, useRef, useState } from 'react';
import type { SavedCheckpoint } from '../../state/contract';
import {
  deleteCheckpoint,
  exportCheckpoint,
  listCheckpoints,
  loadCheckpoint,
  saveCheckpoint,
  usualName,
  whyNotSave,
} from '../../state/setup/checkpoints';
import { openModel } from '../../state/setup/openFiles';
import { formats, say } from '../../words/say';
import { FileInput } from '../design/FileInput';
import { TextField } from '../design/TextField';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './CheckpointsPanel.module.css';

/** Trained weights to keep and to come back to. */
export function CheckpointsPanel() {
  const store = useLabStore();
  const checkpoints = useLab((state) => state.checkpoints);
  const data = useLab(({ lab }) => lab && `${lab.dataset.id} ${lab.dataset.trainingCount}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which ones fit changes with the data
  useEffect(() => void listCheckpoints(store), [data]);
  return (
    <div className={styles.checkpoints}>
      <SaveForm />
      <h3>{say('page.setup.checkpoints.inBrowser')}</h3>
      {checkpoints?.length === 0 && <p className="soft">{say('page.setup.checkpoints.none')}</p>}
      <ul>
        {checkpoints?.map((checkpoint) => (
          <Entry key={checkpoint.id} checkpoint={checkpoint} />
        ))}
      </ul>
    </div>
  );
}

function SaveForm() {
  const store = useLabStore();
  const [typed, setTyped] = useState<string | null>(null);
  const usual = useLab(usualName);
  const reason = useLab(whyNotSave);
  const busy = useLab((state) => state.job !== null);
  const chooser = useRef<HTMLInputElement>(null);
  const name = typed ?? usual;
  const isNamed = name.trim() !== '';
  const refused = busy || reason !== null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void saveCheckpoint(store, name.trim());
        setTyped(null);
      }}
    >
      <TextField
        label={say('page.setup.checkpoints.name')}
        explanation={say('page.setup.checkpoints.nameAbout')}
        text={name}
        complaint={isNamed ? null : say('page.setup.checkpoints.noName')}
        inputMode="text"
        onText={setTyped}
      />
      <div className={styles.buttons}>
        <button type="submit" className="primary" disabled={refused || !isNamed} title={reason ?? undefined}>
          {say('page.setup.checkpoints.save')}
        </button>
        <button
          type="button"
          disabled={refused}
          title={reason ?? say('page.setup.checkpoints.exportAbout')}
          onClick={() => void exportCheckpoint(store)}
        >
          {say('page.setup.checkpoints.export')}
        </button>
        <button type="button" disabled={busy} onClick={() => chooser.current?.click()}>
          {say('page.setup.checkpoints.openFile')}
        </button>
        <FileInput
          chooser={chooser}
          label={say('page.setup.checkpoints.fileInput')}
          onFiles={(files) => openModel(store, files)}
        />
      </div>
    </form>
  );
}

function Entry({ checkpoint }: { checkpoint: SavedCheckpoint }) {
  const store = useLabStore();
  const { id, name, savedAt, sizeBytes, card, modelName, fits } = checkpoint;
  const [asked, setAsked] = useState(false);
  const busy = useLab((state) => state.job !== null);
  return (
    <li aria-label={name}>
      <b>{name}</b>
      <p className="soft">
        <Words
          code="page.setup.checkpoints.accuracy"
          values={{ model: modelName }}
          parts={{ accuracy: <Value value={card.validationAccuracy} as="share" /> }}
        />
        <br />
        {say('page.setup.checkpoints.data', {
          name: card.data.name,
          images: formats.whole(card.data.trainingCount),
        })}
        {!fits && <span className="warned"> {say('page.setup.checkpoints.otherData')}</span>}
        <br />
        <Words
          code="page.setup.checkpoints.saved"
          values={{ date: formats.date(savedAt) }}
          parts={{ size: <Value value={sizeBytes} as="megabytes" /> }}
        />
      </p>
      <div className={styles.buttons}>
        {asked ? (
          <>
            <button
              type="button"
              className="danger"
              disabled={busy}
              onClick={() => void deleteCheckpoint(store, id)}
            >
              {say('page.setup.checkpoints.deleteForGood')}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              {say('page.setup.checkpoints.keep')}
            </button>
          </>
        ) : (
          <>
            <button type="button" disabled={busy} onClick={() => void loadCheckpoint(store, id)}>
              {say('page.setup.checkpoints.load')}
            </button>
            <button type="button" disabled={busy} onClick={() => setAsked(true)}>
              {say('page.setup.checkpoints.delete')}
            </button>
          </>
        )}
      </div>
    </li>
  );
}
