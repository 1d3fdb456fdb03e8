/**
 * The weights in a file of torch.save: a zip with a pickle (data.pkl) and the numbers of each storage (data/0, data/1, …), as PyTorch writes them since
 * version 1.6. Nothing of the file is executed: names of Python stand for functions of ours that make tensors, or for objects without any behaviour.
 */

import { DataError } from '../../data/dataError';
import { NUMBER_TYPES } from '../../data/formats/arrays/numberTypes';
import type { Entry } from '../../data/formats/entry';
import { createBudget, LIMITS } from '../../data/formats/limits';
import { OtherNumbers, type PickleNames, readPickle } from '../../data/formats/pickle';
import { isZip, zipEntries } from '../../data/formats/zip';
import type { NamedBytes } from '../../data/loadOptions';
import { CheckpointError } from '../checkpointError';
import { isSafetensors, isWeightsNpz, readSafetensors, readWeightsNpz } from './weightFiles';

/** A tensor, whose numbers are read when they are asked for. */
export interface TorchTensor {
  readonly shape: readonly number[];
  /** In row-major order. */
  read(): Float32Array;
}

/** By its name in the model, in the order of the file. */
export type StateDict = ReadonlyMap<string, TorchTensor>;

const pickleName = /(^|\/)data\.pkl$/;

/** Whether a file holds weights of PyTorch: a zip of torch.save with its pickle, or one of the plain formats. */
export function isTorchFile(file: NamedBytes): boolean {
  const { name, bytes } = file;
  if (isSafetensors(file)) return true;
  if (!isZip(bytes)) return false;
  try {
    const entries = zipEntries(bytes, name, createBudget(LIMITS));
    return entries.some((entry) => pickleName.test(entry.name)) || isWeightsNpz(file);
  } catch (error) {
    if (error instanceof DataError) return false;
    throw error;
  }
}

/**
 * The weights of a file: a state_dict, one in a dictionary (of "state_dict" or "model", say), or that of a whole module.
 * @throws CheckpointError where there are none; DataError where the file is damaged
 */
export function readStateDict(file: NamedBytes): {
  readonly state: StateDict;
  readonly losses: readonly string[];
} {
  const found = readTensors(file);
  if (found.size === 0) throw new CheckpointError('model.checkpoint.torch.noWeights', { file: file.name });
  const losses = [...found.keys()].filter((name) => lossName.test(name));
  if (losses.length === found.size) return { state: withoutPrefix(found), losses: [] };
  return { state: withoutPrefix(new Map([...found].filter(([name]) => !lossName.test(name)))), losses };
}

/** Weights of a loss or a measure, which Lightning keeps beside those of the model. */
const lossName = /^(criterion|loss|loss_fn|loss_func|loss_function|\w*_metrics?|metrics?)\./;

function readTensors(file: NamedBytes): StateDict {
  if (isSafetensors(file)) return readSafetensors(file);
  return isWeightsNpz(file) ? readWeightsNpz(file) : readPickled(file);
}

/** Those of torch.save. */
function readPickled({ name, bytes }: NamedBytes): StateDict {
  const entries = zipEntries(bytes, name, createBudget(LIMITS));
  const pickle = entries.find((entry) => pickleName.test(entry.name))!;
  const value = readPickle(pickle.read(), `${pickle.name} in ${name}`, torchNames(entries, pickle, name));
  return findTensors(value, 0);
}

/** An object of a class that the lab does not know: it holds what the file says of it, and does nothing. */
class Inert extends Map<unknown, unknown> {
  state: unknown;
  __setstate__(state: unknown): void {
    this.state = state;
  }
  push(): void {}
}

/** Numbers as they lie in the file. */
interface Storage {
  /** How many numbers. */
  readonly length: number;
  at(i: number): number;
}

const storageTypes: Readonly<Record<string, string>> = {
  FloatStorage: 'f4',
  DoubleStorage: 'f8',
  HalfStorage: 'f2',
  LongStorage: 'i8',
  IntStorage: 'i4',
  ShortStorage: 'i2',
  CharStorage: 'i1',
  ByteStorage: 'u1',
  BoolStorage: 'b1',
  BFloat16Storage: 'bf2',
};

class Tensor implements TorchTensor {
  constructor(
    private readonly storage: Storage,
    private readonly offset: number,
    readonly shape: readonly number[],
    private readonly strides: readonly number[],
  ) {}

  read(): Float32Array {
    const { storage, offset, shape, strides } = this;
    const count = shape.reduce((product, size) => product * size, 1);
    const places = new Array<number>(shape.length).fill(0);
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      values[i] = storage.at(places.reduce((at, place, axis) => at + place * strides[axis]!, offset));
      for (let axis = shape.length - 1; axis >= 0 && ++places[axis]! === shape[axis]; axis--)
        places[axis] = 0;
    }
    return values;
  }
}

