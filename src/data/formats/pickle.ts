import { BufferReader, Parser } from 'pickleparser';
import { DataError, reasonOf } from '../dataError';
import { joinBytes } from '../joinBytes';
import { readText, textBytes } from './arrays/fixedText';
import {
  type AnyArray,
  arrayOf,
  columnsFirst,
  type NumberArray,
  productOf,
  textArrayOf,
} from './arrays/numberArray';
import { NUMBER_TYPES } from './arrays/numberTypes';

/**
 * Pickles of Python (PEP 3154; protocols 0 to 5), as CIFAR's Python version and many others are kept. A pickle is a program that builds
 * values, and may call any function of Python by its name. Here a few names stand for functions of ours that make arrays; any other name
 * ends the reading. So nothing of a file is executed.
 */

/** A dictionary, list or tuple, array, text, bytes or number. */
export type Pickled = unknown;

/** Whether the bytes begin as a pickle of protocol 2 to 5 does; those of 0 and 1 are known by the name of the file. */
export function isPickle(head: Uint8Array): boolean {
  return head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5;
}

/** What a format that is made of pickles knows beyond arrays. */
export interface PickleNames {
  /** What stands for a name of Python's: a function of ours. */
  resolve(fullName: string): (...values: unknown[]) => unknown;
  /** What a persistent id stands for, which is kept outside of the pickle. */
  persistent(id: unknown): unknown;
}

/**
 * The value of a pickle.
 * @param names of a format that knows more; absent: any name but those of arrays ends the reading
 * @throws DataError when it is damaged, or asks for anything but arrays, lists, dictionaries, texts and numbers
 */
export function readPickle(bytes: Uint8Array, fileName: string, names?: PickleNames): Pickled {
  const parser = new Parser({
    unpicklingTypeOfDictionary: 'Map',
    nameResolver: {
      resolve: (module, name) =>
        find(module, name) ?? names?.resolve(`${module}.${name}`) ?? refuse(module, name, fileName),
    },
    ...(names && { persistentResolver: { resolve: (id: unknown) => names.persistent(id) as never } }),
  });
  try {
    return parser.read(new Reader(bytes));
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    if (cause instanceof OtherNumbers) {
      throw new DataError('data.wrong.pickle.numbers', { fileName, type: cause.type }, { cause });
    }
    throw new DataError(
      'data.wrong.pickle.broken',
      { fileName, reason: reasonOf(cause).slice(0, 100) },
      { cause },
    );
  }
}

/** Sound numbers of a type that the lab does not read: complex ones, dates, quantised ones. */
export class OtherNumbers extends Error {
  constructor(readonly type: string) {
    super(`numbers of the type ${type}`);
  }
}

/** Strings of Python 2 are bytes: each becomes the character of its number. */
class Reader extends BufferReader {
  constructor(private readonly content: Uint8Array) {
    super(content);
  }
  /** Protocol 0 writes texts on a line of their own, with escapes, which the parser leaves as they are. */
  override line(): string {
    const code = String.fromCharCode(this.content[this.position - 1] ?? 0);
    const line = super.line();
    if (code === 'V') return withoutEscapes(line, unicodeEscape);
    return code === 'S' ? withoutEscapes(line, stringEscape) : line;
  }
  override string(size: number, encoding: 'ascii' | 'utf-8'): string {
    return encoding === 'ascii' ? latin(this.bytes(size)) : super.string(size, encoding);
  }
  override bytes(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.length - this.position))
      throw new Error(`${length} bytes past the end`);
    return super.bytes(length) as Uint8Array;
  }
  override uint64(): number {
    const [low, high] = [this.uint32(), this.uint32()];
    return low + 2 ** 32 * high;
  }
}

