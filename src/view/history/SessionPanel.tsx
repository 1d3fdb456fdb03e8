import './SessionPanel.css';
import { useRef, useState } from 'react';
import type { SessionFormat } from '../../state/contract';
import {
  discardSession,
  exportSession,
  importSession,
  replay,
  replaySentence,
} from '../../state/history/session';
import { FileInput } from '../design/FileInput';
import { formats } from '../design/format';
import { useLab } from '../design/useLab';
import { Autosave } from './Autosave';

const exports: readonly { format: SessionFormat; label: string; about: string }[] = [
  { format: 'json', label: 'Session (JSON)', about: 'everything: can be opened again' },
  { format: 'csv', label: 'Table (CSV)', about: 'a row for each removal' },
  { format: 'weights', label: 'Weights', about: 'of the model as it is now' },
];

/** The session as a whole: what it is, files of it, a check, and a new beginning. */
export function SessionPanel() {
  return (
    <div className="session">
      <SessionFacts />
      <ExportButtons />
      <ImportButton />
      <ReplayCheck />
      <StartAnew />
    </div>
  );
}

function SessionFacts() {
  const count = useLab((state) => state.reports.length);
  const rejected = useLab((state) => state.reports.filter(({ accepted }) => !accepted).length);
  const removed = useLab((state) => state.lab!.removedCount);
  const digest = useLab((state) => state.lab!.digest);
  return (
    <section aria-label="This session">
      <h3>This session</h3>
      <dl className="facts">
        <dt>Removals</dt>
        <dd>
          {formats.whole(count)}
          {rejected > 0 && <span className="soft">, {formats.whole(rejected)} rejected</span>}
        </dd>
        <dt>Gone now</dt>
        <dd>
          {formats.whole(removed)} {removed === 1 ? 'sample' : 'samples'}
        </dd>
        <dt>Weights</dt>
        <dd>
          <code title={`SHA-256 of the weights: ${digest}`}>{digest.slice(0, 12)}</code>
        </dd>
      </dl>
      <Autosave />
    </section>
  );
}

function ExportButtons() {
  const busy = useLab((state) => state.job !== null || state.lab?.model.training === null);
  const isEmpty = useLab((state) => state.reports.length === 0);
  return (
    <section aria-label="Export">
      <h3>Export</h3>
      <ul>
        {exports.map(({ format, label, about }) => (
          <li key={format}>
            <button
              type="button"
              disabled={busy || (isEmpty && format === 'csv')}
              title={isEmpty && format === 'csv' ? 'There is no removal to list.' : undefined}
              onClick={() => void exportSession(format)}
            >
              {label}
            </button>
            <span className="soft">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ImportButton() {
  const busy = useLab((state) => state.job !== null);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section aria-label="Import">
      <h3>Import</h3>
      <div className="session-line">
        <button type="button" disabled={busy} onClick={() => chooser.current?.click()}>
          Open a session…
        </button>
        <span className="soft">takes the place of this one</span>
      </div>
      <FileInput chooser={chooser} label="A session file" onFiles={importSession} />
    </section>
  );
}

function ReplayCheck() {
  const busy = useLab((state) => state.job !== null);
  const isEmpty = useLab((state) => (state.lab?.history.current ?? 0) === 0);
  const result = useLab(({ replayed, lab }) => (replayed?.digest === lab?.digest ? replayed?.result : null));
  return (
    <section aria-label="Check">
      <h3>Check by replay</h3>
      <p className="soft">Makes the removals again from the original model, and compares the weights.</p>
      <button
        type="button"
        disabled={busy || isEmpty}
        title={isEmpty ? 'There is no removal to make again.' : undefined}
        onClick={() => void replay()}
      >
        Replay
      </button>
      {result && (
        <p className={result.different.length === 0 ? 'replay-same' : 'warned'} role="status">
          {replaySentence(result)}
        </p>
      )}
    </section>
  );
}

/** Begins anew after a second word. */
function StartAnew() {
  const [asked, setAsked] = useState(false);
  const busy = useLab((state) => state.job !== null);
  const isEmpty = useLab((state) => state.reports.length === 0);
  return (
    <section aria-label="Start anew">
      <h3>Start anew</h3>
      <p className="soft">Back to the original model; all removals are forgotten.</p>
      {asked ? (
        <div className="session-line">
          <button
            type="button"
            className="danger"
            disabled={busy}
            onClick={() => {
              setAsked(false);
              void discardSession();
            }}
          >
            Forget all removals
          </button>
          <button type="button" onClick={() => setAsked(false)}>
            Keep
          </button>
        </div>
      ) : (
        <button type="button" disabled={busy || isEmpty} onClick={() => setAsked(true)}>
          Start anew…
        </button>
      )}
    </section>
  );
}
