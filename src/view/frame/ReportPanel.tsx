import './ReportPanel.css';
import type { ComponentType } from 'react';
import type { RemovalReport } from '../../state/contract';
import { guardSentence, sampleWords, shownReport, shownState, shownSummary } from '../../state/selectors';
import { showReportTab } from '../../state/settings/tabs';
import type { ReportTab } from '../../state/store';
import { RetrainingTab } from '../compare/RetrainingTab';
import type { TabProps } from '../design/reportTab';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { PixelsButton } from '../lens/PixelsButton';
import { ClassesTab } from '../removal/ClassesTab';
import { CurvatureTab } from '../removal/CurvatureTab';
import { MetricsTab } from '../removal/MetricsTab';
import { OverviewTab } from '../removal/OverviewTab';
import { SlicesTab } from '../removal/SlicesTab';
import { Welcome } from '../removal/Welcome';
import { TrainFirst } from '../training/TrainFirst';
import { OriginalReport } from './OriginalReport';

/** The state that is shown: a removal, or the original model; before the first removal, what a removal is. */
export function ReportPanel() {
  const report = useLab(shownReport);
  const trained = useLab((state) => state.lab?.model.training !== null);
  const isFresh = useLab((state) => state.reports.length === 0 && state.lab?.comparisons.length === 0);
  if (report !== null) return <Report report={report} />;
  if (!trained) return <TrainFirst />;
  return isFresh ? <Welcome /> : <OriginalReport />;
}

interface Tab {
  readonly name: ReportTab;
  readonly label: string;
  readonly Content: ComponentType<TabProps>;
  /** Whether the removal has anything of it. */
  has(report: RemovalReport): boolean;
}

const always = () => true;

function Overview({ report }: TabProps) {
  return <OverviewTab report={report} Pixels={PixelsButton} />;
}

const tabs: readonly Tab[] = [
  { name: 'overview', label: 'Overview', Content: Overview, has: always },
  { name: 'metrics', label: 'Metrics', Content: MetricsTab, has: always },
  { name: 'classes', label: 'Classes', Content: ClassesTab, has: always },
  { name: 'slices', label: 'Slices', Content: SlicesTab, has: ({ selection }) => selection !== null },
  {
    name: 'curvature',
    label: 'Curvature',
    Content: CurvatureTab,
    has: ({ curvature }) => curvature !== null,
  },
  { name: 'retraining', label: 'Retraining', Content: RetrainingTab, has: always },
];

function Report({ report }: TabProps) {
  const chosen = useLab((state) => state.reportTab);
  const there = tabs.filter(({ has }) => has(report));
  const { name: open, Content } = there.find(({ name }) => name === chosen) ?? there[0]!;
  const summary = useLab(shownSummary);
  const rejection = summary && guardSentence(summary);
  return (
    <article className="report" data-removal={report.id} aria-label={`Removal ${report.id}`}>
      <ReportHead report={report} />
      {rejection !== null && (
        <p className="rejection" role="status">
          {rejection}
        </p>
      )}
      <nav className="report-tabs" aria-label="The report">
        {there.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            className="quiet"
            aria-pressed={name === open}
            onClick={() => showReportTab(name)}
          >
            {label}
          </button>
        ))}
      </nav>
      <div className="report-body">
        <Content report={report} />
      </div>
    </article>
  );
}

function ReportHead({ report }: TabProps) {
  const { request, durationsMs, id, retainCount, backend } = report;
  const total = Object.values(durationsMs).reduce((sum, duration) => sum + duration, 0);
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const isChosen = useLab((state) => shownState(state) === id && !isCurrent);
  return (
    <header className="report-head">
      <h2>
        Removal {id}: {sampleWords(request.samples)}
      </h2>
      <p className="soft">
        {isChosen && 'not the model in use; '}seed {request.seed}, <Value value={retainCount} as="whole" />{' '}
        {retainCount === 1 ? 'sample' : 'samples'} left, <Value value={total} as="duration" /> on {backend}
      </p>
    </header>
  );
}
