import { setSetting } from '../../state/settings/changeSettings';
import { viewNames } from '../../state/settings/settings';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { HelpMenu } from '../help/HelpMenu';
import { DataMenu } from '../setup/DataMenu';
import { ModelMenu } from '../setup/ModelMenu';
import { OpenMenu } from '../setup/OpenMenu';
import { ShareMenu } from '../share/ShareMenu';
import { DeviceBadge } from './DeviceBadge';
import { LanguageMenu } from './LanguageMenu';
import { ThemeMenu } from './ThemeMenu';
import styles from './TopBar.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <img className={styles.mark} src="./favicon.svg" alt="" width="28" height="28" />
      <div className={styles.name}>
        <h1>{say('page.frame.name')}</h1>
        <p className="soft">{say('page.frame.about')}</p>
      </div>
      <Views />
      <DataMenu />
      <ModelMenu />
      <OpenMenu />
      <ShareMenu />
      <HelpMenu />
      <LanguageMenu />
      <ThemeMenu />
      <DeviceBadge />
    </header>
  );
}

/** The pages with a tab. The glossary is reached from where its words are, and from Help. */
const tabs = viewNames.filter((name) => name !== 'glossary');

function Views() {
  const store = useLabStore();
  const current = useLab((state) => state.settings.view);
  return (
    <nav className={styles.views} aria-label={say('page.frame.viewsAbout')}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          className="quiet"
          aria-current={name === current ? 'page' : undefined}
          onClick={() => setSetting(store, 'view', name)}
        >
          {say(`page.frame.views.${name}`)}
        </button>
      ))}
      <a className={styles.page} href="?view=experiments">
        {say('page.frame.experiments')}
      </a>
    </nav>
  );
}
