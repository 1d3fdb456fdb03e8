import { beginStory, storyIds, wasLeft } from '../../state/stories/tell';
import { say } from '../../words/say';
import { Modal } from '../design/Modal';
import { useLabStore } from '../design/useLab';
import styles from './StoriesDialog.module.css';

/** The stories, each to begin, or to go on with where it was left. */
export default function StoriesDialog({ onLeave }: { onLeave: () => void }) {
  const store = useLabStore();
  const begin = (id: (typeof storyIds)[number], from: 'start' | 'left') => {
    onLeave();
    beginStory(store, id, from);
  };
  return (
    <Modal
      title={say('page.stories.title')}
      width="narrow"
      onSubmit={onLeave}
      onLeave={onLeave}
      actions={
        <button type="button" onClick={onLeave}>
          {say('page.help.close')}
        </button>
      }
    >
      <p className="soft">{say('page.stories.about')}</p>
      <ol className={styles.list}>
        {storyIds.map((id) => (
          <li key={id}>
            <h3>{say(`page.stories.each.${id}.title`)}</h3>
            <p>{say(`page.stories.each.${id}.about`)}</p>
            <button
              type="button"
              aria-label={say('page.stories.beginOf', { title: say(`page.stories.each.${id}.title`) })}
              onClick={() => begin(id, 'start')}
            >
              {say('page.stories.begin')}
            </button>{' '}
            {wasLeft(store, id) && (
              <button type="button" onClick={() => begin(id, 'left')}>
                {say('page.stories.comeBack')}
              </button>
            )}
          </li>
        ))}
      </ol>
    </Modal>
  );
}
