// C = act(op(A) op(B) + bias), float32.
//   C[i, j] = act(sum_k A[i, k] B[k, j] + bias[j])     A: rows x inner, B: inner x columns, C: rows x columns, row-major
// op transposes by strides: A[i, k] stands at a[i * aRow + k * aInner], B[k, j] at b[k * bInner + j * bColumn].
// One invocation computes a tile of 8 rows and 8 columns in registers, summing over k in order; no workgroup memory and no
// barrier, which is what is slow on software adapters, and written out, because they keep no array in registers. Tiles are
// numbered along the rows of C. Past the edge a tile repeats the last row or column; what it computes there is not stored.
// Oracle: src/math/linear/matmul.ts.

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

// Where row `row` of op(A) starts.
fn rowOffset(row: u32) -> u32 {
  return min(row, params.rows - 1u) * params.aRow;
}

// Four columns of op(B), from `column` on.
fn columnsFrom(column: u32) -> vec4u {
  return min(vec4u(column) + vec4u(0u, 1u, 2u, 3u), vec4u(params.columns - 1u));
}

fn load(at: vec4u) -> vec4f {
  return vec4f(b[at.x], b[at.y], b[at.z], b[at.w]);
}

fn biasOf(columns: vec4u) -> vec4f {
  return vec4f(bias[columns.x], bias[columns.y], bias[columns.z], bias[columns.w]);
}

fn store(row: u32, column: u32, sums: vec4f, shift: vec4f) {
  if (row >= params.rows) {
    return;
  }
  var entries = sums + shift;
  if (params.relu == 1u) {
    entries = max(entries, vec4f());
  }
  for (var j = 0u; j < 4u && column + j < params.columns; j++) {
    c[row * params.columns + column + j] = entries[j];
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let tilesAcross = (params.columns + 7u) / 8u;
  let column = 8u * (id.x % tilesAcross);
  let row = 8u * (id.x / tilesAcross);
  if (row >= params.rows) {
    return;
  }
  let leftColumns = columnsFrom(column);
  let rightColumns = columnsFrom(column + 4u);
  let leftAt = leftColumns * params.bColumn;
  let rightAt = rightColumns * params.bColumn;
  let row0 = rowOffset(row + 0u);
  let row1 = rowOffset(row + 1u);
  let row2 = rowOffset(row + 2u);
  let row3 = rowOffset(row + 3u);
  let row4 = rowOffset(row + 4u);
  let row5 = rowOffset(row + 5u);
  let row6 = rowOffset(row + 6u);
  let row7 = rowOffset(row + 7u);
  var left0 = vec4f();
  var right0 = vec4f();
  var left1 = vec4f();
  var right1 = vec4f();
  var left2 = vec4f();
  var right2 = vec4f();
  var left3 = vec4f();
  var right3 = vec4f();
  var left4 = vec4f();
  var right4 = vec4f();
  var left5 = vec4f();
  var right5 = vec4f();
  var left6 = vec4f();
  var right6 = vec4f();
  var left7 = vec4f();
  var right7 = vec4f();
  for (var k = 0u; k < params.inner; k++) {
    let left = load(leftAt + k * params.bInner);
    let right = load(rightAt + k * params.bInner);
    let aAt = k * params.aInner;
    let a0 = a[row0 + aAt];
    left0 += a0 * left;
    right0 += a0 * right;
    let a1 = a[row1 + aAt];
    left1 += a1 * left;
    right1 += a1 * right;
    let a2 = a[row2 + aAt];
    left2 += a2 * left;
    right2 += a2 * right;
    let a3 = a[row3 + aAt];
    left3 += a3 * left;
    right3 += a3 * right;
    let a4 = a[row4 + aAt];
    left4 += a4 * left;
    right4 += a4 * right;
    let a5 = a[row5 + aAt];
    left5 += a5 * left;
    right5 += a5 * right;
    let a6 = a[row6 + aAt];
    left6 += a6 * left;
    right6 += a6 * right;
    let a7 = a[row7 + aAt];
    left7 += a7 * left;
    right7 += a7 * right;
  }
  var leftShift = vec4f();
  var rightShift = vec4f();
  if (params.hasBias == 1u) {
    leftShift = biasOf(leftColumns);
    rightShift = biasOf(rightColumns);
  }
  store(row + 0u, column, left0, leftShift);
  store(row + 0u, column + 4u, right0, rightShift);
  store(row + 1u, column, left1, leftShift);
  store(row + 1u, column + 4u, right1, rightShift);
  store(row + 2u, column, left2, leftShift);
  store(row + 2u, column + 4u, right2, rightShift);
  store(row + 3u, column, left3, leftShift);
  store(row + 3u, column + 4u, right3, rightShift);
  store(row + 4u, column, left4, leftShift);
  store(row + 4u, column + 4u, right4, rightShift);
  store(row + 5u, column, left5, leftShift);
  store(row + 5u, column + 4u, right5, rightShift);
  store(row + 6u, column, left6, leftShift);
  store(row + 6u, column + 4u, right6, rightShift);
  store(row + 7u, column, left7, leftShift);
  store(row + 7u, column + 4u, right7, rightShift);
}
