import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { createExperimentsStore } from '../../state/figures/experimentsState';
import { say } from '../../words/say';
import { ExperimentsPage } from './ExperimentsPage';

/** Draws the page of the experiments in the place of the lab; with the figure that the address names, or else the first. */
export function showExperiments(root: Root): void {
  document.title = say('page.experiments.documentTitle');
  const store = createExperimentsStore();
  const { figures } = store.state.getState();
  const named = new URLSearchParams(location.search).get('figure');
  const first = figures.find(({ name }) => name === named) ?? figures[0];
  if (first) void store.show(first.name);
  root.render(
    <StrictMode>
      <ExperimentsPage store={store} />
    </StrictMode>,
  );
}
