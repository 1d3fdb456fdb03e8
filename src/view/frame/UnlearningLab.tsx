import { lazy, Suspense } from 'react';
import type { PanelName } from '../../state/settings/settingsState';
import { showsTraining } from '../../state/training/showsTraining';
import { say } from '../../words/say';
import { CompareButton } from '../compare/CompareButton';
import { StatesBar } from '../compare/StatesBar';
import { PartBoundary } from '../design/PartBoundary';
import { useLab } from '../design/useLab';
import { HistoryPanel } from '../history/HistoryPanel';
import { PixelPanel } from '../lens/PixelPanel';
import { PixelsButton } from '../lens/PixelsButton';
import { FirstImages } from '../samples/FirstImages';
import { SampleGrid } from '../samples/SampleGrid';
import { SelectionBar } from '../samples/SelectionBar';
import { Opening, OpeningProgress } from './Opening';
import { ReportPanel } from './ReportPanel';
import { SettingsPanel } from './SettingsPanel';
import styles from './UnlearningLab.module.css';

/** What draws charts is half of all script: it comes once the samples are there, and its places are kept for it. */
const ChartStrip = lazy(() => import('../charts/ChartStrip'));
const TrainingPanel = lazy(() => import('../training/TrainingPanel'));

/** The page as it will be, with the first images in their places, while the others and the model come. */
function OpeningLab() {
  return (
    <main className={styles.lab} aria-busy="true">
      <div className={styles.beginnings}>
        <FirstImages />
        <div className="panel" />
      </div>
      <div className={`panel ${styles.removal}`}>
        <OpeningProgress />
      </div>
      <div className="panel" />
      <div className="panel" />
    </main>
  );
}

/** The lab's main page: samples and history, the removal, its settings; below, what the removals did. */
export function UnlearningLab() {
  const isOpen = useLab((state) => state.lab !== null);
  const training = useLab(showsTraining);
  const hasFirst = useLab((state) => state.first !== null);
  const hidden = useLab((state) => state.hidden);
  if (!isOpen) return hasFirst ? <OpeningLab /> : <Opening />;
  const shows = (name: PanelName) => !hidden.includes(name);
  return (
    <main className={styles.lab} data-hide={hidden.length > 0 ? hidden.join(' ') : undefined}>
      <div className={styles.beginnings} hidden={!shows('samples') && !shows('history')}>
        {shows('samples') && <SampleGrid />}
        {shows('history') && <HistoryPanel compare={<CompareButton />} states={<StatesBar />} />}
      </div>
      <section
        className={`panel ${styles.removal}`}
        aria-label={say('page.frame.removal')}
        data-place="report"
      >
        <SelectionBar Pixels={PixelsButton} />
        {training ? (
          <Suspense fallback={null}>
            <TrainingPanel />
          </Suspense>
        ) : (
          <>
            <PixelPanel />
            <ReportPanel />
          </>
        )}
      </section>
      {/* A place stays one, so that those after it keep theirs. */}
      {shows('settings') ? <SettingsPanel /> : <div hidden />}
      {shows('charts') && <Charts />}
    </main>
  );
}

function Charts() {
  return (
    <PartBoundary of={say('page.charts.title')}>
      <Suspense fallback={<div className="panel" aria-busy="true" />}>
        <ChartStrip />
      </Suspense>
    </PartBoundary>
  );
}
