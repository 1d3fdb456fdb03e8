// Max pooling of a batch of images, float32, row-major:
//   output[n, y, x, c] = max over 0 <= i < WINDOW_HEIGHT, 0 <= j < WINDOW_WIDTH of input[n, y * STRIDE_Y + i - PAD_TOP, x * STRIDE_X + j - PAD_LEFT, c]
// Places outside the input do not count: the nearest place inside stands for them, which is in the window too.
// One invocation computes one entry of the output.
// The constants are those of one shape; src/kernels/specialise.ts gives other ones and writes out what is marked.
// Oracle: src/math/maxPool.ts.

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

struct Params {
  images: u32,
}

override WORKGROUP: u32 = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let entry = id.y * groups.x * WORKGROUP + id.x;
  let image = entry / (CHANNELS * OUTPUT_WIDTH * OUTPUT_HEIGHT);
  if (image >= params.images) {
    return;
  }
  let channel = entry % CHANNELS;
  let left = entry / CHANNELS % OUTPUT_WIDTH * STRIDE_X;
  let top = entry / (CHANNELS * OUTPUT_WIDTH) % OUTPUT_HEIGHT * STRIDE_Y;
  var greatest = inputAt(image, top, left, channel);
  // @unroll
  for (var i = 0u; i < WINDOW_HEIGHT; i++) {
    // @unroll
    for (var j = 0u; j < WINDOW_WIDTH; j++) {
      greatest = max(greatest, inputAt(image, top + i, left + j, channel));
    }
  }
  output[entry] = greatest;
}

// The input nearest to a place of the padded image.
fn inputAt(image: u32, paddedY: u32, paddedX: u32, channel: u32) -> f32 {
  let y = min(max(paddedY, PAD_TOP) - PAD_TOP, INPUT_HEIGHT - 1u);
  let x = min(max(paddedX, PAD_LEFT) - PAD_LEFT, INPUT_WIDTH - 1u);
  return input[((image * INPUT_HEIGHT + y) * INPUT_WIDTH + x) * CHANNELS + channel];
}
