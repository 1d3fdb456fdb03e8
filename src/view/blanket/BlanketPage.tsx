import { useState } from 'react';
import type { BlanketRun } from '../../state/contract';
import { say } from '../../words/say';
import { PartBoundary } from '../design/PartBoundary';
import { useLab } from '../design/useLab';
import { BlanketChart } from './BlanketChart';
import { BlanketForm } from './BlanketForm';
import { BlanketGraph } from './BlanketGraph';
import styles from './BlanketPage.module.css';
import { BlanketRuns } from './BlanketRuns';
import { BlanketSummaryTable } from './BlanketSummaryTable';

const noRuns: readonly BlanketRun[] = [];

/** A run by what names it among the others. */
type RunName = Pick<BlanketRun, 'seed' | 'method'>;

/** The Markov blanket demo: what a blanket is, and how well each method finds one that is known. */
export default function BlanketPage() {
  const runs = useLab((state) => state.blankets?.runs ?? noRuns);
  const [chosen, choose] = useState<RunName | null>(null);
  const shown = runs.find(({ seed, method }) => seed === chosen?.seed && method === chosen.method) ?? runs[0];
  return (
    <main className={styles.page}>
      <section className={`panel ${styles.what}`} aria-label={say('page.blanket.what')}>
        <Explanation />
        <PartBoundary of={say('page.blanket.what')}>
          <BlanketGraph run={shown ?? null} />
        </PartBoundary>
      </section>
      <section className={`panel ${styles.search}`} aria-label={say('page.blanket.search')}>
        <BlanketForm />
        <BlanketSummaryTable runs={runs} />
        <PartBoundary of={say('page.blanket.search')}>
          <BlanketChart runs={runs} />
        </PartBoundary>
      </section>
      <BlanketRuns runs={runs} shown={shown ?? null} onChoose={choose} />
    </main>
  );
}

const paragraphs = ['blanket', 'unlearning', 'bullseye', 'methods'] as const;

function Explanation() {
  return (
    <div className={styles.words}>
      <h2>{say('page.blanket.what')}</h2>
      {paragraphs.map((name) => (
        <p key={name}>{say(`page.blanket.paragraphs.${name}`)}</p>
      ))}
    </div>
  );
}
