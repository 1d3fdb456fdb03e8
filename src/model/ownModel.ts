/** A model that the user brings: a tf.LayersModel with its weights. */

import type { NamedBytes } from '../data/loadOptions';
import { message, say } from '../words/say';
import { type Architecture, findArchitecture } from './architectures';
import { CheckpointError, type DecodedCheckpoint, loadModel, rebuild } from './checkpoint';
import { readLayerWeights } from './layersModel';
import { readModelJson, UnreadableModel } from './modelJson';
import { readGraph } from './readGraph';
import type { TrainingRequest } from './trainingRequest';

export interface OwnModel {
  readonly architecture: Architecture;
  /** Flat, in the layout of its graph. */
  readonly parameters: Float32Array;
}

/**
 * Reads a model.json and the weight files that it names.
 * @throws CheckpointError when a file is missing or damaged; ModelError that names the layer which the lab cannot take
 */
export async function readOwnModel(
  files: readonly NamedBytes[],
  training: TrainingRequest,
): Promise<OwnModel> {
  const description = files.find(({ name }) => name.endsWith('.json'));
  if (!description) {
    throw new CheckpointError('model.checkpoint.noModelJson', { names: files.map(({ name }) => name) });
  }
  const modelJson = new TextDecoder().decode(description.bytes);
  const model = await loadModel(modelJson, joinWeights(modelJson, files));
  try {
    const graph = readGraph(model);
    const fileName = description.name.replace(/(\/?model)?\.json$/, '').slice(-longestOwnName);
    const name = fileName || say('model.unnamedOwnModel');
    return {
      architecture: ownArchitecture(name, graph.nodes[0]!.shape, rebuild(model), training),
      parameters: await readLayerWeights(model),
    };
  } finally {
    model.dispose();
  }
}

/**
 * The architecture of a checkpoint: of the table, or the user's own as the file has it.
 * @param training what a model of the user's own is trained by further
 * @throws SaidError when the table has no such model
 */
export function architectureOf(
  { card, architecture }: DecodedCheckpoint,
  training: TrainingRequest,
): Architecture {
  if (card.model !== 'own') return findArchitecture(card.model);
  const name = card.modelName.replace(ownSuffix, '');
  return ownArchitecture(name, card.data.shape, architecture.build, training);
}

/** Characters of the name of a user's model, which comes from the name of its file. */
const longestOwnName = 200;

/** What marks a name as that of the user's own model. */
const ownSuffix = ' (your model)';

/** An entry of the table of models for one that the user brought. */
function ownArchitecture(
  name: string,
  shape: readonly number[],
  build: Architecture['build'],
  training: TrainingRequest,
): Architecture {
  const [height, width, channels] = shape as [number, number, number];
  const takes = [height, width, channels] as const;
  return {
    id: 'own',
    name: `${name}${ownSuffix}`,
    description: message('model.ownModel', { height, width, channels }),
    takes: (input) => takes.every((size, i) => size === input[i]),
    madeFor: 'any',
    build,
    training,
  };
}

/** The bytes of all weight files, in the order of the manifest. */
function joinWeights(modelJson: string, files: readonly NamedBytes[]): Uint8Array {
  const parts = weightPaths(modelJson).map((path) => {
    const file = files.find(({ name }) => lastPart(name) === lastPart(path));
    if (!file) {
      throw new CheckpointError('model.checkpoint.missingWeights', { path });
    }
    return file.bytes;
  });
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function weightPaths(modelJson: string): string[] {
  try {
    return readModelJson(modelJson).weightsManifest.flatMap(({ paths }) => [...paths]);
  } catch (cause) {
    if (!(cause instanceof UnreadableModel)) throw cause;
    throw new CheckpointError('model.checkpoint.noModel', { reason: cause.reason }, { cause });
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
