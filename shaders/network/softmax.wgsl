// Softmax of every row, float32, row-major, without overflow:
//   output[r, c] = exp(input[r, c] - m_r) / sum_k exp(input[r, k] - m_r),   m_r the greatest of row r
//   input and output: rows x columns
// One invocation computes one row, its columns in order; no workgroup memory, no barriers.
// Oracle: softmax of src/math/network/crossEntropy.ts.

struct Params {
  rows: u32,
  columns: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.y * groups.x * WORKGROUP + id.x;
  if (row >= params.rows) {
    return;
  }
  let first = row * params.columns;
  let end = first + params.columns;
  var greatest = input[first];
  for (var at = first + 1u; at < end; at++) {
    greatest = max(greatest, input[at]);
  }
  var sum = 0.0;
  for (var at = first; at < end; at++) {
    let exponential = exp(input[at] - greatest);
    output[at] = exponential;
    sum += exponential;
  }
  for (var at = first; at < end; at++) {
    output[at] /= sum;
  }
}
