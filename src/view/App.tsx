import './App.css';
import type { ComponentType } from 'react';
import type { ViewName } from '../state/settings';
import { BlanketPage } from './BlanketPage';
import { DropTarget } from './DropTarget';
import { Failure } from './Failure';
import { Errors, Information } from './Notices';
import { QuestionDialog } from './QuestionDialog';
import { TopBar } from './TopBar';
import { UnlearningLab } from './UnlearningLab';
import { useLab } from './useLab';
import { useShortcuts } from './useShortcuts';

/** The pages of the lab. A further page is an entry here, in `viewNames` and in `viewLabels`. */
const pages: Record<ViewName, ComponentType> = { lab: UnlearningLab, blanket: BlanketPage };

export function App() {
  const failure = useLab((state) => state.failure);
  const Page = pages[useLab((state) => state.settings.view)];
  useShortcuts();
  if (failure !== null) return <Failure message={failure} />;
  return (
    <DropTarget>
      <TopBar />
      <DeviceBanner />
      <Errors />
      <Page />
      <Information />
      <QuestionDialog />
    </DropTarget>
  );
}

/** Says all the time that the lab is less than it could be, and why. */
function DeviceBanner() {
  const device = useLab((state) => state.lab?.device);
  if (!device?.fallback) return null;
  return (
    <p className="device-banner" role="status">
      {device.sentence}
    </p>
  );
}
