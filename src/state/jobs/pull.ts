/** What a moment names and the page does not have, fetched from the worker. Asking again does no harm. */

import {
  comparisonName,
  type Moment,
  type RemovalReport,
  type ReportSummary,
  type RetrainingComparison,
  type SampleScores,
  type TrainingImages,
} from '../../worker/protocol';
import { type LabState, setupOf } from '../labState';
import type { RemoteLab } from './connection';

/** What the page knows of the lab. */
export interface Known {
  readonly lab: LabState | null;
  /** Every removal of the session in short: the one with id k is reports[k - 1]. */
  readonly reports: readonly ReportSummary[];
  /** The whole report of the state on show. */
  readonly report: RemovalReport | null;
  /** null: not there yet, or they could not be fetched. */
  readonly images: TrainingImages | null;
}

export interface Pulled extends Known {
  readonly lab: LabState;
  /** Why the pictures could not be fetched; the next pull tries again. */
  readonly noImages: unknown;
}

/**
 * The page's knowledge brought to this moment.
 * @param shown the state whose whole report is wanted; null: the one that the model is in
 */
export async function pull(
  remote: RemoteLab,
  moment: Moment,
  known: Known,
  shown: number | null = null,
): Promise<Pulled> {
  const before = known.lab;
  const { session, current } = moment.history;
  const sameSession = before?.history.session === session;
  const [setup, scores, reports, comparisons, report, pictures] = await Promise.all([
    before?.setup === moment.setup ? setupOf(before) : remote.setup(),
    pullScores(remote, moment, before),
    pullReports(remote, moment, sameSession ? known.reports : []),
    pullComparisons(remote, moment, sameSession ? before.comparisons : []),
    pullReport(remote, shown ?? current, sameSession ? known.report : null),
    pullImages(remote, moment, known.images),
  ]);
  return { lab: { ...moment, ...setup, scores, comparisons }, reports, report, ...pictures };
}

async function pullScores(
  remote: RemoteLab,
  { digest, data }: Moment,
  before: LabState | null,
): Promise<SampleScores | null> {
  const isKnown = before?.data === data && before.digest === digest;
  if (isKnown && (before.scores !== null || digest === '')) return before.scores;
  return digest === '' ? null : remote.scores();
}

async function pullReports(
  remote: RemoteLab,
  { history: { session, count } }: Moment,
  known: readonly ReportSummary[],
): Promise<readonly ReportSummary[]> {
  if (known.length === count) return known;
  if (known.length > count) return known.slice(0, count);
  return [...known, ...(await remote.reportsSince(session, known.length))];
}

async function pullComparisons(
  remote: RemoteLab,
  { history: { comparisons } }: Moment,
  known: readonly RetrainingComparison[],
): Promise<readonly RetrainingComparison[]> {
  const isKnown =
    comparisons.length === known.length && comparisons.every((name, i) => comparisonName(known[i]!) === name);
  return isKnown ? known : remote.comparisons();
}

/** The whole report of a state; null of the original model, which has none. */
export async function pullReport(
  remote: RemoteLab,
  id: number,
  known: RemovalReport | null,
): Promise<RemovalReport | null> {
  if (id === 0) return null;
  return known?.id === id ? known : remote.report(id);
}

async function pullImages(
  remote: RemoteLab,
  { data }: Moment,
  known: TrainingImages | null,
): Promise<Pick<Pulled, 'images' | 'noImages'>> {
  if (known?.data === data) return { images: known, noImages: null };
  try {
    return { images: await remote.trainingImages(), noImages: null };
  } catch (noImages) {
    return { images: null, noImages };
  }
}
