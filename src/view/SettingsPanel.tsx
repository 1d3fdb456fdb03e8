import './SettingsPanel.css';
import { useState } from 'react';
import { RemovalSettingsForm } from './RemovalSettingsForm';
import { TrainingForm } from './TrainingForm';

const tabs = { removal: 'Removal', training: 'Training' } as const;
type Tab = keyof typeof tabs;

/** The settings of a removal, and the training of the model. */
export function SettingsPanel() {
  const [tab, setTab] = useState<Tab>('removal');
  return (
    <section className="panel settings" aria-label="Settings">
      <div className="tabs">
        {Object.entries(tabs).map(([name, label]) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === tab}
            onClick={() => setTab(name === 'training' ? 'training' : 'removal')}
          >
            {label}
          </button>
        ))}
      </div>
      {tab === 'removal' ? <RemovalSettingsForm /> : <TrainingForm />}
    </section>
  );
}
