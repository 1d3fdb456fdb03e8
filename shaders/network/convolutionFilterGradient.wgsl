// The gradient of a convolution (shaders/network/convolution.wgsl) in its filters, float32, row-major, over chunks of the batch:
//   partial[g, i, j, c, k] = sum over the images n of chunk g, y and x of
//                            input[n, y * STRIDE_Y + i - PAD_TOP, x * STRIDE_X + j - PAD_LEFT, c] outputGradient[n, y, x, k]
// The gradient is the sum of the chunks (shaders/network/channelReduction.wgsl). An order of summation that depends on the shapes alone.
// One invocation computes, for one chunk and ROWS filter rows, all j for CHANNELS input channels and 4 output channels in registers,
// walking along the rows of the output PIXELS at a time; no workgroup memory, no barriers.
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
// Whether PIXELS outputs can reach past the left or right edge of the input or of the output.
const MASKED: u32 = 0u;
const PIXELS: u32 = 8u;
const CHANNELS: u32 = 1u;
// Filter rows of one invocation, which load the gradients once: more than one (then all) only where every row of the filter meets the
// input at every row of the output.
const ROWS: u32 = 1u;
// Neighbouring invocations that have all but the input channels in common, and with QUAD = 4 load one of four gradients each for all (see
// specialise.ts): invocation L of a quad then holds output channel L ^ k in place k. IN_TILES is a multiple of QUAD.
const QUAD: u32 = 1u;

const IN_TILES: u32 = (INPUT_CHANNELS + CHANNELS - 1u) / CHANNELS;
const OUT_TILES: u32 = (OUTPUT_CHANNELS + 3u) / 4u;
const ROW_TILES: u32 = FILTER_HEIGHT / ROWS;
const STEPS_ACROSS: u32 = (OUTPUT_WIDTH + PIXELS - 1u) / PIXELS;
const SPAN: u32 = (PIXELS - 1u) * STRIDE_X + FILTER_WIDTH;

struct Params {
  images: u32,
  imagesPerChunk: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read> outputGradient: array<f32>;
@group(0) @binding(3) var<storage, read_write> partial: array<f32>;

// The input at column x of the row that starts at `rowAt`, 0 outside. One return and no short-circuit: branches in what is called once
// for every value make compilation very long.
fn inputAt(rowAt: u32, x: i32) -> f32 {
  let column = select(x, clamp(x, 0, i32(INPUT_WIDTH) - 1), MASKED == 1u);
  let isInside = (MASKED == 0u) | ((x >= 0) & (x < i32(INPUT_WIDTH)));
  return select(0.0, input[rowAt + u32(column) * INPUT_CHANNELS], isInside);
}

// The gradient in 4 channels at column x of the output's row that starts at `rowAt`, 0 outside.
fn outputGradientAt(rowAt: u32, x: u32, lane: u32) -> vec4f {
  let here = gradientsFrom(rowAt + x * OUTPUT_CHANNELS, lane);
  return select(vec4f(), here, (OUTPUT_WIDTH % PIXELS == 0u) | (x < OUTPUT_WIDTH));
}

fn gradientsFrom(at: u32, lane: u32) -> vec4f {
  // @quads return quadOf(outputGradient[at + lane]);
  return vec4f(outputGradient[at], outputGradient[at + 1u], outputGradient[at + 2u], outputGradient[at + 3u]);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let invocation = id.y * groups.x * WORKGROUP + id.x;
  let lane = invocation % QUAD;
  let outChannel = invocation / QUAD % OUT_TILES * 4u;
  let inChannel = (invocation / (QUAD * OUT_TILES) % (IN_TILES / QUAD) * QUAD + lane) * CHANNELS;
  let i = invocation / (OUT_TILES * IN_TILES) % ROW_TILES;
  let chunk = invocation / (OUT_TILES * IN_TILES * ROW_TILES);
  let firstImage = chunk * params.imagesPerChunk;
  if (firstImage >= params.images) {
    return;
  }
  // @scalars
  var sums: array<vec4f, ROWS * CHANNELS * FILTER_WIDTH>;
  let endImage = min(firstImage + params.imagesPerChunk, params.images);
  // Rows of the output for which this row of the filter meets the input; then all of them, PIXELS at a time, in one loop: at every
  // loop's edge software adapters move all sums through memory.
  let firstRow = (max(PAD_TOP, i) - i + STRIDE_Y - 1u) / STRIDE_Y;
  let endRow = min((max(PAD_TOP + INPUT_HEIGHT, i) - i + STRIDE_Y - 1u) / STRIDE_Y, OUTPUT_HEIGHT);
  var image = firstImage;
  var row = firstRow;
  var left = 0u;
  let rows = max(endRow, firstRow) - firstRow;
  for (var steps = (endImage - firstImage) * rows * STEPS_ACROSS; steps > 0u; steps--) {
    let rowAt = (image * INPUT_HEIGHT + row * STRIDE_Y + i - PAD_TOP) * INPUT_WIDTH * INPUT_CHANNELS + inChannel;
    let outputRowAt = (image * OUTPUT_HEIGHT + row) * OUTPUT_WIDTH * OUTPUT_CHANNELS + outChannel;
    // @scalars
    var gradients: array<vec4f, PIXELS>;
    // @unroll
    for (var p = 0u; p < PIXELS; p++) {
      gradients[p] = outputGradientAt(outputRowAt, left + p, lane);
    }
    let inputLeft = i32(left * STRIDE_X) - i32(PAD_LEFT);
    // @unroll
    for (var r = 0u; r < ROWS; r++) {
      // @unroll
      for (var c = 0u; c < CHANNELS; c++) {
        // @scalars
        var inputs: array<f32, SPAN>;
        // @unroll
        for (var s = 0u; s < SPAN; s++) {
          inputs[s] = inputAt(rowAt + r * INPUT_WIDTH * INPUT_CHANNELS + c, inputLeft + i32(s));
        }
        // @unroll
        for (var j = 0u; j < FILTER_WIDTH; j++) {
          // @unroll
          for (var p = 0u; p < PIXELS; p++) {
            sums[(r * CHANNELS + c) * FILTER_WIDTH + j] += inputs[p * STRIDE_X + j] * gradients[p];
          }
        }
      }
    }
    left += PIXELS;
    let endsRow = left >= OUTPUT_WIDTH;
    left = select(left, 0u, endsRow);
    row += select(0u, 1u, endsRow);
    let endsImage = row == endRow;
    row = select(row, firstRow, endsImage);
    image += select(0u, 1u, endsImage);
  }
  // @unroll
  for (var r = 0u; r < ROWS; r++) {
    let partialAt = (chunk * FILTER_HEIGHT + i + r) * FILTER_WIDTH * INPUT_CHANNELS;
    // @unroll
    for (var c = 0u; c < CHANNELS; c++) {
      if (inChannel + c < INPUT_CHANNELS) {
        // @unroll
        for (var j = 0u; j < FILTER_WIDTH; j++) {
          store(partialAt + j * INPUT_CHANNELS + inChannel + c, outChannel, lane, sums[(r * CHANNELS + c) * FILTER_WIDTH + j]);
        }
      }
    }
  }
}

fn store(row: u32, channel: u32, lane: u32, entries: vec4f) {
  // @unroll
  for (var k = 0u; k < 4u; k++) {
    if (OUTPUT_CHANNELS % 4u == 0u || channel + (lane ^ k) < OUTPUT_CHANNELS) {
      partial[row * OUTPUT_CHANNELS + channel + (lane ^ k)] = entries[k];
    }
  }
}
