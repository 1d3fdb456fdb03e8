// The gradient of a convolution (shaders/network/convolution.wgsl) in its input, float32, row-major:
//   gradient[n, y, x, c] = sum_{i, j, k} outputGradient[n, (y + PAD_TOP - i) / STRIDE_Y, (x + PAD_LEFT - j) / STRIDE_X, k] filter[i, j, c, k]
// over the i and j for which the quotients are whole and inside the output.
// One invocation computes a tile of PIXELS neighbours in a row by 4 input channels in registers, without workgroup memory or barriers.
// PIXELS is a multiple of STRIDE_X, so that which filter columns meet which pixel is known when the loops are written out.
// The constants are those of one shape; src/gpu/specialise.ts gives other ones and writes out what is marked.
// Oracle: src/math/network/convolution.ts.

const INPUT_HEIGHT: u32 = 28u;
const INPUT_WIDTH: u32 = 28u;
const INPUT_CHANNELS: u32 = 1u;
const FILTER_HEIGHT: u32 = 5u;
const FILTER_WIDTH: u32 = 5u;
const OUTPUT_HEIGHT: u32 = 24u;
const OUTPUT_WIDTH: u32 = 24u;
const OUTPUT_CHANNELS: u32 = 8u;
const STRIDE_Y: u32 = 1u;
const STRIDE_X: u32 = 1u;
const PAD_TOP: u32 = 0u;
const PAD_LEFT: u32 = 0u;
const PIXELS: u32 = 14u;
// Neighbouring invocations that compute the same tile of so many images, and with QUAD = 4 load one of four weights each for all (see
// src/gpu/specialise.ts): invocation L of a quad then holds channel L ^ k in place k.
const QUAD: u32 = 1u;

const TILES_ACROSS: u32 = (INPUT_WIDTH + PIXELS - 1u) / PIXELS;
const CHANNEL_TILES: u32 = (INPUT_CHANNELS + 3u) / 4u;
// Added to columns of the output so that none is negative before the division.
const SHIFT: u32 = PAD_LEFT + STRIDE_X * FILTER_WIDTH;
// The first output column under a tile (FILTER_WIDTH too large), and how many there are.
const FIRST: u32 = (SHIFT + 1u - FILTER_WIDTH) / STRIDE_X;
const SPAN: u32 = (PIXELS - 1u + SHIFT) / STRIDE_X - FIRST + 1u;

struct Params {
  images: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> outputGradient: array<f32>;
@group(0) @binding(2) var<storage, read> filters: array<f32>;
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>;

// The output's gradient at column x of the row that starts at `rowAt`, 0 outside. No short-circuit: branches in what is called once for
// every value make compilation very long.
fn outputGradientAt(rowAt: u32, x: i32) -> f32 {
  let nearest = u32(clamp(x, 0, i32(OUTPUT_WIDTH) - 1));
  return select(0.0, outputGradient[rowAt + nearest * OUTPUT_CHANNELS], (x >= 0) & (x < i32(OUTPUT_WIDTH)));
}

// Four input channels of the filter in one output channel.
fn weightsFrom(at: u32, lane: u32) -> vec4f {
  // @quads return quadOf(filters[at + lane * OUTPUT_CHANNELS]);
  return vec4f(filters[at], filters[at + OUTPUT_CHANNELS], filters[at + 2u * OUTPUT_CHANNELS], filters[at + 3u * OUTPUT_CHANNELS]);
}

fn store(at: u32, channel: u32, lane: u32, entries: vec4f) {
  // @unroll
  for (var k = 0u; k < 4u; k++) {
    if (INPUT_CHANNELS % 4u == 0u || channel + (lane ^ k) < INPUT_CHANNELS) {
      gradient[at + channel + (lane ^ k)] = entries[k];
    }
  }
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let invocation = id.y * groups.x * WORKGROUP + id.x;
  let lane = invocation % QUAD;
  let tile = invocation / QUAD;
  let channel = tile % CHANNEL_TILES * 4u;
  let left = tile / CHANNEL_TILES % TILES_ACROSS * PIXELS;
  let row = tile / (CHANNEL_TILES * TILES_ACROSS) % INPUT_HEIGHT;
  let firstImage = tile / (CHANNEL_TILES * TILES_ACROSS * INPUT_HEIGHT) * QUAD;
  if (firstImage >= params.images) {
    return;
  }
  // A quad stays together: past the last image it computes the last again, and does not store it.
  let image = min(firstImage + lane, params.images - 1u);
  let outputLeft = i32(left / STRIDE_X + FIRST) - i32(FILTER_WIDTH);
  // @scalars
  var sums: array<vec4f, PIXELS>;
  // From the lowest row of the output that this row had a part in upwards, and within each its channels: one loop, for at every loop's
  // edge software adapters move all sums through memory.
  let above = row + PAD_TOP;
  let lowest = min(above / STRIDE_Y, OUTPUT_HEIGHT - 1u);
  let i = above - lowest * STRIDE_Y;
  let rows = select(0u, min((FILTER_HEIGHT - 1u - min(i, FILTER_HEIGHT - 1u)) / STRIDE_Y, lowest) + 1u, i < FILTER_HEIGHT);
  var rowAt = (image * OUTPUT_HEIGHT + lowest) * OUTPUT_WIDTH * OUTPUT_CHANNELS;
  var filterAt = (i * FILTER_WIDTH * INPUT_CHANNELS + channel) * OUTPUT_CHANNELS;
  var k = 0u;
  for (var steps = rows * OUTPUT_CHANNELS; steps > 0u; steps--) {
    // @scalars
    var gradients: array<f32, SPAN>;
    // @unroll
    for (var s = 0u; s < SPAN; s++) {
      if (TILES_ACROSS > 1u || (s + FIRST >= FILTER_WIDTH && s + FIRST < FILTER_WIDTH + OUTPUT_WIDTH)) {
        gradients[s] = outputGradientAt(rowAt, outputLeft + i32(s));
      }
    }
    // @unroll
    for (var j = 0u; j < FILTER_WIDTH; j++) {
      let weights = weightsFrom(filterAt + j * INPUT_CHANNELS * OUTPUT_CHANNELS, lane);
      // @unroll
      for (var p = 0u; p < PIXELS; p++) {
        if ((p + SHIFT - j) % STRIDE_X == 0u && (TILES_ACROSS > 1u || ((p + SHIFT - j) / STRIDE_X >= FILTER_WIDTH && (p + SHIFT - j) / STRIDE_X < FILTER_WIDTH + OUTPUT_WIDTH))) {
          sums[p] += gradients[(p + SHIFT - j) / STRIDE_X - FIRST] * weights;
        }
      }
    }
    k += 1u;
    let isLast = k == OUTPUT_CHANNELS;
    k = select(k, 0u, isLast);
    rowAt -= select(0u, (OUTPUT_WIDTH + 1u) * OUTPUT_CHANNELS, isLast);
    rowAt += 1u;
    filterAt += select(1u, (STRIDE_Y * FILTER_WIDTH * INPUT_CHANNELS - 1u) * OUTPUT_CHANNELS + 1u, isLast);
  }
  if (firstImage + lane >= params.images) {
    return;
  }
  let at = ((image * INPUT_HEIGHT + row) * INPUT_WIDTH + left) * INPUT_CHANNELS;
  // @unroll
  for (var p = 0u; p < PIXELS; p++) {
    if (left + p < INPUT_WIDTH) {
      store(at + p * INPUT_CHANNELS, channel, lane, sums[p]);
    }
  }
}
