/** Trains models and writes them as checkpoints: `lethe train --help` lists the options. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../data/dataset';
import { findSource } from '../../data/sources';
import { type Architecture, architecturesFor, findArchitecture, isMeantFor } from '../../model/architectures';
import {
  type CheckpointCard,
  checkpointName,
  decodeCheckpoint,
  encodeCheckpoint,
  trainingCard,
} from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import { evaluateSet, summarise } from '../../model/evaluation';
import { createNetwork, type Network } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { type EpochProgress, type TrainedWeights, train } from '../../model/training';
import type { TrainingRequest } from '../../model/trainingRequest';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { loadData } from '../loadData';
import { openNodeCompute } from '../nodeCompute';
import type { Stop } from '../stop';
import type { TrainSpec } from './options';

/** Runs the command. */
export async function runTrain(spec: TrainSpec, _stop: Stop): Promise<ExitCode> {
  const { out, precision } = spec;
  await mkdir(out, { recursive: true });
  await readIndex(join(out, 'index.json'));
  const compute = await openNodeCompute(spec.backend);
  const loaded = await loadData(spec.data, {
    seed: 1,
    ...(spec.limit === null ? {} : { trainingLimit: spec.limit }),
  });
  const dataset = spec.as ? { ...loaded, id: spec.as, name: findSource(spec.as).name } : loaded;
  const { name, training, validation, shape } = dataset;
  console.log(
    say('cli.dataLine', {
      name,
      training: training.count,
      validation: validation.count,
      shape: shape.join(' x '),
    }),
  );
  const chosen =
    spec.models.length > 0
      ? spec.models.map(findArchitecture)
      : architecturesFor(shape).filter((architecture) => isMeantFor(architecture, shape));
  for (const architecture of chosen) {
    const request: TrainingRequest = { ...architecture.training, ...spec.settings };
    const network = createNetwork(architecture, shape, dataset.classNames.length);
    try {
      const start = performance.now();
      await prepareNetwork(compute, network.graph);
      const weights = await train(network, dataset, request, {
        onProgress: (progress) => showProgress(architecture, progress),
      });
      process.stderr.write('\n');
      const card = await save(out, network, dataset, request, weights, compute, precision);
      console.log(
        say('cli.trained', {
          model: architecture.id,
          training: percent(card.trainingAccuracy),
          validation: percent(card.validationAccuracy),
          minutes: ((performance.now() - start) / 60_000).toFixed(1),
        }),
      );
    } finally {
      network.dispose();
    }
  }
  return exitCodes.done;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function showProgress(
  { id }: Architecture,
  { epoch, epochs, loss, accuracy, validation, remainingMs }: EpochProgress,
): void {
  const held = validation ? ` validation ${percent(validation.accuracy)}` : '';
  process.stderr.write(
    `\r${id} epoch ${epoch}/${epochs} loss ${loss.toFixed(3)} accuracy ${percent(accuracy)}${held}, ${Math.ceil(remainingMs / 60_000)} min left `,
  );
}

/** Writes the checkpoint. The card's accuracies are those of the weights as they are written. */
async function save(
  folder: string,
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  weights: TrainedWeights,
  compute: Compute,
  precision: CheckpointCard['precision'],
): Promise<CheckpointCard> {
  const written = encodeCheckpoint(
    network,
    weights,
    trainingCard(dataset, request, weights, compute),
    precision,
  );
  const { weights: stored } = await decodeCheckpoint(written);
  network.setParameters(stored.parameters);
  const accuracyOn = async (set: Dataset['training']) =>
    summarise(await evaluateSet(network, dataset, set), set.labels)?.accuracy ?? 0;
  const card: CheckpointCard = {
    ...written.card,
    trainingAccuracy: await accuracyOn(dataset.training),
    validationAccuracy: await accuracyOn(dataset.validation),
  };
  const home = join(folder, checkpointName(dataset.id, network.architecture.id));
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'model.json'), written.modelJson);
  await writeFile(join(home, 'weights.bin'), written.weights);
  await writeFile(join(home, 'secant.bin'), written.secant);
  await writeFile(join(home, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  await addToIndex(join(folder, 'index.json'), card);
  return card;
}

/** @throws InputError when there is an index, and it is damaged */
async function readIndex(path: string): Promise<CheckpointCard[]> {
  const text = await readFile(path, 'utf8').catch(() => '[]');
  try {
    const cards: unknown = JSON.parse(text);
    if (Array.isArray(cards)) return cards;
  } catch {
    // Said below.
  }
  throw new InputError('cli.indexDamaged', [{ file: path }]);
}

/** Puts a card into the index of shipped weights, in place of an older one for the same data and model. */
async function addToIndex(path: string, card: CheckpointCard): Promise<void> {
  const cards = (await readIndex(path)).filter(
    ({ data, model }) => data.id !== card.data.id || model !== card.model,
  );
  await writeFile(path, `${JSON.stringify([...cards, card], null, 2)}\n`);
}
