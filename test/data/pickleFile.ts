import { join } from './tarFile';

/** A value of a pickle: a text, a whole number, a list, or an array of bytes. */
export type Value = string | number | readonly Value[] | { readonly [key: string]: Value } | PickledArray;

/** An array of NumPy; of bytes where no type is said. */
interface PickledArray {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  readonly type?: string;
}

const text = new TextEncoder();

/**
 * A pickle of protocol 2.
 * @param python 2: texts and the content of arrays as strings of bytes; 3: as texts that are encoded when they are read
 */
export function pickleFile(value: Value, python: 2 | 3 = 2): Uint8Array {
  return join([Uint8Array.of(0x80, 2), ...write(value, python), text.encode('.')]);
}

/** A call of any function of Python, without arguments. */
export function pickledCall(module: string, name: string): Uint8Array {
  return join([Uint8Array.of(0x80, 2), name_(module, name), text.encode(')R.')]);
}

function write(value: Value, python: 2 | 3): Uint8Array[] {
  if (typeof value === 'string') return [python === 2 ? binString(text.encode(value)) : unicode(value)];
  if (typeof value === 'number') return [withLength('J', value)];
  if (Array.isArray(value)) {
    return [
      text.encode(']('),
      ...(value as Value[]).flatMap((item) => write(item, python)),
      text.encode('e'),
    ];
  }
  if ('bytes' in value && value.bytes instanceof Uint8Array) {
    return array(value as PickledArray, python);
  }
  const items = Object.entries(value as { [key: string]: Value });
  return [
    text.encode('}('),
    ...items.flatMap(([key, item]) => [...write(key, python), ...write(item, python)]),
    text.encode('u'),
  ];
}

/** numpy's _reconstruct, and the state that it is given: version, shape, type, order, content. */
function array({ shape, bytes, type = 'u1' }: PickledArray, python: 2 | 3): Uint8Array[] {
  const core = python === 2 ? 'numpy.core.multiarray' : 'numpy._core.multiarray';
  const content =
    python === 2
      ? [binString(bytes)]
      : [
          name_('_codecs', 'encode'),
          unicode(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
          unicode('latin1'),
          Uint8Array.of(0x86),
          text.encode('R'),
        ];
  return [
    name_(core, '_reconstruct'),
    name_('numpy', 'ndarray'),
    text.encode('K\0'),
    Uint8Array.of(0x85),
    binString(text.encode('b')),
    Uint8Array.of(0x87),
    text.encode('R('),
    text.encode('K\x01('),
    ...shape.map((size) => withLength('J', size)),
    text.encode('t'),
    name_('numpy', 'dtype'),
    unicode(type),
    text.encode('K\0K\x01'),
    Uint8Array.of(0x87),
    text.encode('R(K\x03'),
    unicode(type === 'u1' ? '|' : '<'),
    text.encode('NNNK\0K\0K\0tb'),
    Uint8Array.of(0x89),
    ...content,
    text.encode('tb'),
  ];
}

function name_(module: string, name: string): Uint8Array {
  return text.encode(`c${module}\n${name}\n`);
}

function binString(bytes: Uint8Array): Uint8Array {
  return join([withLength('T', bytes.length), bytes]);
}

function unicode(value: string): Uint8Array {
  const bytes = text.encode(value);
  return join([withLength('X', bytes.length), bytes]);
}

/** An opcode and four bytes, little-endian. */
function withLength(code: string, value: number): Uint8Array {
  const bytes = new Uint8Array(5);
  bytes[0] = code.charCodeAt(0);
  new DataView(bytes.buffer).setInt32(1, value, true);
  return bytes;
}
