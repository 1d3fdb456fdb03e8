// Scores of all candidates in one step: scores(step, c) = sum over the blocks b of partialScores(b, c), exact integers.
// selection: word 0 is the stop flag of chooseColumn.wgsl. partialScores: blocks x quads of four candidates (neighbourScores.wgsl).
// scores: rows of quads, of which row `scoreRow` is written.
// One invocation sums one four of candidates over the blocks.
// Oracle: the double loop of test/kernels/foci/neighbourScores.test.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { quads: u32, blocks: u32, scoreRow: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> partialScores: array<vec4u>;
@group(0) @binding(3) var<storage, read_write> scores: array<vec4u>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.quads || selection[0] != 0u) { return; }
  var sum = vec4u(0u);
  for (var block = 0u; block < params.blocks; block++) {
    sum += partialScores[block * params.quads + id.x];
  }
  scores[params.scoreRow * params.quads + id.x] = sum;
}
