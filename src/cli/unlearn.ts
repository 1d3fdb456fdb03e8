/**
 * Removes training samples from a trained model, one removal after another, with the engine of the page: `lethe unlearn --help` lists the options,
 * docs/experiments.md says what is written.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../data/dataset';
import { compareWithRetraining } from '../engine/compareWithRetraining';
import { digestOf } from '../engine/digest';
import { changeBetween } from '../engine/history';
import { goTo, openSession, type Session, standing } from '../engine/session';
import { unlearn } from '../engine/unlearn';
import type { Compute } from '../model/compute';
import { createNetwork } from '../model/network';
import { prepareNetwork } from '../model/prepareNetwork';
import type { EpochProgress } from '../model/training';
import { loadData } from './loadData';
import { type LoadedWeights, loadCheckpoint, loadShippedWeights } from './loadWeights';
import { openNodeCompute } from './nodeCompute';
import { type PlannedRemoval, planRemovals } from './planRemovals';
import { openRunFolder, type RunCard, type RunFolder, type RunState } from './runFolder';
import { showRemovals } from './showRemovals';
import { unlearnHelp } from './unlearnHelp';
import { readUnlearnOptions, type UnlearnSpec } from './unlearnOptions';

/** Runs the command. */
export async function run(words: string[]): Promise<void> {
  const spec = readUnlearnOptions(words);
  if (!spec) {
    console.log(unlearnHelp());
    return;
  }
  const dataset = await loadData(spec.data, {
    seed: 1,
    ...(spec.limit === null ? {} : { trainingLimit: spec.limit }),
  });
  const planned = planRemovals(dataset.training, spec.plan, spec.settings.seed);
  const compute = await openNodeCompute(spec.backend);
  const weights = spec.checkpoint
    ? await loadCheckpoint(spec.checkpoint, dataset)
    : await loadShippedWeights(dataset, spec.model ?? undefined);
  const card = await runCard(spec, dataset, weights, compute);
  const folder = await openRunFolder(spec.out, card, { planned, start: weights.trained.parameters });
  const { signal, stopListening } = listenForStop();
  try {
    const session = await openRun(compute, dataset, weights, folder.state, signal);
    await removeAll(session, planned, spec, folder, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    process.stderr.write('\nstopped; the same command goes on from the last removal that was finished\n');
    process.exitCode = 130;
  } finally {
    stopListening();
    await folder.close();
  }
}

/** Everything that a run depends on, and what it was made with. */
async function runCard(
  spec: UnlearnSpec,
  dataset: Dataset,
  { architecture, trained, card }: LoadedWeights,
  { backend, device }: Compute,
): Promise<RunCard> {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8'));
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
  const session = await openSession(compute, dataset, network, trained, card, { signal });
  // The weights between are not kept: the first removal stands for the whole way, and a run never goes back.
  const none = changeBetween(parameters, parameters);
  const whole = changeBetween(session.parameters, parameters);
  for (const report of reports) session.removals.push({ report, change: report.id === 1 ? whole : none });
  if (reports.length > 0) await goTo(session, reports.length, { signal });
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

/** Ctrl+C abandons the removal in flight; a second one ends the process at once. */
function listenForStop(): { readonly signal: AbortSignal; readonly stopListening: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  return { signal: controller.signal, stopListening: () => process.off('SIGINT', stop) };
}
