// Copies a buffer: the probe of an adapter's bandwidth.
//   output[i] = input[i]
// input, output: `quads` groups of four float32, of which one is read and one written by each invocation.
// Oracle: the input, exact.

override WORKGROUP: u32 = 64u;

struct Params { quads: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> output: array<vec4f>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.y * groups.x * WORKGROUP + id.x;
  if (i >= params.quads) { return; }
  output[i] = input[i];
}