/** Of Python's raw-unicode-escape: a backslash itself is written as \\u005c. */
const unicodeEscape = /\\u([0-9a-f]{4})|\\U([0-9a-f]{8})/gi;
/** Of repr() of a Python 2 string. */
const stringEscape = /\\(?:x([0-9a-f]{2})|([nrt\\'"]))/g;
const shortEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function withoutEscapes(line: string, escapes: RegExp): string {
  return line.replace(escapes, (_, code?: string, second?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (second!.length === 1) return shortEscapes[second!] ?? second!;
    return String.fromCodePoint(Number.parseInt(second!, 16));
  });
}

const PIECE = 8192;

function latin(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return pieces.join('');
}

/** The bytes of a Python 2 string, or of a text that stands for bytes in protocol 2. */
function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') throw new Error('no bytes where an array has them');
  return Uint8Array.from(value, (sign) => sign.charCodeAt(0));
}

/** A type of NumPy: "u1", "f4", "U3", and its byte order. */
class DataType {
  isBig = false;
  constructor(readonly code: string) {}
  __setstate__(state: unknown): void {
    this.isBig = Array.isArray(state) && state[1] === '>';
  }
}

/** An array of NumPy while it is built. */
class PickledArray {
  array: AnyArray | undefined;
  __setstate__(state: unknown): void {
    if (!Array.isArray(state)) throw new Error('an array without its state');
    const [shape, type, isFortran, content] = state.slice(-4);
    this.array = arrayFrom(content, type, shape, isFortran === true);
  }
}

/** By the names that NumPy has had for them. */
const FUNCTIONS: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
  'multiarray._reconstruct': () => new PickledArray(),
  'multiarray.scalar': (type, content) => {
    const array = flatFrom(toBytes(content), type);
    return array.kind === 'text' ? array.textAt(0) : array.at(0);
  },
  'numeric._frombuffer': (content, type, shape, order) => {
    const built = new PickledArray();
    built.array = arrayFrom(content, type, shape, order === 'F');
    return built;
  },
  dtype: (code) => new DataType(String(code)),
};
const PLAIN: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
  'numpy.ndarray': () => new PickledArray(),
  '_codecs.encode': (text) => toBytes(text),
  'collections.OrderedDict': () => new Map(),
  'builtins.bytearray': (content) => toBytes(content ?? ''),
  '__builtin__.bytearray': (content) => toBytes(content ?? ''),
};

/** @throws DataError */
function refuse(module: string, name: string, fileName: string): never {
  throw new DataError('data.wrong.pickle.asks', { fileName, name: `${module}.${name}`.slice(0, 80) });
}

function find(module: string, name: string): ((...values: unknown[]) => unknown) | null {
  const full = `${module}.${name}`;
  const ofNumpy = /^numpy(?:\._?core)?(?:\.|$)(.*)$/.exec(module)?.[1];
  const short = ofNumpy === undefined ? '' : [ofNumpy, name].filter((part) => part).join('.');
  const found = Object.hasOwn(PLAIN, full)
    ? PLAIN[full]
    : Object.hasOwn(FUNCTIONS, short)
      ? FUNCTIONS[short]
      : null;
  if (!found) return null;
  // A function of its own for each name: what a file sets on it is gone with it.
  return function call(...values: unknown[]): unknown {
    return found(...values);
  } as (...values: unknown[]) => unknown;
}

function arrayFrom(content: unknown, type: unknown, shape: unknown, isFortran: boolean): AnyArray {
  const sizes = Array.isArray(shape) ? shape.map(Number) : [];
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw new Error('an array without a shape');
  if (!(type instanceof DataType)) throw new Error('an array without a type');
  if (type.code.startsWith('O')) {
    const items = Array.isArray(content) ? content : [];
    if (items.length !== productOf(sizes)) throw new Error('fewer objects than the shape has');
    return listToArray(items) ?? textArrayOf([]);
  }
  const flat = flatFrom(toBytes(content), type);
  const { length } = flat;
  if (length !== productOf(sizes)) throw new Error(`${length} items for the shape ${sizes.join(' x ')}`);
  if (!isFortran || sizes.length < 2) return { ...flat, shape: sizes };
  const place = columnsFirst(sizes);
  return flat.kind === 'text'
    ? { shape: sizes, length, kind: 'text', textAt: (i) => flat.textAt(place(i)) }
    : { shape: sizes, length, kind: flat.kind, at: (i) => flat.at(place(i)) };
}

