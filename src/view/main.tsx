import './design/theme.css';
import './design/utilities.css';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../state/help/language';
import { startTheme } from './design/theme';
import { showLab } from './frame/showLab';

startTheme();
// Not awaited by the module itself: the script of a language imports from the page's, which would wait for its own end.
void startLanguage().then(showView);

function showView(): void {
  const root = createRoot(document.getElementById('page')!);
  const view = new URLSearchParams(location.search).get('view');
  // The doctor is for machines on which the lab may not open: its page does without it. So does that of the experiments, which draws from files.
  if (view === 'doctor') {
    void import('./doctor/showDoctor').then(({ showDoctor }) => showDoctor(root));
  } else if (view === 'experiments') {
    void import('./figures/showExperiments').then(({ showExperiments }) => showExperiments(root));
  } else {
    showLab(root);
  }
}
