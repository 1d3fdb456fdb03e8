/**
 * Which adapter runs which kernel, in which form, and why: every kernel is taken by some adapter without being asked for, or it goes
 * (docs/decisions/0023-kernels-as-data.md). The rules look at the adapter alone, so that the same adapter always computes the same numbers.
 */
import type { Capability } from '../gpu/variants';

export interface Variant {
  /** Stems of the shaders' files. */
  readonly kernels: readonly string[];
  /** `software`: taken on software adapters alone. `subgroups`: the form in which neighbours load for each other. `generic`: the text as it stands. */
  readonly variant: Capability;
  readonly takenBy: string;
  readonly because: string;
  /** Where it was measured, by parts of docs/performance.md; `predicted`: an estimate that nobody has measured yet. */
  readonly measured: string;
}

const convolutions = ['convolution', 'convolutionInputGradient', 'convolutionFilterGradient'] as const;
const pools = ['maxPool', 'maxPoolGradient'] as const;
const alongChannels = ['channelArithmetic', 'channelReduction', 'softmax'] as const;
const pointwise = ['relu', 'reluGradient'] as const;

export const variants: readonly Variant[] = [
  {
    kernels: [...convolutions, 'matmul'],
    variant: 'subgroups',
    takenBy: 'SwiftShader with the feature subgroups',
    because:
      'It runs four neighbouring invocations as the lanes of one vector: an exchange between them costs an instruction and a load some sixty. A real GPU loads once what its invocations have in common.',
    measured: 'docs/performance.md, "What costs time on SwiftShader"',
  },
  {
    kernels: [...convolutions, ...pools, ...alongChannels, ...pointwise, 'matmul'],
    variant: 'software',
    takenBy: 'software adapters, where WebGPU is asked for; hardware takes the stock kernels of tfjs',
    because:
      'The stock kernels use workgroup memory and barriers, which are slow on a CPU: ours are 6 to 690 times as fast there. On hardware, for which the stock ones are made, ours were never measured.',
    measured: 'docs/performance.md, "Convolutional networks"',
  },
  {
    kernels: [
      'sortColumns',
      'nearestOnLine',
      'nearestNeighbour',
      'neighbourScores',
      'sumScores',
      'chooseColumn',
      'growDistances',
      'rankJumps',
    ],
    variant: 'generic',
    takenBy: 'hardware; on a software adapter the CPU selects, and measures the pixels',
    because:
      'All pairs of rows for all candidates at once are what a GPU is good at. SwiftShader shares the cores of the CPU, whose own search is 3 to 7 times as fast there.',
    measured:
      'on SwiftShader docs/performance.md, "FOCI on the CPU" against "FOCI on the GPU"; on hardware predicted, not measured yet: "On a graphics card" says how',
  },
  {
    kernels: ['choleskyDiagonal', 'choleskyPanel', 'choleskyTrailing'],
    variant: 'generic',
    takenBy: 'hardware from 512 parameters on; below, and on software adapters, float64 on the CPU',
    because: 'The factor takes p^3 / 6 multiply-adds, and is refined in float64 afterwards.',
    measured:
      'on SwiftShader docs/performance.md, "Curvatures"; on hardware, and the bound, predicted, not measured yet: "On a graphics card"',
  },
  {
    kernels: ['normaliseImages'],
    variant: 'generic',
    takenBy: 'every adapter that runs WebGPU',
    because:
      'Images go up once, as bytes, and become floats where they are used: a removal need not normalise and upload 3 MB for each thousand of them.',
    measured:
      'predicted, not measured on hardware yet: "On a graphics card"; that no image goes up in a removal is counted by test/engine/deviceTraffic.test.ts',
  },
  {
    kernels: ['secantHessian', 'hessianColumn', 'noisyCopies'],
    variant: 'generic',
    takenBy: 'every adapter that runs WebGPU',
    because:
      'Gradients and inputs are on the device already: columns of the block Hessian and noisy copies are made where they are used. The secant Hessian written out there is what the step is checked against.',
    measured:
      'the columns (block-fd) docs/performance.md, "Curvatures"; the written out Hessian and the noisy copies predicted, not measured on hardware yet: "On a graphics card"',
  },
];
