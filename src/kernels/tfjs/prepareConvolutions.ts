import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Gpu } from '../../gpu/device';
import { prepareShapedKernel } from '../../gpu/shapedKernel';
import type { ConvolutionShape } from '../../math/network/convolution';
import { isMeasured, rememberMeasured } from './kernelChoice';
import { currentRegistration, type Registration } from './tfjsKernels';
import { type Plan, runPlan, submitRecorded } from './tfjsPlan';

/**
 * Compiles the kernels of these convolutions and of their gradients without stopping the thread, and, where the faster ones are wanted,
 * measures ours against tfjs's on a few images. A convolution that was not prepared is compiled when it is first computed.
 * Does nothing while tfjs runs its own kernels on this device.
 */
export async function prepareConvolutions(gpu: Gpu, shapes: readonly ConvolutionShape[]): Promise<void> {
  const registration = currentRegistration();
  if (registration?.gpu !== gpu) return;
  const calls = shapes
    .flatMap((shape) => callsOf(shape, imagesToMeasure(gpu)))
    .filter((call) => planOf(registration, call) !== null);
  const plans = calls.map((call) => planOf(registration, call)!);
  await Promise.all(
    plans.flatMap(({ kernels }) => kernels.map((kernel) => prepareShapedKernel(gpu, kernel))),
  );
  if (registration.choice === 'own') return;
  for (const call of calls) await measure(registration, call);
}

/** Enough to tell the kernels apart: tfjs's take milliseconds an image on a software adapter, and next to nothing on a real GPU. */
function imagesToMeasure(gpu: Gpu): number {
  return gpu.software ? 2 : 64;
}

/** A call of one of tfjs's kernels, its inputs by their shapes alone. */
interface Call {
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, number[]>>;
  readonly attributes: tf.NamedAttrMap;
}

/** The calls that train through a convolution: itself and its two gradients. */
function callsOf(shape: ConvolutionShape, images: number): Call[] {
  const x = [images, shape.inputHeight, shape.inputWidth, shape.inputChannels];
  const filter = [shape.filterHeight, shape.filterWidth, shape.inputChannels, shape.outputChannels];
  const dy = [images, shape.outputHeight, shape.outputWidth, shape.outputChannels];
  const attributes = {
    strides: [shape.strideY, shape.strideX],
    dataFormat: 'NHWC',
    dilations: 1,
    pad: [
      [0, 0],
      [
        shape.padTop,
        padAfter(shape.outputHeight, shape.strideY, shape.filterHeight, shape.inputHeight, shape.padTop),
      ],
      [
        shape.padLeft,
        padAfter(shape.outputWidth, shape.strideX, shape.filterWidth, shape.inputWidth, shape.padLeft),
      ],
      [0, 0],
    ],
    dimRoundingMode: 'floor',
  } as unknown as tf.NamedAttrMap;
  return [
    { kernelName: 'Conv2D', inputs: { x, filter }, attributes },
    {
      kernelName: 'Conv2DBackpropFilter',
      inputs: { x, dy },
      attributes: { ...attributes, filterShape: filter },
    },
    {
      kernelName: 'Conv2DBackpropInput',
      inputs: { dy, filter },
      attributes: { ...attributes, inputShape: x },
    },
  ];
}

/** Zeros that follow the input's last row or column, as far as the last filter reaches. */
function padAfter(output: number, stride: number, filter: number, input: number, padBefore: number): number {
  return Math.max(0, (output - 1) * stride + filter - input - padBefore);
}

/** Our plan for a call, or null where tfjs answers it. */
function planOf({ planners }: Registration, { kernelName, inputs, attributes }: Call): Plan | null {
  const infos = Object.entries(inputs).map(([name, shape]) => [
    name,
    { dataId: {}, shape, dtype: 'float32' },
  ]);
  return planners[kernelName]!(Object.fromEntries(infos), attributes);
}

async function measure({ gpu, planners, stockKernels }: Registration, call: Call): Promise<void> {
  const backend = tf.backend() as WebGPUBackend;
  const { kernelName, attributes: attrs } = call;
  const inputs = Object.fromEntries(
    Object.entries(call.inputs).map(([name, shape]) => [name, tf.ones(shape)]),
  );
  const plan = planners[kernelName]!(inputs, attrs)!;
  const stock = stockKernels.get(kernelName)!;
  if (!isMeasured(gpu, plan)) {
    const ownMs = await time(backend, () => runPlan(gpu, backend, plan));
    const stockMs = await time(backend, () => stock.kernelFunc({ inputs, attrs, backend }) as tf.TensorInfo);
    rememberMeasured(gpu, plan, ownMs, stockMs);
  }
  tf.dispose(inputs);
}

/** The time of one run on the device, after one to compile. */
async function time(backend: WebGPUBackend, run: () => tf.TensorInfo): Promise<number> {
  let start = 0;
  for (let k = 0; k < 2; k++) {
    start = performance.now();
    backend.disposeData(run().dataId);
    submitRecorded(backend);
    await backend.device.queue.onSubmittedWorkDone();
  }
  return performance.now() - start;
}
