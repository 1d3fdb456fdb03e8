import './UnlearningLab.css';
import { say } from '../../words/say';
import { ChartStrip } from '../charts/ChartStrip';
import { CompareButton } from '../compare/CompareButton';
import { useLab } from '../design/useLab';
import { HistoryPanel } from '../history/HistoryPanel';
import { PixelPanel } from '../lens/PixelPanel';
import { PixelsButton } from '../lens/PixelsButton';
import { SampleGrid } from '../samples/SampleGrid';
import { SelectionBar } from '../samples/SelectionBar';
import { showsTraining, TrainingPanel } from '../training/TrainingPanel';
import { Opening } from './Opening';
import { ReportPanel } from './ReportPanel';
import { SettingsPanel } from './SettingsPanel';

/** The lab's main page: samples and history, the removal, its settings; below, what the removals did. */
export function UnlearningLab() {
  const isOpen = useLab((state) => state.lab !== null);
  const training = useLab(showsTraining);
  if (!isOpen) return <Opening />;
  return (
    <main className="lab">
      <div className="beginnings">
        <SampleGrid />
        <HistoryPanel compare={<CompareButton />} />
      </div>
      <section className="panel removal" aria-label={say('page.frame.removal')}>
        <SelectionBar Pixels={PixelsButton} />
        {training ? (
          <TrainingPanel />
        ) : (
          <>
            <PixelPanel />
            <ReportPanel />
          </>
        )}
      </section>
      <SettingsPanel />
      <ChartStrip />
    </main>
  );
}
