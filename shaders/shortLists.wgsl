// The nearest others of every row by the kept distance alone, which all candidates of a step share:
//   list(0, i), list(1, i), ... = the rows j other than i with the least (D_ij, j), in that order, `length` of them.
// Exact as it stands: comparisons only.
// selection: word 0 is the stop flag of chooseColumn.wgsl. distances: D, n x n.
// listedDistances, listedRows: length x n, so that neighbouring invocations write neighbouring words.
// One invocation fills the list of one row by insertion; length < n.
// Oracle: Array.prototype.sort with the same order, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, length: u32, firstRow: u32, endRow: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> distances: array<f32>;
@group(0) @binding(3) var<storage, read_write> listedDistances: array<f32>;
@group(0) @binding(4) var<storage, read_write> listedRows: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = params.firstRow + id.x;
  if (i >= params.endRow || selection[0] != 0u) { return; }
  let last = (params.length - 1u) * params.n + i;
  var filled = 0u;
  var farthest = 3.4028234e38;
  for (var j = 0u; j < params.n; j++) {
    let distance = distances[i * params.n + j];
    if (distance >= farthest || j == i) { continue; }
    var place = min(filled, params.length - 1u) * params.n + i;
    while (place > i && listedDistances[place - params.n] > distance) {
      listedDistances[place] = listedDistances[place - params.n];
      listedRows[place] = listedRows[place - params.n];
      place -= params.n;
    }
    listedDistances[place] = distance;
    listedRows[place] = j;
    filled = min(filled + 1u, params.length);
    if (filled == params.length) { farthest = listedDistances[last]; }
  }
}
