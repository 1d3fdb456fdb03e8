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
}

const conv = (padding: number, stride = 1): Plain => [{ type: 'Conv2d', stride, padding }];
const relu: Plain = [{ type: 'ReLU' }];
const pool: Plain = [{ type: 'MaxPool2d', kernel_size: 2, padding: 0 }];
const norm: Plain = [{ type: 'BatchNorm2d', eps: 1e-5, momentum: 0.1 }];
const flatten: Plain = [{ type: 'Flatten' }];
const linear: Plain = [{ type: 'Linear' }];

function net(name: string, layers: Layers, firstWindow?: number): KnownNet {
  const sequential = { format: 'lethe-sequential', version: 1, layers } as const;
  return { name, sequential, layerCount: countOf(layers), ...(firstWindow && { firstWindow }) };
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
  net('torchvision\u2019s resnet18', residualNet(largeStem, eighteen), 7),
  net('torchvision\u2019s resnet34', residualNet(largeStem, thirtyFour), 7),
  net('ResNet18 of pytorch-cifar', residualNet(smallStem, eighteen), 3),
  net('ResNet34 of pytorch-cifar', residualNet(smallStem, thirtyFour), 3),
];

/** Whether the layers of a file can be those of a net, as far as their number and the first window say. */
export function canBe({ layerCount, firstWindow }: KnownNet, layers: readonly TorchLayer[]): boolean {
  if (layers.length !== layerCount) return false;
  return firstWindow === undefined || layers[0]!.tensors.get('weight')?.shape[2] === firstWindow;
}
