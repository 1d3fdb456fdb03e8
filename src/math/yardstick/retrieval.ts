import type { Matrix } from '../linear/matrix';

/**
 * Re-identification as it is reported: for each query the gallery is put in the order of cosine distance, and with hits at the places r_1 < r_2 < ... < r_k
 *
 *   AP = (1/k) sum_j j / r_j      mAP = mean of AP over the queries      rank-1 = share of queries with r_1 = 1
 *
 * (L. Zheng et al., Scalable Person Re-identification: A Benchmark, ICCV 2015, section 5). Of equally near pictures those of others come first: what cannot be told apart is no hit.
 */

export interface LabelledRows {
  /** A row for each picture. */
  readonly features: Matrix;
  readonly labels: ArrayLike<number>;
}

export interface Retrieval {
  /** 0 to 1. */
  readonly meanAveragePrecision: number;
  readonly rankOne: number;
}

/** @throws RangeError when rows differ in length, or a query has nobody in the gallery */
export function measureRetrieval(query: LabelledRows, gallery: LabelledRows): Retrieval {
  if (query.features.columns !== gallery.features.columns) {
    throw new RangeError(
      `measureRetrieval needs rows of one length, got ${query.features.columns} and ${gallery.features.columns}`,
    );
  }
  const others = unitRows(gallery.features);
  const own = unitRows(query.features);
  const { rows, columns } = query.features;
  let precision = 0;
  let first = 0;
  for (let i = 0; i < rows; i++) {
    const row = own.subarray(i * columns, (i + 1) * columns);
    const isHit = orderByDistance(row, others, gallery.labels, query.labels[i]!);
    const places = [...isHit.keys()].filter((place) => isHit[place]);
    if (places.length === 0)
      throw new RangeError(`query ${i}: nobody in the gallery has label ${query.labels[i]}`);
    precision += places.reduce((sum, place, j) => sum + (j + 1) / (place + 1), 0) / places.length;
    if (places[0] === 0) first++;
  }
  return { meanAveragePrecision: precision / rows, rankOne: first / rows };
}

/** For each place of the ordered gallery whether the one at it has the label. */
function orderByDistance(
  row: Float64Array,
  others: Float64Array,
  labels: ArrayLike<number>,
  label: number,
): boolean[] {
  const all = Array.from({ length: others.length / row.length }, (_, j) => {
    let similarity = 0;
    for (let k = 0; k < row.length; k++) similarity += row[k]! * others[j * row.length + k]!;
    return { similarity, isHit: labels[j] === label };
  });
  all.sort((a, b) => b.similarity - a.similarity || Number(a.isHit) - Number(b.isHit));
  return all.map(({ isHit }) => isHit);
}

/** Each row divided by its length; a row of zeros stays. */
function unitRows({ rows, columns, values }: Matrix): Float64Array {
  const made = Float64Array.from(values);
  for (let i = 0; i < rows; i++) {
    const row = made.subarray(i * columns, (i + 1) * columns);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 0)
      row.forEach((value, k) => {
        row[k] = value / length;
      });
  }
  return made;
}
