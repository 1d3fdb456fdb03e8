/**
 * A module of WebAssembly from its instructions (the binary format of the WebAssembly core specification, chapter 5): what JavaScript has no words
 * for is four float32 at once. An instruction is a function of its operands, so that code reads as a formula; a loop and a branch read as in the text format.
 *
 * Only what the lab's own loops use is here.
 */

/** Bytes of code, nested as they were put together. */
export type Code = number | readonly Code[];

const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

/** A whole number below 2^32 in LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const rest = Math.floor(value / 128);
    bytes.push((value % 128) + (rest > 0 ? 128 : 0));
    value = rest;
  } while (value > 0);
  return bytes;
}

/** A whole number within 32 bits in signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const isLast = (value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

const floatBytes = (value: number) => [...new Uint8Array(Float32Array.of(value).buffer)];

/** An instruction whose operands stand before it. */
const instruction =
  (...bytes: number[]) =>
  (...operands: Code[]): Code => [...operands, bytes];
const vector = (opcode: number) => instruction(0xfd, ...unsigned(opcode));

/** A load or a store so many bytes after an address; entries are aligned to their own size. */
const memoryAfter =
  (alignment: number, ...bytes: number[]) =>
  (offset: number, ...operands: Code[]): Code => [...operands, bytes, alignment, unsigned(offset)];
const memory =
  (alignment: number, ...bytes: number[]) =>
  (...operands: Code[]): Code =>
    memoryAfter(alignment, ...bytes)(0, ...operands);

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  load: memory(2, 0x28),
  loadAfter: memoryAfter(2, 0x28),
  store: memory(2, 0x36),
  storeAfter: memoryAfter(2, 0x36),
  add: instruction(0x6a),
  sub: instruction(0x6b),
  mul: instruction(0x6c),
  and: instruction(0x71),
  shiftLeft: instruction(0x74),
  shiftRight: instruction(0x76),
  trailingZeros: instruction(0x68),
  /** The bits of a float32. */
  fromBits: instruction(0xbc),
  or: instruction(0x72),
  isZero: instruction(0x45),
  equal: instruction(0x46),
  lessThan: instruction(0x49),
  greaterThan: instruction(0x4b),
  atMost: instruction(0x4d),
  atLeast: instruction(0x4f),
};

export const i64 = {
  fromI32: instruction(0xad),
  constant: (value: number): Code => [0x42, signed(value)],
  load: memory(3, 0x29),
  store: memory(3, 0x37),
  or: instruction(0x84),
  shiftLeft: instruction(0x86),
  lessThan: instruction(0x54),
  greaterThan: instruction(0x56),
};

export const f32 = {
  constant: (value: number): Code => [0x43, floatBytes(value)],
  most: instruction(0x97),
};

export const v128 = {
  load: memory(4, 0xfd, ...unsigned(0x00)),
  store: memory(4, 0xfd, ...unsigned(0x0b)),
  loadAfter: memoryAfter(4, 0xfd, ...unsigned(0x00)),
  /** Two float32 or one of 64 bits in the lower half, zeros in the upper. */
  loadHalfAfter: memoryAfter(3, 0xfd, ...unsigned(0x5d)),
  /** One float32 in the first place, zeros in the others. */
  loadFirstAfter: memoryAfter(2, 0xfd, ...unsigned(0x5c)),
  /** A vector, but for one place that is read from memory. */
  loadLaneAfter: (lane: number, offset: number, address: Code, vector: Code): Code => [
    memoryAfter(2, 0xfd, ...unsigned(0x56))(offset, address, vector),
    lane,
  ],
  storeAfter: memoryAfter(4, 0xfd, ...unsigned(0x0b)),
  /** One float32 or i32 of memory in all four places. */
  loadSplat: memory(2, 0xfd, ...unsigned(0x09)),
  loadSplatAfter: memoryAfter(2, 0xfd, ...unsigned(0x09)),
  and: vector(0x4e),
  /** Bits of the first that the second has not. */
  andNot: vector(0x4f),
  or: vector(0x50),
  anyTrue: vector(0x53),
  /** Bits of the first where the third is set, else of the second. */
  select: vector(0x52),
};

export const i32x4 = {
  splat: vector(0x11),
  extractLane: (lane: number, operand: Code): Code => [operand, 0xfd, unsigned(0x1b), lane],
  lessThan: vector(0x39),
  allTrue: vector(0xa3),
  bitmask: vector(0xa4),
};

export const f32x4 = {
  splat: vector(0x13),
  extractLane: (lane: number, operand: Code): Code => [operand, 0xfd, unsigned(0x1f), lane],
  equal: vector(0x41),
  notEqual: vector(0x42),
  lessThan: vector(0x43),
  greaterThan: vector(0x44),
  atLeast: vector(0x46),
  add: vector(0xe4),
  sub: vector(0xe5),
  mul: vector(0xe6),
  /** The second where it is less than the first, else the first. */
  least: vector(0xea),
  /** The second where it is more than the first, else the first. */
  most: vector(0xeb),
};

export const f64x2 = {
  /** The lower two float32. */
  fromLow: vector(0x5f),
  add: vector(0xf0),
};

/** Runs of bytes: an address, what goes there, and how many. */
export const bytes = {
  /** From another address. */
  copy: instruction(0xfc, 0x0a, 0x00, 0x00),
  /** One byte again and again. */
  fill: instruction(0xfc, 0x0b, 0x00),
};

