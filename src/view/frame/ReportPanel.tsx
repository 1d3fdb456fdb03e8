import { type ComponentType, lazy, Suspense } from 'react';
import type { RemovalReport, StepTaken } from '../../state/contract';
import { shownReport, shownState, shownSummary, takenOnShow } from '../../state/history/shownState';
import { divergedSentence, effectSentence, guardSentence } from '../../state/removal/outcome';
import type { ReportTab } from '../../state/removal/removalState';
import { showReportTab } from '../../state/settings/tabs';
import { hasSteps } from '../../state/steps/removalSteps';
import { formats, say } from '../../words/say';
import { RetrainingTab } from '../compare/RetrainingTab';
import { PartBoundary } from '../design/PartBoundary';
import reportStyles from '../design/Report.module.css';
import type { TabProps } from '../design/reportTab';
import { Tabs } from '../design/Tabs';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { AttackTab } from '../ensemble/AttackTab';
import { PixelsButton } from '../lens/PixelsButton';
import { ClassesTab } from '../removal/ClassesTab';
import { CurvatureTab } from '../removal/CurvatureTab';
import { MetricsTab } from '../removal/MetricsTab';
import { OverviewTab } from '../removal/OverviewTab';
import { SlicesTab } from '../removal/SlicesTab';
import { TakenStep } from '../removal/TakenStep';
import { Welcome } from '../removal/Welcome';
import { TrainFirst } from '../training/TrainFirst';
import { OriginalReport } from './OriginalReport';
import styles from './ReportPanel.module.css';

/** The state that is shown: a removal, or the original model; before the first removal, what a removal is. */
export function ReportPanel() {
  const report = useLab(shownReport);
  const taken = useLab(takenOnShow);
  const trained = useLab((state) => state.lab?.model.training !== null);
  const isFresh = useLab((state) => state.reports.length === 0 && state.lab?.comparisons.length === 0);
  if (taken !== null) return <Taken taken={taken} />;
  if (report !== null) return <Report report={report} />;
  if (!trained) return <TrainFirst />;
  return isFresh ? <Welcome /> : <OriginalReport />;
}

/** The network under the lens comes when it is first looked at. */
const UnderLens = lazy(() => import('../lens/UnderLens'));

function Lens({ report }: TabProps) {
  return (
    <Suspense fallback={<p className="soft">{say('page.looks.running')}</p>}>
      <UnderLens report={report} />
    </Suspense>
  );
}

const LazySteps = lazy(() => import('../steps/StepsTab'));

function Steps({ report }: TabProps) {
  return (
    <Suspense fallback={<p className="soft">{say('page.looks.running')}</p>}>
      <LazySteps key={report.id} report={report} />
    </Suspense>
  );
}

const LazyDifferences = lazy(() => import('../compare/Differences'));

function Differences({ report }: TabProps) {
  return (
    <Suspense fallback={<p className="soft">{say('page.looks.running')}</p>}>
      <LazyDifferences report={report} />
    </Suspense>
  );
}

function Slices({ report }: TabProps) {
  return <SlicesTab report={report} Lens={Lens} />;
}

interface Tab {
  readonly name: ReportTab;
  readonly Content: ComponentType<TabProps>;
  /** Whether the removal has anything of it. */
  has(report: RemovalReport): boolean;
}

const always = () => true;

function Overview({ report }: TabProps) {
  return <OverviewTab report={report} Pixels={PixelsButton} />;
}

const tabs: readonly Tab[] = [
  { name: 'overview', Content: Overview, has: always },
  { name: 'steps', Content: Steps, has: hasSteps },
  { name: 'metrics', Content: MetricsTab, has: always },
  { name: 'classes', Content: ClassesTab, has: always },
  { name: 'slices', Content: Slices, has: ({ selection }) => selection !== null },
  {
    name: 'curvature',
    Content: CurvatureTab,
    has: ({ curvature }) => curvature !== null,
  },
  { name: 'retraining', Content: RetrainingTab, has: always },
  { name: 'differences', Content: Differences, has: always },
  { name: 'attack', Content: AttackTab, has: always },
];

