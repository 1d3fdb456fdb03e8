// Convolution of a batch of images, all tensors float32 and row-major:
//   output[n, y, x, k] = act(bias[k] + sum_{i, j, c} input[n, y * STRIDE_Y + i - PAD_TOP, x * STRIDE_X + j - PAD_LEFT, c] filter[i, j, c, k])
//   input: images x INPUT_HEIGHT x INPUT_WIDTH x INPUT_CHANNELS, 0 outside; filter: FILTER_HEIGHT x FILTER_WIDTH x INPUT_CHANNELS x OUTPUT_CHANNELS
// One invocation computes a tile of PIXELS neighbours in a row by 4 channels in registers, without workgroup memory or barriers.
// Past the edge of the output a tile computes what it does not store.
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
// Whether a tile can reach past the left or right edge of the input.
const MASKED: u32 = 0u;
const PIXELS: u32 = 8u;
// Neighbouring invocations that compute the same tile of so many images, and with QUAD = 4 load one of four weights each for all (see
// src/gpu/specialise.ts): invocation L of a quad then holds channel L ^ k in place k.
const QUAD: u32 = 1u;

const TILES_ACROSS: u32 = (OUTPUT_WIDTH + PIXELS - 1u) / PIXELS;
const CHANNEL_TILES: u32 = (OUTPUT_CHANNELS + 3u) / 4u;
// Input pixels of one row under a tile.
const SPAN: u32 = (PIXELS - 1u) * STRIDE_X + FILTER_WIDTH;

struct Params {
  images: u32,
  hasBias: u32,
  relu: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read> filters: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> output: array<f32>;

// The input at column x of the row that starts at `rowAt`, 0 outside. One return and no short-circuit: branches in what is called once
// for every value make compilation very long.
fn inputAt(rowAt: u32, x: i32) -> f32 {
  let column = select(x, clamp(x, 0, i32(INPUT_WIDTH) - 1), MASKED == 1u);
  let isInside = (MASKED == 0u) | ((x >= 0) & (x < i32(INPUT_WIDTH)));
  return select(0.0, input[rowAt + u32(column) * INPUT_CHANNELS], isInside);
}

// Four channels of the filter.
fn weightsFrom(at: u32, lane: u32) -> vec4f {
  // @quads return quadOf(filters[at + lane]);
  return vec4f(filters[at], filters[at + 1u], filters[at + 2u], filters[at + 3u]);
}

// The bias of four channels, 0 where there is none.
fn biasOf(channel: u32, lane: u32) -> vec4f {
  let values = vec4f(
    bias[channel + lane],
    bias[channel + (lane ^ 1u)],
    bias[channel + (lane ^ 2u)],
    bias[channel + (lane ^ 3u)],
  );
  return select(vec4f(), values, params.hasBias == 1u);
}

// Four channels of one pixel; where the channels are no multiple of four, those past the last are left out.
fn store(at: u32, channel: u32, lane: u32, values: vec4f) {
  // @unroll
  for (var k = 0u; k < 4u; k++) {
    if (OUTPUT_CHANNELS % 4u == 0u || channel + (lane ^ k) < OUTPUT_CHANNELS) {
      output[at + (lane ^ k)] = values[k];
    }
  }
}

// What is not below 0 passes ReLU, so that NaN does too.
fn activated(values: vec4f) -> vec4f {
  return select(values, vec4f(), vec4<bool>(params.relu == 1u) & (values < vec4f()));
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let invocation = id.y * groups.x * WORKGROUP + id.x;
  let lane = invocation % QUAD;
  let tile = invocation / QUAD;
  let channel = tile % CHANNEL_TILES * 4u;
  let left = tile / CHANNEL_TILES % TILES_ACROSS * PIXELS;
  let row = tile / (CHANNEL_TILES * TILES_ACROSS) % OUTPUT_HEIGHT;
  let firstImage = tile / (CHANNEL_TILES * TILES_ACROSS * OUTPUT_HEIGHT) * QUAD;
  if (firstImage >= params.images) {
    return;
  }
  // A quad stays together: past the last image it computes the last again, and does not store it.
  let image = min(firstImage + lane, params.images - 1u);
  let inputLeft = i32(left * STRIDE_X) - i32(PAD_LEFT);
  // @scalars
  var sums: array<vec4f, PIXELS>;
  // Rows of the filter that meet the input, and within each the input's channels: one loop, for at every loop's edge software adapters
  // move all sums through memory.
  let top = row * STRIDE_Y;
  let first = max(top, PAD_TOP);
  let end = max(first, min(top + FILTER_HEIGHT, PAD_TOP + INPUT_HEIGHT));
  var at = (image * INPUT_HEIGHT + first - PAD_TOP) * INPUT_WIDTH * INPUT_CHANNELS;
  var filterAt = (first - top) * FILTER_WIDTH * INPUT_CHANNELS * OUTPUT_CHANNELS + channel;
  var c = 0u;
  for (var steps = (end - first) * INPUT_CHANNELS; steps > 0u; steps--) {
    // @scalars
    var inputs: array<f32, SPAN>;
    // @unroll
    for (var s = 0u; s < SPAN; s++) {
      inputs[s] = inputAt(at, inputLeft + i32(s));
    }
    // @unroll
    for (var j = 0u; j < FILTER_WIDTH; j++) {
      let weights = weightsFrom(filterAt + j * INPUT_CHANNELS * OUTPUT_CHANNELS, lane);
      // @unroll
      for (var p = 0u; p < PIXELS; p++) {
        sums[p] += inputs[p * STRIDE_X + j] * weights;
      }
    }
    c += 1u;
    let isLast = c == INPUT_CHANNELS;
    c = select(c, 0u, isLast);
    at += select(1u, (INPUT_WIDTH - 1u) * INPUT_CHANNELS + 1u, isLast);
    filterAt += select(1u, (FILTER_WIDTH - 1u) * INPUT_CHANNELS + 1u, isLast) * OUTPUT_CHANNELS;
  }
  let outputAt = ((image * OUTPUT_HEIGHT + row) * OUTPUT_WIDTH + left) * OUTPUT_CHANNELS + channel;
  let shift = biasOf(channel, lane);
  if (firstImage + lane >= params.images) {
    return;
  }
  // @unroll
  for (var p = 0u; p < PIXELS; p++) {
    if (OUTPUT_WIDTH % PIXELS == 0u || left + p < OUTPUT_WIDTH) {
      store(outputAt + p * OUTPUT_CHANNELS, channel, lane, activated(sums[p] + shift));
    }
  }
}
