import { removalPhases } from '../../state/contract';
import { openHelp } from '../../state/help/commands';
import { chooseDataset } from '../../state/setup/chooseData';
import { dataName } from '../../words/names';
import { say } from '../../words/say';
import { Defined } from '../design/Defined';
import { type Term, termDefinition } from '../design/definitions';
import { ExampleButton } from '../design/ExampleButton';
import { FurtherLinks } from '../design/FurtherLinks';
import introductionStyles from '../design/Introduction.module.css';
import { useLab, useLabStore } from '../design/useLab';
import { useSetup } from '../design/useSetup';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './Welcome.module.css';

type Phase = (typeof removalPhases)[number];

/** What a removal is, for someone who has not made one yet. */
export function Welcome() {
  const metrics = useLab((state) => state.lab?.metrics ?? null);
  const areTexts = useLab((state) => state.images?.texts !== undefined);
  return (
    <div className={introductionStyles.introduction}>
      <h2>{say(areTexts ? 'page.removal.welcome.titleOfTexts' : 'page.removal.welcome.title')}</h2>
      <div className={styles.example}>
        <ExampleButton />
        <StoriesButton />
        <p className="soft">{say('page.samples.example.about')}</p>
      </div>
      <ol>
        {removalPhases.map((phase) => (
          <li key={phase}>
            <b>
              <PhaseName phase={phase} />
            </b>{' '}
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
      <FurtherLinks />
      <OtherData />
    </div>
  );
}

/** The words of the glossary that the phases are about. */
const terms: Partial<Record<Phase, Term>> = {
  perturb: 'perturbation',
  select: 'foci',
  curvature: 'secant',
  update: 'newton',
};

function PhaseName({ phase }: { phase: Phase }) {
  const name = say(`page.removal.welcome.steps.${phase}.label`);
  const term = terms[phase];
  return term === undefined ? name : <Defined definition={termDefinition(term)}>{name}</Defined>;
}

function StoriesButton() {
  const store = useLabStore();
  const isTold = useLab((state) => state.story !== null);
  return (
    <button type="button" disabled={isTold} onClick={() => openHelp(store, 'stories')}>
      {say('page.help.commands.stories')}
    </button>
  );
}

/** The other data that need no download, one click away. */
function OtherData() {
  const store = useLabStore();
  const lab = useSetup();
  const busy = useLab((state) => state.job !== null);
  const others = lab?.datasets.filter(({ id, kind }) => kind === 'builtin' && id !== lab.dataset.id) ?? [];
  return (
    <p className={`${styles.otherData} soft`}>
      {say('page.removal.welcome.otherData')}
      {others.map(({ id, name }) => (
        <button key={id} type="button" disabled={busy} onClick={() => void chooseDataset(store, id)}>
          {dataName({ id, name })}
        </button>
      ))}
    </p>
  );
}
