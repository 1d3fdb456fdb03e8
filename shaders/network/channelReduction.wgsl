// Sums or greatest values of groups of rows, column by column, float32, row-major:
//   output[g, c] = scale * sum, or max, of input[r, c] over the rows r of group g, r = g * rowsPerGroup, ... (the last group may be shorter)
//   input: rows x columns; output: groups x columns
// One invocation computes one entry of the output, its rows in order.
// Oracle: src/math/network/channelReduction.ts.

// 0: sum, 1: greatest.
const OPERATION: u32 = 0u;

struct Params {
  rows: u32,
  columns: u32,
  rowsPerGroup: u32,
  entries: u32,
  scale: f32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let entry = id.y * groups.x * WORKGROUP + id.x;
  if (entry >= params.entries) {
    return;
  }
  let first = entry / params.columns * params.rowsPerGroup;
  let end = min(first + params.rowsPerGroup, params.rows);
  var at = first * params.columns + entry % params.columns;
  var total = input[at];
  for (var row = first + 1u; row < end; row++) {
    at += params.columns;
    if (OPERATION == 0u) {
      total += input[at];
    } else {
      total = max(total, input[at]);
    }
  }
  output[entry] = params.scale * total;
}
