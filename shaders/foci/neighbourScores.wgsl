// Partial scores of all candidates: partialScores(b, c) = sum over the rows i of block b of min(R_i, R_M(i)), exact integers
// (rule 5 of docs/decisions/0001-one-arithmetic-for-foci.md; for n <= 8192 the sum over all rows is below 2^26).
// selection: word 0 is the stop flag of chooseColumn.wgsl. atMost: R, n. neighbours: M, n x quads of four candidates.
// partialScores: ceil(n / blockRows) x quads.
// One invocation adds blockRows rows for four candidates: in x the four, in y the block.
// Oracle: the double loop of test/kernels/foci/neighbourScores.test.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, quads: u32, blockRows: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> atMost: array<u32>;
@group(0) @binding(3) var<storage, read> neighbours: array<vec4u>;
@group(0) @binding(4) var<storage, read_write> partialScores: array<vec4u>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.quads || selection[0] != 0u) { return; }
  let first = id.y * params.blockRows;
  let end = min(first + params.blockRows, params.n);
  var sum = vec4u(0u);
  for (var i = first; i < end; i++) {
    // Columns that fill up the last four have no neighbours: whatever stands there is kept inside the array.
    let m = min(neighbours[i * params.quads + id.x], vec4u(params.n - 1u));
    sum += min(vec4u(atMost[i]), vec4u(atMost[m.x], atMost[m.y], atMost[m.z], atMost[m.w]));
  }
  partialScores[id.y * params.quads + id.x] = sum;
}
