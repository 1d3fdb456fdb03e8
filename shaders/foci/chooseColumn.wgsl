// Decides one step of FOCI: the candidate with the largest score wins, the lowest column among equals, and is taken if its
// T > 0 (rule 5 of docs/decisions/0001-one-arithmetic-for-foci.md). On integers, T > 0 is: in the first step
// n S > sum L_i^2, in later ones S > S', the score of the column taken before.
// totals: [ sum R_i, sum L_i^2 low word, sum L_i^2 high word ]. scores: rows of `stride`, the one of this step is `scoreRow`. taken: p words, 0 for a candidate, 1 for a column that was
// taken or does not vary.
// selection: [ stop flag, steps judged, column taken last, its score ]. The flag goes up when nothing was taken or when the taken
// columns explain y (S = sum R_i); kernels of later steps then do nothing, this one included.
// One workgroup in all; each invocation looks at every WORKGROUP-th column, then invocation 0 decides.
// Oracle: startSelection in src/math/dependence/forwardSelection.ts, exact.

override WORKGROUP: u32 = 64u;

/// `keeps` is 1 where the best column is taken whatever its T.
struct Params { n: u32, p: u32, stride: u32, scoreRow: u32, keeps: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> totals: array<u32>;
@group(0) @binding(2) var<storage, read> scores: array<u32>;
@group(0) @binding(3) var<storage, read_write> taken: array<u32>;
@group(0) @binding(4) var<storage, read_write> selection: array<u32>;

const NONE = 0xffffffffu;

/// (score, column) of the best candidate that an invocation saw; column NONE for no candidate.
var<workgroup> bests: array<vec2u, WORKGROUP>;

/// The better of two: larger score, then lower column. NONE is the largest column there is.
fn better(a: vec2u, b: vec2u) -> vec2u {
  let isLeft = b.y == NONE || (a.y != NONE && (a.x > b.x || (a.x == b.x && a.y < b.y)));
  return select(b, a, isLeft);
}

/// a * b as (low, high) for b < 2^16.
fn multiply(a: u32, b: u32) -> vec2u {
  let lowProduct = (a & 0xffffu) * b;
  let highProduct = (a >> 16u) * b + (lowProduct >> 16u);
  return vec2u((highProduct << 16u) | (lowProduct & 0xffffu), highProduct >> 16u);
}

fn hasGain(score: u32) -> bool {
  if (selection[1] > 0u) { return score > selection[3]; }
  let product = multiply(score, params.n);
  return product.y > totals[2] || (product.y == totals[2] && product.x > totals[1]);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) lane: u32) {
  var best = vec2u(0u, NONE);
  for (var column = lane; column < params.p; column += WORKGROUP) {
    if (taken[column] == 0u) { best = better(best, vec2u(scores[params.scoreRow * params.stride + column], column)); }
  }
  bests[lane] = best;
  workgroupBarrier();
  if (lane != 0u || selection[0] != 0u) { return; }
  for (var other = 1u; other < WORKGROUP; other++) { best = better(best, bests[other]); }

  let isTaken = best.y != NONE && (params.keeps == 1u || hasGain(best.x));
  selection[1] += 1u;
  if (!isTaken) {
    selection[0] = 1u;
    return;
  }
  taken[best.y] = 1u;
  selection[2] = best.y;
  selection[3] = best.x;
  if (best.x == totals[0]) { selection[0] = 1u; }
}
