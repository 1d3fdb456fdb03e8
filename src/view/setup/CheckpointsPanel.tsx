import './CheckpointsPanel.css';
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
import { FileInput } from '../design/FileInput';
import { formats } from '../design/format';
import { TextField } from '../design/TextField';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

/** Trained weights to keep and to come back to. */
export function CheckpointsPanel() {
  const checkpoints = useLab((state) => state.checkpoints);
  const data = useLab(({ lab }) => lab && `${lab.dataset.id} ${lab.dataset.trainingCount}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which ones fit changes with the data
  useEffect(() => void listCheckpoints(), [data]);
  return (
    <div className="checkpoints">
      <SaveForm />
      <h3>In this browser</h3>
      {checkpoints?.length === 0 && <p className="soft">Nothing saved yet.</p>}
      <ul>
        {checkpoints?.map((checkpoint) => (
          <Entry key={checkpoint.id} checkpoint={checkpoint} />
        ))}
      </ul>
    </div>
  );
}

function SaveForm() {
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
      className="checkpoint-form"
      onSubmit={(event) => {
        event.preventDefault();
        void saveCheckpoint(name.trim());
        setTyped(null);
      }}
    >
      <TextField
        label="Keep the trained weights as"
        explanation="As they were trained: removals are not kept."
        text={name}
        complaint={isNamed ? null : 'A checkpoint needs a name.'}
        inputMode="text"
        onText={setTyped}
      />
      <div className="checkpoint-buttons">
        <button type="submit" className="primary" disabled={refused || !isNamed} title={reason ?? undefined}>
          Save
        </button>
        <button
          type="button"
          disabled={refused}
          title={reason ?? 'The weights as a file: model.json and all that unlearning needs, in a zip'}
          onClick={() => void exportCheckpoint()}
        >
          Export
        </button>
        <button type="button" disabled={busy} onClick={() => chooser.current?.click()}>
          Open a file…
        </button>
        <FileInput chooser={chooser} label="A checkpoint file" onFiles={openModel} />
      </div>
    </form>
  );
}

function Entry({ checkpoint }: { checkpoint: SavedCheckpoint }) {
  const { id, name, savedAt, sizeBytes, card, modelName, fits } = checkpoint;
  const [asked, setAsked] = useState(false);
  const busy = useLab((state) => state.job !== null);
  return (
    <li aria-label={name}>
      <b>{name}</b>
      <p className="soft">
        {modelName}, <Value value={card.validationAccuracy} as="share" /> validation
        <br />
        {card.data.name}, {formats.whole(card.data.trainingCount)} images
        {!fits && <span className="warned"> (not these on the bench)</span>}
        <br />
        {formats.date(savedAt)}, <Value value={sizeBytes} as="megabytes" />
      </p>
      <div className="checkpoint-buttons">
        {asked ? (
          <>
            <button
              type="button"
              className="danger"
              disabled={busy}
              onClick={() => void deleteCheckpoint(id)}
            >
              Delete for good
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              Keep
            </button>
          </>
        ) : (
          <>
            <button type="button" disabled={busy} onClick={() => void loadCheckpoint(id)}>
              Load
            </button>
            <button type="button" disabled={busy} onClick={() => setAsked(true)}>
              Delete
            </button>
          </>
        )}
      </div>
    </li>
  );
}
