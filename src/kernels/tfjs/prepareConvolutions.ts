import type * as tf from '@tensorflow/tfjs';
import type { Gpu } from '../../gpu/device';
import { compile } from '../../gpu/pipelines';
import type { ConvolutionShape } from '../../math/network/convolution';
import { isOwnChosen } from './kernelChoice';
import { currentRegistration, type Registration } from './tfjsKernels';
import type { Plan } from './tfjsPlan';

/**
 * Compiles the kernels of these convolutions and of their gradients without stopping the thread. A convolution that was not prepared is compiled
 * when it is first computed; one that our kernels do not know is tfjs's. Does nothing where tfjs runs its own kernels on this device.
 */
export async function prepareConvolutions(gpu: Gpu, shapes: readonly ConvolutionShape[]): Promise<void> {
  const registration = currentRegistration();
  if (registration?.gpu !== gpu || !isOwnChosen(gpu, registration.choice)) return;
  const plans = shapes
    .flatMap((shape) => callsOf(shape, 1))
    .map((call) => planOf(registration, call))
    .filter((plan) => plan !== null);
  await compile(
    gpu,
    plans.flatMap(({ kernels }) => kernels),
  );
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
