import { setSetting } from '../../state/settings/changeSettings';
import { say } from '../../words/say';
import { useLabStore } from './useLab';

/** The paper that the lab is about. */
const paper = 'https://arxiv.org/abs/2204.07655';

/** Where more is said: the words of the lab, how it computes, the paper. Nothing of these is loaded unasked. */
export function FurtherLinks() {
  const store = useLabStore();
  return (
    <p className="soft">
      {say('page.frame.further.title')}{' '}
      <button type="button" className="link" onClick={() => setSetting(store, 'view', 'glossary')}>
        {say('page.frame.further.glossary')}
      </button>
      {' · '}
      <a href="./docs/method.txt" target="_blank" rel="noreferrer">
        {say('page.frame.further.docs')}
      </a>
      {' · '}
      <a href={paper} target="_blank" rel="noreferrer">
        {say('page.frame.further.paper')}
      </a>
    </p>
  );
}
