import './TopBar.css';
import { setSetting } from '../../state/settings/changeSettings';
import { type ViewName, viewNames } from '../../state/settings/settings';
import { useLab } from '../design/useLab';
import { DataMenu } from '../setup/DataMenu';
import { ModelMenu } from '../setup/ModelMenu';
import { OpenMenu } from '../setup/OpenMenu';
import { DeviceBadge } from './DeviceBadge';

const viewLabels: Record<ViewName, string> = { lab: 'Unlearning lab', blanket: 'Markov blanket' };

export function TopBar() {
  return (
    <header className="top-bar">
      <img className="mark" src="./favicon.svg" alt="" width="28" height="28" />
      <div className="name">
        <h1>Lethe</h1>
        <p className="soft">Make a trained network forget, and see what changes.</p>
      </div>
      <Tabs />
      <DataMenu />
      <ModelMenu />
      <OpenMenu />
      <DeviceBadge />
    </header>
  );
}

function Tabs() {
  const current = useLab((state) => state.settings.view);
  return (
    <nav className="views">
      {viewNames.map((name) => (
        <button
          key={name}
          type="button"
          className="quiet"
          aria-pressed={name === current}
          onClick={() => setSetting('view', name)}
        >
          {viewLabels[name]}
        </button>
      ))}
    </nav>
  );
}
