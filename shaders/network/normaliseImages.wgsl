// Images of bytes as a network takes them, float32, row-major:
//   output[r, i] = levels[i mod channels, images[places[r], i]],  r < rows, i < size
// images: bytes, four a word, the lowest first, and one word more; levels: channels x 256, computed on the CPU, so that every value is the CPU's,
// bit for bit: a division here may be off by 2.5 ulp. One invocation makes four entries of a row.
// Oracle: src/math/network/pickLevels.ts, exact; that the values are those of src/data/dataset.ts: test/model/imageStore.test.ts.

override WORKGROUP: u32 = 64u;

struct Params { rows: u32, size: u32, channels: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> images: array<u32>;
@group(0) @binding(2) var<storage, read> levels: array<f32>;
@group(0) @binding(3) var<storage, read> places: array<u32>;
@group(0) @binding(4) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  let invocation = id.y * workgroups.x * WORKGROUP + id.x;
  let quarters = (params.size + 3u) / 4u;
  let row = invocation / quarters;
  if (row >= params.rows) { return; }
  let first = 4u * (invocation % quarters);
  let at = places[row] * params.size + first;
  // Four bytes from anywhere: out of two words.
  let shift = 8u * (at % 4u);
  let low = images[at / 4u] >> shift;
  let high = select(images[at / 4u + 1u] << ((32u - shift) % 32u), 0u, shift == 0u);
  let bytes = low | high;
  let end = min(first + 4u, params.size);
  for (var i = first; i < end; i++) {
    let byte = (bytes >> (8u * (i - first))) & 0xffu;
    output[row * params.size + i] = levels[256u * (i % params.channels) + byte];
  }
}
