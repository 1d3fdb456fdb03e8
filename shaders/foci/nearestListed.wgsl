// Nearest other row over the chosen columns and one candidate more, as in nearestNeighbour.wgsl, by an exact pruned search:
//   M(i) = argmin over j other than i of f32(D_ij + f32(f32(x_i - x_j)^2)), the lowest j among equals.
// A square only adds, and rounding is monotone: with the others in the order of (D_ij, j), a row can be left as soon as D_ij exceeds
// the best sum, or equals it where the best row has that same D and so a lower j. Where the short list ends before that, all rows
// are looked at.
// selection: word 0 is the stop flag of chooseColumn.wgsl. distances: D, n x n, FARTHEST on the diagonal. columns: x, n x stride, one candidate per place.
// lengths: n. orderedDistances, orderedRows: capacity x n of orderLists.wgsl. neighbours: n x stride.
// One invocation finds the neighbour of one row for one candidate; rows from firstRow on.
// Oracle: nearestNeighboursFloat32 in src/math/dependence/nearestNeighbour.ts, exact.

override WORKGROUP: u32 = 64u;

/// `zero` is 0, and the compiler does not know: see growth.
struct Params { n: u32, stride: u32, firstRow: u32, rows: u32, zero: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> distances: array<f32>;
@group(0) @binding(3) var<storage, read> columns: array<f32>;
@group(0) @binding(4) var<storage, read> lengths: array<u32>;
@group(0) @binding(5) var<storage, read> orderedDistances: array<f32>;
@group(0) @binding(6) var<storage, read> orderedRows: array<u32>;
@group(0) @binding(7) var<storage, read_write> neighbours: array<u32>;

/// The largest float32: no row is nearer than this.
const FARTHEST = 3.4028234e38;

/// f32(d * d), or 0 where that is subnormal. Passing through integers keeps the product from being fused with the sum.
fn growth(difference: f32) -> f32 {
  let bits = bitcast<u32>(difference * difference) ^ params.zero;
  return bitcast<f32>(select(bits, 0u, bits < 0x00800000u));
}

fn nearestOfAll(i: u32, place: u32, own: f32) -> u32 {
  var least = FARTHEST;
  var nearest = 0u;
  for (var j = 0u; j < params.n; j++) {
    let distance = distances[i * params.n + j] + growth(own - columns[j * params.stride + place]);
    let isNearer = distance < least;
    least = select(least, distance, isNearer);
    nearest = select(nearest, j, isNearer);
  }
  return nearest;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.rows * params.stride || selection[0] != 0u) { return; }
  let i = params.firstRow + id.x / params.stride;
  let place = id.x % params.stride;
  let own = columns[i * params.stride + place];
  let length = lengths[i];
  var least = FARTHEST;
  var leastKept = -1.0;
  var nearest = 0u;
  var kept = -1.0;
  for (var k = 0u; k < length; k++) {
    kept = orderedDistances[k * params.n + i];
    if (kept > least || (kept == least && leastKept == least)) { break; }
    let j = orderedRows[k * params.n + i];
    let distance = kept + growth(own - columns[j * params.stride + place]);
    if (distance < least || (distance == least && j < nearest)) {
      least = distance;
      leastKept = kept;
      nearest = j;
    }
  }
  // `kept` is now the distance where the search ended or the last one listed: no row left out has a smaller one.
  let isDecided = kept > least || (kept == least && leastKept == least) || length + 1u == params.n;
  if (!isDecided) { nearest = nearestOfAll(i, place, own); }
  neighbours[i * params.stride + place] = nearest;
}
