import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import type { ViewName } from '../../state/settings/settings';
import { tellDrawn } from '../../state/setup/tellDrawn';
import { say, sayAll } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { BackgroundBar } from '../ensemble/BackgroundBar';
import { HelpDialogs } from '../help/HelpDialogs';
import { QuestionDialog } from '../setup/QuestionDialog';
import styles from './App.module.css';
import { afterPaint } from './afterPaint';
import { DropTarget } from './DropTarget';
import { Failure } from './Failure';
import { NewVersion } from './NewVersion';
import { Announcements, Errors, Information } from './Notices';
import { TopBar } from './TopBar';
import { UnlearningLab } from './UnlearningLab';
import { useShortcuts } from './useShortcuts';
import { WorkerTrouble } from './WorkerTrouble';

/** The pages of the lab. A further page is an entry here, in `viewNames` and in the words' `page.frame.views`. */
const pages: Record<ViewName, ComponentType> = {
  lab: UnlearningLab,
  blanket: lazy(() => import('../blanket/BlanketPage')),
  glossary: lazy(() => import('../glossary/GlossaryPage')),
};

export function App() {
  const failure = useLab((state) => state.failure);
  const Page = pages[useLab((state) => state.settings.view)];
  const store = useLabStore();
  const version = useLab((state) => state.lab?.version);
  useEffect(() => {
    if (version === undefined) return;
    return afterPaint(() => tellDrawn(store));
  }, [store, version]);
  useShortcuts();
  if (failure !== null) return <Failure message={failure} />;
  return (
    <DropTarget>
      <TopBar />
      <DeviceBanner />
      <WorkerTrouble />
      <NewVersion />
      <Errors />
      <BackgroundBar />
      <Suspense fallback={<main />}>
        <Page />
      </Suspense>
      <Information />
      <Announcements />
      <QuestionDialog />
      <HelpDialogs />
      <Story />
    </DropTarget>
  );
}

/** The tour library comes with the first story. */
const StoryGuide = lazy(() => import('../stories/StoryGuide'));

function Story() {
  const isTold = useLab((state) => state.story !== null);
  return isTold ? (
    <Suspense fallback={null}>
      <StoryGuide />
    </Suspense>
  ) : null;
}

/** Says that the lab is less than it could be, and why, until it is hidden; the badge of the device says it at any time. What it did not say before it says again. */
function DeviceBanner() {
  const device = useLab((state) => state.lab?.device);
  const [hidden, setHidden] = useState<string | null>(null);
  if (!device?.fallback) return null;
  const said = sayAll(device.said);
  if (said === hidden) return null;
  return (
    <div className={styles.banner}>
      <p role="status">{said}</p>
      <button type="button" className="quiet" onClick={() => setHidden(said)}>
        {say('page.frame.hideBanner')}
      </button>
    </div>
  );
}
