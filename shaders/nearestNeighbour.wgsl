// Nearest other row over the chosen columns and one candidate more, for all candidates at once:
//   M(i) = argmin over j other than i of f32(D_ij + f32(f32(x_i - x_j)^2)), the lowest j among equals
// (rules 2 and 4 of docs/decisions/0001-one-arithmetic-for-foci.md; a subnormal square counts as 0).
// selection: word 0 is the stop flag of chooseColumn.wgsl. distances: D, n x n. columns: x, n x quads of four candidates.
// neighbours: n x quads.
// One invocation finds the neighbours of one row for four candidates, looking at all n rows; rows from firstRow on.
// Oracle: nearestNeighboursFloat32 in src/math/nearestNeighbour.ts, exact.

override WORKGROUP: u32 = 64u;

/// `zero` is 0, and the compiler does not know: see growth.
struct Params { n: u32, quads: u32, firstRow: u32, rows: u32, zero: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> distances: array<f32>;
@group(0) @binding(3) var<storage, read> columns: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> neighbours: array<vec4u>;

struct Nearest { distance: vec4f, row: vec4u }

/// f32(d * d), or 0 where that is subnormal. Passing through integers keeps the product from being fused with the sum.
fn growth(difference: vec4f) -> vec4f {
  let bits = bitcast<vec4u>(difference * difference) ^ vec4u(params.zero);
  return bitcast<vec4f>(select(bits, vec4u(0u), bits < vec4u(0x00800000u)));
}

/// The nearest of the rows from `first` to `end` (exclusive), or what was found before if none is nearer.
fn nearestAmong(first: u32, end: u32, quad: u32, own: vec4f, ownDistances: u32, before: Nearest) -> Nearest {
  var nearest = before;
  for (var j = first; j < end; j++) {
    let distance = vec4f(distances[ownDistances + j]) + growth(own - columns[j * params.quads + quad]);
    let isNearer = distance < nearest.distance;
    nearest.distance = select(nearest.distance, distance, isNearer);
    nearest.row = select(nearest.row, vec4u(j), isNearer);
  }
  return nearest;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.rows * params.quads || selection[0] != 0u) { return; }
  let i = params.firstRow + id.x / params.quads;
  let quad = id.x % params.quads;
  let own = columns[i * params.quads + quad];
  var nearest = Nearest(vec4f(3.4028234e38), vec4u(0u));
  nearest = nearestAmong(0u, i, quad, own, i * params.n, nearest);
  nearest = nearestAmong(i + 1u, params.n, quad, own, i * params.n, nearest);
  neighbours[i * params.quads + quad] = nearest.row;
}
