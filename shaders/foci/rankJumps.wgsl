// How much the ranks of y jump along each sorted column: jumps(c) = sum over k of |R_(k+1) - R_(k)|, R_(k) the rank of the row that is
// k-th in column c. It is what xi is made of (Chatterjee, "A new coefficient of correlation", equation 1.2); exact integers below n^2.
// atMost: R, n. rows: for each column the n rows in its order (sortColumns.wgsl), column after column. jumps: one sum a column.
// One invocation adds up one column.
// Oracle: xiOfOrder in src/math/dependence/xi.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, columns: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> atMost: array<u32>;
@group(0) @binding(2) var<storage, read> rows: array<u32>;
@group(0) @binding(3) var<storage, read_write> jumps: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.columns) { return; }
  let start = id.x * params.n;
  var before = atMost[rows[start]];
  var sum = 0u;
  for (var k = 1u; k < params.n; k++) {
    let rank = atMost[rows[start + k]];
    sum += max(rank, before) - min(rank, before);
    before = rank;
  }
  jumps[id.x] = sum;
}
