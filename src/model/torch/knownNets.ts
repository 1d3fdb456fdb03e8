/**
 * Nets of PyTorch that people have weights of and that are not in the table of models: those of the authors' CIFAR experiments
 * (github.com/vsingh-group/LCODEC-deep-unlearning, scrub/models/cifar), as far as they are no model of the lab, and the residual nets of 18 and 34 layers
 * of torchvision (which the authors train too) and of github.com/kuangliu/pytorch-cifar.
 */

import type { PlainLayer, Sequential } from './description';
import type { TorchLayer } from './placeWeights';

type Layers = Sequential['layers'];
type Plain = readonly PlainLayer[];

export interface KnownNet {
  readonly name: string;
  readonly sequential: Sequential;
  /** Layers with weights. */
  readonly layerCount: number;
  /** Pixels of a side of its first convolution's window; absent: its shapes tell it well enough. */
  readonly firstWindow?: number;
  /** The shapes of all weights but for the number of classes, where other nets have layers of these kinds. */
  readonly shapes?: readonly (readonly number[])[];
}

const conv = (padding: number, stride = 1): Plain => [{ type: 'Conv2d', stride, padding }];
const relu: Plain = [{ type: 'ReLU' }];
const pool: Plain = [{ type: 'MaxPool2d', kernel_size: 2, padding: 0 }];
const norm: Plain = [{ type: 'BatchNorm2d', eps: 1e-5, momentum: 0.1 }];
const flatten: Plain = [{ type: 'Flatten' }];
const linear: Plain = [{ type: 'Linear' }];

function net(name: string, layers: Layers, told: Pick<KnownNet, 'firstWindow' | 'shapes'> = {}): KnownNet {
  const sequential = { format: 'lethe-sequential', version: 1, layers } as const;
  return { name, sequential, layerCount: countOf(layers), ...told };
}

function countOf(layers: Layers): number {
  return layers.reduce((sum, layer) => {
    if (layer.type === 'Residual') return sum + countOf(layer.layers) + countOf(layer.shortcut);
    return sum + (/^(Conv|Linear|BatchNorm)/.test(layer.type) ? 1 : 0);
  }, 0);
}

/** Two convolutions and a pooling; the first is normalised. */
const block: Plain = [...conv(1), ...norm, ...relu, ...conv(1), ...relu, ...pool];

/** He, Zhang, Ren, Sun (CVPR 2016), table 1: four stages of blocks with two convolutions of 3 x 3. */
function residualNet(stem: Layers, blocks: readonly number[]): Layers {
  const stages = blocks.flatMap((count, stage) =>
    Array.from({ length: count }, (_, i) => residualBlock(stage > 0 && i === 0)).flat(),
  );
  return [...stem, ...stages, { type: 'GlobalAvgPool2d' }, ...linear];
}

/** @param isHalved whether it has half the rows and columns of what it reads */
function residualBlock(isHalved: boolean): Layers {
  const layers = [...conv(1, isHalved ? 2 : 1), ...norm, ...relu, ...conv(1), ...norm];
  const shortcut = isHalved ? [...conv(0, 2), ...norm] : [];
  return [{ type: 'Residual', layers, shortcut }, ...relu];
}

const largeStem: Plain = [
  ...conv(3, 2),
  ...norm,
  ...relu,
  { type: 'MaxPool2d', kernel_size: 3, stride: 2, padding: 1 },
];
const smallStem: Plain = [...conv(1), ...norm, ...relu];
const eighteen = [2, 2, 2, 2];
const thirtyFour = [3, 4, 6, 3];

/** Two convolutions with pools and three dense layers, as LeNet-5 has them, with ReLUs. */
const garments: Layers = [
  ...[0, 1].flatMap(() => [...conv(0), ...relu, ...pool]),
  ...flatten,
  ...linear,
  ...relu,
  ...linear,
  ...relu,
  ...linear,
];
const shapesOf = (channels: number, inputs: number) => [
  [6, channels, 5, 5],
  [16, 6, 5, 5],
  [120, inputs],
  [84, 120],
  [0, 84],
];

/** The nets of PyTorch's own lessons, which many begin with: github.com/pytorch/examples, mnist/main.py; pytorch.org/tutorials. */
const lessons: readonly KnownNet[] = [
  net(
    'the MNIST example of PyTorch',
    [...conv(0), ...relu, ...conv(0), ...relu, ...pool, ...flatten, ...linear, ...relu, ...linear],
    {
      shapes: [
        [32, 1, 3, 3],
        [64, 32, 3, 3],
        [128, 9216],
        [0, 128],
      ],
    },
  ),
  net('the classifier of PyTorch\u2019s lessons for CIFAR-10', garments, { shapes: shapesOf(3, 400) }),
  net('the classifier of PyTorch\u2019s lessons for garments', garments, { shapes: shapesOf(1, 256) }),
  net(
    'the first net of PyTorch\u2019s lessons',
    [...flatten, ...linear, ...relu, ...linear, ...relu, ...linear],
    {
      shapes: [
        [512, 784],
        [512, 512],
        [0, 512],
      ],
    },
  ),
];

export const knownNets: readonly KnownNet[] = [
  net('CIFAR10_CNN', [
    ...block,
    ...block,
    ...block,
    ...flatten,
    ...linear,
    ...relu,
    ...linear,
    ...relu,
    ...linear,
  ]),
  net('Net', [
    ...conv(0),
    ...conv(0),
    ...conv(0),
    ...pool,
    ...relu,
    ...conv(0),
    ...pool,
    ...flatten,
    ...linear,
  ]),
  net('torchvision\u2019s resnet18', residualNet(largeStem, eighteen), { firstWindow: 7 }),
  net('torchvision\u2019s resnet34', residualNet(largeStem, thirtyFour), { firstWindow: 7 }),
  net('ResNet18 of pytorch-cifar', residualNet(smallStem, eighteen), { firstWindow: 3 }),
  net('ResNet34 of pytorch-cifar', residualNet(smallStem, thirtyFour), { firstWindow: 3 }),
  ...lessons,
];

/** Whether the layers of a file can be those of a net, as far as their number and the first window say. */
export function canBe({ layerCount, firstWindow, shapes }: KnownNet, layers: readonly TorchLayer[]): boolean {
  if (layers.length !== layerCount) return false;
  // 0 stands for the number of classes.
  const isAs = (shape: readonly number[], { tensors }: TorchLayer) =>
    shape.every((size, axis) => size === 0 || tensors.get('weight')?.shape[axis] === size);
  if (shapes && !shapes.every((shape, i) => isAs(shape, layers[i]!))) return false;
  return firstWindow === undefined || layers[0]!.tensors.get('weight')?.shape[2] === firstWindow;
}
