// Nearest other row over the chosen columns and one candidate more, for all candidates at once:
//   M(i) = argmin over j other than i of f32(D_ij + f32(f32(x_i - x_j)^2)), the lowest j among equals
// (rules 2 and 4 of docs/decisions/0001-one-arithmetic-for-foci.md; a subnormal square counts as 0).
// selection: word 0 is the stop flag of chooseColumn.wgsl. distances: D, n x n, FARTHEST on the diagonal. columns: x, n x quads of four
// candidates. neighbours: n x quads.
// One invocation finds the neighbours of four rows for four candidates, looking at all n rows: what it loads of a row serves sixteen
// pairs. Rows from firstRow to endRow (exclusive).
// Oracle: nearestNeighboursFloat32 in src/math/dependence/nearestNeighbour.ts, exact.

override WORKGROUP: u32 = 64u;

/// `zero` is 0, and the compiler does not know: see growth.
struct Params { n: u32, quads: u32, firstRow: u32, endRow: u32, zero: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> distances: array<f32>;
@group(0) @binding(3) var<storage, read> columns: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> neighbours: array<vec4u>;

/// The largest float32: no row is nearer than this.
const FARTHEST = 3.4028234e38;

struct Nearest { distance: vec4f, row: vec4u }

/// f32(d * d), or 0 where that is subnormal. Passing through integers keeps the product from being fused with the sum.
fn growth(difference: vec4f) -> vec4f {
  let bits = bitcast<vec4u>(difference * difference) ^ vec4u(params.zero);
  return bitcast<vec4f>(select(bits, vec4u(0u), bits < vec4u(0x00800000u)));
}

fn nearer(before: Nearest, j: u32, kept: f32, difference: vec4f) -> Nearest {
  let distance = vec4f(kept) + growth(difference);
  let isNearer = distance < before.distance;
  return Nearest(select(before.distance, distance, isNearer), select(before.row, vec4u(j), isNearer));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let quads = params.quads;
  let i0 = params.firstRow + 4u * (id.x / quads);
  if (i0 >= params.endRow || selection[0] != 0u) { return; }
  let quad = id.x % quads;
  // Rows past the end are the last one over again, with the same result.
  let last = params.endRow - 1u;
  let i1 = min(i0 + 1u, last);
  let i2 = min(i0 + 2u, last);
  let i3 = min(i0 + 3u, last);
  let x0 = columns[i0 * quads + quad];
  let x1 = columns[i1 * quads + quad];
  let x2 = columns[i2 * quads + quad];
  let x3 = columns[i3 * quads + quad];
  var nearest0 = Nearest(vec4f(FARTHEST), vec4u(0u));
  var nearest1 = nearest0;
  var nearest2 = nearest0;
  var nearest3 = nearest0;
  for (var j = 0u; j < params.n; j++) {
    let x = columns[j * quads + quad];
    nearest0 = nearer(nearest0, j, distances[i0 * params.n + j], x0 - x);
    nearest1 = nearer(nearest1, j, distances[i1 * params.n + j], x1 - x);
    nearest2 = nearer(nearest2, j, distances[i2 * params.n + j], x2 - x);
    nearest3 = nearer(nearest3, j, distances[i3 * params.n + j], x3 - x);
  }
  neighbours[i0 * quads + quad] = nearest0.row;
  neighbours[i1 * quads + quad] = nearest1.row;
  neighbours[i2 * quads + quad] = nearest2.row;
  neighbours[i3 * quads + quad] = nearest3.row;
}
