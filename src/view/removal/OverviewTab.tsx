import type { ComponentType } from 'react';
import {
  type CurvatureReport,
  isNewtonStep,
  type RemovalReport,
  type SampleIndex,
  type UpdateReport,
} from '../../state/contract';
import { guardFacts } from '../../state/removal/guardImages';
import { metricLines } from '../../state/removal/metricRows';
import {
  moverSentence,
  neverSawSentence,
  plainSentence,
  tooSmallSentence,
} from '../../state/removal/plainSentence';
import { say } from '../../words/say';
import { Defined } from '../design/Defined';
import { type Term, termDefinition } from '../design/definitions';
import { ExampleButton } from '../design/ExampleButton';
import { choiceWords } from '../design/explain';
import reportStyles from '../design/Report.module.css';
import type { TabProps } from '../design/reportTab';
import { useClassNames } from '../design/useClassNames';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { MetricsTable } from './MetricsTable';
import { OneSample } from './OneSample';
import styles from './OverviewTab.module.css';
import { RewoundFacts } from './RewoundFacts';
import { SamplesTable } from './SamplesTable';

/** The metrics that a person looks at first. */
const first = ['residualAccuracy', 'validationAccuracy', 'forgetAccuracy'];

/** Which of the two gradients: older reports have only the one without the decay. */
const gradientOf = ({ neglected }: RemovalReport) =>
  neglected === null ? 'residualGradientNorm' : 'decayedGradientNorm';

interface OverviewProps extends TabProps {
  /** A button that shows which pixels of a sample matter. */
  readonly Pixels: ComponentType<{ sample: SampleIndex }>;
}

/** The samples, what the removal did to them and to the model, and how it was done. */
export function OverviewTab({ report, Pixels }: OverviewProps) {
  // The gaps have their place under Metrics, where there is room for them.
  const shown = [...first, gradientOf(report)];
  const lines = metricLines(report, null).filter(({ id }) => shown.includes(id));
  const classNames = useClassNames();
  const ensemble = useLab((state) => state.ensemble);
  const sentences = [
    plainSentence(report, classNames),
    neverSawSentence(report, ensemble, classNames),
    moverSentence(report),
  ];
  const tooSmall = tooSmallSentence(report, classNames);
  const isBatch = report.samples.length > 1;
  return (
    <div className={reportStyles.columns}>
      <p className={styles.whole}>{sentences.filter((sentence) => sentence !== null).join(' ')}</p>
      {tooSmall !== null && (
        <p className={styles.whole} data-too-small>
          {tooSmall} <ExampleButton />
        </p>
      )}
      {isBatch ? (
        <>
          <section className={styles.batch} aria-label={say('page.removal.overview.metrics')}>
            <MetricsTable lines={lines} samples={report.samples} />
            <HowFacts report={report} />
          </section>
          <section className={styles.whole} aria-label={say('page.removal.overview.samples')}>
            <SamplesTable samples={report.samples} />
          </section>
        </>
      ) : (
        <>
          <section aria-label={say('page.removal.overview.samples')}>
            <OneSample
              sample={report.samples[0]!}
              id={report.id}
              accepted={report.accepted}
              Pixels={Pixels}
            />
          </section>
          <section aria-label={say('page.removal.overview.metrics')}>
            <MetricsTable lines={lines} samples={report.samples} />
            <HowFacts report={report} />
          </section>
        </>
      )}
    </div>
  );
}

/** The name of a fact, with the definition of the word that it is about. */
function Name({ of, children }: { of: Term; children: string }) {
  return (
    <dt>
      <Defined definition={termDefinition(of)}>{children}</Defined>
    </dt>
  );
}

/** How it was done, in a few words each. */
function HowFacts({ report }: TabProps) {
  const { request, selection, curvature, update } = report;
  const { method } = request;
  return (
    <dl className={`facts ${styles.how}`}>
      <Name of="unlearning">{say('page.removal.overview.method')}</Name>
      <dd>{say(`engine.methods.${method}.label`)}</dd>
      {selection !== null && (
        <>
          <Name of="slice">{say('page.removal.overview.slices')}</Name>
          <dd>
            <Selected
              count={selection.selected.length}
              selection={choiceWords('selection', request.selection).label}
              curvature={curvature}
            />
          </dd>
          <Name of="newton">{say('page.removal.overview.step')}</Name>
          <dd>{stepWords(report)}</dd>
        </>
      )}
      <Name of="stepNorm">{say('page.removal.overview.stepNorm')}</Name>
      <dd>
        <StepNorm update={update} />
      </dd>
      {report.rewind && (
        <>
          <Name of="rewinding">{say('page.removal.overview.rewound')}</Name>
          <dd>
            <RewoundFacts rewind={report.rewind} />
          </dd>
        </>
      )}
      {report.neglected !== null && (
        <>
          <Name of="gradient">{say('page.removal.overview.leftOut')}</Name>
          <dd>
            <Neglected request={request} neglected={report.neglected} />
          </dd>
        </>
      )}
      {report.guard && (
        <>
          <Name of="guard">{say('page.removal.overview.guard')}</Name>
          <dd>{guardFacts(report.guard)}</dd>
        </>
      )}
    </dl>
  );
}

interface SelectedProps {
  readonly count: number;
  readonly selection: string;
  readonly curvature: CurvatureReport | null;
}

function Selected({ count, selection, curvature }: SelectedProps) {
  if (curvature === null) return say('page.removal.overview.selectedBy', { count, selection });
  return (
    <Words
      code="page.removal.overview.selectedByOf"
      values={{ count, selection }}
      parts={{ parameters: <Value value={curvature.parameters} as="whole" /> }}
    />
  );
}

interface NeglectedProps {
  readonly request: RemovalReport['request'];
  readonly neglected: NonNullable<RemovalReport['neglected']>;
}

function StepNorm({ update: { stepNorm, noise } }: { update: UpdateReport }) {
  const step = <Value value={stepNorm} />;
  if (noise === null) return step;
  return (
    <Words
      code="page.removal.overview.stepAndNoise"
      parts={{
        step,
        noise: (
          <span className={noise.norm > stepNorm ? 'warned' : ''}>
            <Words code="page.removal.overview.andNoise" parts={{ noise: <Value value={noise.norm} /> }} />
          </span>
        ),
      }}
    />
  );
}

/** What of the gradient a Newton step leaves out, beside what it is made of; with a warning where that is the smaller part. */
function Neglected({ request, neglected }: NeglectedProps) {
  const { gradientNorm, termNorm } = neglected;
  const parts = { left: <Value value={gradientNorm} />, term: <Value value={termNorm} /> };
  if (!isNewtonStep(request)) return <Words code="page.removal.overview.besideTerm" parts={parts} />;
  if (gradientNorm <= termNorm) return <Words code="page.removal.overview.besideStep" parts={parts} />;
  const times = gradientNorm / termNorm;
  return (
    <span className="warned">
      <Words
        code="page.removal.overview.farFromMinimum"
        parts={{
          ...parts,
          times: (
            <Value value={times < 10 ? times : Math.round(times)} as={times < 10 ? 'number' : 'whole'} />
          ),
        }}
      />
    </span>
  );
}

/** "Sekhari with K-FAC". */
function stepWords({ request, curvature }: RemovalReport): string {
  const label = say(`engine.updates.${request.update}.label`);
  return curvature === null
    ? label
    : say('page.removal.overview.stepWith', {
        update: label,
        curvature: choiceWords('curvature', curvature.name).label,
      });
}
