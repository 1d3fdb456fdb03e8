/**
 * The layers of a model.json as a flat list, whichever Keras or TensorFlow.js wrote it: Sequential and Functional, Keras 2 (`batch_input_shape`,
 * `inbound_nodes` as lists) and Keras 3 (`batch_shape`, `inbound_nodes` as args and kwargs). Models within the model are taken apart.
 */

import { ModelError } from '../modelError';
import { layerName } from './layerName';

export type Members = Readonly<Record<string, unknown>>;

export interface PlainLayer {
  readonly kind: string;
  /** Unlike that of any other layer. */
  readonly name: string;
  /** What its weights are called in the file: its own name, after the names of the models that it is in. */
  readonly path: readonly string[];
  readonly config: Members;
  /** Names of the layers that it reads. */
  readonly reads: readonly string[];
}

export interface PlainModel {
  /** In an order in which each comes after all that it reads. */
  readonly layers: readonly PlainLayer[];
  readonly input: string;
  /** Sizes of the input without the batch; null where one is free, or none of them is known. */
  readonly inputSizes: readonly (number | null)[] | null;
  readonly output: string;
}

const modelKinds = new Set(['Sequential', 'Functional', 'Model']);

/**
 * Reads a topology whose size was checked (checkTopology.ts).
 * @throws ModelError where it is none that the lab takes
 */
export function readPlainLayers(topology: Members): PlainModel {
  const root = membersOf(topology.model_config) ?? topology;
  const layers: PlainLayer[] = [];
  const { inputs, outputs } = readModel(root, { layers, path: [] });
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw new ModelError('model.refused.ends', { inputs: inputs.length, outputs: outputs.length });
  }
  const input = layers.find(({ name }) => name === inputs[0]!)!;
  return {
    layers,
    input: input.name,
    inputSizes: sizesOf(input.config) ?? buildSizes(root),
    output: outputs[0]!,
  };
}

interface Reading {
  readonly layers: PlainLayer[];
  /** Names of the models around what is read. */
  readonly path: readonly string[];
}

