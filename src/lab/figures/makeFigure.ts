import { drawFigure } from '../../experiments/drawFigure';
import type { DoneCell, Row } from '../../experiments/experiment';
import type { ExperimentId } from '../../experiments/ids';
import { experiments } from '../../experiments/table';

/** The table of an experiment, that of what was timed, and their picture. */
export interface MadeFigure {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Empty where an experiment tells no times. */
  readonly times: readonly Row[];
  /** A standalone SVG. */
  readonly picture: string;
}

/** What the cells of an experiment show. @param document where the elements of the picture are made */
export function makeFigure(
  experiment: ExperimentId,
  cells: readonly DoneCell[],
  document: Document,
): MadeFigure {
  const { reduce, reduceTimes, draw } = experiments[experiment];
  const rows = reduce(cells);
  const times = reduceTimes?.(cells) ?? [];
  const figure = draw(rows, times);
  return { title: figure.title, rows, times, picture: drawFigure(figure, document) };
}
