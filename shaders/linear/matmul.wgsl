// C = act(op(A) op(B) + bias), float32.
//   C[i, j] = act(sum_k A[i, k] B[k, j] + bias[j])     A: rows x inner, B: inner x columns, C: rows x columns, row-major
// op transposes by strides: A[i, k] stands at a[i * aRow + k * aInner], B[k, j] at b[k * bInner + j * bColumn].
// One invocation computes a tile of 8 rows and 8 columns in registers, summing over k in order; no workgroup memory and no
// barrier, which is what is slow on software adapters, and written out, because they keep no array in registers. Tiles are
// numbered along the rows of C. Past the edge a tile repeats the last row or column; what it computes there is not stored.
// Of a tile's rows 0 to 3 here are the half that the invocation loads itself, 4 to 7 the other half; left and right are its columns likewise.
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

// Neighbouring invocations whose tiles lie two by two, and with QUAD = 4 load half of what they share for each other (src/gpu/specialise.ts).
const QUAD: u32 = 1u;
// Terms of a sum that are added in one go: inner is a multiple of it. At every loop's edge software adapters move all sums through memory.
const STEPS: u32 = 1u;
const SIDE: u32 = (QUAD + 2u) / 3u;

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
  let lane = id.x % QUAD;
  let tilesAcross = (params.columns + 8u * SIDE - 1u) / (8u * SIDE);
  let tile = SIDE * vec2u(id.x / QUAD % tilesAcross, id.x / QUAD / tilesAcross);
  if (8u * tile.y >= params.rows) {
    return;
  }
  let half = 4u * vec2u(lane / SIDE, lane % SIDE);
  let corner = 8u * (tile + vec2u(lane % SIDE, lane / SIDE));
  let own = corner + half;
  let other = corner + 4u - half;
  let leftColumns = columnsFrom(own.x);
  let rightColumns = columnsFrom(other.x);
  let leftAt = leftColumns * params.bColumn;
  let rightAt = rightColumns * params.bColumn;
  let row0 = rowOffset(own.y + 0u);
  let row1 = rowOffset(own.y + 1u);
  let row2 = rowOffset(own.y + 2u);
  let row3 = rowOffset(own.y + 3u);
  let row4 = rowOffset(other.y + 0u);
  let row5 = rowOffset(other.y + 1u);
  let row6 = rowOffset(other.y + 2u);
  let row7 = rowOffset(other.y + 3u);
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
  for (var k = 0u; k < params.inner; k += STEPS) {
    // @unroll
    for (var s = 0u; s < STEPS; s++) {
      let left = load(leftAt + (k + s) * params.bInner);
      // @quads let right = quadSwapY(left);
      let right = load(rightAt + (k + s) * params.bInner);
      let aAt = (k + s) * params.aInner;
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
      // @quads let a4 = quadSwapX(a0);
      let a4 = a[row4 + aAt];
      left4 += a4 * left;
      right4 += a4 * right;
      // @quads let a5 = quadSwapX(a1);
      let a5 = a[row5 + aAt];
      left5 += a5 * left;
      right5 += a5 * right;
      // @quads let a6 = quadSwapX(a2);
      let a6 = a[row6 + aAt];
      left6 += a6 * left;
      right6 += a6 * right;
      // @quads let a7 = quadSwapX(a3);
      let a7 = a[row7 + aAt];
      left7 += a7 * left;
      right7 += a7 * right;
    }
  }
  var leftShift = vec4f();
  var rightShift = vec4f();
  if (params.hasBias == 1u) {
    leftShift = biasOf(leftColumns);
    rightShift = biasOf(rightColumns);
  }
  store(own.y + 0u, own.x, left0, leftShift);
  store(own.y + 0u, other.x, right0, rightShift);
  store(own.y + 1u, own.x, left1, leftShift);
  store(own.y + 1u, other.x, right1, rightShift);
  store(own.y + 2u, own.x, left2, leftShift);
  store(own.y + 2u, other.x, right2, rightShift);
  store(own.y + 3u, own.x, left3, leftShift);
  store(own.y + 3u, other.x, right3, rightShift);
  store(other.y + 0u, own.x, left4, leftShift);
  store(other.y + 0u, other.x, right4, rightShift);
  store(other.y + 1u, own.x, left5, leftShift);
  store(other.y + 1u, other.x, right5, rightShift);
  store(other.y + 2u, own.x, left6, leftShift);
  store(other.y + 2u, other.x, right6, rightShift);
  store(other.y + 3u, own.x, left7, leftShift);
  store(other.y + 3u, other.x, right7, rightShift);
}
