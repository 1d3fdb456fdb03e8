/** A model of PyTorch that the user brings: a file of torch.save, and a JSON file that tells its layers where the lab does not know them. */

import type * as tf from '@tensorflow/tfjs';
import type { ImageShape } from '../../data/dataset';
import { decodeText } from '../../data/decodeText';
import type { NamedBytes } from '../../data/loadOptions';
import type { NetworkGraph } from '../../math/network/graph';
import type { Message } from '../../words/catalogue';
import { message } from '../../words/say';
import { architecturesFor } from '../architectures';
import { CheckpointError } from '../checkpointError';
import { ModelError } from '../modelError';
import { membersOf } from '../own/plainLayers';
import { readGraph } from '../readGraph';
import { parseOptional } from '../schema/parse';
import { readPlain } from '../schema/read';
import { refuseOptions, type Sequential, sequentialSchema } from './description';
import { canBe, knownNets } from './knownNets';
import {
  type Matching,
  matchLayers,
  matchNamed,
  placeWeights,
  type TorchLayer,
  torchLayers,
} from './placeWeights';
import { buildSequential } from './sequential';
import { isTorchFile, readStateDict } from './stateDict';
import { settleEnd } from './torchEnd';

export interface TorchModel {
  /** The caller disposes it. */
  readonly model: tf.LayersModel;
  /** Flat, in the layout of its graph. */
  readonly parameters: Float32Array;
  readonly file: NamedBytes;
  readonly notes: readonly Message[];
}

/** The files of torch.save among files. */
export function torchFiles(files: readonly NamedBytes[]): NamedBytes[] {
  return files.filter(isTorchFile);
}

/**
 * Opens the weights of a file onto the layers that a description beside it tells, or else onto the first model of the lab that they fit.
 * @param shape of the images of the data; null: not known
 * @throws CheckpointError where they fit none, or there are several files; FieldError where a description is none
 */
export function readTorch(files: readonly NamedBytes[], shape: ImageShape | null): TorchModel {
  const [file, ...more] = torchFiles(files);
  if (more.length > 0) {
    throw new CheckpointError('model.checkpoint.severalModels', {
      names: [file!, ...more].map(({ name }) => name),
    });
  }
  const { state, losses } = readStateDict(file!);
  const description = findDescription(files);
  const given = torchLayers(state);
  const settled = description && settleEnd(description.sequential, given);
  const layers = settled?.layers ?? given;
  const input = description?.sequential.input ?? shape;
  if (!input) throw new ModelError('model.refused.freeSizes');
  const others = files.filter((each) => each !== file && each !== description?.file).map(({ name }) => name);
  const notes = [
    ...(settled?.notes ?? []),
    ...(losses.length > 0 ? [message('model.notes.torchLosses', { names: losses })] : []),
    ...(others.length > 0 ? [message('model.notes.files', { names: others })] : []),
  ];
  const opened = settled ? openSequential(layers, settled.sequential, input) : openKnown(layers, input);
  if (!opened)
    throw new CheckpointError('model.checkpoint.torch.fitsNone', shown(file!, layers, !!description));
  return { ...opened, file: file!, notes: [...opened.notes, ...notes] };
}

type Opened = Pick<TorchModel, 'model' | 'parameters' | 'notes'>;

/** The description among files; JSON files of other kinds are no matter. */
function findDescription(
  files: readonly NamedBytes[],
): { readonly file: NamedBytes; readonly sequential: Sequential } | null {
  for (const file of files) {
    if (!/\.json$/i.test(file.name)) continue;
    const text = decodeText(file.bytes);
    const value = parseOptional(text);
    if (value === undefined && text.includes('lethe-sequential')) {
      throw new CheckpointError('model.checkpoint.torch.brokenDescription', { file: file.name });
    }
    if (membersOf(value)?.format !== 'lethe-sequential') continue;
    refuseOptions(membersOf(value)?.layers);
    return { file, sequential: readPlain(sequentialSchema, value, file.name) };
  }
  return null;
}

/**
 * @param match finds the layers of the file that the nodes of the model have
 * @returns null where the layers have other shapes
 */
function openAs(
  model: tf.LayersModel,
  match: (graph: NetworkGraph) => Matching | null,
): (Pick<TorchModel, 'model' | 'parameters'> & { readonly matching: Matching }) | null {
  const graph = readGraph(model);
  const matching = match(graph);
  if (matching) return { model, parameters: placeWeights(graph, matching), matching };
  model.dispose();
  return null;
}

/** @returns null where the file has layers besides */
function openSequential(
  layers: readonly TorchLayer[],
  sequential: Sequential,
  input: ImageShape,
  name?: string,
): Opened | null {
  const { model, used } = buildSequential(sequential, layers, input);
  if (used.size < layers.length) {
    model.dispose();
    return null;
  }
  const opened = openAs(model, (graph) => matchNamed(graph, used));
  const notes = name === undefined ? [] : [matchedNote(name, layers, [...used.values()])];
  return opened && { ...opened, notes };
}

function matchedNote(model: string, layers: readonly TorchLayer[], used: readonly TorchLayer[]): Message {
  return message('model.notes.torch', {
    model,
    layers: used.slice(0, mostShown).map(({ name }) => name),
    more: Math.max(0, used.length - mostShown),
    inOrder: used.every((layer, i) => layer === layers[i]),
  });
}

function openKnown(layers: readonly TorchLayer[], input: ImageShape): Opened | null {
  const classes = layers.at(-1)?.tensors.get('weight')?.shape[0] ?? 0;
  if (classes < 1) return null;
  for (const { name, build } of architecturesFor(input)) {
    const opened = openAs(build(input, classes), (graph) => matchLayers(graph, layers));
    if (opened) return { ...opened, notes: [matchedNote(name, layers, [...opened.matching.values()])] };
  }
  for (const net of knownNets.filter((each) => canBe(each, layers))) {
    const opened = tryToOpen(() => openSequential(layers, net.sequential, input, net.name));
    if (opened) return opened;
  }
  return null;
}

/** @returns null where a net's layers cannot be laid on each other with these weights */
function tryToOpen(open: () => Opened | null): Opened | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CheckpointError || error instanceof ModelError) return null;
    throw error;
  }
}

/** Layers of a file that are named. */
const mostShown = 12;

function shown({ name }: NamedBytes, layers: readonly TorchLayer[], isDescribed: boolean) {
  return {
    file: name,
    isDescribed,
    layers: layers.slice(0, mostShown).map(({ name: layer, tensors }) => {
      const { shape = [] } = tensors.get('weight') ?? [...tensors.values()][0] ?? {};
      return `${layer} [${shape.join(', ')}]`;
    }),
    more: Math.max(0, layers.length - mostShown),
  };
}
