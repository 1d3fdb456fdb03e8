// The gradient of ReLU in its input, float32: gradient[i] = outputGradient[i] * (1 where input[i] > 0, else 0)
// One invocation makes four entries; there are a multiple of four.
// Oracle: src/math/network/pointwise.ts, exact.

struct Params {
  quads: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read> outputGradient: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> gradient: array<vec4f>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let quad = id.y * groups.x * WORKGROUP + id.x;
  if (quad >= params.quads) {
    return;
  }
  gradient[quad] = outputGradient[quad] * select(vec4f(), vec4f(1.0), input[quad] > vec4f());
}
