// Max pooling of a batch of images, float32, row-major:
//   output[n, y, x, c] = max over 0 <= i < WINDOW_HEIGHT, 0 <= j < WINDOW_WIDTH of input[n, y * STRIDE_Y + i - PAD_TOP, x * STRIDE_X + j - PAD_LEFT, c]
// Places outside the input do not count: the nearest place inside stands for them, which is in the window too.
// One invocation computes WINDOWS neighbours of a row in one channel.
// The constants are those of one shape; src/gpu/specialise.ts gives other ones and writes out what is marked.
// Oracle: src/math/network/maxPool.ts.

const INPUT_HEIGHT: u32 = 24u;
const INPUT_WIDTH: u32 = 24u;
const CHANNELS: u32 = 8u;
const WINDOW_HEIGHT: u32 = 2u;
const WINDOW_WIDTH: u32 = 2u;
const OUTPUT_HEIGHT: u32 = 12u;
const OUTPUT_WIDTH: u32 = 12u;
const STRIDE_Y: u32 = 2u;
const STRIDE_X: u32 = 2u;
const PAD_TOP: u32 = 0u;
const PAD_LEFT: u32 = 0u;
const WINDOWS: u32 = 4u;

const TILES_ACROSS: u32 = (OUTPUT_WIDTH + WINDOWS - 1u) / WINDOWS;
// Whether all windows stand inside the input, those of a tile past the edge too: known when the shader is compiled, which saves branches.
const ALL_INSIDE: bool = PAD_TOP == 0u && PAD_LEFT == 0u && (OUTPUT_HEIGHT - 1u) * STRIDE_Y + WINDOW_HEIGHT <= INPUT_HEIGHT &&
  (TILES_ACROSS * WINDOWS - 1u) * STRIDE_X + WINDOW_WIDTH <= INPUT_WIDTH;

struct Params {
  images: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let invocation = id.y * groups.x * WORKGROUP + id.x;
  let image = invocation / (CHANNELS * TILES_ACROSS * OUTPUT_HEIGHT);
  if (image >= params.images) {
    return;
  }
  let channel = invocation % CHANNELS;
  let across = invocation / CHANNELS % TILES_ACROSS * WINDOWS;
  let down = invocation / (CHANNELS * TILES_ACROSS) % OUTPUT_HEIGHT;
  let imageAt = image * INPUT_HEIGHT * INPUT_WIDTH * CHANNELS + channel;
  let outputAt = ((image * OUTPUT_HEIGHT + down) * OUTPUT_WIDTH + across) * CHANNELS + channel;
  // @unroll
  for (var w = 0u; w < WINDOWS; w++) {
    let top = down * STRIDE_Y;
    let left = (across + w) * STRIDE_X;
    var greatest = inputAt(imageAt, top, left);
    // @unroll
    for (var i = 0u; i < WINDOW_HEIGHT; i++) {
      // @unroll
      for (var j = 0u; j < WINDOW_WIDTH; j++) {
        if (i + j > 0u) {
          greatest = max(greatest, inputAt(imageAt, top + i, left + j));
        }
      }
    }
    if (OUTPUT_WIDTH % WINDOWS == 0u || across + w < OUTPUT_WIDTH) {
      output[outputAt + w * CHANNELS] = greatest;
    }
  }
}

// The input nearest to a place of the padded image, in the channel that starts at `imageAt`.
fn inputAt(imageAt: u32, paddedY: u32, paddedX: u32) -> f32 {
  let y = select(min(max(paddedY, PAD_TOP) - PAD_TOP, INPUT_HEIGHT - 1u), paddedY, ALL_INSIDE);
  let x = select(min(max(paddedX, PAD_LEFT) - PAD_LEFT, INPUT_WIDTH - 1u), paddedX, ALL_INSIDE);
  return input[imageAt + (y * INPUT_WIDTH + x) * CHANNELS];
}
