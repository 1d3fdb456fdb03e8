import { type ReactNode, useState } from 'react';
import type { StateColumn, StateTable } from '../../state/compare/stateTable';
import type { LookedModel } from '../../state/contract';
import { formats, say } from '../../words/say';
import { useLook } from '../design/useLook';
import { Value } from '../design/Value';
import styles from './StateLooks.module.css';

/** What the chosen states take the validation images for, and how far their layers are from those of the first: computed when it is opened. */
export function StateLooks({ table: { columns, classNames } }: { table: StateTable }) {
  const [first, ...others] = columns;
  return (
    <>
      <Unfolded title={say('page.compare.states.predictions')}>
        <div className={styles.matrices}>
          {columns.map((column) => (
            <Matrix key={column.id} column={column} classNames={classNames} />
          ))}
        </div>
      </Unfolded>
      {first && others.length > 0 && (
        <Unfolded title={say('page.compare.states.layers', { name: first.name })}>
          {others.map((column) => (
            <Layers key={column.id} first={first} column={column} />
          ))}
        </Unfolded>
      )}
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

/** What is there in place of an answer that is not. */
function Waiting({ look }: { look: ReturnType<typeof useLook> }) {
  if (look?.kind === 'failed') return <p className="wrong">{look.message}</p>;
  return <p className="soft">{say('page.compare.states.computing')}</p>;
}

function Matrix({ column, classNames }: { column: StateColumn; classNames: readonly string[] }) {
  const model: LookedModel = { state: column.id };
  const look = useLook({ model, question: { kind: 'predictions', set: 'validation' } });
  if (look?.kind !== 'ready') return <Waiting look={look} />;
  const { classes, counts } = look.answer;
  const places = Array.from({ length: classes }, (_, i) => i);
  return (
    <table className={styles.matrix}>
      <caption>
        {column.name} <span className="soft">{say('page.compare.states.matrixAbout')}</span>
      </caption>
      <thead>
        <tr>
          <td />
          {places.map((place) => (
            <th key={place} scope="col" title={classNames[place]}>
              {place}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((label) => (
          <tr key={label}>
            <th scope="row" title={classNames[label]}>
              {label}
            </th>
            {places.map((taken) => {
              const count = counts[label * classes + taken]!;
              return (
                <td
                  key={taken}
                  className={label === taken ? styles.right : count > 0 ? styles.mistaken : undefined}
                >
                  {formats.whole(count)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Layers({ first, column }: { first: StateColumn; column: StateColumn }) {
  const other: LookedModel = { state: column.id };
  const look = useLook({ model: { state: first.id }, question: { kind: 'layers', other } });
  if (look?.kind !== 'ready') return <Waiting look={look} />;
  return (
    <table className={styles.matrix}>
      <caption>{column.name}</caption>
      <thead>
        <tr>
          <th scope="col">{say('page.compare.states.layer')}</th>
          <th scope="col">{say('page.compare.states.distance')}</th>
          <th scope="col">{say('page.compare.states.changed')}</th>
          <th scope="col">{say('page.compare.states.cka')}</th>
        </tr>
      </thead>
      <tbody>
        {look.answer.map(({ layer, distance, changed, slices, cka }) => (
          <tr key={layer}>
            <th scope="row">{layer}</th>
            <td>
              <Value value={distance} />
            </td>
            <td>
              {say('page.compare.states.changedOf', {
                changed: formats.whole(changed),
                slices: formats.whole(slices),
              })}
            </td>
            <td>{cka !== null && <Value value={cka} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
