import './SettingsPanel.css';
import type { ComponentType } from 'react';
import { showTab } from '../../state/settings/tabs';
import { type TabName, tabNames } from '../../state/store';
import { useLab } from '../design/useLab';
import { SessionPanel } from '../history/SessionPanel';
import { RemovalSettingsForm } from '../settings/RemovalSettingsForm';
import { CheckpointsPanel } from '../setup/CheckpointsPanel';
import { WeightsFacts } from '../setup/WeightsFacts';
import { TrainingForm } from '../training/TrainingForm';

const tabs: Record<TabName, { readonly label: string; readonly Content: ComponentType }> = {
  removal: { label: 'Removal', Content: RemovalSettingsForm },
  training: { label: 'Training', Content: Training },
  checkpoints: { label: 'Checkpoints', Content: CheckpointsPanel },
  session: { label: 'Session', Content: SessionPanel },
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
