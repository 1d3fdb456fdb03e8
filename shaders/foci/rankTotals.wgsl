// The two sums that the stop test of FOCI needs: totals = [ sum R_i, sum L_i^2 low word, sum L_i^2 high word ].
// atMost, atLeast: R and L of ranks.wgsl, n counts each, n <= 65535 so that a square fits one word.
// One workgroup in all; each invocation adds every WORKGROUP-th row, then invocation 0 adds the partial sums.
// Oracle: rank in src/math/dependence/ranks.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> atMost: array<u32>;
@group(0) @binding(2) var<storage, read> atLeast: array<u32>;
@group(0) @binding(3) var<storage, read_write> totals: array<u32>;

var<workgroup> partial: array<vec3u, WORKGROUP>;

/// Adds b to the two-word number in .yz (low, high) of a, and its first word to .x.
fn add(a: vec3u, b: vec3u) -> vec3u {
  let low = a.y + b.y;
  return vec3u(a.x + b.x, low, a.z + b.z + select(0u, 1u, low < a.y));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) lane: u32) {
  var sum = vec3u(0u);
  for (var i = lane; i < params.n; i += WORKGROUP) {
    let l = atLeast[i];
    sum = add(sum, vec3u(atMost[i], l * l, 0u));
  }
  partial[lane] = sum;
  workgroupBarrier();
  if (lane != 0u) { return; }
  for (var other = 1u; other < WORKGROUP; other++) { sum = add(sum, partial[other]); }
  totals[0] = sum.x;
  totals[1] = sum.y;
  totals[2] = sum.z;
}
