// Blocked Cholesky factorisation A = L L' in place, step 1 of 3 for each block column: the block on the diagonal.
//   L_ij = (A_ij - sum_{k < j} L_ik L_jk) / L_jj,   L_jj = sqrt(A_jj - sum_{k < j} L_jk^2),   i, j, k within the block
// matrix: rows of `stride` entries, a multiple of 32; the block has 32 rows and columns from `first` on. Its lower triangle is read and replaced.
// status[0]: 0, or 1 + the first column whose pivot is not positive; 1 then takes the pivot's place.
// One workgroup; each of its invocations computes one row, a column at a time, and the pivot along with it.
// Oracle: choleskyFactor of src/math/linear/cholesky.ts.

struct Params {
  stride: u32,
  first: u32,
}

const BLOCK: u32 = 32u;
// One more than a row has, so that a column of the block lies in different banks of the workgroup's memory.
const PITCH: u32 = 33u;

override WORKGROUP: u32 = 32u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> matrix: array<f32>;
@group(0) @binding(2) var<storage, read_write> status: array<u32>;

var<workgroup> block: array<f32, BLOCK * PITCH>;
// 1 + the first column whose pivot is not positive, or 0. A barrier orders the workgroup's memory, not that of buffers.
var<workgroup> failed: u32;

fn rowStart(row: u32) -> u32 {
  return (params.first + row) * params.stride + params.first;
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(local_invocation_index) row: u32) {
  for (var j = 0u; j <= row; j++) {
    block[row * PITCH + j] = matrix[rowStart(row) + j];
  }
  if (row == 0u) {
    failed = status[0];
  }
  workgroupBarrier();
  for (var j = 0u; j < BLOCK; j++) {
    if (row >= j) {
      var entry = block[row * PITCH + j];
      var pivot = block[j * PITCH + j];
      for (var k = 0u; k < j; k++) {
        let above = block[j * PITCH + k];
        entry -= block[row * PITCH + k] * above;
        pivot -= above * above;
      }
      if (!(pivot > 0.0)) {
        if (row == j && failed == 0u) {
          failed = 1u + params.first + j;
        }
        pivot = 1.0;
        entry = 1.0;
      }
      let root = sqrt(pivot);
      // The diagonal entry is still read as it was, and is not needed within the block again: it goes straight out.
      if (row == j) {
        matrix[rowStart(row) + j] = root;
      } else {
        block[row * PITCH + j] = entry / root;
      }
    }
    workgroupBarrier();
  }
  if (row == 0u) {
    status[0] = failed;
  }
  for (var j = 0u; j < row; j++) {
    matrix[rowStart(row) + j] = block[row * PITCH + j];
  }
}