/** The first where the condition, the third operand, is not 0, else the second. */
export const select = instruction(0x1b);

/** Pages of 64 KiB in 4 GiB. */
const MOST_PAGES = 65_536;
const NO_RESULT = 0x40;
const END = 0x0b;
export const block = (...body: Code[]): Code => [0x02, NO_RESULT, body, END];
/** A branch to a loop begins it anew; a loop that is not branched to ends. */
export const loop = (...body: Code[]): Code => [0x03, NO_RESULT, body, END];
export const when = (condition: Code, ...body: Code[]): Code => [condition, 0x04, NO_RESULT, body, END];
/** Leaves the block, or begins the loop, that many blocks outwards. */
export const branch = (depth: number): Code => [0x0c, unsigned(depth)];
export const branchIf = (depth: number, condition: Code): Code => [condition, 0x0d, unsigned(depth)];

/** A function that a module gives away: its parameters and locals by name and type. */
export interface FunctionText {
  readonly parameters: Readonly<Record<string, ValueType>>;
  readonly locals: Readonly<Record<string, ValueType>>;
  /** What its code leaves at the end. */
  readonly result?: ValueType;
  readonly body: (names: Names) => Code;
}

/** Reads and writes of what has a name in a function. */
export interface Names {
  get(name: string): Code;
  set(name: string, value: Code): Code;
  /** One more than before, or as many as said. */
  increase(name: string, by: Code): Code;
  /** A number that the module was given when it was made. */
  given(name: string): Code;
  /** Calls an imported function, or another of the module. */
  call(name: string, ...operands: Code[]): Code;
}

export interface ModuleText {
  /** Whether the memory is one that threads share. */
  readonly isShared?: boolean;
  /** Functions of JavaScript: their parameters and the one result. */
  readonly imports: Readonly<Record<string, { parameters: readonly ValueType[]; result: ValueType }>>;
  /** Whole numbers that an instance is given, besides its memory; all in the import module `env`. */
  readonly given: readonly string[];
  readonly functions: Readonly<Record<string, FunctionText>>;
}

/**
 * The bytes of a module that imports one memory and exports all its functions.
 * @throws RangeError where code names what is not there
 */
export function assemble({
  imports,
  given,
  functions,
  isShared = false,
}: ModuleText): Uint8Array<ArrayBuffer> {
  const imported = Object.entries(imports);
  const own = Object.entries(functions);
  const types = [
    ...imported.map(([, { parameters, result }]) => functionType(parameters, [result])),
    ...own.map(([, { parameters, result }]) =>
      functionType(Object.values(parameters), result ? [result] : []),
    ),
  ];
  const calls = [...imported, ...own].map(([name]) => name);
  const importEntries = [
    [text('env'), text('memory'), 0x02, isShared ? [0x03, 1, unsigned(MOST_PAGES)] : [0x00, 1]],
    ...given.map((name) => [text('env'), text(name), 0x03, VALUE_TYPES.i32, 0x00]),
    ...imported.map(([name], type) => [text('env'), text(name), 0x00, unsigned(type)]),
  ];
  const module: Code = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, types),
    section(2, importEntries),
    section(
      3,
      own.map((_, k) => unsigned(imported.length + k)),
    ),
    section(
      7,
      own.map(([name], k) => [text(name), 0x00, unsigned(imported.length + k)]),
    ),
    section(
      10,
      own.map(([, description]) => functionBody(description, given, calls)),
    ),
  ];
  return Uint8Array.from(flatten(module));
}

function functionType(parameters: readonly ValueType[], results: readonly ValueType[]): Code {
  const list = (types: readonly ValueType[]) => [
    unsigned(types.length),
    types.map((type) => VALUE_TYPES[type]),
  ];
  return [0x60, list(parameters), list(results)];
}

function functionBody(description: FunctionText, given: readonly string[], calls: readonly string[]): Code {
  const { parameters, locals, body } = description;
  const names = [...Object.keys(parameters), ...Object.keys(locals)];
  const place = (list: readonly string[], name: string): number[] => {
    const index = list.indexOf(name);
    if (index < 0) throw new RangeError(`the code names ${name}, which is not there: ${list.join(', ')}`);
    return unsigned(index);
  };
  const get = (name: string): Code => [0x20, place(names, name)];
  const set = (name: string, value: Code): Code => [value, 0x21, place(names, name)];
  const code = body({
    get,
    set,
    increase: (name, by) => set(name, i32.add(get(name), by)),
    given: (name) => [0x23, place(given, name)],
    call: (name, ...operands) => [...operands, 0x10, place(calls, name)],
  });
  const types = Object.values(locals).map((type) => [1, VALUE_TYPES[type]]);
  return sized([unsigned(types.length), types, code, END]);
}

const text = (value: string): Code => {
  const bytes = [...new TextEncoder().encode(value)];
  return [unsigned(bytes.length), bytes];
};

const section = (id: number, entries: readonly Code[]): Code => [
  id,
  sized([unsigned(entries.length), entries]),
];

function sized(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

function flatten(code: Code): number[] {
  const bytes: number[] = [];
  const add = (part: Code): void => {
    if (typeof part === 'number') bytes.push(part);
    else for (const inner of part) add(inner);
  };
  add(code);
  return bytes;
}
