import { useEffect, useMemo, useState } from 'react';
import { choose, chosenStates, pullStates } from '../../state/compare/chosenStates';
import { comparisonOf } from '../../state/compare/comparisonOf';
import { retrainStates } from '../../state/compare/runBoth';
import { type StateTable, stateTable, stateTableCsv, stateTableLatex } from '../../state/compare/stateTable';
import type { RemovalReport } from '../../state/contract';
import { giveFile } from '../../state/history/giveFile';
import { sentenceOf } from '../../state/jobs/notices';
import { say } from '../../words/say';
import { JobProgress } from '../design/JobProgress';
import { Modal } from '../design/Modal';
import { useLab, useLabStore } from '../design/useLab';
import { BesidePart } from './BesidePart';
import { StateLooks } from './StateLooks';
import { StatesTable } from './StatesTable';
import { TwoMethods } from './TwoMethods';

/** The chosen states side by side, and two methods to be run on one forget set. */
export function StatesDialog({ onLeave }: { onLeave: () => void }) {
  const { table, problem } = useStateTable();
  const busy = useLab((state) => state.job !== null);
  const give = (ending: 'csv' | 'tex', text: string) =>
    giveFile({ fileName: `states.${ending}`, bytes: new TextEncoder().encode(text) });
  const isEmpty = table === null || table.columns.length === 0;
  return (
    <Modal
      title={say('page.compare.states.title')}
      width="wide"
      onSubmit={onLeave}
      onLeave={onLeave}
      actions={
        <>
          {table && !isEmpty && <StateActions table={table} />}
          {table && !isEmpty && (
            <>
              <button type="button" onClick={() => give('csv', stateTableCsv(table))}>
                {say('page.compare.states.csv')}
              </button>
              <button type="button" onClick={() => give('tex', stateTableLatex(table))}>
                {say('page.compare.states.latex')}
              </button>
            </>
          )}
          <button type="submit">{say('page.compare.states.close')}</button>
        </>
      }
    >
      {problem && <p className="wrong">{problem}</p>}
      {busy && <JobProgress />}
      {isEmpty ? (
        <p className="soft">{say('page.compare.states.none')}</p>
      ) : (
        <>
          <StatesTable table={table} />
          <StateLooks table={table} />
        </>
      )}
      <BesidePart />
      <TwoMethods />
    </Modal>
  );
}

function StateActions({ table }: { table: StateTable }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const lab = useLab((state) => state.lab);
  const reports = useLab((state) => state.reports);
  const missing = table.columns
    .map(({ id }) => id)
    .filter((id) => reports[id - 1]?.accepted !== false && comparisonOf({ lab, reports }, id) === null);
  return (
    <>
      <button type="button" onClick={() => choose(store, [])}>
        {say('page.compare.states.clear')}
      </button>
      {missing.length > 0 && (
        <button type="button" disabled={busy} onClick={() => void retrainStates(store, missing)}>
          {say('page.compare.states.retrain', { count: missing.length })}
        </button>
      )}
    </>
  );
}

/** The table of the chosen states; null until their reports are here. */
function useStateTable(): { table: StateTable | null; problem: string | null } {
  const store = useLabStore();
  const lab = useLab((state) => state.lab);
  const reports = useLab((state) => state.reports);
  const chosen = useLab((state) => state.chosen);
  const ids = useMemo(() => chosenStates({ chosen, lab, reports }), [chosen, lab, reports]);
  const [pulled, setPulled] = useState<{
    ids: readonly number[];
    reports: readonly (RemovalReport | null)[];
  } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    pullStates(store, ids).then(
      (found) => isWanted && setPulled({ ids, reports: found }),
      (error) => isWanted && setProblem(sentenceOf(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [store, ids]);
  const table = useMemo(
    () => pulled && stateTable({ lab, reports }, pulled.ids, pulled.reports),
    [pulled, lab, reports],
  );
  return { table, problem };
}
