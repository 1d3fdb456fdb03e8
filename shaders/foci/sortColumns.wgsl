// One pass of a merge sort of p columns at once: every `fanIn` sorted runs of `width` become one sorted run.
// The order is by value and among equal values by row, since the merge is stable and the first pass finds rows in order.
// valuesIn, rowsIn: p columns of n entries each, column after column; valuesOut, rowsOut: the same, merged.
// One invocation moves one entry: its place is its own offset in its run plus the number of entries that come before it in each of
// the sibling runs, found by bisection. In x the entry, in y the column.
// Oracle: Array.prototype.sort with the same order, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, columns: u32, width: u32, fanIn: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> valuesIn: array<f32>;
@group(0) @binding(2) var<storage, read> rowsIn: array<u32>;
@group(0) @binding(3) var<storage, read_write> valuesOut: array<f32>;
@group(0) @binding(4) var<storage, read_write> rowsOut: array<u32>;

/// How many entries of the sorted stretch from `first` to `end` (exclusive) come before `value`; equal ones if `isEarlier`.
fn countBefore(first: u32, end: u32, value: f32, isEarlier: bool) -> u32 {
  var low = first;
  var high = end;
  while (low < high) {
    let probe = (low + high) / 2u;
    let other = valuesIn[probe];
    let comesBefore = other < value || (isEarlier && other == value);
    low = select(low, probe + 1u, comesBefore);
    high = select(probe, high, comesBefore);
  }
  return low - first;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.n || id.y >= params.columns) { return; }
  let column = id.y * params.n;
  let ownStart = id.x - id.x % params.width;
  let mergedStart = id.x - id.x % (params.width * params.fanIn);
  let mergedEnd = min(mergedStart + params.width * params.fanIn, params.n);
  let value = valuesIn[column + id.x];
  var place = column + mergedStart + (id.x - ownStart);
  for (var start = mergedStart; start < mergedEnd; start += params.width) {
    if (start == ownStart) { continue; }
    let end = min(start + params.width, mergedEnd);
    place += countBefore(column + start, column + end, value, start < ownStart);
  }
  valuesOut[place] = value;
  rowsOut[place] = rowsIn[column + id.x];
}