function torchNames(entries: readonly Entry[], pickle: Entry, fileName: string): PickleNames {
  const folder = pickle.name.slice(0, -'data.pkl'.length);
  const order = entries.find((entry) => entry.name === `${folder}byteorder`);
  const isLittle = !order || new TextDecoder().decode(order.read()).trim() !== 'big';
  const types = new Map<unknown, string>();
  const storages = new Map<string, Storage>();
  return {
    resolve(fullName) {
      if (/^torch\._utils\._rebuild_tensor(_v2)?$/.test(fullName)) return rebuildTensor;
      if (fullName === 'torch._utils._rebuild_parameter') return (tensor) => tensor;
      // A function of its own for each name: called, or with `new`, it gives an object without behaviour.
      const make = function make() {
        return new Inert();
      };
      types.set(make, fullName.replace(/^torch\./, ''));
      return make;
    },
    persistent(id) {
      const [kind, type, key] = Array.isArray(id) ? id : [];
      if (kind !== 'storage') throw new Error('a persistent id that is no storage');
      const known = storages.get(String(key));
      if (known) return known;
      const entry = entries.find(({ name }) => name === `${folder}data/${key}`);
      if (!entry) throw new Error(`no numbers data/${String(key).slice(0, 20)} in ${fileName}`);
      const storage = openStorage(entry.read(), types.get(type) ?? '', isLittle);
      storages.set(String(key), storage);
      return storage;
    },
  };
}

/** Complex and quantised numbers of PyTorch. */
const otherStorage = /^(Complex(Float|Double|Half)|Q\w{3,8})Storage$/;

function openStorage(bytes: Uint8Array, type: string, isLittle: boolean): Storage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const code = Object.hasOwn(storageTypes, type) ? storageTypes[type]! : '';
  const number = NUMBER_TYPES[code];
  if (!number && otherStorage.test(type)) throw new OtherNumbers(type);
  if (!number) throw new Error(`numbers of the type ${type.slice(0, 40)}`);
  const { sizeBytes, read } = number;
  return {
    length: Math.floor(bytes.length / sizeBytes),
    at: (i) => read(view, i * sizeBytes, isLittle),
  };
}

function rebuildTensor(...[storage, offset, shape, strides]: unknown[]): Tensor {
  const areCounts = (values: unknown): values is number[] =>
    Array.isArray(values) && values.every((value) => Number.isSafeInteger(value) && value >= 0);
  if (
    !areCounts([offset]) ||
    !areCounts(shape) ||
    !areCounts(strides) ||
    shape.length !== strides.length ||
    !isStorage(storage)
  ) {
    throw new Error('a tensor without numbers, shape or strides');
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * strides[axis]!, offset as number);
  if (count > storage.length || (count > 0 && last >= storage.length)) {
    throw new Error(`a tensor past the end of its ${storage.length} numbers`);
  }
  return new Tensor(storage, offset as number, shape, strides);
}

function isStorage(value: unknown): value is Storage {
  return typeof value === 'object' && value !== null && 'at' in value && 'length' in value;
}

/** What a state_dict is called in the dictionaries that programs save. */
const usualKeys = ['state_dict', 'model_state_dict', 'model_state', 'model', 'net', 'network', 'weights'];
/** Dictionaries within dictionaries that are looked into. */
const deepest = 6;

function findTensors(value: unknown, depth: number): Map<string, Tensor> {
  if (depth > deepest) return new Map();
  if (value instanceof Inert) return tensorsOfModule(value, '', depth);
  if (!(value instanceof Map)) return new Map();
  const within = (keys: readonly unknown[]): Map<string, Tensor> => {
    for (const key of keys) {
      const found = value.has(key) ? findTensors(value.get(key), depth + 1) : new Map();
      if (found.size > 0) return found;
    }
    return new Map();
  };
  // Beside these there may be other tensors, as the state of a random generator.
  const usual = within(usualKeys);
  if (usual.size > 0) return usual;
  const own = [...value].filter(([key, item]) => typeof key === 'string' && item instanceof Tensor);
  return own.length > 0 ? new Map(own as [string, Tensor][]) : within([...value.keys()]);
}

/** The state_dict of a whole module, which holds its parameters, its buffers and the modules within it. */
function tensorsOfModule({ state }: Inert, before: string, depth: number): Map<string, Tensor> {
  const members = (name: string): [unknown, unknown][] => {
    const found = state instanceof Map ? state.get(name) : undefined;
    return found instanceof Map ? [...found] : [];
  };
  const tensors = [...members('_parameters'), ...members('_buffers')].flatMap(([key, tensor]) =>
    tensor instanceof Tensor ? [[`${before}${key}`, tensor] as const] : [],
  );
  const within = members('_modules').flatMap(([key, module]) =>
    module instanceof Inert && depth < deepest
      ? [...tensorsOfModule(module, `${before}${key}.`, depth + 1)]
      : [],
  );
  return new Map([...tensors, ...within]);
}

/** Of DataParallel, torch.compile, Lightning, DeepSpeed, and FSDP. */
const wrappers = /^((module|_orig_mod|model|net|_forward_module|_fsdp_wrapped_module)\.)+/;

/** Names without what a wrapper of the whole model puts before each of them ("module.conv1.weight"). */
function withoutPrefix(tensors: StateDict): StateDict {
  const names = [...tensors.keys()];
  const wrapper = wrappers.exec(names[0]!)?.[0];
  if (!wrapper || !names.every((name) => name.startsWith(wrapper))) return tensors;
  return new Map([...tensors].map(([name, tensor]) => [name.slice(wrapper.length), tensor]));
}
