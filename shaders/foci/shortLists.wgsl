// The nearest others of every row by the kept distance alone, which all candidates of a step share. Of row i it lists the first
// length(i) rows j other than i in the order of (D_ij, j), by row; orderLists.wgsl puts them in that order.
// How many is not fixed: every sampleStep-th distance is looked at, the eight least of these are the thresholds tried, and the largest
// is taken that has at most `capacity` rows strictly below it; rows at the threshold itself fill up the list, lowest first. Whatever
// the sample, the list is a beginning of that order: comparisons only, exact.
// selection: word 0 is the stop flag of chooseColumn.wgsl. distances: D, n x n, symmetric to the last bit and so read by columns; FARTHEST on the diagonal.
// lengths: n. listedDistances, listedRows: capacity x n, so that neighbouring invocations touch neighbouring words.
// One invocation fills the list of one row.
// Oracle: Array.prototype.sort with the same order, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, capacity: u32, sampleStep: u32, firstRow: u32, endRow: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> distances: array<f32>;
@group(0) @binding(3) var<storage, read_write> lengths: array<u32>;
@group(0) @binding(4) var<storage, read_write> listedDistances: array<f32>;
@group(0) @binding(5) var<storage, read_write> listedRows: array<u32>;

/// The largest float32: no row is nearer than this.
const FARTHEST = 3.4028234e38;

/// Four ascending numbers, and one more: the four least of the five, ascending, and the largest.
struct Inserted { least: vec4f, rest: f32 }

fn insert(ascending: vec4f, number: f32) -> Inserted {
  let before = vec4f(-FARTHEST, ascending.xyz);
  return Inserted(min(ascending, max(before, vec4f(number))), max(ascending.w, number));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = params.firstRow + id.x;
  if (i >= params.endRow || selection[0] != 0u) { return; }

  var low = vec4f(FARTHEST);
  var high = vec4f(FARTHEST);
  for (var j = 0u; j < params.n; j += params.sampleStep) {
    let distance = distances[j * params.n + i];
    let inserted = insert(low, distance);
    low = inserted.least;
    high = insert(high, inserted.rest).least;
  }

  var belowLow = vec4u(0u);
  var belowHigh = vec4u(0u);
  for (var j = 0u; j < params.n; j++) {
    let distance = vec4f(distances[j * params.n + i]);
    belowLow += select(vec4u(0u), vec4u(1u), distance < low);
    belowHigh += select(vec4u(0u), vec4u(1u), distance < high);
  }
  var threshold = -1.0;
  var below = 0u;
  for (var k = 0u; k < 4u; k++) {
    if (belowLow[k] <= params.capacity) { threshold = low[k]; below = belowLow[k]; }
  }
  for (var k = 0u; k < 4u; k++) {
    if (belowHigh[k] <= params.capacity) { threshold = high[k]; below = belowHigh[k]; }
  }

  var atThreshold = params.capacity - below;
  var filled = 0u;
  for (var j = 0u; j < params.n; j++) {
    let distance = distances[j * params.n + i];
    let isAt = distance == threshold && atThreshold > 0u;
    if ((distance < threshold || isAt) && j != i) {
      listedDistances[filled * params.n + i] = distance;
      listedRows[filled * params.n + i] = j;
      filled += 1u;
      atThreshold -= select(0u, 1u, isAt);
    }
  }
  lengths[i] = filled;
}
