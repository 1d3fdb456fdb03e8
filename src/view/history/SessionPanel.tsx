import { useRef, useState } from 'react';
import type { SessionFormat } from '../../state/contract';
import { exportSession } from '../../state/history/exportSession';
import { discardSession, importSession, replay, replaySentence } from '../../state/history/session';
import { formats, say } from '../../words/say';
import { Defined } from '../design/Defined';
import { FileInput } from '../design/FileInput';
import { useLab, useLabStore } from '../design/useLab';
import { Words } from '../design/Words';
import { Autosave } from './Autosave';
import { ColumnsDialog } from './ColumnsDialog';
import { KeptSessions } from './KeptSessions';
import styles from './SessionPanel.module.css';

const exports: readonly SessionFormat[] = ['json', 'csv', 'columns', 'weights', 'npz', 'safetensors'];

/** The session as a whole: what it is, files of it, a check, and a new beginning. */
export function SessionPanel() {
  return (
    <div className={styles.session}>
      <SessionFacts />
      <KeptSessions />
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
    <section aria-label={say('page.history.session.title')}>
      <h3>{say('page.history.session.title')}</h3>
      <dl className="facts">
        <dt>{say('page.history.session.removals')}</dt>
        <dd>
          <Words
            code="page.history.session.count"
            values={{ count: formats.whole(count) }}
            parts={{
              rejected: rejected > 0 && (
                <span className="soft">
                  {say('page.history.session.rejected', { count: formats.whole(rejected) })}
                </span>
              ),
            }}
          />
        </dd>
        <dt>{say('page.history.session.goneNow')}</dt>
        <dd>
          {say(removed === 1 ? 'page.history.session.goneOne' : 'page.history.session.gone', {
            count: formats.whole(removed),
          })}
        </dd>
        <dt>{say('page.history.session.weights')}</dt>
        <dd>
          <code>
            <Defined definition={{ about: say('page.history.session.digest', { digest }), better: null }}>
              {digest.slice(0, 12)}
            </Defined>
          </code>
        </dd>
      </dl>
      <Autosave />
    </section>
  );
}

function ExportButtons() {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null || state.lab?.model.training === null);
  const isEmpty = useLab((state) => state.reports.length === 0);
  const [explains, setExplains] = useState(false);
  return (
    <section aria-label={say('page.history.export.title')}>
      <h3>{say('page.history.export.title')}</h3>
      <ul className={styles.exports}>
        {exports.map((format) => (
          <li key={format}>
            <button
              type="button"
              disabled={busy || (isEmpty && format === 'csv')}
              onClick={() => void exportSession(store, format)}
            >
              {say(`page.history.export.formats.${format}.label`)}
            </button>
            <span className="soft">
              {isEmpty && format === 'csv'
                ? say('page.history.export.nothingToList')
                : say(`page.history.export.formats.${format}.about`)}
            </span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => setExplains(true)}>
        {say('page.history.columns.open')}
      </button>
      {explains && <ColumnsDialog onLeave={() => setExplains(false)} />}
    </section>
  );
}

function ImportButton() {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section aria-label={say('page.history.import.title')}>
      <h3>{say('page.history.import.title')}</h3>
      <div className={styles.line}>
        <button type="button" disabled={busy} onClick={() => chooser.current?.click()}>
          {say('page.history.import.open')}
        </button>
        <span className="soft">{say('page.history.import.openAbout')}</span>
      </div>
      <FileInput
        chooser={chooser}
        label={say('page.history.import.fileInput')}
        onFiles={(files) => importSession(store, files)}
      />
    </section>
  );
}

function ReplayCheck() {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const isEmpty = useLab((state) => (state.lab?.history.current ?? 0) === 0);
  const result = useLab(({ replayed, lab }) => (replayed?.digest === lab?.digest ? replayed?.result : null));
  return (
    <section aria-label={say('page.history.replay.section')}>
      <h3>{say('page.history.replay.title')}</h3>
      <p className="soft">{say('page.history.replay.about')}</p>
      <button type="button" disabled={busy || isEmpty} onClick={() => void replay(store)}>
        {say('page.history.replay.replay')}
      </button>
      {isEmpty && <p className="soft">{say('page.history.replay.nothing')}</p>}
      {result && (
        <p className={result.different.length === 0 ? styles.same : 'warned'} role="status">
          {replaySentence(result)}
        </p>
      )}
    </section>
  );
}

/** Begins anew after a second word. */
function StartAnew() {
  const store = useLabStore();
  const [asked, setAsked] = useState(false);
  const busy = useLab((state) => state.job !== null);
  const isEmpty = useLab(({ reports, lab }) => reports.length === 0 && !lab?.certificate?.fixed);
  return (
    <section aria-label={say('page.history.anew.section')}>
      <h3>{say('page.history.anew.title')}</h3>
      <p className="soft">{say('page.history.anew.about')}</p>
      {asked ? (
        <div className={styles.line}>
          <button
            type="button"
            className="danger"
            disabled={busy}
            onClick={() => {
              setAsked(false);
              void discardSession(store);
            }}
          >
            {say('page.history.anew.forget')}
          </button>
          <button type="button" onClick={() => setAsked(false)}>
            {say('page.history.anew.keep')}
          </button>
        </div>
      ) : (
        <button type="button" disabled={busy || isEmpty} onClick={() => setAsked(true)}>
          {say('page.history.anew.start')}
        </button>
      )}
    </section>
  );
}
