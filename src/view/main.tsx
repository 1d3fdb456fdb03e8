import './design/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openLab } from '../state/setup/openLab';
import { App } from './frame/App';
import { ErrorBoundary } from './frame/ErrorBoundary';

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
void openLab();
