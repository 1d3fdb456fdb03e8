// Chains of multiplications with an addition: the probe of an adapter's arithmetic.
//   x_0 = input[i],   x_{k+1} = factor x_k + shift,   output[i] = the sum of four chains after `steps` of them, which start at x_0 + 0, 1, 2 and 3
// input, output: `quads` groups of four float32. An invocation runs four chains of four lanes: they do not wait for each other, and nothing is read or
// written meanwhile. Each step of an invocation is 16 multiplications and 16 additions.
// Oracle: multiplyAdd in src/math/linear/multiplyAdd.ts, relative to size.

override WORKGROUP: u32 = 64u;

struct Params { quads: u32, steps: u32, factor: f32, shift: f32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> output: array<vec4f>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = id.y * groups.x * WORKGROUP + id.x;
  if (i >= params.quads) { return; }
  let factor = vec4f(params.factor);
  let shift = vec4f(params.shift);
  var a = input[i];
  var b = a + 1.0;
  var c = a + 2.0;
  var d = a + 3.0;
  for (var step = 0u; step < params.steps; step++) {
    a = fma(factor, a, shift);
    b = fma(factor, b, shift);
    c = fma(factor, c, shift);
    d = fma(factor, d, shift);
  }
  output[i] = (a + b) + (c + d);
}
