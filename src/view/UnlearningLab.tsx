import './UnlearningLab.css';
import { ChartStrip } from './ChartStrip';
import { HistoryPanel } from './HistoryPanel';
import { Opening } from './Opening';
import { PixelPanel } from './PixelPanel';
import { ReportPanel } from './ReportPanel';
import { SampleGrid } from './SampleGrid';
import { SelectionBar } from './SelectionBar';
import { SettingsPanel } from './SettingsPanel';
import { showsTraining, TrainingPanel } from './TrainingPanel';
import { useLab } from './useLab';

/** The lab's main page: samples and history, the removal, its settings; below, what the removals did. */
export function UnlearningLab() {
  const isOpen = useLab((state) => state.lab !== null);
  const training = useLab(showsTraining);
  if (!isOpen) return <Opening />;
  return (
    <main className="lab">
      <div className="beginnings">
        <SampleGrid />
        <HistoryPanel />
      </div>
      <section className="panel removal" aria-label="Removal">
        <SelectionBar />
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
