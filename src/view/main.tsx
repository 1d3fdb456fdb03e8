import './design/theme.css';
import './design/utilities.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectLab } from '../state/jobs/connection';
import { openLab } from '../state/setup/openLab';
import { askForThreads } from '../state/setup/threads';
import { createLabStore } from '../state/store';
import { say } from '../words/say';
import { LabProvider } from './design/useLab';
import { App } from './frame/App';
import { ErrorBoundary } from './frame/ErrorBoundary';

document.documentElement.lang = say('language.locale');
document.title = say('page.frame.documentTitle');

const store = createLabStore(connectLab());
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <LabProvider value={store}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </LabProvider>
  </StrictMode>,
);
void openLab(store);
askForThreads();
