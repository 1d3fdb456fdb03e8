/** What the page of experiments shows: a figure that comes with the lab, or one of a folder that somebody chose. It needs no lab. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { SaidError, sayError } from '../../words/saidError';
import { say } from '../../words/say';
import { type ChosenFile, type ReadFigure, readFolder } from '../../worker/figuresClient';
import { type ReadTable, readTable } from './readTable';
import { type ShippedFigure, shippedFigures } from './shippedFigures';

/** A file that the person may keep. */
export interface FigureFile {
  readonly kind: 'picture' | 'table' | 'times';
  readonly name: string;
  readonly text: string;
}

/** What a figure was made of. */
export interface FigureFacts {
  readonly scale: string;
  readonly data: string | null;
  readonly limit: number | null;
  readonly runs: number | null;
  readonly cells: number;
}

export interface ShownFigure {
  /** Of the figure that ships; null: it is of a folder. */
  readonly shipped: string | null;
  readonly title: string;
  readonly facts: FigureFacts;
  readonly table: ReadTable;
  readonly files: readonly FigureFile[];
}

export interface ExperimentsState {
  readonly figures: readonly ShippedFigure[];
  readonly shown: ShownFigure | null;
  readonly isReading: boolean;
  /** Why what was asked for last is not shown. */
  readonly problem: string | null;
}

export interface ExperimentsStore {
  readonly state: StoreApi<ExperimentsState>;
  /** Shows a figure that ships. */
  readonly show: (name: string) => Promise<void>;
  /** Shows that of the folder of an experiment. */
  readonly open: (files: readonly ChosenFile[]) => Promise<void>;
}

export interface ExperimentsPorts {
  readonly read: (files: readonly ChosenFile[]) => Promise<ReadFigure>;
  readonly fetchText: (address: string) => Promise<string>;
  readonly figures: readonly ShippedFigure[];
}

const here: ExperimentsPorts = { read: readFolder, fetchText, figures: shippedFigures };

/** What was asked for last is shown, however long the one before it takes. */
export function createExperimentsStore({
  read,
  fetchText,
  figures,
}: ExperimentsPorts = here): ExperimentsStore {
  const state = createStore<ExperimentsState>(() => ({
    figures,
    shown: null,
    isReading: false,
    problem: null,
  }));
  let asked = 0;
  const showNext = async (make: () => Promise<ShownFigure>) => {
    asked += 1;
    const mine = asked;
    state.setState({ isReading: true, problem: null });
    const next = await make().then(
      (shown) => ({ shown, problem: null }),
      (error) => ({ problem: sayError(error) }),
    );
    if (mine === asked) state.setState({ ...next, isReading: false });
  };
  return {
    state,
    show: async (name) => {
      const figure = figures.find((one) => one.name === name);
      if (figure) await showNext(() => fetchFigure(figure, fetchText));
    },
    open: (files) => showNext(async () => shownOf(await read(files))),
  };
}

async function fetchFigure(
  figure: ShippedFigure,
  fetchText: ExperimentsPorts['fetchText'],
): Promise<ShownFigure> {
  const [picture, table, times] = await Promise.all(
    [figure.picture, figure.table, figure.times].map((address) => (address ? fetchText(address) : null)),
  );
  return {
    shipped: figure.name,
    title: titleOf(figure),
    facts: figure,
    table: readTable(table!),
    files: filesOf(figure.name, { picture: picture!, table: table!, times: times ?? null }),
  };
}

function shownOf({ plan, title, cells, picture, csv, timesCsv }: ReadFigure): ShownFigure {
  const { experiment, scale, data, runs = null } = plan;
  return {
    shipped: null,
    title,
    facts: { scale, cells, data: data?.data ?? null, limit: data?.limit ?? null, runs },
    table: readTable(csv),
    files: filesOf(experiment, { picture, table: csv, times: timesCsv }),
  };
}

function filesOf(
  name: string,
  { picture, table, times }: { picture: string; table: string; times: string | null },
): FigureFile[] {
  return [
    { kind: 'picture', name: `${name}.svg`, text: picture },
    { kind: 'table', name: `${name}.csv`, text: table },
    ...(times === null ? [] : [{ kind: 'times' as const, name: `${name}-times.csv`, text: times }]),
  ];
}

/** What the figure of an experiment is called. */
export const titleOf = ({ experiment }: Pick<ShippedFigure, 'experiment'>) =>
  say(`experiments.titles.${experiment as 'fig3'}`);

/** @throws SaidError that says how the server answered */
async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new SaidError('page.experiments.notFetched', [{ status: answer.status }]);
  return answer.text();
}
