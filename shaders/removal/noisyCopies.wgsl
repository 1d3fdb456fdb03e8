// Noisy copies of an input: copies[i] = input[i mod size] + table[place(start + i)], i < entries; `size` entries make one copy.
// place(c): the hash of the pair of entries c / 2, mix(mix(c / 2 ^ first) + second), low half for even c, high half for odd c.
// table: 65,536 normal quantiles times the deviation. One addition, correctly rounded, so every device gives the same bits.
// One invocation makes one entry.
// Oracle: src/math/random/counterNoise.ts, exact.

override WORKGROUP: u32 = 64u;

struct Params { entries: u32, size: u32, start: u32, first: u32, second: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read> table: array<f32>;
@group(0) @binding(3) var<storage, read_write> copies: array<f32>;

/// C. Wellons' permutation "triple32".
fn mix32(bits: u32) -> u32 {
  var word = bits;
  word = (word ^ (word >> 17u)) * 0xed5ad4bbu;
  word = (word ^ (word >> 11u)) * 0xac4c1b51u;
  word = (word ^ (word >> 15u)) * 0x31848babu;
  return word ^ (word >> 14u);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  let i = id.y * workgroups.x * WORKGROUP + id.x;
  if (i >= params.entries) { return; }
  let counter = params.start + i;
  let bits = mix32(mix32((counter >> 1u) ^ params.first) + params.second);
  let place = select(bits & 0xffffu, bits >> 16u, (counter & 1u) == 1u);
  copies[i] = input[i % params.size] + table[place];
}
