import type { ReactNode } from 'react';
import { say } from '../../words/say';
import { Segments } from '../design/Segments';
import { chooseTheme, themes, useTheme } from '../design/theme';
import { Buttons, Notes, Popovers, Told } from './actions';
import { Choices, Fields, TabRows } from './controls';
import styles from './Gallery.module.css';
import { Bars, Charts, Tables } from './numbers';
import { Classes, Colours, Spaces, Type } from './tokens';

const parts = {
  colours: Colours,
  classes: Classes,
  type: Type,
  spaces: Spaces,
  buttons: Buttons,
  fields: Fields,
  choices: Choices,
  tabs: TabRows,
  popovers: Popovers,
  notes: Notes,
  bars: Bars,
  tables: Tables,
  charts: Charts,
  live: Told,
} as const satisfies Record<string, () => ReactNode>;

/** Every part that the page is built of, in each of its states: to look at, and to check. */
export function Gallery() {
  return (
    <main className={styles.gallery}>
      <header>
        <h1>{say('page.gallery.title')}</h1>
        <ThemeChoice />
      </header>
      {(Object.keys(parts) as (keyof typeof parts)[]).map((name) => {
        const Part = parts[name];
        const title = say(`page.gallery.parts.${name}`);
        return (
          <section key={name} className="panel" aria-label={title}>
            <h2>{title}</h2>
            <div className={styles.part}>
              <Part />
            </div>
          </section>
        );
      })}
    </main>
  );
}

function ThemeChoice() {
  const theme = useTheme();
  return (
    <Segments
      label={say('page.frame.theme.title')}
      name="theme"
      value={theme}
      choices={themes}
      words={{
        system: say('page.frame.theme.system'),
        light: say('page.frame.theme.light'),
        dark: say('page.frame.theme.dark'),
      }}
      onChoose={chooseTheme}
    />
  );
}
