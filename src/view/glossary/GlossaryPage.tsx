import { useState } from 'react';
import { metricIds, metricTable } from '../../state/contract';
import { en } from '../../words/en';
import { rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { FurtherLinks } from '../design/FurtherLinks';
import styles from './GlossaryPage.module.css';

type Term = keyof typeof en.page.glossary.terms;
/** In the order in which they are met. */
const terms = Object.keys(en.page.glossary.terms) as Term[];

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** Which direction is better; null of what has none. */
  readonly better: string | null;
}

const termEntries = (): Entry[] =>
  terms.map((id) => ({
    id,
    name: say(`page.glossary.terms.${id}.label`),
    about: say(`page.glossary.terms.${id}.about`),
    better: null,
  }));

const metricEntries = (): Entry[] =>
  metricIds.map((id) => {
    const { label, explanation } = rowWords('engine.metrics', id);
    return {
      id,
      name: label,
      about: explanation,
      better: say(`page.glossary.better.${metricTable[id].better}`),
    };
  });

/** What the words of the lab mean, and which direction of a number is better. The definitions are those that stand beside the numbers. */
export default function GlossaryPage() {
  const [sought, setSought] = useState('');
  const has = ({ name, about }: Entry) => `${name} ${about}`.toLowerCase().includes(sought.toLowerCase());
  const groups = [
    { title: say('page.glossary.words'), entries: termEntries().filter(has) },
    { title: say('page.glossary.metrics'), entries: metricEntries().filter(has) },
  ];
  return (
    <main className={styles.page}>
      <section className={`panel ${styles.glossary}`} aria-label={say('page.frame.views.glossary')}>
        <label className={styles.field}>
          <span>{say('page.glossary.find')}</span>
          <input type="search" value={sought} onChange={({ target }) => setSought(target.value)} />
        </label>
        {groups.map(({ title, entries }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            {entries.length === 0 && <p className="soft">{say('page.glossary.none')}</p>}
            <dl className={styles.entries}>
              {entries.map(({ id, name, about, better }) => (
                <div key={id} id={`word-${id}`}>
                  <dt>{name}</dt>
                  <dd>
                    {about}
                    {better && <p className="soft">{better}</p>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <FurtherLinks />
      </section>
    </main>
  );
}
