/**
 * Removes training samples from a trained model, one removal after another, with the engine of the page: `lethe unlearn --help` lists the options,
 * docs/experiments.md says what is written.
 */

import { join } from 'node:path';
import { version } from '../../../package.json';
import type { Dataset } from '../../data/dataset';
import { defaultSource } from '../../data/defaultSource';
import { countHeldOut } from '../../data/guardImages';
import { digestOf } from '../../engine/digest';
import { createStates } from '../../engine/history';
import { whyNoNoise } from '../../engine/refuseNoise';
import { connectEpochStates } from '../../engine/rewind/epochStates';
import { memorisationBy } from '../../engine/yardstick/ensembleMargins';
import { specOf } from '../../engine/yardstick/ensembleSpec';
import { findMargins } from '../../lab/opening/findMargins';
import { findShipped, type Original } from '../../lab/opening/findOriginal';
import { openOriginal } from '../../lab/opening/openOriginal';
import type { OriginalOnData } from '../../lab/opening/ownOriginal';
import type { RunCard } from '../../lab/schema/runFolder';
import type { SessionFile } from '../../lab/schema/session';
import type { Compute } from '../../model/compute';
import { makeProvenance } from '../../model/makeProvenance';
import { stagesOf } from '../../model/trainingRequest';
import { say, sayMessage } from '../../words/say';
import type { Backend } from '../backends';
import { keptFolder } from '../cacheFolder';
import { OptionError } from '../commandError';
import { openFolderMembers } from '../ensemble/folderMembers';
import { type ExitCode, exitCodes } from '../exitCodes';
import { readOptional } from '../folder/files';
import { openKeptEpochs } from '../keptEpochs';
import { loadData } from '../loadData';
import {
  loadCheckpoint,
  loadOwn,
  loadShippedWeights,
  picturesOfModel,
  shippedEnsembles,
  shippedWeights,
} from '../loadWeights';
import { openNodeCompute } from '../nodeCompute';
import type { Stop } from '../stop';
import { untilAborted } from '../untilAborted';
import { watchGpu } from '../watchGpu';
import { writeTerms } from './certificateTerms';
import type { UnlearnSpec } from './options';
import { planRemovals } from './planRemovals';
import { removeAll } from './removeAll';
import { findCard, findRunData } from './runCard';
import { beginCertificate, releaseRun } from './runCertificate';
import { openRunFolder } from './runFolder';
import { openRunSaving } from './runSaving';
import { openRunStore } from './runStore';
import { openBase, pathOf, plannedOf, readSessionFile, removedBy, type SessionBase } from './sessionBase';

/**
 * Runs the command.
 * @param openCompute opens what is computed on
 * @throws CommandError, or what the layers below say of what they refuse
 */
export async function runUnlearn(
  spec: UnlearnSpec,
  stop: Stop,
  openCompute: (backend: Backend) => Promise<Compute> = openNodeCompute,
): Promise<ExitCode> {
  const { settings, retrainEvery, fromStart, takeOver } = spec;
  // A run that was begun with it goes on.
  const reason = whyNoNoise(settings);
  if (reason && !(await readOptional(join(spec.out, 'run.json')))) {
    throw new OptionError('cli.noiseRefused', [{ reason: sayMessage(reason) }]);
  }
  const file = spec.session === null ? null : await readSessionFile(spec.session);
  const pictures = await picturesOfModel(spec.checkpoint);
  const loaded = await loadData(spec.data ?? (await findData(file, spec.out)), {
    seed: 1,
    signal: stop.signal,
    ...(spec.limit === null ? {} : { trainingLimit: spec.limit }),
    pictures,
  });
  for (const note of loaded.notes ?? []) console.error(sayMessage(note));
  const before = file ? pathOf(file) : [];
  const planned = [
    ...plannedOf(before),
    ...planRemovals(loaded.training, spec.plan, settings, removedBy(before)),
  ];
  const leftOut = file ? file.history.removals.length - before.length : 0;
  if (leftOut > 0) console.error(say('cli.branchesLeftOut', { count: leftOut }));
  const compute = await openCompute(spec.backend);
  const base = file && (await openBase(file, compute, loaded, stop.signal));
  const { original, dataset } = base
    ? { original: base.original, dataset: loaded }
    : await findWeights(spec, loaded, compute, stop.signal);
  const { backend, device } = compute;
  const memorisation = await findMemorisation(spec, dataset, original, stop.signal);
  const facts = { dataset: dataset.id, model: original.architecture.id, backend, device };
  const folder = await openRunFolder(
    spec.out,
    runCard(spec, dataset, original, compute, base),
    { planned, start: original.trained.weights.parameters, retrainEvery, facts, memorisation },
    { fromStart, takeOver, signal: stop.signal, onWait: (sentence) => console.error(sentence) },
  );
  if (base) await folder.begin(base);
  const gpu = watchGpu(compute);
  const broken = AbortSignal.any([gpu.failed, folder.lost]);
  const signal = AbortSignal.any([broken, stop.signal]);
  try {
    const work = async () => {
      const saving = openRunSaving(openRunStore(spec.out, folder));
      // The weights between are not kept: a run never goes back.
      const { trained } = await openOriginal(
        { compute, dataset },
        original,
        { signal },
        async (opened) => {
          const { certificate, out } = spec;
          connectEpochStates(opened.session, openKeptEpochs());
          if (certificate) await beginCertificate(out, opened.session, certificate, signal);
          await saving.restore(opened, { signal });
        },
        createStates(0),
      );
      const failures = await removeAll({ trained, saving, planned, spec, folder, gpu, signal });
      await releaseRun(spec.out, trained.session, signal);
      return failures;
    };
    const failed = await untilAborted(work(), broken);
    return failed > 0 ? exitCodes.failed : exitCodes.done;
  } catch (error) {
    if (broken.aborted) throw broken.reason;
    if (!stop.signal.aborted) throw error;
    console.error(`\n${say('cli.stopped')}`);
    return stop.exitCode();
  } finally {
    gpu.close();
    await folder.close();
  }
}

