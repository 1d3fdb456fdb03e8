import type { ComponentType } from 'react';
import { type TabName, tabNames } from '../../state/settings/settingsState';
import { showTab } from '../../state/settings/tabs';
import { say } from '../../words/say';
import { CertificatePanel } from '../certificate/CertificatePanel';
import { Tabs } from '../design/Tabs';
import { useLab, useLabStore } from '../design/useLab';
import { SessionPanel } from '../history/SessionPanel';
import { RemovalSettingsForm } from '../settings/RemovalSettingsForm';
import { CheckpointsPanel } from '../setup/CheckpointsPanel';
import { WeightsFacts } from '../setup/WeightsFacts';
import { TrainingForm } from '../training/TrainingForm';

const tabs: Record<TabName, ComponentType> = {
  removal: RemovalSettingsForm,
  certificate: CertificatePanel,
  training: Training,
  checkpoints: CheckpointsPanel,
  session: SessionPanel,
};

function Training() {
  return (
    <TrainingForm>
      <WeightsFacts />
    </TrainingForm>
  );
}

/** The settings of a removal, the training of the model, the weights that are kept, and the session. */
export function SettingsPanel() {
  const store = useLabStore();
  const tab = useLab((state) => state.tab);
  const Content = tabs[tab];
  const words = Object.fromEntries(tabNames.map((name) => [name, say(`page.frame.tabs.${name}`)])) as Record<
    TabName,
    string
  >;
  return (
    <section className="panel" aria-label={say('page.frame.settings')} data-place="settings">
      <Tabs
        label={say('page.frame.settings')}
        names={tabNames}
        words={words}
        open={tab}
        look="strip"
        onOpen={(name) => showTab(store, name)}
      >
        <Content />
      </Tabs>
    </section>
  );
}
