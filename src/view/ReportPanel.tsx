import './ReportPanel.css';
import type { RemovalReport } from '../state/contract';
import { shownReport } from '../state/selectors';
import { CurvatureFacts } from './CurvatureFacts';
import { LayerPictures } from './LayerPictures';
import { MetricsTable } from './MetricsTable';
import { PixelsButton } from './PixelsButton';
import { ProbabilityBars } from './ProbabilityBars';
import { SampleImage } from './SampleImage';
import { SliceTable } from './SliceTable';
import { TrainFirst } from './TrainFirst';
import { useLab } from './useLab';
import { Value } from './Value';
import { Welcome } from './Welcome';

/** The last removal, or the one chosen in the history; before the first one, what a removal is. */
export function ReportPanel() {
  const report = useLab(shownReport);
  const trained = useLab((state) => state.lab?.model.training !== null);
  if (report !== null) return <Report report={report} />;
  return trained ? <Welcome /> : <TrainFirst />;
}

function Report({ report }: { report: RemovalReport }) {
  const classNames = useLab((state) => state.lab?.dataset.classNames);
  const { sample, selection } = report;
  return (
    <article className="report" data-removal={report.number} aria-label={`Removal ${report.number}`}>
      <ReportHead report={report} />
      <div className="report-columns">
        <section className="report-sample" aria-label="The sample">
          <div className="sample-picture">
            <SampleImage index={sample.index} side={6.6} />
            <PixelsButton sample={sample.index} />
          </div>
          <ProbabilityBars sample={sample} classNames={classNames ?? []} />
        </section>
        <section className="report-metrics" aria-label="Before and after">
          <MetricsTable report={report} />
        </section>
        <section className="report-slices" aria-label="Selected slices">
          <LayerPictures selection={selection} />
          <SliceTable selection={selection} />
        </section>
        <section className="report-curvature" aria-label="Curvature and step">
          <CurvatureFacts report={report} />
        </section>
      </div>
    </article>
  );
}

function ReportHead({ report }: { report: RemovalReport }) {
  const { request, durationsMs } = report;
  const total = Object.values(durationsMs).reduce((sum, duration) => sum + duration, 0);
  return (
    <header className="report-head">
      <h2>
        Removal {report.number}: sample {report.sample.index}
      </h2>
      <p className="soft">
        m {request.perturbations}, seed {request.seed}, <Value value={report.retainCount} as="whole" />{' '}
        samples left, <Value value={total} as="duration" /> on {report.backend}
      </p>
    </header>
  );
}
