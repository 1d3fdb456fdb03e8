/** Rewinding beside the removals of a state, for its chart: points, and the sentences that say what they show. */

import type { TextCode } from '../../words/catalogue';
import { formats, say } from '../../words/say';
import {
  type ReportSummary,
  type RetrainingComparison,
  type RewindLine,
  sharesOf,
  sideOfStep,
} from '../../worker/protocol';
import type { Plot, PlotRow } from '../charts/plot';
import { pathTo } from '../history/historyTree';

type Compared = Pick<RetrainingComparison, 'recovered' | 'rewindLine'>;

/** Why there is no line and cannot be one, in a sentence; null where one is there or can be measured. */
export function whyNoLine(
  { recovered }: Pick<RetrainingComparison, 'recovered'>,
  optimizer: string | undefined,
): string | null {
  if (optimizer === 'newton') return say('page.compare.rewindLine.minimum');
  if (recovered === null) return say('page.compare.rewindLine.otherRetraining');
  return recovered.loss.share === null ? say('page.compare.rewindLine.notDefined') : null;
}

/** The one method of all removals that lead to a state; null where there are several, or none. */
function methodOf(reports: readonly ReportSummary[], id: number): ReportSummary['method'] | null {
  const parents = reports.map(({ parent }) => parent);
  const methods = new Set(pathTo(parents, id).map((state) => reports[state - 1]!.method));
  return methods.size === 1 ? [...methods][0]! : null;
}

/** The chart of a line; the removals' own point has the name of their method. */
export function rewindPlot(reports: readonly ReportSummary[], id: number): Plot {
  const method = methodOf(reports, id);
  const step: TextCode = method ? `engine.methods.${method}.label` : 'page.compare.rewindLine.several';
  return {
    id: 'rewindLine',
    title: 'page.compare.rewindLine.chart',
    yLabel: 'page.compare.rewindLine.share',
    unit: 'number',
    series: [
      { key: 'line', label: 'page.compare.rewindLine.line', style: 'other' },
      // A step like the line's own has no second name for the same thing.
      { key: 'step', label: method === 'rewind' ? 'page.compare.rewindLine.step' : step, style: 'after' },
    ],
  };
}

/** The points of the chart, by their seconds: those of the line in their order, then the removals' own. */
export function rewindRows({ recovered, rewindLine }: Compared): PlotRow[] {
  if (!rewindLine || recovered === null) return [];
  const shares = sharesOf(rewindLine);
  const line = rewindLine.points.map(({ ms }, place) => ({ seconds: ms / 1000, line: shares[place] }));
  const { share } = recovered.loss;
  return share === null ? line : [...line, { seconds: rewindLine.stepMs / 1000, step: share }];
}

/** What stands at a place of the chart, and its time. */
export function nameOfPlace({ points, of }: RewindLine, seconds: number): string {
  const point = points.find(({ ms }) => ms / 1000 === seconds);
  const time = formats.duration(1000 * seconds);
  if (!point) return say('page.compare.rewindLine.places.step', { time });
  const values = { epochs: point.epochs, of, time };
  return say(`page.compare.rewindLine.places.${point.epochs === of ? 'all' : 'last'}`, values);
}

/** On which side of the line the removals lie, in sentences; null where nothing says so. */
export function sideSentence(
  compared: Compared,
  reports: readonly ReportSummary[],
  id: number,
): string | null {
  const { rewindLine, recovered } = compared;
  const found = sideOfStep(compared);
  if (!rewindLine || found === null) return null;
  if (methodOf(reports, id) === 'rewind') return say('page.compare.rewindLine.sides.own');
  const own = {
    share: formats.percent(recovered!.loss.share!),
    time: formats.duration(rewindLine.stepMs),
  };
  const shares = sharesOf(rewindLine);
  const point = (place: number) => ({
    epochs: rewindLine.points[place]!.epochs,
    share: formats.percent(shares[place]!),
    time: formats.duration(rewindLine.points[place]!.ms),
  });
  switch (found.side) {
    case 'past':
      return say('page.compare.rewindLine.sides.past', own);
    case 'between': {
      const [quicker, slower] = found.by;
      const isAbove = recovered!.loss.share! > found.straight;
      const values = { own, quicker: point(quicker), slower: point(slower), isAbove };
      return say('page.compare.rewindLine.sides.between', {
        ...values,
        straight: formats.percent(found.straight),
      });
    }
    case 'below':
    case 'above':
    case 'quicker':
      return say(`page.compare.rewindLine.sides.${found.side}`, { own, by: point(found.by) });
    default:
      return found satisfies never;
  }
}

/** Where the starts came from, in sentences. */
export function startsSentence({ remadeEpochs, remadeMs, originalDistance }: RewindLine): string {
  const starts =
    remadeEpochs === 0
      ? say('page.compare.rewindLine.kept')
      : say('page.compare.rewindLine.remade', { epochs: remadeEpochs, time: formats.duration(remadeMs) });
  if (originalDistance === null || originalDistance === 0) return starts;
  const distance = formats.number(originalDistance);
  return `${starts} ${say('page.compare.rewindLine.distance', { distance })}`;
}
