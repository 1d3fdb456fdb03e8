import { say } from '../../words/say';
import { Popover } from '../design/Popover';
import { Segments } from '../design/Segments';
import { chooseTheme, themes, useTheme } from '../design/theme';

/** Light, dark, or as the system is. */
export function ThemeMenu() {
  const theme = useTheme();
  const words = {
    system: say('page.frame.theme.system'),
    light: say('page.frame.theme.light'),
    dark: say('page.frame.theme.dark'),
  };
  return (
    <Popover
      summary={<span aria-hidden="true">◐</span>}
      label={say('page.frame.theme.about', { theme: words[theme] })}
    >
      <h2>{say('page.frame.theme.title')}</h2>
      <Segments
        label={say('page.frame.theme.title')}
        name="theme"
        value={theme}
        choices={themes}
        words={words}
        onChoose={chooseTheme}
      />
      <p className="soft">{say('page.frame.theme.kept')}</p>
    </Popover>
  );
}
