/**
 * Nets of PyTorch that people have weights of and that are not in the table of models: those of the authors' CIFAR experiments
 * (github.com/vsingh-group/LCODEC-deep-unlearning, scrub/models/cifar/simple.py), as far as they are no model of the lab.
 */

import type { Sequential } from './sequential';

type Layers = Sequential['layers'];

const conv = (padding: number): Layers => [{ type: 'Conv2d', stride: 1, padding }];
const relu: Layers = [{ type: 'ReLU' }];
const pool: Layers = [{ type: 'MaxPool2d', kernel_size: 2 }];
const norm: Layers = [{ type: 'BatchNorm2d', eps: 1e-5, momentum: 0.1 }];
const flatten: Layers = [{ type: 'Flatten' }];
const linear: Layers = [{ type: 'Linear' }];

/** Two convolutions and a pooling; the first is normalised. */
const block: Layers = [...conv(1), ...norm, ...relu, ...conv(1), ...relu, ...pool];

export const knownNets: readonly { readonly name: string; readonly sequential: Sequential }[] = [
  {
    name: 'CIFAR10_CNN',
    sequential: {
      format: 'lethe-sequential',
      version: 1,
      layers: [...block, ...block, ...block, ...flatten, ...linear, ...relu, ...linear, ...relu, ...linear],
    },
  },
  {
    name: 'Net',
    sequential: {
      format: 'lethe-sequential',
      version: 1,
      layers: [
        ...conv(0),
        ...conv(0),
        ...conv(0),
        ...pool,
        ...relu,
        ...conv(0),
        ...pool,
        ...flatten,
        ...linear,
      ],
    },
  },
];
