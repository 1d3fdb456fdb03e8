// Nearest other row in one column, for all columns: M(i) = argmin over j other than i of |f32(x_i - x_j)|, the lowest j among
// equals (rules 3 and 4 of docs/decisions/0001-one-arithmetic-for-foci.md).
// values, rows: columns sorted by value, then row (sortColumns.wgsl), n entries each, column after column.
// neighbours: n x stride; entry (i, firstColumn + c) is the neighbour of row i in the c-th column given here.
// One invocation finds the neighbour of one sorted entry: in x the entry, in y the column. Rounding is monotone, so the nearest on
// either side form a contiguous stretch that begins next to the entry; of each run of equal values the first has the lowest row.
// Oracle: nearestNeighboursFloat32 in src/math/dependence/nearestNeighbour.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { n: u32, columns: u32, stride: u32, firstColumn: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> rows: array<u32>;
@group(0) @binding(3) var<storage, read_write> neighbours: array<u32>;

/// The first position from `low` up to `high` (exclusive; `high` if none) whose value is at least `value`, in a sorted stretch.
fn firstAtLeast(low: u32, high: u32, value: f32) -> u32 {
  var first = low;
  var last = high;
  while (first < last) {
    let probe = (first + last) / 2u;
    let isBelow = values[probe] < value;
    first = select(first, probe + 1u, isBelow);
    last = select(probe, last, isBelow);
  }
  return first;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= params.n || id.y >= params.columns) { return; }
  let start = id.y * params.n;
  let end = start + params.n;
  let own = start + id.x;
  let value = values[own];
  let row = rows[own];
  var lowest = 0xffffffffu;

  let hasLeft = own > start;
  let hasRight = own + 1u < end;
  let left = value - values[select(own, own - 1u, hasLeft)];
  let right = values[select(own, own + 1u, hasRight)] - value;

  if (hasLeft && (!hasRight || left <= right)) {
    var position = own;
    while (position > start && value - values[position - 1u] == left) {
      position -= 1u;
      if (position > start && values[position - 1u] == values[position]) {
        position = firstAtLeast(start, position, values[position]);
      }
      lowest = min(lowest, rows[position]);
    }
  }
  if (hasRight && (!hasLeft || right <= left)) {
    // A run of values equal to the entry's own holds higher rows from here on: its first is enough.
    lowest = min(lowest, rows[own + 1u]);
    if (right > 0.0) {
      for (var position = own + 2u; position < end && values[position] - value == right; position++) {
        lowest = min(lowest, rows[position]);
      }
    }
  }
  neighbours[row * params.stride + params.firstColumn + id.y] = lowest;
}
