import '../design/theme.css';
import '../design/utilities.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { say } from '../../words/say';
import { startTheme } from '../design/theme';
import { Gallery } from './Gallery';

startTheme();
document.documentElement.lang = say('language.locale');
document.title = say('page.gallery.documentTitle');

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
