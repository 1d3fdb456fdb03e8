import { useRef } from 'react';
import { openModel, readFiles } from '../../state/setup/openFiles';
import { type Chooser, FileInput } from '../design/FileInput';
import { Popover } from '../design/Popover';

/** Everything that a person can bring: data as files or as a folder, a model, a checkpoint. */
export function OpenMenu() {
  const files: Chooser = useRef(null);
  const folder: Chooser = useRef(null);
  const model: Chooser = useRef(null);
  return (
    <>
      <Popover summary="Open…" className="open-menu">
        <OpenEntry
          name="Data files…"
          about="MNIST (IDX, also .gz), CIFAR-10 (.bin, .tar.gz), NumPy (.npz), or a zip of pictures"
          chooser={files}
        />
        <OpenEntry name="A folder of pictures…" about="one folder for each class" chooser={folder} />
        <OpenEntry
          name="A model or a checkpoint…"
          about="model.json with its .bin files, or a .lethe.zip"
          chooser={model}
        />
        <p className="soft">They never leave your machine. You can also drop them anywhere on the page.</p>
      </Popover>
      <FileInput chooser={files} label="Data files" onFiles={readFiles} />
      <FileInput chooser={folder} label="A folder of pictures" onFiles={readFiles} folder />
      <FileInput chooser={model} label="A model or a checkpoint" onFiles={openModel} />
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
