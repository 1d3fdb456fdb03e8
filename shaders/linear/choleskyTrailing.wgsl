// Blocked Cholesky factorisation A = L L' in place, step 3 of 3 for each block column: what is right of it and below.
//   A_ij -= sum_k L_ik L_jk,   i >= j right of the block column, k within it
// matrix: rows of `stride` vectors of four entries; the block column has 8 vectors from `first` / 4 on. Nothing happens once a pivot has
// failed. A workgroup covers 64 rows and 64 columns; one invocation updates a tile of 8 rows and 8 columns in registers, without workgroup
// memory or barriers. Tiles above the diagonal are left out; in those on it, entries above the diagonal are updated for nothing.
// Oracle: choleskyFactor of src/math/linear/cholesky.ts.

struct Params {
  // Vectors in a row.
  stride: u32,
  // First column of the block column.
  first: u32,
  // Rows of workgroups in this dispatch: from the first to the end (exclusive).
  firstGroup: u32,
  endGroup: u32,
}

// Vectors across the block column.
const DEPTH: u32 = 8u;
// Rows and columns of a tile, and tiles of a workgroup in a row and in a column.
const TILE: u32 = 8u;

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> matrix: array<vec4f>;
@group(0) @binding(2) var<storage, read> status: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let start = params.first + 4u * DEPTH;
  let row = start + TILE * (TILE * (params.firstGroup + group.y) + lane / TILE);
  let column = start + TILE * (TILE * group.x + lane % TILE);
  if (params.firstGroup + group.y >= params.endGroup || row >= 4u * params.stride || column > row || status[0] != 0u) {
    return;
  }
  let rowAt = row * params.stride + params.first / 4u;
  let columnAt = column * params.stride + params.first / 4u;
  // @scalars
  var sums: array<f32, TILE * TILE>;
  for (var k = 0u; k < DEPTH; k++) {
    // @scalars
    var left: array<vec4f, TILE>;
    // @unroll
    for (var i = 0u; i < TILE; i++) {
      left[i] = matrix[rowAt + i * params.stride + k];
    }
    // @unroll
    for (var j = 0u; j < TILE; j++) {
      let right = matrix[columnAt + j * params.stride + k];
      // @unroll
      for (var i = 0u; i < TILE; i++) {
        sums[i * TILE + j] += dot(left[i], right);
      }
    }
  }
  let tileAt = row * params.stride + column / 4u;
  // @unroll
  for (var i = 0u; i < TILE; i++) {
    let at = tileAt + i * params.stride;
    matrix[at] -= vec4f(sums[i * TILE], sums[i * TILE + 1u], sums[i * TILE + 2u], sums[i * TILE + 3u]);
    matrix[at + 1u] -= vec4f(sums[i * TILE + 4u], sums[i * TILE + 5u], sums[i * TILE + 6u], sums[i * TILE + 7u]);
  }
}
