// A tensor combined with a vector along its middle axis, float32, row-major:
//   output[r, c, i] = input[r, c, i] op vector[c]
//   input and output: rows x columns x inner; vector: columns
// One invocation computes 4 neighbours of the output.
// Oracle: src/math/network/channelArithmetic.ts.

// 0: add, 1: subtract, 2: multiply, 3: divide; 4: vector - input, 5: vector / input.
const OPERATION: u32 = 0u;

struct Params {
  entries: u32,
  columns: u32,
  inner: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read> vector: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;

fn combine(a: f32, b: f32) -> f32 {
  switch OPERATION {
    case 0u: { return a + b; }
    case 1u: { return a - b; }
    case 2u: { return a * b; }
    case 3u: { return a / b; }
    case 4u: { return b - a; }
    default: { return b / a; }
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let first = 4u * (id.y * groups.x * WORKGROUP + id.x);
  // @unroll
  for (var k = 0u; k < 4u; k++) {
    if (first + k < params.entries) {
      output[first + k] = combine(input[first + k], vector[(first + k) / params.inner % params.columns]);
    }
  }
}
