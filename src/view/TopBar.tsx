import './TopBar.css';
import { useRef } from 'react';
import { setSetting } from '../state/changeSettings';
import { chooseDataset, chooseModel, openFiles } from '../state/chooseData';
import type { Choice } from '../state/contract';
import { type ViewName, viewNames } from '../state/settings';
import { DeviceBadge } from './DeviceBadge';
import { useLab } from './useLab';
import { Value } from './Value';

const viewLabels: Record<ViewName, string> = { lab: 'Unlearning lab', blanket: 'Markov blanket' };

export function TopBar() {
  return (
    <header className="top-bar">
      <img className="mark" src="./favicon.svg" alt="" width="28" height="28" />
      <div className="name">
        <h1>Lethe</h1>
        <p className="soft">Make a trained network forget, and see what changes.</p>
      </div>
      <Tabs />
      <DataMenu />
      <ModelMenu />
      <DeviceBadge />
    </header>
  );
}

function Tabs() {
  const current = useLab((state) => state.settings.view);
  return (
    <nav className="views">
      {viewNames.map((name) => (
        <button
          key={name}
          type="button"
          className="quiet"
          aria-pressed={name === current}
          onClick={() => setSetting('view', name)}
        >
          {viewLabels[name]}
        </button>
      ))}
    </nav>
  );
}

/** The entries of a menu; the current one stands there even when it came from the person's files. */
function Options({ choices, id, name }: { choices: readonly Choice[]; id: string; name: string }) {
  const listed = choices.some((choice) => choice.id === id);
  return (
    <>
      {!listed && <option value={id}>{name}</option>}
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id} title={choice.description}>
          {choice.name}
        </option>
      ))}
    </>
  );
}

function DataMenu() {
  const lab = useLab((state) => state.lab);
  const busy = useLab((state) => state.job !== null);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="menu">
      <label>
        <span>Data</span>
        <select
          value={lab?.dataset.id ?? ''}
          title={lab?.dataset.origin}
          disabled={busy || lab === null}
          onChange={(event) => void chooseDataset(event.target.value)}
        >
          {lab && <Options choices={lab.datasets} id={lab.dataset.id} name={lab.dataset.name} />}
        </select>
      </label>
      <button type="button" disabled={busy || lab === null} onClick={() => chooser.current?.click()}>
        Your MNIST files…
      </button>
      <input
        ref={chooser}
        className="heard"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Your MNIST files: images and labels, IDX, gzipped or not"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void openFiles(files);
        }}
      />
    </div>
  );
}

function ModelMenu() {
  const lab = useLab((state) => state.lab);
  const busy = useLab((state) => state.job !== null);
  return (
    <div className="menu">
      <label>
        <span>Model</span>
        <select
          value={lab?.model.id ?? ''}
          disabled={busy || lab === null}
          onChange={(event) => void chooseModel(event.target.value)}
        >
          {lab && <Options choices={lab.models} id={lab.model.id} name={lab.model.name} />}
        </select>
      </label>
      {lab?.model.training && (
        <span className="card soft" title="Accuracy on held-out data, as trained, before any removal">
          <Value value={lab.model.training.validationAccuracy} as="share" />
        </span>
      )}
    </div>
  );
}
