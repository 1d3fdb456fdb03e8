/** A kernel as data: its WGSL text, what stands in its parameters and bindings, and how many workgroups cover its work. */

export type ParameterType = 'u32' | 'i32' | 'f32';
export type Access = 'read' | 'read_write';

/** Workgroups in x, y and z. */
export type Workgroups = readonly [x: number, y?: number, z?: number];

/**
 * So many invocations in a row, wrapped into rows of workgroups where one row is not enough: the kernel numbers its invocations
 * id.y * num_workgroups.x * WORKGROUP + id.x and leaves those past its last one idle.
 */
export interface Invocations {
  readonly invocations: number;
}

export type ParameterValues<P> = { readonly [Name in keyof P]: number };

type Parameters = Readonly<Record<string, ParameterType>>;

export interface Kernel<P extends Parameters = Parameters, B extends string = string> {
  /** The stem of the shader's file; names it in errors. */
  readonly name: string;
  /** The text of one file of shaders/, entry point `main`. */
  readonly code: string;
  /** The fields of its struct `Params` in order: the uniform at binding 0. */
  readonly params: P;
  /** Its storage buffers in the order of their bindings, from 1 on, by the names that they have in the shader. */
  readonly bindings: Readonly<Record<B, Access>>;
  /** What covers the work that the parameters describe. */
  workgroups(params: ParameterValues<P>, workgroup: number): Workgroups | Invocations;
  /** Invocations of one workgroup, the shader's `override WORKGROUP`. 64 unless given. */
  readonly workgroup?: number;
  /** Values of its `const` declarations, for the shape that it is made for; what is marked in the text is then written out (specialise.ts). */
  readonly constants?: Readonly<Record<string, number>>;
  /** Whether four neighbouring invocations may load for each other (variants.ts); the shader then declares QUAD. */
  readonly quads?: boolean;
}

export const WORKGROUP = 64;

/** States a kernel; the types of its parameters and bindings are taken from the record itself. */
export function defineKernel<const P extends Parameters, B extends string>(
  kernel: Kernel<P, B>,
): Kernel<P, B> {
  return kernel;
}

/** Bytes of a kernel's parameters: every one takes four. */
export function parameterBytes({ params }: Pick<Kernel, 'params'>): number {
  return 4 * Object.keys(params).length;
}

/**
 * Writes the parameters in the order of the struct.
 * @throws RangeError when one is missing, or no value of its type
 */
export function packParameters(
  kernel: Kernel,
  values: ParameterValues<Kernel['params']>,
  to: DataView,
  at: number,
): void {
  Object.entries(kernel.params).forEach(([name, type], i) => {
    const value = values[name];
    if (value === undefined || !isOfType(type, value)) {
      throw new RangeError(`the kernel "${kernel.name}" takes ${name} as ${type}, got ${value}`);
    }
    if (type === 'u32') to.setUint32(at + 4 * i, value, true);
    else if (type === 'i32') to.setInt32(at + 4 * i, value, true);
    else to.setFloat32(at + 4 * i, value, true);
  });
}

function isOfType(type: ParameterType, value: number): boolean {
  if (type === 'f32') return true;
  const [least, end] = type === 'u32' ? [0, 2 ** 32] : [-(2 ** 31), 2 ** 31];
  return Number.isInteger(value) && value >= least && value < end;
}

/**
 * Holds a kernel against its own text: the fields of `struct Params` with their types, and the storage bindings with their access.
 * @throws Error that names what differs
 */
export function checkKernel({ name, code, params, bindings }: Kernel): void {
  const text = code.replace(/\/\/.*$/gm, '');
  const stated = Object.entries(params).map(([field, type]) => `${field}: ${type}`);
  refuseOther(name, 'parameters', stated, fieldsOf(text));
  const bound = Object.entries(bindings).map(([variable, access], i) => `${i + 1} ${variable}: ${access}`);
  const found = [...text.matchAll(/@binding\((\d+)\)\s*var<storage,\s*(read|read_write)>\s*(\w+)/g)]
    .sort(([, a], [, b]) => Number(a) - Number(b))
    .map(([, binding, access, variable]) => `${binding} ${variable}: ${access}`);
  refuseOther(name, 'bindings', bound, found);
}

function refuseOther(name: string, what: string, stated: readonly string[], inText: readonly string[]): void {
  if (stated.join() === inText.join()) return;
  throw new Error(
    `the kernel "${name}" is stated with the ${what} (${stated.join(', ')}), and its text has (${inText.join(', ')})`,
  );
}

function fieldsOf(text: string): string[] {
  const body = /struct\s+Params\s*\{([^}]*)\}/.exec(text)?.[1] ?? '';
  return body
    .split(',')
    .map((field) => field.trim().replace(/\s*:\s*/, ': '))
    .filter((field) => field !== '');
}
