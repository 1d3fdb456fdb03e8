import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { connectLab } from '../../state/jobs/connection';
import { keepPage } from '../../state/setup/offline';
import { openLab } from '../../state/setup/openLab';
import { createLabStore } from '../../state/store';
import { beginAddressed } from '../../state/stories/tell';
import { Spoken } from '../design/Spoken';
import { LabProvider } from '../design/useLab';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';

/** Draws the page of the lab, and opens the lab. */
export function showLab(root: Root): void {
  const store = createLabStore(connectLab());
  root.render(
    <StrictMode>
      <LabProvider value={store}>
        <Spoken title="page.frame.documentTitle">
          <ErrorBoundary>
            <App />
          </ErrorBoundary>
        </Spoken>
      </LabProvider>
    </StrictMode>,
  );
  // What is kept for later waits for what is shown now.
  const { search } = window.location;
  void openLab(store)
    .then(() => beginAddressed(store, search))
    .finally(() => keepPage(store));
}
