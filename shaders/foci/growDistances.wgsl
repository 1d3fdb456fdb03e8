// Adds the column taken last to the kept squared distances: D_ij = f32(D_ij + f32(f32(x_i - x_j)^2)), starting from the square
// itself where nothing was kept (rule 2 of docs/decisions/0001-one-arithmetic-for-foci.md; a subnormal square counts as 0).
// selection: word 0 is the stop flag of chooseColumn.wgsl, word 2 the column. columns: x, p columns of n entries, column after column.
// distances: D, n x n; on the diagonal the largest float32, so that no row is its own neighbour.
// One workgroup updates one row, each invocation every WORKGROUP-th entry of it.
// Oracle: squaredDistanceGrowth in src/math/dependence/squaredDistance.ts, exact.

override WORKGROUP: u32 = 64u;

/// `zero` is 0, and the compiler does not know: see growth. `isFirst` is 1 where nothing was kept.
struct Params { n: u32, isFirst: u32, zero: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> selection: array<u32>;
@group(0) @binding(2) var<storage, read> columns: array<f32>;
@group(0) @binding(3) var<storage, read_write> distances: array<f32>;

/// f32(d * d), or 0 where that is subnormal. Passing through integers keeps the product from being fused with the sum.
fn growth(difference: f32) -> f32 {
  let bits = bitcast<u32>(difference * difference) ^ params.zero;
  return bitcast<f32>(select(bits, 0u, bits < 0x00800000u));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = group.x;
  if (i >= params.n || selection[0] != 0u) { return; }
  let column = selection[2] * params.n;
  let own = columns[column + i];
  for (var j = lane; j < params.n; j += WORKGROUP) {
    let pair = i * params.n + j;
    let square = growth(own - columns[column + j]);
    let grown = select(distances[pair], 0.0, params.isFirst == 1u) + square;
    distances[pair] = select(grown, 3.4028234e38, i == j);
  }
}
