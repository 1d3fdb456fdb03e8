import './Welcome.css';
import { removalPhases } from '../../state/contract';
import { say } from '../../words/say';
import { useLab } from '../design/useLab';
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
    </div>
  );
}
