/** Sessions out of files come to be the open model. */

import type { Dataset } from '../../data/dataset';
import { digestOf } from '../../engine/digest';
import { restoreHistory } from '../../engine/savedHistory';
import { type DecodedCheckpoint, decodeCheckpoint } from '../../model/checkpoint';
import { architectureOf } from '../../model/ownModel';
import { message, sayMessage } from '../../words/say';
import { type Host, loadingJob, trainedModel } from '../host';
import type { SessionFile } from '../schema/session';
import { SessionFileError } from '../schema/sessionFileError';
import { installWeights } from './installWeights';
import { ownTraining, weightsOf } from './openCheckpoint';

/**
 * Opens the session of a file, if all of it holds.
 * @throws SessionFileError that says what is wrong or missing; the open model then stays as it is
 */
export async function openSessionFile(host: Host, file: SessionFile, signal: AbortSignal): Promise<void> {
  const dataset = await findData(host, file, signal);
  const decoded = await findOriginal(host, file, dataset, signal);
  const job = loadingJob(host, 'the session', signal);
  const place = { dataset, architecture: architectureOf(decoded, ownTraining) };
  const find = weightsOf(decoded, file.weights ? 'checkpoint' : 'shipped');
  await installWeights(host, place, job, find, async ({ session, comparisons }) => {
    const { problem } = await restoreHistory(session, file.history, job);
    if (problem) throw new SessionFileError('lab.sessionFile.history', [{ problem: sayMessage(problem) }]);
    comparisons.push(...file.comparisons);
  });
  if (!file.isChained) host.restored.push(message('lab.unchained'));
  await host.autosave.save(trainedModel(host));
}

async function findData(
  { library }: Host,
  { dataset: { id, name, digest, trainingCount } }: SessionFile,
  signal: AbortSignal,
): Promise<Dataset> {
  const dataset = await library.find(id, digest, signal);
  if (dataset) return dataset;
  throw new SessionFileError('lab.sessionFile.otherData', [{ count: trainingCount, data: name }]);
}

/** The original weights: in the file, or shipped with the lab. */
async function findOriginal(
  { shipped }: Host,
  { model, weights }: SessionFile,
  dataset: Dataset,
  signal: AbortSignal,
): Promise<DecodedCheckpoint> {
  const decoded = await (weights ? decodeCheckpoint(weights) : shipped.fetch(dataset, model.id, signal));
  if (decoded && digestOf(decoded.weights.parameters) === model.digest) return decoded;
  throw new SessionFileError('lab.sessionFile.otherWeights', [
    { model: model.name, isInFile: weights !== null },
  ]);
}
