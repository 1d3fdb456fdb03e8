/** Sessions out of files come to be the open model, in the page or in a program. */

import type { Dataset } from '../../data/dataset';
import { digestOf } from '../../engine/digest';
import { restoreHistory } from '../../engine/savedHistory';
import type { Session } from '../../engine/session';
import { decodeCheckpoint } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import { message, sayMessage } from '../../words/say';
import { type Host, loadingJob, trainedModel } from '../host';
import type { RetrainingComparison } from '../protocol';
import type { SessionFile } from '../schema/session';
import { SessionFileError } from '../schema/sessionFileError';
import { findShipped, fitting, type Original, originalOf } from './findOriginal';
import { installWeights } from './installWeights';
import { type OpenedOriginal, openOriginal } from './openOriginal';
import type { ShippedWeights } from './shippedWeights';

/** Where a session of a file is opened, outside of the page. */
export interface SessionPlace {
  readonly compute: Compute;
  /** The data that it belongs to. */
  readonly dataset: Dataset;
  readonly shipped: ShippedWeights;
}

/**
 * Opens the session of a file on its data, if all of it holds: to go on from where it was left.
 * @throws SessionFileError that says what is wrong or missing; AbortError when cancelled
 */
export async function openSessionOn(
  { compute, dataset, shipped }: SessionPlace,
  file: SessionFile,
  job: Job = {},
): Promise<OpenedOriginal> {
  if (file.dataset.digest !== dataset.digest) refuseData(file);
  const start = await findStart(shipped, file, dataset, job.signal);
  return openOriginal({ compute, dataset }, start, job, ({ session, comparisons }) =>
    recall(session, comparisons, file, job),
  );
}

/**
 * Opens the session of a file in the lab, if all of it holds.
 * @throws SessionFileError that says what is wrong or missing; the open model then stays as it is
 */
export async function openSessionFile(host: Host, file: SessionFile, signal: AbortSignal): Promise<void> {
  const { id, digest } = file.dataset;
  const dataset = (await host.library.find(id, digest, signal)) ?? refuseData(file);
  const start = await findStart(host.shipped, file, dataset, signal);
  const job = loadingJob(host, 'session', signal);
  await installWeights(
    host,
    { dataset, architecture: start.architecture },
    job,
    fitting(start),
    ({ session, comparisons }) => recall(session, comparisons, file, job),
  );
  if (!file.isChained) host.restored.push(message('lab.unchained'));
  await host.autosave.save(trainedModel(host), signal);
}

async function recall(
  session: Session,
  comparisons: RetrainingComparison[],
  file: SessionFile,
  job: Job,
): Promise<void> {
  const { problem } = await restoreHistory(session, file.history, job);
  if (problem) throw new SessionFileError('lab.sessionFile.history', [{ problem: sayMessage(problem) }]);
  comparisons.push(...file.comparisons);
  session.certificate = file.certificate;
}

function refuseData({ dataset: { name, trainingCount } }: SessionFile): never {
  throw new SessionFileError('lab.sessionFile.otherData', [{ count: trainingCount, data: name }]);
}

/** The original weights: in the file, or shipped with the lab. */
async function findStart(
  shipped: ShippedWeights,
  { model, weights }: SessionFile,
  dataset: Dataset,
  signal: AbortSignal = new AbortController().signal,
): Promise<Original> {
  const found = weights
    ? originalOf(await decodeCheckpoint(weights), 'checkpoint')
    : await findShipped(shipped, dataset, model, signal);
  if (found && digestOf(found.trained.weights.parameters) === model.digest) return found;
  throw new SessionFileError('lab.sessionFile.otherWeights', [
    { model: model.name, isInFile: weights !== null },
  ]);
}
