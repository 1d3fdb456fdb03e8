// Ranks of y with ties: R_i = #{ j : y_j <= y_i }, L_i = #{ j : y_j >= y_i } (Azadkia and Chatterjee, section 2).
// keys: n order-preserving 64-bit integers (high, low word) of the float64 values y, so that no rounding makes a tie.
// atMost, atLeast: R and L, n counts each.
// One invocation counts for one row, firstRow <= i < endRow, by looking at all n.
// Oracle: rank in src/math/dependence/ranks.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, firstRow: u32, endRow: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> keys: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> atMost: array<u32>;
@group(0) @binding(3) var<storage, read_write> atLeast: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = params.firstRow + id.x;
  if (i >= params.endRow) { return; }
  let key = keys[i];
  var less = 0u;
  var equal = 0u;
  for (var j = 0u; j < params.n; j++) {
    let other = keys[j];
    let isHighEqual = other.x == key.x;
    less += select(0u, 1u, other.x < key.x || (isHighEqual && other.y < key.y));
    equal += select(0u, 1u, isHighEqual && other.y == key.y);
  }
  atMost[i] = less + equal;
  atLeast[i] = params.n - less;
}
