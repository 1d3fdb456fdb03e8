// One pass of a merge sort of p columns at once: sorted runs of `width` become sorted runs of 2 * width.
// The order is by value and among equal values by row, since the merge is stable and the first pass finds rows in order.
// valuesIn, rowsIn: p columns of n entries each, column after column; valuesOut, rowsOut: the same, merged.
// One invocation moves one entry: its place is its own offset in its run plus the number of entries of the neighbouring run
// that come before it, found by bisection. In x the entry, in y the column.
// Oracle: Array.prototype.sort with the same order, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, width: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> valuesIn: array<f32>;
@group(0) @binding(2) var<storage, read> rowsIn: array<u32>;
@group(0) @binding(3) var<storage, read_write> valuesOut: array<f32>;
@group(0) @binding(4) var<storage, read_write> rowsOut: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let k = id.x;
  if (k >= params.n) { return; }
  let column = id.y * params.n;
  let pairStart = k - k % (2u * params.width);
  let middle = min(pairStart + params.width, params.n);
  let pairEnd = min(pairStart + 2u * params.width, params.n);
  let isLeft = k < middle;
  let value = valuesIn[column + k];

  let otherStart = select(pairStart, middle, isLeft);
  var low = otherStart;
  var high = select(middle, pairEnd, isLeft);
  while (low < high) {
    let probe = (low + high) / 2u;
    let other = valuesIn[column + probe];
    let comesBefore = other < value || (!isLeft && other == value);
    low = select(low, probe + 1u, comesBefore);
    high = select(probe, high, comesBefore);
  }
  let ownStart = select(middle, pairStart, isLeft);
  let place = column + pairStart + (k - ownStart) + (low - otherStart);
  valuesOut[place] = value;
  rowsOut[place] = rowsIn[column + k];
}
