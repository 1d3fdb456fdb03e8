import { useRef } from 'react';
import { useStore } from 'zustand';
import { type ExperimentsState, type ExperimentsStore, titleOf } from '../../state/figures/experimentsState';
import { say } from '../../words/say';
import { type Chooser, FileInput } from '../design/FileInput';
import { OwnPage } from '../design/OwnPage';
import styles from './ExperimentsPage.module.css';
import { FigureView } from './FigureView';

/** The paper's experiments: figures that come with the lab, and those of a folder of `lethe run`. A page of its own, which needs no lab. */
export function ExperimentsPage({ store }: { store: ExperimentsStore }) {
  const state = useStore(store.state);
  const folder: Chooser = useRef(null);
  return (
    <OwnPage
      title={say('page.experiments.title')}
      toLab={say('page.experiments.toLab')}
      about={say('page.experiments.about')}
      onFiles={store.open}
      actions={
        <>
          <button type="button" onClick={() => folder.current?.click()}>
            {say('page.experiments.open')}
          </button>
          <span className="soft">{say('page.experiments.openAbout')}</span>
        </>
      }
    >
      <FileInput chooser={folder} label={say('page.experiments.folderInput')} onFiles={store.open} folder />
      <div className={styles.columns}>
        <Figures store={store} state={state} />
        <section
          className={styles.shown}
          aria-label={say('page.experiments.shown')}
          aria-busy={state.isReading}
        >
          {state.problem !== null && (
            <p role="alert" className="wrong">
              {state.problem}
            </p>
          )}
          <p role="status" className="heard">
            {state.isReading ? say('page.experiments.reading') : (state.shown?.title ?? '')}
          </p>
          {state.shown && <FigureView figure={state.shown} />}
        </section>
      </div>
    </OwnPage>
  );
}

/** The figures that ship, a link each: what is opened elsewhere is the same figure. */
function Figures({ store, state }: { store: ExperimentsStore; state: ExperimentsState }) {
  return (
    <nav className={styles.figures} aria-label={say('page.experiments.figures')}>
      {state.figures.map((figure) => (
        <a
          key={figure.name}
          href={`?view=experiments&figure=${figure.name}`}
          aria-current={state.shown?.shipped === figure.name ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            history.replaceState(null, '', event.currentTarget.href);
            void store.show(figure.name);
          }}
        >
          {titleOf(figure)} <span className="soft">{say('page.experiments.made', figure)}</span>
        </a>
      ))}
    </nav>
  );
}
