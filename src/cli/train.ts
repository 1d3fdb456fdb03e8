/**
 * Trains models on the built-in data and writes them where the page finds them:
 *   lethe train [--model ID] [--epochs N] [--learning-rate X] [--seed N] [--out public/models]
 * Without --model, all models of the table with their own settings. Runs on tfjs's WASM backend.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findSource } from '../data/sources';
import { architectures, findArchitecture } from '../model/architectures';
import { type CheckpointCard, checkpointName, encodeWeights } from '../model/checkpoint';
import { openWasmCompute } from '../model/compute';
import { createNetwork } from '../model/network';
import { train, trainingConstants } from '../model/training';

/** The seed of the built-in data that the page uses. */
const builtInSeed = 1;

/** Runs the command. */
export async function run(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: {
      model: { type: 'string' },
      epochs: { type: 'string' },
      'learning-rate': { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string', default: 'public/models' },
    },
  });
  const wasm = createRequire(import.meta.url).resolve(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  );
  const compute = await openWasmCompute(wasm);
  const dataset = await findSource('digits').load({ seed: builtInSeed, files: [] });
  const [height, width, channels] = dataset.shape;
  await mkdir(values.out, { recursive: true });
  for (const architecture of values.model ? [findArchitecture(values.model)] : architectures) {
    const request = {
      epochs: Number(values.epochs ?? architecture.training.epochs),
      learningRate: Number(values['learning-rate'] ?? architecture.training.learningRate),
      seed: Number(values.seed ?? architecture.training.seed),
    };
    const network = createNetwork(architecture, height * width * channels, dataset.classNames.length);
    const weights = await train(network, dataset, request, {
      onProgress: ({ epoch, epochs, loss, accuracy }) =>
        process.stderr.write(
          `\r${architecture.id} epoch ${epoch}/${epochs} loss ${loss.toFixed(3)} accuracy ${accuracy.toFixed(3)} `,
        ),
    });
    const card: CheckpointCard = {
      format: 'lethe-checkpoint',
      version: 1,
      dataset: dataset.id,
      model: architecture.id,
      trainingCount: dataset.training.count,
      parameterCount: network.parameterCount,
      ...request,
      ...trainingConstants,
      trainingAccuracy: weights.trainingAccuracy,
      validationAccuracy: weights.validationAccuracy,
      backend: compute.backend,
    };
    await writeFile(
      join(values.out, `${checkpointName(dataset.id, architecture.id)}.bin`),
      encodeWeights(weights),
    );
    await addCard(join(values.out, 'index.json'), card);
    console.log(
      `\n${architecture.id}: ${(100 * card.trainingAccuracy).toFixed(1)}% of the training images, ${(100 * card.validationAccuracy).toFixed(1)}% of the validation images`,
    );
    network.dispose();
  }
}

/** Puts a card into the index of shipped weights, in place of an older one for the same data and model. */
async function addCard(path: string, card: CheckpointCard): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '[]');
  const cards = (JSON.parse(text) as CheckpointCard[]).filter(
    ({ dataset, model }) => dataset !== card.dataset || model !== card.model,
  );
  await writeFile(path, `${JSON.stringify([...cards, card], null, 2)}\n`);
}
