import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openLab } from '../state/openLab';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
void openLab();
