/** codec.json: CODEC and xi. Numerators and denominators equal as integers, values within 1e-14 relative. */
import { type Coefficient, codec } from '../../../src/math/dependence/codec';
import { nearestNeighbours } from '../../../src/math/dependence/nearestNeighbour';
import { xi } from '../../../src/math/dependence/xi';
import type { Matrix } from '../../../src/math/linear/matrix';
import { type Check, close, equal } from './check';

interface Neighbours {
  readonly columns: readonly string[];
  readonly exact_index?: readonly number[];
}

interface Case {
  readonly fn: 'codec2' | 'codec3' | 'chattCorr';
  readonly dataset: string;
  readonly Z: readonly string[];
  readonly Y: string;
  readonly X?: readonly string[];
  readonly num: number;
  readonly den: number;
  readonly exact: number;
  readonly [neighboursOf: string]: unknown;
}

interface File {
  readonly datasets: Record<string, { readonly columns: Record<string, readonly number[]> }>;
  readonly cases: readonly Case[];
}

/** Every case of the file, and the nearest neighbours that it lists. */
export function* checkCodec(file: unknown): Iterable<Check> {
  const { datasets, cases } = file as File;
  for (const golden of cases) {
    const columns = datasets[golden.dataset]!.columns;
    const given = golden.X === undefined ? '' : ` | ${golden.X.join(', ')}`;
    const name = `${golden.dataset} ${golden.fn}(${golden.Y}; ${golden.Z.join(', ')}${given})`;
    const got = compute(golden, columns);
    yield equal(`${name} num`, golden.num, got.num);
    yield equal(`${name} den`, golden.den, got.den);
    yield close(`${name} value`, golden.exact, got.value, 1e-14 * Math.abs(golden.exact));
    yield* checkNeighbours(name, golden, columns);
  }
}

function compute(golden: Case, columns: Record<string, readonly number[]>): Coefficient {
  const y = columns[golden.Y]!;
  switch (golden.fn) {
    case 'chattCorr':
      return xi(columns[golden.Z[0]!]!, y);
    case 'codec2':
      return codec(y, pick(columns, golden.Z));
    case 'codec3':
      return codec(y, pick(columns, golden.Z), pick(columns, golden.X!));
    default:
      throw new RangeError(`unknown function ${golden.fn satisfies never}`);
  }
}

function* checkNeighbours(
  name: string,
  golden: Case,
  columns: Record<string, readonly number[]>,
): Iterable<Check> {
  for (const [key, value] of Object.entries(golden)) {
    if (!key.startsWith('neighbours_of_')) continue;
    const { columns: names, exact_index: expected } = value as Neighbours;
    if (expected === undefined) continue;
    yield equal(`${name} ${key}`, expected, Array.from(nearestNeighbours(pick(columns, names))));
  }
}

function pick(columns: Record<string, readonly number[]>, names: readonly string[]): Matrix {
  const rows = columns[names[0]!]!.length;
  const values = new Float64Array(rows * names.length);
  names.forEach((name, j) => {
    columns[name]!.forEach((value, i) => {
      values[i * names.length + j] = value;
    });
  });
  return { rows, columns: names.length, values };
}
