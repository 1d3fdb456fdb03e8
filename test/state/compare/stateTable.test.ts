import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readSession } from '../../../src/lab/schema/session';
import { summariseReport } from '../../../src/lab/summariseReport';
import { choose, chosenStates, toggleChosen } from '../../../src/state/compare/chosenStates';
import { runBoth } from '../../../src/state/compare/runBoth';
import { stateTable, stateTableCsv, stateTableLatex } from '../../../src/state/compare/stateTable';
import { fallbackSettings } from '../../../src/state/settings/settings';
import type { Lab, RemovalRequest, ReportSummary } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, emptyHistory, standInLab } from '../standInWorker';

const text = readFileSync(join(import.meta.dirname, '../../fixtures/25670b1/session.json'), 'utf8');
const file = readSession(text);
const reports = file.history.removals.map(({ report }) => report);
const summaries = reports.map(summariseReport);
const original = reports[0]!.before;

/** The session of the fixture as the page knows it, with its second state compared. */
const [compared] = file.comparisons;
const known = {
  lab: trainedLab({
    original,
    comparisons: [{ ...compared!, id: 2, unlearned: reports[1]!.after }],
    dataset: { ...trainedLab().dataset, classNames: ['zero, or "0"', 'one'] },
  }),
  reports: summaries,
};
const table = stateTable(known, [0, 2], [null, reports[1]!]);

describe('the table of states', () => {
  test('has every metric of each state, and beside it the retrained model and the gap', () => {
    expect(table.columns).toMatchObject([
      { id: 0, name: 'Original model', removed: 0, removalsMs: 0, retrainingMs: null },
      { id: 2, name: expect.stringMatching(/^2: /), retrainingMs: compared!.retrainingMs },
    ]);
    const [, second] = table.columns;
    expect(second!.digest).toBe(reports[1]!.digestAfter);
    expect(second!.removed).toBe(summaries.slice(0, 2).flatMap(({ samples }) => samples).length);
    const line = table.lines.find(({ id }) => id === 'validationAccuracy')!;
    expect(line.cells[0]).toEqual({
      ...{ value: original.validationAccuracy, retrained: null, gap: null },
      ...{ floor: null, band: null, within: null },
    });
    const { validationAccuracy } = compared!.retrained;
    expect(line.cells[1]).toMatchObject({
      value: reports[1]!.after.validationAccuracy,
      retrained: validationAccuracy,
      gap: reports[1]!.after.validationAccuracy - validationAccuracy,
    });
  });

  test('as CSV has a line for each metric and each class of each state, with quoted names', () => {
    const lines = stateTableCsv(table).trimEnd().split('\r\n');
    const classes = original.classes.validation.length;
    expect(lines).toHaveLength(1 + 2 * (table.lines.length + classes));
    expect(lines[0]).toBe(
      'state,name,method,removed,removals_ms,retraining_ms,digest,metric,value,retrained,gap,floor,band',
    );
    expect(lines.filter((line) => line.includes('"validationAccuracy[zero, or ""0""]"'))).toHaveLength(2);
  });

  test('as LaTeX has three columns a state and nothing that LaTeX would take for a command', () => {
    const latex = stateTableLatex(table);
    expect(latex).toMatch(/^\\begin\{tabular\}\{lrrrrrr\}\n\\toprule/);
    const rows = latex.split('\n').filter((line) => line.endsWith('\\\\') && !line.includes('multicolumn'));
    expect(rows).toHaveLength(table.lines.length + 2);
    for (const row of rows) expect(row.match(/(?<!\\)&/g)).toHaveLength(6);
    expect(latex).not.toMatch(/(?<!\\)[%#_]/);
  });
});

test('states are chosen by their session alone, in the order of choosing', () => {
  const store = standInLab({});
  store.setState({ lab: trainedLab({ history: { ...emptyHistory, session: 'a' } }), reports: summaries });
  for (const id of [3, 0, 2, 0]) toggleChosen(store, id);
  expect(chosenStates(store.getState())).toEqual([3, 2]);
  store.setState({ lab: trainedLab({ history: { ...emptyHistory, session: 'b' } }) });
  expect(chosenStates(store.getState())).toEqual([]);
  choose(store, [1]);
  store.setState({ reports: [] });
  expect(chosenStates(store.getState())).toEqual([]);
});

test('two methods remove one forget set from the same state, and both ends are chosen', async () => {
  const made: ReportSummary[] = [];
  const asked: (number | Pick<RemovalRequest, 'method' | 'samples'>)[] = [];
  let current = 0;
  const lab = () => trainedLab({ history: { ...emptyHistory, current, count: made.length } });
  const worker: Partial<Lab> = {
    ...answerPulls(lab, () => made),
    unlearn: async ({ method, samples }) => {
      asked.push({ method, samples });
      made.push({ ...summaries[0]!, id: made.length + 1, parent: current, samples });
      current = made.length;
      return lab();
    },
    goTo: async (id) => {
      asked.push(id);
      current = id;
      return lab();
    },
  };
  const store = standInLab(worker);
  const settings = { ...fallbackSettings, removeAs: 'batch' } as const;
  store.setState({ lab: lab(), settings, selected: new Set([4, 7]) });
  expect(await runBoth(store, ['algorithm1', 'scrub'])).toBe(true);
  expect(asked).toEqual([{ method: 'algorithm1', samples: [4, 7] }, 0, { method: 'scrub', samples: [4, 7] }]);
  await vi.waitFor(() => expect(chosenStates(store.getState())).toEqual([1, 2]));
});
