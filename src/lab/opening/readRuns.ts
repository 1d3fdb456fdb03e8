import type { NamedBytes } from '../../data/loadOptions';
import { digestOf } from '../../engine/digest';
import type { RemovalReport } from '../../engine/report';
import { SaidError } from '../../words/saidError';
import type { RunBeside } from '../protocol';
import { readSession } from '../schema/session';
import { summariseReport } from '../summariseReport';
import type { TrainedModel } from './openedModel';
import { readRunFiles } from './runFiles';

const runCard = 'run.json';

/**
 * Reads runs to be drawn beside the open one: every run folder among the files, and every session's file that lies in none. Nothing is opened and nothing computed.
 * @param open the open model, which a run may have begun with too; null: none is trained
 * @throws SaidError where a file is damaged, or there is no run among them
 */
export function readRuns(files: readonly NamedBytes[], open: TrainedModel | null): RunBeside[] {
  const folders = files
    .filter(({ name }) => name === runCard || name.endsWith(`/${runCard}`))
    .map(({ name }) => name.slice(0, name.length - runCard.length));
  const isInside = ({ name }: NamedBytes) =>
    folders.some((folder) => name.startsWith(folder) && !name.slice(folder.length).includes('/'));
  const sessions = files.filter((file) => !isInside(file) && file.name.endsWith('.json'));
  if (folders.length + sessions.length === 0)
    throw new SaidError('lab.run.noneAmong', [{ count: files.length }]);
  return [
    ...folders.map((folder) =>
      readFolder(
        folder,
        files.filter((file) => file.name.startsWith(folder) && isInside(file)),
        open,
      ),
    ),
    ...sessions.map(({ name, bytes }) => readSessionRun(nameOfFile(name), bytes, open)),
  ];
}

function readFolder(folder: string, files: readonly NamedBytes[], open: TrainedModel | null): RunBeside {
  const { card, reports, comparisons } = readRunFiles(files);
  const { data, model, weights } = card.identity;
  const called = (card.facts.data ?? {}) as { readonly name?: unknown };
  return {
    name: folder.split('/').filter(Boolean).at(-1) ?? runCard,
    data: String(called.name ?? data.slice(0, 12)),
    model,
    path: pathOf(reports, reports.length),
    comparisons,
    isOfOpenModel: isOf(open, data, weights),
  };
}

const nameOfFile = (name: string) =>
  name
    .split('/')
    .at(-1)!
    .replace(/(\.lethe-session)?\.json$/, '');

/**
 * Reads the run of a session's file.
 * @param name what it is called beside the open one
 * @throws SaidError where the file is damaged
 */
export function readSessionRun(name: string, bytes: Uint8Array, open: TrainedModel | null): RunBeside {
  const { dataset, model, history, comparisons } = readSession(bytes);
  const reports = history.removals.map(({ report }) => report);
  return {
    name,
    data: dataset.name,
    model: model.name,
    path: pathOf(reports, history.current),
    comparisons,
    isOfOpenModel: isOf(open, dataset.digest, model.digest),
  };
}

/** The accepted removals that lead to a state, in short. */
function pathOf(reports: readonly RemovalReport[], state: number) {
  const path: RemovalReport[] = [];
  for (let at = state; at > 0; at = reports[at - 1]!.parent) path.push(reports[at - 1]!);
  return path
    .reverse()
    .filter(({ accepted }) => accepted)
    .map(summariseReport);
}

function isOf(open: TrainedModel | null, data: string, weights: string): boolean {
  if (!open) return false;
  return open.session.dataset.digest === data && digestOf(open.session.trained.parameters) === weights;
}
