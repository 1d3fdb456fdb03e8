// Blocked Cholesky factorisation A = L L' in place, step 2 of 3 for each block column: the rows below the block on the diagonal.
//   L_ij = (A_ij - sum_{k < j} L_ik L_jk) / L_jj,   i below the block, j and k within it
// matrix: rows of `stride` vectors of four entries; the block has 8 vectors from `first` / 4 on. Nothing happens once a pivot has failed.
// One invocation solves one row, four columns at a time, and keeps what it found in registers.
// Oracle: choleskyFactor of src/math/linear/cholesky.ts.

struct Params {
  // Vectors in a row.
  stride: u32,
  // First column of the block, and its first row.
  first: u32,
}

// Vectors across the block.
const DEPTH: u32 = 8u;

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> matrix: array<vec4f>;
@group(0) @binding(2) var<storage, read> status: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = params.first + 4u * DEPTH + id.x;
  if (row >= 4u * params.stride || status[0] != 0u) {
    return;
  }
  let at = row * params.stride + params.first / 4u;
  let blockAt = params.first * params.stride + params.first / 4u;
  // @scalars
  var found: array<vec4f, DEPTH>;
  // @unroll
  for (var j = 0u; j < DEPTH; j++) {
    let row0 = blockAt + 4u * j * params.stride;
    let row1 = row0 + params.stride;
    let row2 = row1 + params.stride;
    let row3 = row2 + params.stride;
    var rest = matrix[at + j];
    // @unroll
    for (var k = 0u; k < j; k++) {
      rest -= vec4f(
        dot(found[k], matrix[row0 + k]),
        dot(found[k], matrix[row1 + k]),
        dot(found[k], matrix[row2 + k]),
        dot(found[k], matrix[row3 + k]),
      );
    }
    let corner1 = matrix[row1 + j];
    let corner2 = matrix[row2 + j];
    let corner3 = matrix[row3 + j];
    rest.x /= matrix[row0 + j].x;
    rest.y = (rest.y - rest.x * corner1.x) / corner1.y;
    rest.z = (rest.z - dot(rest.xy, corner2.xy)) / corner2.z;
    rest.w = (rest.w - dot(rest.xyz, corner3.xyz)) / corner3.w;
    found[j] = rest;
    matrix[at + j] = rest;
  }
}
