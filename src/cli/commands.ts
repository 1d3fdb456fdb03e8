/** The commands of `lethe`: what each is for, its options, and how it starts. What a command needs is loaded once its words are read. */

import { say } from '../words/say';
import { attackOptions, readAttackOptions } from './attack/options';
import { bandOptions, readBandOptions } from './band/options';
import { dataOptions, readDataOptions } from './data/options';
import { doctorOptions, readDoctorOptions } from './doctor/options';
import { ensembleOptions, readEnsembleOptions } from './ensemble/options';
import type { ExitCode } from './exitCodes';
import {
  figureOptions,
  mergeOptions,
  readFigureOptions,
  readMergeOptions,
  readRunOptions,
  readStatusOptions,
  readSweepOptions,
  readWorkerOptions,
  runOptions,
  statusOptions,
  sweepOptions,
  workerOptions,
} from './experiments/options';
import { modelOptions, readModelOptions } from './model/options';
import type { OptionTable } from './options/option';
import { readOptions } from './options/readOptions';
import { readReplayOptions, replayOptions } from './replay/options';
import type { Stop } from './stop';
import { readTrainOptions, trainOptions } from './train/options';
import { readUnlearnOptions, unlearnOptions } from './unlearn/options';

export interface Command {
  /** What is typed after it, in short. */
  readonly usage: () => string;
  readonly summary: () => string;
  readonly options: OptionTable;
  /** @throws CommandError for what is expected to go wrong */
  readonly start: (words: readonly string[], stop: Stop) => Promise<ExitCode>;
}

export const commands: Readonly<Record<string, Command>> = {
  train: {
    usage: () => say('cli.usageOut'),
    summary: () => say('cli.summaryTrain'),
    options: trainOptions,
    async start(words, stop) {
      const spec = readTrainOptions(words);
      const { runTrain } = await import('./train/run');
      return runTrain(spec, stop);
    },
  },
  unlearn: {
    usage: () => say('cli.usageOut'),
    summary: () => say('cli.summaryUnlearn'),
    options: unlearnOptions,
    async start(words, stop) {
      const spec = readUnlearnOptions(words);
      const { runUnlearn } = await import('./unlearn/run');
      return runUnlearn(spec, stop);
    },
  },
  ensemble: {
    usage: () => say('cli.usageOptions'),
    summary: () => say('cli.ensemble.summary'),
    options: ensembleOptions,
    async start(words, stop) {
      const spec = readEnsembleOptions(words);
      const { runEnsemble } = await import('./ensemble/run');
      return runEnsemble(spec, stop);
    },
  },
  attack: {
    usage: () => say('cli.usageOptions'),
    summary: () => say('cli.attack.summary'),
    options: attackOptions,
    async start(words, stop) {
      const spec = readAttackOptions(words);
      const { runAttack } = await import('./attack/run');
      return runAttack(spec, stop);
    },
  },
  band: {
    usage: () => say('cli.usageOptions'),
    summary: () => say('cli.band.summary'),
    options: bandOptions,
    async start(words, stop) {
      const run = readBandOptions(words);
      const { runBand } = await import('./band/run');
      return runBand(run, stop);
    },
  },
  data: {
    usage: () => say('cli.data.usage'),
    summary: () => say('cli.data.summary'),
    options: dataOptions,
    async start(words, stop) {
      const spec = readDataOptions(words);
      const { runData } = await import('./data/run');
      return runData(spec, stop);
    },
  },
  model: {
    usage: () => say('cli.model.usage'),
    summary: () => say('cli.model.summary'),
    options: modelOptions,
    async start(words, stop) {
      const spec = readModelOptions(words);
      const { runModel } = await import('./model/run');
      return runModel(spec, stop);
    },
  },
  replay: {
    usage: () => say('cli.replay.usage'),
    summary: () => say('cli.replay.summary'),
    options: replayOptions,
    async start(words, stop) {
      const spec = readReplayOptions(words);
      const { runReplay } = await import('./replay/run');
      return runReplay(spec, stop);
    },
  },
  doctor: {
    usage: () => say('cli.doctor.usage'),
    summary: () => say('cli.doctor.summary'),
    options: doctorOptions,
    async start(words, stop) {
      const spec = readDoctorOptions(words);
      const { runDoctor } = await import('./doctor/run');
      return runDoctor(spec, stop);
    },
  },
  run: {
    usage: () => say('cli.experiments.usageRun'),
    summary: () => say('cli.experiments.summaryRun'),
    options: runOptions,
    async start(words, stop) {
      const spec = readRunOptions(words);
      const { runExperiment } = await import('./experiments/run');
      return runExperiment(spec, stop);
    },
  },
  sweep: {
    usage: () => say('cli.experiments.usageSweep'),
    summary: () => say('cli.experiments.summarySweep'),
    options: sweepOptions,
    async start(words, stop) {
      const spec = readSweepOptions(words);
      const { runSweep } = await import('./experiments/sweep');
      return runSweep(spec, stop);
    },
  },
  worker: {
    usage: () => say('cli.experiments.usageWorker'),
    summary: () => say('cli.experiments.summaryWorker'),
    options: workerOptions,
    async start(words, stop) {
      const spec = readWorkerOptions(words);
      const { runWorker } = await import('./experiments/worker');
      return runWorker(spec, stop);
    },
  },
  status: {
    usage: () => say('cli.experiments.usageStatus'),
    summary: () => say('cli.experiments.summaryStatus'),
    options: statusOptions,
    async start(words) {
      const spec = readStatusOptions(words);
      const { runStatus } = await import('./experiments/status');
      return runStatus(spec);
    },
  },
  merge: {
    usage: () => say('cli.experiments.usageMerge'),
    summary: () => say('cli.experiments.summaryMerge'),
    options: mergeOptions,
    async start(words) {
      const spec = readMergeOptions(words);
      const { runMerge } = await import('./experiments/merge');
      return runMerge(spec);
    },
  },
  figure: {
    usage: () => say('cli.experiments.usageRun'),
    summary: () => say('cli.experiments.summaryFigure'),
    options: figureOptions,
    async start(words) {
      const spec = readFigureOptions(words);
      const { runFigure } = await import('./experiments/figure');
      return runFigure(spec);
    },
  },
  list: {
    usage: () => '',
    summary: () => say('cli.experiments.summaryList'),
    options: {},
    async start(words) {
      readOptions(words, {});
      const { runList } = await import('./experiments/list');
      return runList();
    },
  },
};
