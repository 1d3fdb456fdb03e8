/** Trains models and writes them as checkpoints: `lethe train --help` lists the options. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../data/dataset';
import { findSource } from '../data/sources';
import { type Architecture, architecturesFor, findArchitecture, isMeantFor } from '../model/architectures';
import {
  type CheckpointCard,
  checkpointName,
  decodeCheckpoint,
  encodeCheckpoint,
  trainingCard,
} from '../model/checkpoint';
import type { Compute } from '../model/compute';
import { evaluateSet, summarise } from '../model/evaluation';
import { createNetwork, type Network } from '../model/network';
import { prepareNetwork } from '../model/prepareNetwork';
import { type EpochProgress, type TrainedWeights, train } from '../model/training';
import { type TrainingRequest, trainingChoices } from '../model/trainingRequest';
import { loadData } from './loadData';
import { openNodeCompute } from './nodeCompute';
import { OptionError } from './optionError';
import { type OptionValues, parseWords } from './parseWords';

const options = {
  data: { type: 'string', multiple: true },
  as: { type: 'string' },
  limit: { type: 'string' },
  model: { type: 'string', multiple: true },
  precision: { type: 'string', default: 'float32' },
  backend: { type: 'string', default: 'wasm' },
  epochs: { type: 'string' },
  'learning-rate': { type: 'string' },
  'batch-size': { type: 'string' },
  optimizer: { type: 'string' },
  schedule: { type: 'string' },
  momentum: { type: 'string' },
  'weight-decay': { type: 'string' },
  augmentation: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const help = `lethe train [options]
Trains models and writes them as checkpoints.

  --data ID|PATH              a data source, or files of one data set (repeatable); digits
  --as ID                     the data source that the files are of
  --limit N                   the first N / classes training images of each class
  --model ID                  a model of the table (repeatable); all that are meant for such images
  --precision NAME            float32, float16; float32
  --backend NAME              wasm, webgpu, cpu; wasm
  --out DIR                   needed: gets a folder for each checkpoint, and index.json with all cards

In place of the model's own settings
  --epochs N, --batch-size N, --learning-rate X, --momentum X, --weight-decay X, --seed N
  --optimizer NAME            ${trainingChoices.optimizer.join(', ')}
  --schedule NAME             ${trainingChoices.schedule.join(', ')}
  --augmentation NAME         ${trainingChoices.augmentation.join(', ')}
`;

/** Runs the command. */
export async function run(words: string[]): Promise<void> {
  const values = parseWords(words, options);
  if (values.help) {
    console.log(help);
    return;
  }
  const { precision, out } = values;
  if (precision !== 'float32' && precision !== 'float16') {
    throw new RangeError(`--precision is float32 or float16, got ${precision}`);
  }
  if (out === undefined)
    throw new OptionError('--out is needed: the folder that the checkpoints are written to');
  await mkdir(out, { recursive: true });
  await readIndex(join(out, 'index.json'));
  const compute = await openNodeCompute(values.backend);
  const loaded = await loadData(values.data ?? ['digits'], {
    seed: 1,
    ...(values.limit === undefined ? {} : { trainingLimit: Number(values.limit) }),
  });
  const dataset = values.as ? { ...loaded, id: values.as, name: findSource(values.as).name } : loaded;
  console.log(
    `${dataset.name}: ${dataset.training.count} training and ${dataset.validation.count} validation images, ${dataset.shape.join(' x ')}`,
  );
  const chosen =
    values.model?.map(findArchitecture) ??
    architecturesFor(dataset.shape).filter((architecture) => isMeantFor(architecture, dataset.shape));
  for (const architecture of chosen) {
    const request = readRequest(architecture, values);
    const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
    try {
      const start = performance.now();
      await prepareNetwork(compute, network.graph);
      const weights = await train(network, dataset, request, {
        onProgress: (progress) => showProgress(architecture, progress),
      });
      process.stderr.write('\n');
      const card = await save(out, network, dataset, request, weights, compute, precision);
      const minutes = (performance.now() - start) / 60_000;
      console.log(
        `${architecture.id}: ${percent(card.trainingAccuracy)} of the training images, ${percent(card.validationAccuracy)} of the validation images, ${minutes.toFixed(1)} minutes`,
      );
    } finally {
      network.dispose();
    }
  }
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

/** The model's own settings, with those that were given in their place. */
function readRequest({ training }: Architecture, values: OptionValues<typeof options>): TrainingRequest {
  const number = (given: string | undefined, fallback: number) => Number(given ?? fallback);
  return {
    ...training,
    ...(values.optimizer ? { optimizer: values.optimizer as TrainingRequest['optimizer'] } : {}),
    ...(values.schedule ? { schedule: values.schedule as TrainingRequest['schedule'] } : {}),
    ...(values.augmentation ? { augmentation: values.augmentation as TrainingRequest['augmentation'] } : {}),
    epochs: number(values.epochs, training.epochs),
    batchSize: number(values['batch-size'], training.batchSize),
    learningRate: number(values['learning-rate'], training.learningRate),
    momentum: number(values.momentum, training.momentum),
    weightDecay: number(values['weight-decay'], training.weightDecay),
    seed: number(values.seed, training.seed),
  };
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

/** @throws OptionError when there is an index, and it is damaged */
async function readIndex(path: string): Promise<CheckpointCard[]> {
  const text = await readFile(path, 'utf8').catch(() => '[]');
  try {
    const cards: unknown = JSON.parse(text);
    if (Array.isArray(cards)) return cards;
  } catch {
    // Said below.
  }
  throw new OptionError(`--out: ${path} is damaged: it holds no list of cards. Name another folder.`);
}

/** Puts a card into the index of shipped weights, in place of an older one for the same data and model. */
async function addToIndex(path: string, card: CheckpointCard): Promise<void> {
  const cards = (await readIndex(path)).filter(
    ({ data, model }) => data.id !== card.data.id || model !== card.model,
  );
  await writeFile(path, `${JSON.stringify([...cards, card], null, 2)}\n`);
}