/** Those of a method that selects slices alone. */
const ofSlices: readonly ReportTab[] = ['steps', 'slices', 'curvature'];

const tabWords = (names: readonly ReportTab[]) =>
  Object.fromEntries(names.map((name) => [name, say(`page.frame.report.tabs.${name}`)])) as Record<
    ReportTab,
    string
  >;

function Report({ report }: TabProps) {
  const store = useLabStore();
  const chosen = useLab((state) => state.reportTab);
  const there = tabs.filter(({ has }) => has(report));
  const { name: open, Content } = there.find(({ name }) => name === chosen) ?? there[0]!;
  const words = tabWords(there.map(({ name }) => name));
  const summary = useLab(shownSummary);
  const rejection = summary && guardSentence(summary);
  const withoutEffect = summary && effectSentence(summary);
  const classes = useLab((state) => state.lab?.dataset.classNames.length ?? 0);
  const diverged = summary && divergedSentence(summary, classes);
  return (
    <article
      className={reportStyles.report}
      data-removal={report.id}
      aria-label={say('page.frame.report.name', { id: report.id })}
    >
      <ReportHead report={report} />
      {rejection !== null && <p className={styles.rejection}>{rejection}</p>}
      {diverged !== null && <p className={styles.withoutEffect}>{diverged}</p>}
      {withoutEffect !== null && <p className={styles.withoutEffect}>{withoutEffect}</p>}
      <Tabs
        label={say('page.frame.report.tabsAbout')}
        names={there.map(({ name }) => name)}
        words={words}
        open={open}
        look="pills"
        panelClass={reportStyles.body}
        onOpen={(name) => showReportTab(store, name)}
      >
        <PartBoundary key={`${open} ${report.id}`} of={words[open]}>
          <Content report={report} />
        </PartBoundary>
      </Tabs>
    </article>
  );
}

/** A removal whose step is taken, where its report will stand. */
function Taken({ taken }: { taken: StepTaken }) {
  const store = useLabStore();
  const { id, samples, slices, request } = taken;
  const open = useLab((state) => state.reportTab);
  const names = tabs.map(({ name }) => name).filter((name) => slices !== null || !ofSlices.includes(name));
  return (
    <article
      className={reportStyles.report}
      data-taken={id}
      aria-label={say('page.frame.report.taken')}
      aria-busy
    >
      <header className={reportStyles.head}>
        <h2>{say('page.frame.report.oneSample', { id, sample: samples[0]!.index })}</h2>
        <p className="soft">{say('page.frame.report.taken')}</p>
      </header>
      <Tabs
        label={say('page.frame.report.tabsAbout')}
        names={names}
        words={tabWords(names)}
        open={open}
        look="pills"
        panelClass={reportStyles.body}
        onOpen={(name) => showReportTab(store, name)}
      >
        {open === 'overview' ? (
          <TakenStep taken={taken} Pixels={PixelsButton} />
        ) : (
          <p className="soft">
            {say('page.removal.overview.measuring', { guarded: request.guard !== null })}
          </p>
        )}
      </Tabs>
    </article>
  );
}

function ReportHead({ report }: TabProps) {
  const { request, durationsMs, id, retainCount, backend } = report;
  const total = Object.values(durationsMs).reduce((sum, duration) => sum + duration, 0);
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const isChosen = useLab((state) => shownState(state) === id && !isCurrent);
  return (
    <header className={reportStyles.head}>
      <h2>
        {request.samples.length === 1
          ? say('page.frame.report.oneSample', { id, sample: request.samples[0]! })
          : say('page.frame.report.manySamples', { id, count: formats.whole(request.samples.length) })}
      </h2>
      <p className="soft">
        <Words
          code="page.frame.report.about"
          values={{ other: isChosen, seed: request.seed, one: retainCount === 1, backend }}
          parts={{
            left: <Value value={retainCount} as="whole" />,
            time: <Value value={total} as="duration" />,
          }}
        />
      </p>
    </header>
  );
}
