import './SettingsPanel.css';
import type { ComponentType } from 'react';
import { type TabName, tabNames } from '../state/store';
import { showTab } from '../state/tabs';
import { CheckpointsPanel } from './CheckpointsPanel';
import { RemovalSettingsForm } from './RemovalSettingsForm';
import { SessionPanel } from './SessionPanel';
import { TrainingForm } from './TrainingForm';
import { useLab } from './useLab';

const tabs: Record<TabName, { readonly label: string; readonly Content: ComponentType }> = {
  removal: { label: 'Removal', Content: RemovalSettingsForm },
  training: { label: 'Training', Content: TrainingForm },
  checkpoints: { label: 'Checkpoints', Content: CheckpointsPanel },
  session: { label: 'Session', Content: SessionPanel },
};

/** The settings of a removal, the training of the model, the weights that are kept, and the session. */
export function SettingsPanel() {
  const tab = useLab((state) => state.tab);
  const { Content } = tabs[tab];
  return (
    <section className="panel" aria-label="Settings">
      <div className="tabs">
        {tabNames.map((name) => (
          <button key={name} type="button" aria-pressed={name === tab} onClick={() => showTab(name)}>
            {tabs[name].label}
          </button>
        ))}
      </div>
      <Content />
    </section>
  );
}
