import { useEffect, useRef } from 'react';
import {
  addKept,
  addRuns,
  addStates,
  type Beside,
  besideLooks,
  besideRuns,
  dropBeside,
  showBesideAs,
} from '../../state/charts/beside';
import { mostLines } from '../../state/charts/besidePlot';
import { chosenStates } from '../../state/compare/chosenStates';
import { refreshKept } from '../../state/history/kept';
import { formats, say } from '../../words/say';
import { type Chooser, FileInput } from '../design/FileInput';
import { Segments } from '../design/Segments';
import { useLab, useLabStore } from '../design/useLab';
import styles from './BesidePart.module.css';

/** Runs that the charts draw beside that on the page: of files, of run folders, and paths to chosen states. */
export function BesidePart() {
  const store = useLabStore();
  const files: Chooser = useRef(null);
  const folder: Chooser = useRef(null);
  const busy = useLab((state) => state.job !== null);
  const chosen = useLab(chosenStates);
  return (
    <section className={styles.beside} aria-label={say('page.charts.beside.title')}>
      <h3>{say('page.charts.beside.title')}</h3>
      <p className="soft">{say('page.charts.beside.about')}</p>
      <Runs />
      <div className={styles.line}>
        <button type="button" disabled={chosen.length === 0} onClick={() => addStates(store, chosen)}>
          {say('page.charts.beside.addStates', { count: chosen.length })}
        </button>
        <KeptChoice />
        <button type="button" disabled={busy} onClick={() => files.current?.click()}>
          {say('page.charts.beside.addFiles')}
        </button>
        <button type="button" disabled={busy} onClick={() => folder.current?.click()}>
          {say('page.charts.beside.addFolder')}
        </button>
      </div>
      <FileInput
        chooser={files}
        label={say('page.charts.beside.filesInput')}
        onFiles={(all) => addRuns(store, all)}
      />
      <FileInput
        chooser={folder}
        label={say('page.charts.beside.folderInput')}
        onFiles={(all) => addRuns(store, all)}
        folder
      />
    </section>
  );
}

/** Sessions that are kept under names: one that is chosen is drawn beside. Nothing where none is kept. */
function KeptChoice() {
  const store = useLabStore();
  const kept = useLab((state) => state.kept);
  const busy = useLab((state) => state.job !== null);
  useEffect(() => void refreshKept(store), [store]);
  if (!kept?.length) return null;
  const label = say('page.charts.beside.addKept');
  return (
    <select
      aria-label={label}
      value=""
      disabled={busy}
      onChange={({ target }) => void addKept(store, target.value)}
    >
      <option value="" disabled>
        {label}
      </option>
      {kept.map(({ id, name, removals }) => (
        <option key={id} value={id}>
          {say('page.charts.beside.keptEntry', {
            name,
            count: formats.whole(removals),
            one: removals === 1,
          })}
        </option>
      ))}
    </select>
  );
}

function Runs() {
  const store = useLabStore();
  const beside = useLab((state) => state.beside);
  const runs = useLab(besideRuns);
  const look = useLab((state) => state.besideAs);
  if (runs.length === 0) return null;
  const isMany = runs.length + 1 > mostLines;
  return (
    <>
      <ul className={styles.runs}>
        {runs.map(({ key, name, source }) => (
          <li key={key}>
            <b>{name}</b>{' '}
            <span className="soft">
              {say('page.charts.beside.removals', {
                count: formats.whole(source.path.length),
                one: source.path.length === 1,
                of: otherModelOf(beside.find((one) => one.key === key)),
              })}
            </span>
            <button
              type="button"
              className="quiet"
              aria-label={say('page.charts.beside.dropOne', { name })}
              onClick={() => dropBeside(store, key)}
            >
              {say('page.charts.beside.drop')}
            </button>
          </li>
        ))}
      </ul>
      {isMany ? (
        <p className="soft">{say('page.charts.beside.many', { most: formats.whole(mostLines) })}</p>
      ) : (
        <Segments
          label={say('page.charts.beside.look')}
          name="besideAs"
          value={look}
          choices={besideLooks}
          words={{ lines: say('page.charts.beside.looks.lines'), mean: say('page.charts.beside.looks.mean') }}
          onChoose={(name) => showBesideAs(store, name)}
        />
      )}
    </>
  );
}

/** The model and data of a run of others than those on the page; null: it is of the same. */
function otherModelOf(beside: Beside | undefined): string | null {
  if (beside?.kind !== 'file' || beside.run.isOfOpenModel) return null;
  return say('page.charts.beside.other', { model: beside.run.model, data: beside.run.data });
}
