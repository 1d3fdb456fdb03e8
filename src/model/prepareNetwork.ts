import { prepareFoci } from '../kernels/foci/foci';
import { prepareConvolutions } from '../kernels/tfjs/prepareConvolutions';
import type { ConvolutionShape } from '../math/network/convolution';
import { type NetworkGraph, paddingBefore } from '../math/network/graph';
import type { Compute } from './compute';

/**
 * Compiles the GPU kernels that a network's convolutions and the first selection need, before a person waits for them. Does nothing off WebGPU; on a
 * software adapter the CPU selects.
 */
export async function prepareNetwork({ gpu }: Pick<Compute, 'gpu'>, graph: NetworkGraph): Promise<void> {
  if (!gpu) return;
  await prepareConvolutions(gpu, convolutionShapes(graph));
  // A kernel that does not compile is told by the selection that needs it: training does without.
  if (!gpu.software) await prepareFoci(gpu).catch(() => {});
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
