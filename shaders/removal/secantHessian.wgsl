// The damped Hessian of one removal, written out for a block of p parameters (equation 13 of Mehta et al., CVPR 2022):
//   H' + lambda I = fullScale y y' + sampleScale z z' + lambda I,   p x p, row-major
// with y and z the gradient differences of the secant pairs of the full loss and of the sample,
//   fullScale = n / ((n - 1) s_full' y),   sampleScale = -1 / ((n - 1) s_sample' z).
// One invocation (x, y) writes the entry in column x of row y.
// Oracle: writeOut of src/math/removal/secantHessian.ts.

struct Params {
  size: u32,
  fullScale: f32,
  sampleScale: f32,
  damping: f32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> fullDifference: array<f32>;
@group(0) @binding(2) var<storage, read> sampleDifference: array<f32>;
@group(0) @binding(3) var<storage, read_write> hessian: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y;
  let column = id.x;
  if (row >= params.size || column >= params.size) {
    return;
  }
  var entry = params.fullScale * fullDifference[row] * fullDifference[column]
    + params.sampleScale * sampleDifference[row] * sampleDifference[column];
  if (row == column) {
    entry += params.damping;
  }
  hessian[row * params.size + column] = entry;
}
