import type { ComponentType } from 'react';
import {
  type CurvatureReport,
  methodTable,
  type RemovalReport,
  type SampleIndex,
  updates,
} from '../../state/contract';
import { metricLines } from '../../state/removal/metricRows';
import { choiceWords } from '../design/explain';
import type { TabProps } from '../design/reportTab';
import { SampleImage } from '../design/SampleImage';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { MetricsTable } from './MetricsTable';
import { ProbabilityBars } from './ProbabilityBars';
import { SamplesTable } from './SamplesTable';

/** The metrics that a person looks at first. */
const first = ['residualAccuracy', 'validationAccuracy', 'forgetAccuracy', 'residualGradientNorm'];

interface OverviewProps extends TabProps {
  /** A button that shows which pixels of a sample matter. */
  readonly Pixels: ComponentType<{ sample: SampleIndex }>;
}

/** The samples, what the removal did to them and to the model, and how it was done. */
export function OverviewTab({ report, Pixels }: OverviewProps) {
  // The gaps have their place under Metrics, where there is room for them.
  const lines = metricLines(report, null).filter(({ id }) => first.includes(id));
  return (
    <div className="report-columns">
      <section aria-label="The samples">
        {report.samples.length === 1 ? (
          <OneSample report={report} Pixels={Pixels} />
        ) : (
          <SamplesTable samples={report.samples} />
        )}
      </section>
      <section aria-label="Before and after">
        <MetricsTable lines={lines} samples={report.samples} />
        <HowFacts report={report} />
      </section>
    </div>
  );
}

function OneSample({ report: { samples }, Pixels }: OverviewProps) {
  const classNames = useLab((state) => state.lab?.dataset.classNames);
  const sample = samples[0]!;
  return (
    <div className="report-sample">
      <div className="sample-picture">
        <SampleImage index={sample.index} side={6.6} />
        <Pixels sample={sample.index} />
      </div>
      <ProbabilityBars sample={sample} classNames={classNames ?? []} />
    </div>
  );
}

/** How it was done, in a few words each. */
function HowFacts({ report }: TabProps) {
  const { request, selection, curvature, update } = report;
  const { method } = request;
  return (
    <dl className="facts how">
      <dt>Method</dt>
      <dd>{methodTable[method].label}</dd>
      {selection !== null && (
        <>
          <dt>Slices</dt>
          <dd>
            {selection.selected.length} by {choiceWords('selection', request.selection).label}
            {curvature !== null && <Parameters curvature={curvature} />}
          </dd>
          <dt>Step</dt>
          <dd>{stepWords(report)}</dd>
        </>
      )}
      <dt>Step norm</dt>
      <dd>
        <Value value={update.stepNorm} />
        {update.noise !== null && (
          <span className={update.noise.norm > update.stepNorm ? 'warned' : ''}>
            {' '}
            and noise <Value value={update.noise.norm} />
          </span>
        )}
      </dd>
    </dl>
  );
}

function Parameters({ curvature: { parameters } }: { curvature: CurvatureReport }) {
  return (
    <>
      , <Value value={parameters} as="whole" /> parameters
    </>
  );
}

/** "Sekhari with K-FAC". */
function stepWords({ request, curvature }: RemovalReport): string {
  const { label } = updates[request.update];
  return curvature === null ? label : `${label}, ${choiceWords('curvature', curvature.name).label}`;
}
