import './design/theme.css';
import './design/utilities.css';
import { createRoot } from 'react-dom/client';
import { say } from '../words/say';
import { startTheme } from './design/theme';
import { showLab } from './frame/showLab';

startTheme();
document.documentElement.lang = say('language.locale');

const root = createRoot(document.getElementById('page')!);
// The doctor is for machines on which the lab may not open: its page does without it.
if (new URLSearchParams(location.search).get('view') === 'doctor') {
  void import('./doctor/showDoctor').then(({ showDoctor }) => showDoctor(root));
} else {
  showLab(root);
}
