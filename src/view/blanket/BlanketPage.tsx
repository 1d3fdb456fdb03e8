import './BlanketPage.css';
import { useState } from 'react';
import type { BlanketRun } from '../../state/contract';
import { useLab } from '../design/useLab';
import { BlanketChart } from './BlanketChart';
import { BlanketForm } from './BlanketForm';
import { BlanketGraph } from './BlanketGraph';
import { BlanketRuns } from './BlanketRuns';
import { BlanketSummaryTable } from './BlanketSummaryTable';

const noRuns: readonly BlanketRun[] = [];

/** A run by what names it among the others. */
type RunName = Pick<BlanketRun, 'seed' | 'method'>;

/** The Markov blanket demo: what a blanket is, and how well each method finds one that is known. */
export function BlanketPage() {
  const runs = useLab((state) => state.blankets?.runs ?? noRuns);
  const [chosen, choose] = useState<RunName | null>(null);
  const shown = runs.find(({ seed, method }) => seed === chosen?.seed && method === chosen.method) ?? runs[0];
  return (
    <main className="blanket">
      <section className="panel blanket-what" aria-label="What a Markov blanket is">
        <Explanation />
        <BlanketGraph run={shown ?? null} />
      </section>
      <section className="panel blanket-try" aria-label="Look for it">
        <BlanketForm />
        <BlanketSummaryTable runs={runs} />
        <BlanketChart runs={runs} />
      </section>
      <BlanketRuns runs={runs} shown={shown ?? null} onChoose={choose} />
    </main>
  );
}

function Explanation() {
  return (
    <div className="blanket-words">
      <h2>What a Markov blanket is</h2>
      <p>
        The Markov blanket of y is the smallest set of variables that holds all there is to know about y: once
        they are known, no other variable tells anything more. In a graph of causes it is the parents of y,
        its children, and the other parents of its children.
      </p>
      <p>
        Unlearning looks for such a set: with the loss in the place of y and the network's slices as
        variables, it is the set of slices to update.
      </p>
      <p>
        In 3D-Bullseye the blanket is known. Each variable is the mean of its causes plus noise; r1, which has
        none, is near the centre or far from it. Several are almost copies of each other, which makes the
        search hard.
      </p>
      <p>
        L-FOCI adds the variable that tells most about y, until none adds anything. L-CODEC + test starts with
        all of them and drops each one that a permutation test calls independent of y.
      </p>
    </div>
  );
}
