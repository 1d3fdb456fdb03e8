// ReLU, float32: output[i] = 0 where input[i] < 0, else input[i]. What is no number stays none.
// One invocation makes four entries; there are a multiple of four.
// Oracle: src/math/network/pointwise.ts, exact.

struct Params {
  quads: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> output: array<vec4f>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let quad = id.y * groups.x * WORKGROUP + id.x;
  if (quad >= params.quads) {
    return;
  }
  let values = input[quad];
  output[quad] = select(values, vec4f(), values < vec4f());
}