/** How much each sample is memorised, by the ensemble that was asked for: made before, or shipped. */
async function findMemorisation(
  { ensemble: { count, seed, store, isAsked } }: UnlearnSpec,
  dataset: Dataset,
  { architecture, trained }: Original,
  signal: AbortSignal,
) {
  const { card, weights } = trained;
  if (stagesOf(card) === null) return undefined;
  const parameterCount = weights.parameters.length;
  const original = { dataset, model: architecture.id, parameterCount, training: card };
  const spec = specOf(original, { count, seed });
  const folder = store ?? keptFolder('ensembles');
  const sources = { store: openFolderMembers(folder), shipped: shippedEnsembles };
  const found = await findMargins(spec, dataset, sources, signal);
  if (!found && isAsked) console.error(say('cli.noEnsemble', { count, seed, folder }));
  return found ? memorisationBy(found.margins) : undefined;
}

/**
 * Data that nobody named: those of the session, or else of the run that the folder holds, which may be of a time with another default.
 * @throws OptionError where a session's are files
 */
async function findData(file: SessionFile | null, out: string): Promise<readonly string[]> {
  if (!file) return [(await findRunData(out)) ?? defaultSource];
  const { id, name } = file.dataset;
  if (id === 'files') throw new OptionError('cli.sessionNeedsData', [{ name }]);
  return [id];
}

/** The weights that a run begins with. A run that is in the folder goes on with its own, be it those that shipped before. */
async function findWeights(
  { checkpoint, model, weights, scaling, out }: UnlearnSpec,
  dataset: Dataset,
  compute: Compute,
  signal: AbortSignal,
): Promise<OriginalOnData> {
  if (checkpoint) {
    const own = await loadOwn(checkpoint, dataset, compute, signal, scaling ?? undefined);
    if (!own && scaling) throw new OptionError('cli.scalingAlone', []);
    return own ?? { original: await loadCheckpoint(checkpoint, dataset), dataset };
  }
  const begun = await findCard(out);
  const id = model ?? begun?.identity.model;
  const own =
    begun && id === begun.identity.model
      ? await findShipped(shippedWeights, dataset, { id, digest: begun.identity.weights }, signal)
      : null;
  const original = own ?? (await loadShippedWeights(dataset, model ?? undefined, weights));
  return { original, dataset };
}

/** Everything that a run depends on but how far it goes, and what it was made with. */
function runCard(
  spec: UnlearnSpec,
  dataset: Dataset,
  { architecture, trained: { weights, card } }: Original,
  compute: Compute,
  base: SessionBase | null,
): RunCard {
  const { backend, device } = compute;
  const { settings, retrainEvery, retrainingSeed, relearnLimit } = spec;
  const { comeback, rewindLine, band, recoveredSeeds, certificate } = spec;
  const { order, batchSize, label } = spec.plan;
  return {
    format: 'lethe-unlearn',
    version: 3,
    identity: {
      data: dataset.digest,
      validationCount: countHeldOut(dataset),
      model: architecture.id,
      weights: digestOf(weights.parameters),
      backend,
      device,
      ...settings,
      order,
      batchSize,
      label,
      retrainEvery,
      relearnLimit,
      ...(retrainingSeed === null ? {} : { retrainingSeed }),
      ...(comeback ? { comeback } : {}),
      ...(rewindLine ? { rewindLine } : {}),
      ...(band ? { band } : {}),
      ...(recoveredSeeds > 0 ? { recoveredSeeds } : {}),
      ...(certificate ? { certificate: writeTerms(certificate) } : {}),
      ...(base ? { session: digestOf(base.parameters) } : {}),
      ...(spec.scaling ? { scaling: spec.scaling } : {}),
    },
    facts: {
      lethe: version,
      node: process.versions.node,
      data: { ...card.data, validationCount: dataset.validation.count },
      began: new Date().toISOString(),
    },
    provenance: makeProvenance(compute, { training: card.seed, run: settings.seed }),
    trainEpochs: card.epochs,
    seed: settings.seed,
  };
}
