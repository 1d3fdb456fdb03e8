/** bullseye.json: L-FOCI on radii and feature maps, CODEC of three-dimensional features. Orderings equal, values within 1e-13. */
import { BULLSEYE_BLANKET } from '../../../src/math/dependence/bullseye';
import { codec } from '../../../src/math/dependence/codec';
import { foci } from '../../../src/math/dependence/foci';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { type Check, close, equal } from './check';
import { checkSelection } from './foci';

type Rows = readonly (readonly number[])[];

interface Case {
  readonly name: string;
  readonly portable: boolean;
  readonly ordering: readonly number[];
  readonly values: readonly number[];
  readonly stopped_at?: { readonly best_candidate: number; readonly value: number } | null;
}

interface File {
  readonly y: readonly number[];
  readonly radius: Rows;
  readonly x: readonly Rows[];
  readonly feature_maps: Rows;
  readonly y_noisy: readonly number[];
  readonly radius_noisy: Rows;
  readonly ground_truth_blanket_0_based: readonly number[];
  readonly multi_dimensional: {
    readonly codec2_of_each_3d_feature: readonly { readonly exact: number }[];
    readonly codec3_of_each_3d_feature_given_the_other_five: readonly { readonly exact: number }[];
  };
  readonly cases: readonly Case[];
}

/** What each portable case selects from, and for which y. */
const MATERIAL: Record<
  string,
  { readonly x: 'radius' | 'feature_maps' | 'radius_noisy'; readonly y: 'y' | 'y_noisy' }
> = {
  radius: { x: 'radius', y: 'y' },
  feature_maps: { x: 'feature_maps', y: 'y' },
  radius_lcodec: { x: 'radius_noisy', y: 'y_noisy' },
};

/** The portable selections, and the coefficients of the features as points. */
export function* checkBullseye(file: unknown): Iterable<Check> {
  const golden = file as File;
  yield equal('ground truth', golden.ground_truth_blanket_0_based, BULLSEYE_BLANKET);
  for (const one of golden.cases) {
    if (!one.portable) continue;
    const material = MATERIAL[one.name];
    if (material === undefined) {
      yield equal(`${one.name}`, Object.keys(MATERIAL), one.name);
      continue;
    }
    const x = toMatrix(golden[material.x]);
    yield* checkSelection(one.name, one, foci(golden[material.y], x));
  }
  yield* checkPoints(golden);
}

function* checkPoints({ x, y, multi_dimensional: expected }: File): Iterable<Check> {
  const features = x[0]![0]!.map((_, feature) => feature);
  for (const feature of features) {
    const own = pointsOf(x, [feature]);
    const others = pointsOf(
      x,
      features.filter((other) => other !== feature),
    );
    const alone = expected.codec2_of_each_3d_feature[feature]!.exact;
    yield close(`3-dimensional feature ${feature}`, alone, codec(y, own).value, 1e-13);
    const given = expected.codec3_of_each_3d_feature_given_the_other_five[feature]!.exact;
    yield close(`3-dimensional feature ${feature} | others`, given, codec(y, own, others).value, 1e-13);
  }
}

function toMatrix(rows: Rows): Matrix {
  return matrix(rows.length, rows[0]!.length, Float64Array.from(rows.flat()));
}

/** The coordinates of some features, one row a sample. */
function pointsOf(x: readonly Rows[], features: readonly number[]): Matrix {
  return toMatrix(x.map((coordinates) => features.flatMap((f) => coordinates.map((row) => row[f]!))));
}
