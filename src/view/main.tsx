import './design/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectLab } from '../state/jobs/connection';
import { openLab } from '../state/setup/openLab';
import { createLabStore } from '../state/store';
import { LabProvider } from './design/useLab';
import { App } from './frame/App';
import { ErrorBoundary } from './frame/ErrorBoundary';

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
