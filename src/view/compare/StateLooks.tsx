import { type ReactNode, useState } from 'react';
import type { StateTable } from '../../state/compare/stateTable';
import { say } from '../../words/say';
import { AttackHistograms } from './AttackHistogram';
import { ModelLayers } from './ModelLayers';
import { PredictionMatrix } from './PredictionMatrix';
import styles from './StateLooks.module.css';

/** What the chosen states take the validation images for, how far their layers are from those of the first, and what the population attack sees of each: computed when it is opened. */
export function StateLooks({ table: { columns } }: { table: StateTable }) {
  const [first, ...others] = columns;
  if (!first) return null;
  return (
    <>
      <Unfolded title={say('page.compare.states.predictions')}>
        <div className={styles.matrices}>
          {columns.map(({ id, name }) => (
            <div key={id} className={styles.matrix}>
              <PredictionMatrix
                model={{ state: id }}
                from={id === first.id ? null : { state: first.id }}
                caption={name}
              />
            </div>
          ))}
        </div>
      </Unfolded>
      {others.length > 0 && (
        <Unfolded title={say('page.compare.states.layers', { name: first.name })}>
          <p className="soft">{say('page.differences.layers.about')}</p>
          {others.map(({ id, name }) => (
            <ModelLayers key={id} one={{ state: first.id }} other={{ state: id }} caption={name} />
          ))}
        </Unfolded>
      )}
      <Unfolded title={say('page.differences.attack.title')}>
        <AttackHistograms models={columns.map(({ id, name }) => ({ name, model: { state: id } }))} />
      </Unfolded>
    </>
  );
}

function Unfolded({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  );
}