/** What the names within a model stand for: layers of the list. */
interface Ends {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** @param given what a model within another reads; absent: the images */
function readModel(model: Members, reading: Reading, given?: readonly string[]): Ends {
  const { class_name: kind, config } = model;
  if (kind === 'Sequential') return readChain(config, reading, given);
  const members = membersOf(config);
  if (!members || !Array.isArray(members.layers)) throw new ModelError('model.refused.noLayers');
  return readFunctional(members, reading, given);
}

function readChain(config: unknown, reading: Reading, given?: readonly string[]): Ends {
  const entries = Array.isArray(config) ? config : membersOf(config)?.layers;
  if (!Array.isArray(entries)) throw new ModelError('model.refused.noLayers');
  const [first] = entries.map((entry) => membersOf(entry) ?? {});
  let at = given;
  let inputs = given ?? [];
  if (!at && first?.class_name !== 'InputLayer') {
    const start = innerFirst(first ?? {});
    at = [add(reading, 'InputLayer', 'input', configOf(start), [])];
    inputs = at;
  }
  for (const entry of entries) {
    const layer = membersOf(entry) ?? {};
    if (layer.class_name === 'InputLayer') {
      if (at) continue;
      at = [addLayer(reading, layer, [])];
      inputs = at;
    } else at = readLayer(layer, reading, at ?? []);
  }
  return { inputs, outputs: at ?? [] };
}

/** The first layer of a model that begins with models. */
function innerFirst(layer: Members): Members {
  if (!modelKinds.has(String(layer.class_name))) return layer;
  const { config } = layer;
  const entries = Array.isArray(config) ? config : membersOf(config)?.layers;
  const first = Array.isArray(entries) ? membersOf(entries[0]) : null;
  return first ? innerFirst(first) : layer;
}

function readFunctional(config: Members, reading: Reading, given?: readonly string[]): Ends {
  const entries = (config.layers as unknown[]).map((entry) => membersOf(entry) ?? {});
  const inputNames = endNames(config.input_layers);
  const outputNames = endNames(config.output_layers);
  /** By the name within this model. */
  const known = new Map<string, string>();
  let left = entries;
  while (left.length > 0) {
    const waiting = left.filter((layer) => {
      const name = nameOf(layer);
      const atInput = inputNames.indexOf(name);
      const reads = readsOf(layer);
      if (given && atInput >= 0) {
        known.set(name, given[atInput] ?? given[0]!);
        return false;
      }
      if (!reads.every((read) => known.has(read))) return true;
      const [out] = readLayer(
        layer,
        reading,
        reads.map((read) => known.get(read)!),
      );
      known.set(name, out!);
      return false;
    });
    if (waiting.length === left.length) {
      throw new ModelError('model.refused.outside', { layer: nameOf(waiting[0]!) });
    }
    left = waiting;
  }
  const ends = (names: readonly string[]) =>
    names.map((name) => {
      const layer = known.get(name);
      if (layer === undefined) throw new ModelError('model.refused.outside', { layer: name });
      return layer;
    });
  return { inputs: ends(inputNames), outputs: ends(outputNames) };
}

/** A layer, or the layers of a model in its place. */
function readLayer(layer: Members, reading: Reading, reads: readonly string[]): readonly string[] {
  if (!modelKinds.has(String(layer.class_name))) return [addLayer(reading, layer, reads)];
  const path = [...reading.path, nameOf(layer)];
  return readModel(layer, { ...reading, path }, reads).outputs;
}

function addLayer(reading: Reading, layer: Members, reads: readonly string[]): string {
  const { class_name: kind } = layer;
  return add(
    reading,
    typeof kind === 'string' ? kind : '(no class_name)',
    nameOf(layer),
    configOf(layer),
    reads,
  );
}

function add(
  { layers, path }: Reading,
  kind: string,
  own: string,
  config: Members,
  reads: readonly string[],
): string {
  const taken = new Set(layers.map(({ name }) => name));
  const plain = layerName(own);
  let name = plain;
  for (let i = 1; taken.has(name); i += 1) name = `${plain}_${i}`;
  layers.push({ kind, name, path: [...path, own], config, reads });
  return name;
}

/** The names of the layers that a layer of a Functional model reads. @throws ModelError where it is used more than once */
function readsOf(layer: Members): readonly string[] {
  const nodes = Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : [];
  if (nodes.length > 1) {
    throw new ModelError('model.refused.shared', { layer: nameOf(layer), times: nodes.length });
  }
  const [node] = nodes;
  if (node === undefined) return [];
  if (Array.isArray(node)) {
    const calls = typeof node[0] === 'string' ? [node] : node;
    return calls.map((call) => String(Array.isArray(call) ? call[0] : call));
  }
  const { args, kwargs } = membersOf(node) ?? {};
  return [...tensorsIn(args), ...tensorsIn(Object.values(membersOf(kwargs) ?? {}))];
}

/** The tensors among the arguments of a call in Keras 3, by the layer that made them. */
function tensorsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  const { class_name: kind, config } = membersOf(value) ?? {};
  if (kind !== '__keras_tensor__') return [];
  const history = membersOf(config)?.keras_history;
  return Array.isArray(history) ? [String(history[0])] : [];
}

/** ["dense", 0, 0], or a list of such, or such by name. */
function endNames(value: unknown): string[] {
  const named = membersOf(value);
  if (named) return Object.values(named).flatMap(endNames);
  if (!Array.isArray(value)) return [];
  if (typeof value[0] === 'string') return [value[0]];
  return value.map((entry) => String(Array.isArray(entry) ? entry[0] : entry));
}

function nameOf(layer: Members): string {
  return String(layer.name ?? configOf(layer).name ?? 'layer');
}

function configOf(layer: Members): Members {
  return membersOf(layer.config) ?? {};
}

function sizesOf(config: Members): readonly (number | null)[] | null {
  const sizes = config.batch_shape ?? config.batch_input_shape;
  return Array.isArray(sizes) ? cleanSizes(sizes) : null;
}

/** What a Sequential model without an input layer was built for. */
function buildSizes(root: Members): readonly (number | null)[] | null {
  const sizes = membersOf(root.config)?.build_input_shape ?? membersOf(root.build_config)?.input_shape;
  return Array.isArray(sizes) ? cleanSizes(sizes) : null;
}

function cleanSizes(sizes: readonly unknown[]): (number | null)[] {
  return sizes.slice(1).map((size) => (Number.isSafeInteger(size) ? (size as number) : null));
}

/** An object; null for anything else. */
export function membersOf(value: unknown): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}
