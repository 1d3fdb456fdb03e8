import { openHelp } from '../../state/help/commands';
import { helpDialogs } from '../../state/help/helpState';
import { isAtStart, startOver } from '../../state/history/startOver';
import { setSetting } from '../../state/settings/changeSettings';
import { say } from '../../words/say';
import { Popover } from '../design/Popover';
import { useLab, useLabStore } from '../design/useLab';
import styles from './HelpMenu.module.css';
import { useLargeType } from './largeType';

/** The way to commands, keys, words, and to what shows the lab to others. */
export function HelpMenu() {
  const store = useLabStore();
  const isOpen = useLab((state) => state.lab !== null);
  const atStart = useLab(isAtStart);
  const busy = useLab((state) => state.job !== null);
  const [isLarge, setLarge] = useLargeType();
  return (
    <Popover summary="?" label={say('page.help.menu')} className={styles.menu}>
      {helpDialogs.map((dialog) => (
        <button
          key={dialog}
          type="button"
          disabled={(dialog === 'room' || dialog === 'stories') && !isOpen}
          onClick={() => openHelp(store, dialog)}
        >
          {say(`page.help.commands.${dialog}`)}
        </button>
      ))}
      <button type="button" disabled={atStart || busy} onClick={() => void startOver(store)}>
        {say('page.frame.startOver')}
      </button>
      <button type="button" onClick={() => setSetting(store, 'view', 'glossary')}>
        {say('page.frame.views.glossary')}
      </button>
      <button type="button" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
        {say('page.help.largeType')}
      </button>
    </Popover>
  );
}
