import { useEffect, useRef } from 'react';
import { chooseLanguage } from '../../state/help/language';
import { type LanguageCode, languages } from '../../words/languages';
import { say } from '../../words/say';
import { Popover } from '../design/Popover';
import { Segments } from '../design/Segments';
import { useLanguage } from '../design/Spoken';
import { useLabStore } from '../design/useLab';

const codes = languages.map(({ code }) => code);
const names = Object.fromEntries(languages.map(({ code, name }) => [code, name])) as Record<
  LanguageCode,
  string
>;
const langs = Object.fromEntries(codes.map((code) => [code, code])) as Record<LanguageCode, string>;

/** The page is drawn anew in another language, and the focus goes back to where that was chosen. */
let wasChosenHere = false;

/** The languages of the page, each by its own name. */
export function LanguageMenu() {
  const store = useLabStore();
  const language = useLanguage();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wasChosenHere) menu.current?.querySelector('summary')?.focus();
    wasChosenHere = false;
  }, []);
  return (
    <div ref={menu}>
      <Popover
        summary={<span aria-hidden="true">{language.toUpperCase()}</span>}
        label={say('page.frame.language.about', { language: names[language] })}
      >
        <h2>{say('page.frame.language.title')}</h2>
        <Segments
          label={say('page.frame.language.title')}
          name="language"
          value={language}
          choices={codes}
          words={names}
          langs={langs}
          onChoose={(code) => {
            wasChosenHere = true;
            void chooseLanguage(store, code);
          }}
        />
        <p className="soft">{say('page.frame.language.kept')}</p>
      </Popover>
    </div>
  );
}
