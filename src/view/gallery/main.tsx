import '../design/theme.css';
import '../design/utilities.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../../state/help/language';
import { Spoken } from '../design/Spoken';
import { startTheme } from '../design/theme';
import { Gallery } from './Gallery';

startTheme();
await startLanguage();

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Spoken title="page.gallery.documentTitle">
      <Gallery />
    </Spoken>
  </StrictMode>,
);
