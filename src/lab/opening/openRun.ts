import { digestOf } from '../../engine/digest';
import { restoreHistory, type SavedHistory } from '../../engine/savedHistory';
import { SaidError } from '../../words/saidError';
import { message, sayMessage } from '../../words/say';
import { type Host, loadingJob, presentMachine, trainedModel } from '../host';
import { findOriginal, fitting } from './findOriginal';
import { installWeights } from './installWeights';
import { withScaling } from './ownOriginal';
import type { RunFiles } from './runFiles';

/**
 * Opens a run of the command line: what its rows hold is there at once, without computing, and the model stands where weights.bin proves it by its digest. The
 * weights of the other states are made again when they are gone to.
 * @throws SaidError where its data or its original weights are not here, or its rows contradict each other; the open model then stays as it is
 */
export async function openRun(host: Host, run: RunFiles, signal: AbortSignal): Promise<void> {
  const { identity, facts } = run.card;
  const data = (facts.data ?? {}) as { readonly id?: unknown; readonly name?: unknown };
  const dataset = await host.library.find(String(data.id ?? ''), identity.data, signal);
  if (!dataset) throw new SaidError('lab.run.noData', [{ data: String(data.name ?? identity.data) }]);
  const wanted = { id: identity.model, digest: identity.weights };
  const found = await findOriginal(host, dataset, wanted, signal);
  if (!found) throw new SaidError('lab.run.noOriginal', [{ model: identity.model }]);
  const job = loadingJob(host, 'run', signal);
  const { compute } = presentMachine(host);
  const original = await withScaling(found, dataset, identity.scaling, compute, job);
  const standing = findStanding(run);
  await installWeights(
    host,
    { dataset, architecture: original.architecture },
    job,
    fitting(original),
    async ({ session, comparisons }) => {
      const { problem } = await restoreHistory(session, historyOf(run, standing ?? 0), job);
      if (problem) throw new SaidError('lab.run.damaged', [{ problem: sayMessage(problem) }]);
      comparisons.push(...run.comparisons);
    },
  );
  await host.autosave.save(trainedModel(host), signal);
  if (!run.isChained) host.restored.push(message('lab.unchained'));
  if (run.failed > 0) host.restored.push(message('lab.run.failed', { count: run.failed }));
  if (standing === null && run.reports.length > 0) {
    host.restored.push(message(run.weights ? 'lab.run.strangeWeights' : 'lab.run.noWeights'));
  }
}

/** The last state that has the weights of weights.bin; null where none has, or the file is not there. */
function findStanding({ card, reports, weights }: RunFiles): number | null {
  if (!weights) return null;
  const digest = digestOf(weights);
  const last = reports.findLastIndex(({ digestAfter }) => digestAfter === digest);
  if (last >= 0) return last + 1;
  return digest === card.identity.weights ? 0 : null;
}

function historyOf({ reports, weights }: RunFiles, current: number): SavedHistory {
  return {
    removals: reports.map((report) => ({
      report,
      values: weights && report.id === current ? { indices: null, after: weights } : null,
    })),
    current,
    next: reports.map(({ parent, id }) => [parent, id] as const),
  };
}
