import { prepareConvolutions } from '../kernels/tfjs/prepareConvolutions';
import type { ConvolutionShape } from '../math/network/convolution';
import { type NetworkGraph, paddingBefore } from '../math/network/graph';
import type { Compute } from './compute';

/**
 * Compiles the GPU kernels that a network's convolutions need, before the first batch waits for them. Does nothing off WebGPU.
 */
export async function prepareNetwork({ gpu }: Pick<Compute, 'gpu'>, graph: NetworkGraph): Promise<void> {
  if (gpu) await prepareConvolutions(gpu, convolutionShapes(graph));
}

/** The shapes of a network's convolutions, each once. */
function convolutionShapes({ nodes }: NetworkGraph): ConvolutionShape[] {
  const shapes = nodes.flatMap((node): ConvolutionShape[] => {
    if (node.op !== 'conv2d') return [];
    const [inputHeight, inputWidth, inputChannels] = nodes[node.reads[0]!]!.shape;
    const [outputHeight, outputWidth, outputChannels] = node.shape;
    const { size, stride, padding } = node;
    return [
      {
        inputHeight,
        inputWidth,
        inputChannels,
        filterHeight: size[0],
        filterWidth: size[1],
        outputHeight,
        outputWidth,
        outputChannels,
        strideY: stride[0],
        strideX: stride[1],
        padTop: paddingBefore(inputHeight, size[0], stride[0], padding),
        padLeft: paddingBefore(inputWidth, size[1], stride[1], padding),
      },
    ];
  });
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}
