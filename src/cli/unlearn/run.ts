/**
 * Removes training samples from a trained model, one removal after another, with the engine of the page: `lethe unlearn --help` lists the options,
 * docs/experiments.md says what is written.
 */

import { version } from '../../../package.json';
import type { Dataset } from '../../data/dataset';
import { compareWithRetraining } from '../../engine/compareWithRetraining';
import { digestOf } from '../../engine/digest';
import { createStates } from '../../engine/history';
import { openSession, type Session, standAt, standing } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import type { Compute } from '../../model/compute';
import { createNetwork } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import type { EpochProgress } from '../../model/training';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';
import { loadData } from '../loadData';
import { type LoadedWeights, loadCheckpoint, loadShippedWeights } from '../loadWeights';
import { openNodeCompute } from '../nodeCompute';
import { type PlannedRemoval, planRemovals } from '../planRemovals';
import type { Stop } from '../stop';
import type { UnlearnSpec } from './options';
import { openRunFolder, type RunCard, type RunFolder, type RunState } from './runFolder';
import { showRemovals } from './showRemovals';

/** Runs the command. */
export async function runUnlearn(spec: UnlearnSpec, stop: Stop): Promise<ExitCode> {
  const { signal } = stop;
  const dataset = await loadData(spec.data, {
    seed: 1,
    ...(spec.limit === null ? {} : { trainingLimit: spec.limit }),
  });
  const planned = planRemovals(dataset.training, spec.plan, spec.settings.seed);
  const compute = await openNodeCompute(spec.backend);
  const weights = spec.checkpoint
    ? await loadCheckpoint(spec.checkpoint, dataset)
    : await loadShippedWeights(dataset, spec.model ?? undefined);
  const card = runCard(spec, dataset, weights, compute);
  const folder = await openRunFolder(spec.out, card, { planned, start: weights.trained.parameters });
  try {
    const session = await openRun(compute, dataset, weights, folder.state, signal);
    await removeAll(session, planned, spec, folder, signal);
    return exitCodes.done;
  } catch (error) {
    if (!signal.aborted) throw error;
    process.stderr.write(`\n${say('cli.stopped')}\n`);
    return stop.exitCode();
  } finally {
    await folder.close();
  }
}

/** Everything that a run depends on, and what it was made with. */
function runCard(
  spec: UnlearnSpec,
  dataset: Dataset,
  { architecture, trained, card }: LoadedWeights,
  { backend, device }: Compute,
): RunCard {
  const { settings, plan, retrainEvery, relearnLimit } = spec;
  return {
    format: 'lethe-unlearn',
    version: 1,
    identity: {
      data: dataset.digest,
      validationCount: dataset.validation.count,
      model: architecture.id,
      weights: digestOf(trained.parameters),
      backend,
      device,
      ...settings,
      ...plan,
      retrainEvery,
      relearnLimit,
    },
    facts: {
      lethe: version,
      node: process.versions.node,
      data: { ...card.data, validationCount: dataset.validation.count },
      began: new Date().toISOString(),
    },
    trainEpochs: card.epochs,
    seed: settings.seed,
  };
}

/** A session in the state that the run was left in. */
async function openRun(
  compute: Compute,
  dataset: Dataset,
  { architecture, trained, card }: LoadedWeights,
  { reports, parameters }: RunState,
  signal: AbortSignal,
): Promise<Session> {
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  await prepareNetwork(compute, network.graph);
  // The weights between are not kept: a run never goes back.
  const session = await openSession(compute, dataset, network, trained, card, { signal }, createStates(0));
  if (reports.length > 0) await standAt(session, reports, { id: reports.length, parameters }, { signal });
  return session;
}

async function removeAll(
  session: Session,
  planned: readonly PlannedRemoval[],
  { settings, retrainEvery, relearnLimit }: UnlearnSpec,
  folder: RunFolder,
  signal: AbortSignal,
): Promise<void> {
  const { state } = folder;
  const compared = new Set(state.comparisons.map(({ id }) => id));
  const show = showRemovals(planned.length, state.reports.length);
  const compareWhereDue = async () => {
    const { current } = session;
    if (retrainEvery === null || current === 0 || current % retrainEvery !== 0) return;
    // What the guard rejected left an earlier model, which may be compared already.
    const state = standing(session);
    if (compared.has(state)) return;
    compared.add(state);
    const onProgress = ({ fraction }: EpochProgress) => show.progress(current, 'retraining', fraction);
    const job = { signal, onProgress };
    await folder.addComparison(await compareWithRetraining(session, job, { relearnLimit }));
  };
  await compareWhereDue();
  for (const { samples, seed } of planned.slice(state.reports.length)) {
    const request = { ...settings, samples, seed };
    const onPhase = (phase: string, fraction: number) => show.progress(session.current + 1, phase, fraction);
    const report = await unlearn(session, request, { signal, onPhase });
    await folder.addRemoval(report, session.parameters);
    show.removal(report);
    await compareWhereDue();
  }
  show.end(session);
}
