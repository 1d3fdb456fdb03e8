import './Welcome.css';
import { removalPhases } from '../../state/contract';
import { chooseDataset } from '../../state/setup/chooseData';
import { dataName } from '../../words/names';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { useSetup } from '../design/useSetup';
import { Value } from '../design/Value';
import { Words } from '../design/Words';

/** What a removal is, for someone who has not made one yet. */
export function Welcome() {
  const metrics = useLab((state) => state.lab?.metrics ?? null);
  return (
    <div className="welcome">
      <h2>{say('page.removal.welcome.title')}</h2>
      <ol>
        {removalPhases.map((phase) => (
          <li key={phase}>
            <b>{say(`page.removal.welcome.steps.${phase}.label`)}</b>{' '}
            {say(`page.removal.welcome.steps.${phase}.about`)}
          </li>
        ))}
      </ol>
      {metrics && (
        <p className="soft">
          <Words
            code="page.removal.welcome.now"
            parts={{
              training: <Value value={metrics.residualAccuracy} as="share" />,
              validation: <Value value={metrics.validationAccuracy} as="share" />,
            }}
          />
        </p>
      )}
      <OtherData />
    </div>
  );
}

/** The other data that need no download, one click away. */
function OtherData() {
  const store = useLabStore();
  const lab = useSetup();
  const busy = useLab((state) => state.job !== null);
  const others = lab?.datasets.filter(({ id, kind }) => kind === 'builtin' && id !== lab.dataset.id) ?? [];
  return (
    <p className="other-data soft">
      {say('page.removal.welcome.otherData')}
      {others.map(({ id, name }) => (
        <button key={id} type="button" disabled={busy} onClick={() => void chooseDataset(store, id)}>
          {dataName({ id, name })}
        </button>
      ))}
    </p>
  );
}
