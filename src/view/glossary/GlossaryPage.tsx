import { useState } from 'react';
import { say } from '../../words/say';
import { allMetrics, allTerms, type Definition } from '../design/definitions';
import { FurtherLinks } from '../design/FurtherLinks';
import styles from './GlossaryPage.module.css';

/** What the words of the lab mean, and which direction of a number is better. The definitions are those that stand beside the numbers. */
export default function GlossaryPage() {
  const [sought, setSought] = useState('');
  const has = ({ name, about }: Definition) =>
    `${name} ${about}`.toLowerCase().includes(sought.toLowerCase());
  const groups = [
    { title: say('page.glossary.words'), entries: allTerms().filter(has) },
    { title: say('page.glossary.metrics'), entries: allMetrics().filter(has) },
  ];
  return (
    <main className={styles.page}>
      <div className={`panel ${styles.glossary}`}>
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
      </div>
    </main>
  );
}
