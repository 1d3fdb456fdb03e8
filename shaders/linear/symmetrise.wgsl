// The symmetric matrix next to M, with a damped diagonal:
//   symmetric = (M + M') / 2 + damping I,   size x size, row-major
// One invocation (x, y) writes the entry in column x of row y. Entries (i, j) and (j, i) are the same to the last bit: the sum of two
// numbers does not depend on their order.
// Oracle: src/math/linear/symmetrise.ts.

struct Params {
  size: u32,
  damping: f32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> matrix: array<f32>;
@group(0) @binding(2) var<storage, read_write> symmetric: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y;
  let column = id.x;
  if (row >= params.size || column >= params.size) {
    return;
  }
  var entry = 0.5 * (matrix[row * params.size + column] + matrix[column * params.size + row]);
  if (row == column) {
    entry += params.damping;
  }
  symmetric[row * params.size + column] = entry;
}
