// One column of a block Hessian by central differences of gradients, added to what is there:
//   matrix[column * size + i] += scale * (plus[indices[i]] - minus[indices[i]]),   i < size
// plus, minus: flat gradients over all parameters, at w + h e_column and w - h e_column; indices: where in them the block's
// parameters stand; scale: 1 / (2 h), times the batch's weight. matrix: size x size; a column lies where a row-major matrix has its row.
// One invocation adds one entry.
// Oracle: addHessianColumn of src/math/removal/hessianColumn.ts.

struct Params {
  size: u32,
  column: u32,
  scale: f32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> plus: array<f32>;
@group(0) @binding(2) var<storage, read> minus: array<f32>;
@group(0) @binding(3) var<storage, read> indices: array<u32>;
@group(0) @binding(4) var<storage, read_write> matrix: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= params.size) {
    return;
  }
  let index = indices[i];
  matrix[params.column * params.size + i] += params.scale * (plus[index] - minus[index]);
}