/** The numbers or texts of bytes, one after the other. */
function flatFrom(bytes: Uint8Array, type: unknown): AnyArray {
  if (!(type instanceof DataType)) throw new Error('items without a type');
  const { code, isBig } = type;
  const itemBytes = textBytes(code);
  if (itemBytes === undefined) return numbersFrom(bytes, type);
  const length = itemBytes === 0 ? 0 : bytes.length / itemBytes;
  if (!Number.isInteger(length)) throw new Error(`${bytes.length} bytes of texts of ${itemBytes}`);
  return {
    shape: [length],
    length,
    kind: 'text',
    textAt: (i) => readText(bytes, i * itemBytes, code, !isBig),
  };
}

/** NumPy's complex and long floating numbers, and its dates and spans of time. */
const otherType = /^[cfMm]\d{1,2}$/;

function numbersFrom(bytes: Uint8Array, type: DataType): NumberArray {
  const { isBig } = type;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = Object.hasOwn(NUMBER_TYPES, type.code) ? NUMBER_TYPES[type.code] : undefined;
  if (!number && otherType.test(type.code)) throw new OtherNumbers(type.code);
  if (!number) throw new Error(`numbers of the type ${type.code.slice(0, 20)}`);
  const { sizeBytes, kind, read } = number;
  const length = bytes.length / sizeBytes;
  if (!Number.isInteger(length)) throw new Error(`${bytes.length} bytes of numbers of ${sizeBytes}`);
  return {
    shape: [length],
    length,
    kind,
    bytes: type.code === 'u1' ? bytes : undefined,
    at: (i) => read(view, i * sizeBytes, !isBig),
  };
}

/** A dictionary by the texts of its keys; undefined where the value is none. */
export function asDictionary(value: Pickled): ReadonlyMap<string, Pickled> | undefined {
  if (!(value instanceof Map)) return undefined;
  return new Map([...value].map(([key, item]) => [asText(key) ?? '', item]));
}

/** An array, or a list of numbers or texts, as an array; undefined where the value is none. */
export function asArray(value: Pickled): AnyArray | undefined {
  if (value instanceof PickledArray) return value.array;
  return Array.isArray(value) ? listToArray(value) : undefined;
}

function listToArray(items: readonly unknown[]): AnyArray | undefined {
  if (items.length > 0 && items.every((item) => typeof item === 'number' || typeof item === 'boolean')) {
    const kind = items.every(Number.isInteger) ? 'whole' : 'float';
    return arrayOf([items.length], items.map(Number), kind);
  }
  if (items.length > 0 && items.every((item) => item instanceof PickledArray)) {
    return stacked(items.map(({ array }) => array));
  }
  const texts = items.map(asText);
  return texts.every((text) => text !== undefined) ? textArrayOf(texts) : undefined;
}

/** Arrays of one shape, one above the other; undefined where their shapes differ. */
function stacked(arrays: readonly (AnyArray | undefined)[]): NumberArray | undefined {
  const rows = arrays.filter((array) => array !== undefined && array.kind !== 'text');
  const [first] = rows;
  if (!first || rows.length < arrays.length || first.length === 0) return undefined;
  if (rows.some(({ shape, kind }) => shape.join() !== first.shape.join() || kind !== first.kind)) {
    return undefined;
  }
  const { length, shape, kind } = first;
  const bytes = rows.every((row) => row.bytes) ? joinBytes(rows.map((row) => row.bytes!)) : undefined;
  return {
    shape: [rows.length, ...shape],
    length: rows.length * length,
    kind,
    bytes,
    at: (i) => rows[Math.floor(i / length)]!.at(i % length),
  };
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}
