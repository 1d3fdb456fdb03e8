// C = act(op(A) op(B) + bias), float32.
//   C[i, j] = act(sum_k A[i, k] B[k, j] + bias[j])     A: rows x inner, B: inner x columns, C: rows x columns, row-major
// op transposes by strides: A[i, k] stands at a[i * aRow + k * aInner], B[k, j] at b[k * bInner + j * bColumn].
// One invocation computes a tile of 4 rows and 4 columns in registers, summing over k in order; no workgroup memory and no
// barrier, which is what is slow on software adapters. Tiles are numbered along the rows of C.
// Oracle: src/math/matmul.ts.

struct Params {
  rows: u32,
  columns: u32,
  inner: u32,
  aRow: u32,
  aInner: u32,
  bInner: u32,
  bColumn: u32,
  hasBias: u32,
  relu: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let tilesAcross = (params.columns + 3u) / 4u;
  let column = 4u * (id.x % tilesAcross);
  let row = 4u * (id.x / tilesAcross);
  if (row >= params.rows) {
    return;
  }
  // Past the edge a tile repeats the last row or column; what it computes there is not stored.
  let columns = min(vec4u(column) + vec4u(0u, 1u, 2u, 3u), vec4u(params.columns - 1u));
  let rows = min(vec4u(row) + vec4u(0u, 1u, 2u, 3u), vec4u(params.rows - 1u));
  let bOffsets = columns * params.bColumn;
  let aOffsets = rows * params.aRow;
  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();
  for (var k = 0u; k < params.inner; k++) {
    let bAt = bOffsets + k * params.bInner;
    let right = vec4f(b[bAt.x], b[bAt.y], b[bAt.z], b[bAt.w]);
    let aAt = aOffsets + k * params.aInner;
    sum0 += a[aAt.x] * right;
    sum1 += a[aAt.y] * right;
    sum2 += a[aAt.z] * right;
    sum3 += a[aAt.w] * right;
  }
  var offset = vec4f();
  if (params.hasBias == 1u) {
    offset = vec4f(bias[columns.x], bias[columns.y], bias[columns.z], bias[columns.w]);
  }
  let sums = array<vec4f, 4>(sum0, sum1, sum2, sum3);
  for (var i = 0u; i < 4u && row + i < params.rows; i++) {
    var entries = sums[i] + offset;
    if (params.relu == 1u) {
      entries = max(entries, vec4f());
    }
    for (var j = 0u; j < 4u && column + j < params.columns; j++) {
      c[(row + i) * params.columns + column + j] = entries[j];
    }
  }
}
