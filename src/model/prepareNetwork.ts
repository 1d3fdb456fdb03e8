import { compile } from '../gpu/pipelines';
import { prepareFoci } from '../kernels/foci/foci';
import { noisyCopiesKernel } from '../kernels/removal/noisyCopies';
import { secantHessianKernel } from '../kernels/removal/secantHessian';
import { prepareConvolutions } from '../kernels/tfjs/prepareConvolutions';
import type { ConvolutionShape } from '../math/network/convolution';
import { type NetworkGraph, paddingBefore } from '../math/network/graph';
import type { Compute } from './compute';

/**
 * Compiles the GPU kernels that a network's convolutions and the first removal need, before a person waits for them. Does nothing off WebGPU; on a
 * software adapter the CPU selects.
 */
export async function prepareNetwork({ gpu }: Pick<Compute, 'gpu'>, graph: NetworkGraph): Promise<void> {
  if (!gpu) return;
  await prepareConvolutions(gpu, convolutionShapes(graph));
  if (gpu.software) return;
  const others = compile(gpu, [noisyCopiesKernel, secantHessianKernel]);
  // A kernel that does not compile is told by the removal that needs it: training does without.
  await Promise.all([prepareFoci(gpu), others]).catch(() => {});
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
