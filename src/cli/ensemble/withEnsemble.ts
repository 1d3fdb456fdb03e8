import { join } from 'node:path';
import type { Dataset } from '../../data/dataset';
import { type EnsembleSpec, ensembleKey, specOf } from '../../engine/yardstick/ensembleSpec';
import type { EnsembleJob, EnsembleLab, ModelProgress } from '../../engine/yardstick/makeEnsemble';
import type { MemberStore } from '../../engine/yardstick/memberStore';
import type { Original } from '../../lab/opening/findOriginal';
import { say, sayMessage } from '../../words/say';
import { keptFolder } from '../cacheFolder';
import type { ExitCode } from '../exitCodes';
import { claimFolder } from '../folder/claimFolder';
import { makeFolder } from '../folder/files';
import { loadData } from '../loadData';
import { loadCheckpoint, loadShippedWeights } from '../loadWeights';
import { openNodeCompute } from '../nodeCompute';
import { showLine, timeLeft } from '../progress';
import type { Stop } from '../stop';
import { untilAborted } from '../untilAborted';
import { watchGpu } from '../watchGpu';
import { openFolderMembers } from './folderMembers';
import type { EnsembleChoice } from './options';

/** An ensemble that a command works on; its folder is claimed. */
export interface OpenedEnsemble {
  readonly lab: EnsembleLab;
  readonly dataset: Dataset;
  readonly spec: EnsembleSpec;
  readonly store: MemberStore;
  /** Where its models are kept. */
  readonly folder: string;
  /** Ends where the command is to stop, the folder is lost or the device fails. */
  readonly signal: AbortSignal;
  /** A job that says how far it is. @param what in the words of the catalogue */
  job(what: 'making' | 'attacking'): EnsembleJob;
}

/**
 * Opens data, model and device, and the folder of the ensemble of the model's training; runs a work on it, and lets all go again.
 * @throws CommandError, or what the layers below say of what they refuse
 */
export async function withEnsemble(
  choice: EnsembleChoice,
  stop: Stop,
  work: (opened: OpenedEnsemble) => Promise<ExitCode>,
): Promise<ExitCode> {
  const dataset = await loadData(choice.data, {
    seed: 1,
    signal: stop.signal,
    ...(choice.limit === null ? {} : { trainingLimit: choice.limit }),
  });
  for (const note of dataset.notes ?? []) console.error(sayMessage(note));
  const compute = await openNodeCompute(choice.backend);
  const { architecture, trained } = await findOriginal(choice, dataset);
  const spec = specOf(
    {
      dataset,
      model: architecture.id,
      parameterCount: trained.weights.parameters.length,
      training: trained.card,
    },
    { count: choice.models, seed: choice.seed },
  );
  const root = choice.store ?? keptFolder('ensembles');
  const folder = join(root, ensembleKey(spec));
  await makeFolder(folder);
  const claim = await claimFolder(folder, {
    takeOver: choice.takeOver,
    signal: stop.signal,
    onWait: (sentence) => console.error(sentence),
  });
  const line = showLine();
  try {
    const gpu = watchGpu(compute);
    const broken = AbortSignal.any([gpu.failed, claim.lost]);
    const signal = AbortSignal.any([broken, stop.signal]);
    const job = (what: 'making' | 'attacking'): EnsembleJob => ({
      signal,
      settle: gpu.settle,
      onProgress: tellOf(line, what),
    });
    const store = openFolderMembers(root);
    const lab = { compute, dataset, architecture };
    try {
      return await untilAborted(work({ lab, dataset, spec, store, folder, signal, job }), broken);
    } catch (error) {
      if (broken.aborted) throw broken.reason;
      if (!stop.signal.aborted) throw error;
      line.aside(say('cli.ensemble.stopped'));
      return stop.exitCode();
    } finally {
      gpu.close();
    }
  } finally {
    line.end();
    await claim.release();
  }
}

/** Says how far it is: on a terminal in one line that is written over, else in a line for each model. */
function tellOf(line: ReturnType<typeof showLine>, what: 'making' | 'attacking') {
  let told = -1;
  return ({ done, count, remainingMs }: ModelProgress) => {
    const words = () => say(`cli.ensemble.${what}`, { done, count, left: timeLeft(remainingMs) });
    if (done === told) return line.often(words);
    told = done;
    line.now(words());
  };
}

function findOriginal({ checkpoint, model }: EnsembleChoice, dataset: Dataset): Promise<Original> {
  return checkpoint ? loadCheckpoint(checkpoint, dataset) : loadShippedWeights(dataset, model ?? undefined);
}
