// Puts the short list of every row in the order of (D_ij, j). The lists come by row, so equal distances keep their order.
// selection: word 0 is the stop flag of chooseColumn.wgsl. lengths: n. listedDistances, listedRows: capacity x n of shortLists.wgsl;
// orderedDistances, orderedRows: the same, in order.
// One invocation finds the place of one entry by counting those before it: in x the row i, in y the entry.
// Oracle: Array.prototype.sort with the same order, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> lengths: array<u32>;
@group(0) @binding(3) var<storage, read> listedDistances: array<f32>;
@group(0) @binding(4) var<storage, read> listedRows: array<u32>;
@group(0) @binding(5) var<storage, read_write> orderedDistances: array<f32>;
@group(0) @binding(6) var<storage, read_write> orderedRows: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.n || selection[0] != 0u) { return; }
  let length = lengths[id.x];
  if (id.y >= length) { return; }
  let own = id.y * params.n + id.x;
  let distance = listedDistances[own];
  var place = 0u;
  for (var k = 0u; k < length; k++) {
    let other = listedDistances[k * params.n + id.x];
    place += select(0u, 1u, other < distance || (other == distance && k < id.y));
  }
  orderedDistances[place * params.n + id.x] = distance;
  orderedRows[place * params.n + id.x] = listedRows[own];
}
