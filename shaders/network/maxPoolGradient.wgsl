// The gradient of max pooling with windows side by side (stride = window, no padding at the top and left), float32, row-major:
//   gradient[n, y, x, c] = outputGradient of its window where the input is the window's first greatest in reading order, else 0
// Windows at the lower and right edge may reach past the input; rows and columns that no window covers get 0.
// One invocation writes WINDOWS neighbours of a row of windows in one channel.
// The constants are those of one shape; src/gpu/specialise.ts gives other ones and writes out what is marked.
// Oracle: src/math/network/maxPool.ts.

const INPUT_HEIGHT: u32 = 24u;
const INPUT_WIDTH: u32 = 24u;
const CHANNELS: u32 = 8u;
const WINDOW_HEIGHT: u32 = 2u;
const WINDOW_WIDTH: u32 = 2u;
const OUTPUT_HEIGHT: u32 = 12u;
const OUTPUT_WIDTH: u32 = 12u;
const WINDOWS: u32 = 4u;

// Windows that cover the whole input; those past the output are not pooled.
const WINDOWS_DOWN: u32 = (INPUT_HEIGHT + WINDOW_HEIGHT - 1u) / WINDOW_HEIGHT;
const WINDOWS_ACROSS: u32 = (INPUT_WIDTH + WINDOW_WIDTH - 1u) / WINDOW_WIDTH;
const TILES_ACROSS: u32 = (WINDOWS_ACROSS + WINDOWS - 1u) / WINDOWS;
// Whether no window reaches past the input, and whether all of them are pooled: known when the shader is compiled, which saves branches.
const ALL_INSIDE: bool = INPUT_HEIGHT % WINDOW_HEIGHT == 0u && INPUT_WIDTH % (WINDOWS * WINDOW_WIDTH) == 0u;
const ALL_POOLED: bool = WINDOWS_DOWN == OUTPUT_HEIGHT && TILES_ACROSS * WINDOWS == OUTPUT_WIDTH;

struct Params {
  images: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read> outputGradient: array<f32>;
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let invocation = id.y * groups.x * WORKGROUP + id.x;
  let image = invocation / (CHANNELS * TILES_ACROSS * WINDOWS_DOWN);
  if (image >= params.images) {
    return;
  }
  let channel = invocation % CHANNELS;
  let firstAcross = invocation / CHANNELS % TILES_ACROSS * WINDOWS;
  let down = invocation / (CHANNELS * TILES_ACROSS) % WINDOWS_DOWN;
  let top = down * WINDOW_HEIGHT;
  // @unroll
  for (var w = 0u; w < WINDOWS; w++) {
    let across = firstAcross + w;
    let left = across * WINDOW_WIDTH;
    let firstAt = ((image * INPUT_HEIGHT + top) * INPUT_WIDTH + left) * CHANNELS + channel;
    var greatest = input[firstAt];
    var greatestAt = firstAt;
    // @unroll
    for (var i = 0u; i < WINDOW_HEIGHT; i++) {
      // @unroll
      for (var j = 0u; j < WINDOW_WIDTH; j++) {
        if (i + j > 0u) {
          let at = firstAt + (i * INPUT_WIDTH + j) * CHANNELS;
          let value = input[at];
          let isGreater = (value > greatest) & (ALL_INSIDE | ((top + i < INPUT_HEIGHT) & (left + j < INPUT_WIDTH)));
          greatest = select(greatest, value, isGreater);
          greatestAt = select(greatestAt, at, isGreater);
        }
      }
    }
    var share = 0.0;
    if (ALL_POOLED || (down < OUTPUT_HEIGHT && across < OUTPUT_WIDTH)) {
      share = outputGradient[((image * OUTPUT_HEIGHT + down) * OUTPUT_WIDTH + across) * CHANNELS + channel];
    }
    // @unroll
    for (var i = 0u; i < WINDOW_HEIGHT; i++) {
      // @unroll
      for (var j = 0u; j < WINDOW_WIDTH; j++) {
        let at = firstAt + (i * INPUT_WIDTH + j) * CHANNELS;
        if (ALL_INSIDE || (top + i < INPUT_HEIGHT && left + j < INPUT_WIDTH)) {
          gradient[at] = select(0.0, share, at == greatestAt);
        }
      }
    }
  }
}
