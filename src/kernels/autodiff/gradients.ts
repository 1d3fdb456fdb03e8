/**
 * What tfjs needs so that gradients of gradients are exact for the lab's networks, on every backend: a tape in the right order
 * (gradientTape.ts), gradients of the kernels that are gradients themselves, and batch normalisation's without tiling.
 *
 * All gradients are made of operations on the kernels' inputs that have gradients in turn. Those of a kernel that is linear in an input
 * are its transpose there:
 *   dw = F(x, dy), filter gradient:   <u, F(x, dy)> = <y(x, u), dy>, so dy gets conv(x, u) and x the input gradient of (dy, u)
 *   dx = P'(x) dy, pooling's:         <u, P'(x) dy> = <P(x) u, dy>, so dy gets the pooling of u where x has its largest
 * and a max pooling's choice of windows does not change with x, but at ties.
 */

import * as tf from '@tensorflow/tfjs';
import { biasGradient, knownResultOf } from './fusedLayers';
import { averagePoolGradient, averageWholeWindows } from './gradientAveragePool';
import { gatherLargest } from './gradientMaxPool';
import { repairTape } from './gradientTape';
import type { PoolAttributes } from './poolWindows';
import { registerSteppedLayers } from './steppedLayers';

type Gradients = Record<string, () => tf.Tensor>;

interface OwnGradient {
  readonly inputsToSave: readonly string[];
  readonly differentiate: (upstream: tf.Tensor, saved: readonly tf.Tensor[], attributes: never) => Gradients;
}

/** What a sum gets back, for every term: tfjs fills an array of its own with ones for it, and copies that to the backend. */
const spreadToTerms = (upstream: tf.Tensor, { shape }: tf.Tensor, axes: readonly number[]): tf.Tensor => {
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return tf.mul(tf.reshape(upstream, kept), tf.fill(shape, 1));
};

const ownGradients: Readonly<Record<string, OwnGradient>> = {
  Sum: {
    inputsToSave: ['x'],
    differentiate: (upstream, saved, { axis }: { axis: number | number[] }) => {
      const x = saved[0]!;
      return { x: () => spreadToTerms(upstream, x, tf.util.parseAxisParam(axis, x.shape)) };
    },
  },
  Mean: {
    inputsToSave: ['x'],
    differentiate: (upstream, saved, { axis }: { axis: number | number[] }) => {
      const x = saved[0]!;
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const terms = axes.reduce((count, one) => count * x.shape[one]!, 1);
      return { x: () => tf.div(spreadToTerms(upstream, x, axes), terms) };
    },
  },
  // As fusedLayers.ts calls them: nothing transposed, no activation.
  _FusedMatMul: {
    inputsToSave: ['a', 'b'],
    differentiate: (upstream, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return {
        a: () => tf.matMul(upstream, b, false, true),
        b: () => tf.matMul(a, upstream, true, false),
        bias: () => biasGradient(upstream),
      };
    },
  },
  FusedConv2D: {
    inputsToSave: ['x', 'filter'],
    differentiate: (dy, saved, attributes: tf.NamedAttrMap) => {
      const [x, filter] = saved as [tf.Tensor4D, tf.Tensor4D];
      const run = (kernelName: string, inputs: tf.NamedTensorMap, more: tf.NamedAttrMap) =>
        tf.engine().runKernel(kernelName, inputs, { ...attributes, ...more }) as tf.Tensor;
      return {
        x: () => run('Conv2DBackpropInput', { dy, filter }, { inputShape: x.shape }),
        filter: () => run('Conv2DBackpropFilter', { x, dy }, { filterShape: filter.shape }),
        bias: () => biasGradient(dy),
      };
    },
  },
  Conv2DBackpropFilter: {
    inputsToSave: ['x', 'dy'],
    differentiate: (upstream, saved, attributes: tf.NamedAttrMap) => {
      const [x, dy] = saved as [tf.Tensor4D, tf.Tensor4D];
      return {
        x: () =>
          tf
            .engine()
            .runKernel(
              'Conv2DBackpropInput',
              { dy, filter: upstream },
              { ...attributes, inputShape: x.shape },
            ) as tf.Tensor,
        dy: () =>
          tf
            .engine()
            .runKernel('Conv2D', { x, filter: upstream }, { ...attributes, dilations: 1 }) as tf.Tensor,
      };
    },
  },
  MaxPoolGrad: {
    inputsToSave: ['input', 'output'],
    differentiate: (upstream, saved, attributes: PoolAttributes) => {
      const [input, output] = saved as [tf.Tensor4D, tf.Tensor4D];
      return {
        dy: () => gatherLargest(upstream as tf.Tensor4D, input, output, attributes),
      };
    },
  },
  Relu: {
    inputsToSave: ['x'],
    differentiate: (dy, saved) => ({ x: () => reluGradient(dy, saved[0]!) }),
  },
  ReluGradient: {
    inputsToSave: ['x'],
    differentiate: (upstream, saved) => ({ dy: () => reluGradient(upstream, saved[0]!) }),
  },
  AvgPool: {
    inputsToSave: ['x'],
    differentiate: (upstream, saved, attributes: PoolAttributes) => ({
      x: () => averagePoolGradient(upstream as tf.Tensor4D, saved[0] as tf.Tensor4D, attributes),
    }),
  },
  AvgPoolGrad: {
    inputsToSave: ['input'],
    differentiate: (upstream, saved, attributes: PoolAttributes) => {
      const input = saved[0] as tf.Tensor4D;
      return { dy: () => averageWholeWindows(upstream as tf.Tensor4D, input, attributes) };
    },
  },
  FusedBatchNorm: {
    inputsToSave: ['x', 'mean', 'variance', 'scale'],
    differentiate: (upstream, saved, { varianceEpsilon }: { varianceEpsilon: number }) => {
      const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined];
      const axes = tf.broadcast_util.getReductionAxes(mean.shape, x.shape);
      const sum = (tensor: tf.Tensor) => tf.reshape(tf.sum(tensor, axes), mean.shape);
      const inverse = tf.rsqrt(tf.add(variance, varianceEpsilon));
      const gain = scale ? tf.mul(inverse, scale) : inverse;
      const centred = () => sum(tf.mul(upstream, tf.sub(x, mean)));
      return {
        x: () => tf.mul(upstream, gain),
        mean: () => tf.neg(tf.mul(gain, sum(upstream))),
        variance: () => tf.mul(tf.mul(tf.mul(inverse, inverse), -0.5), tf.mul(gain, centred())),
        scale: () => tf.mul(inverse, centred()),
        offset: () => sum(upstream),
      };
    },
  },
};

/** Inputs that say which values a gradient lets through: what comes out does not change with them, but in jumps. */
const constantInputs = {
  ReluGradient: ['x'],
  MaxPoolGrad: ['input', 'output'],
  AvgPoolGrad: ['input'],
} as const;

/** Kernels that compare: their answer does not change with their inputs, but in jumps. tfjs knows it of greaterEqual only. */
const comparisons = {
  Equal: ['a', 'b'],
  NotEqual: ['a', 'b'],
  Greater: ['a', 'b'],
  Less: ['a', 'b'],
  LessEqual: ['a', 'b'],
  LogicalAnd: ['a', 'b'],
  LogicalOr: ['a', 'b'],
  LogicalNot: ['x'],
} as const;

const differentiateComparison = (names: readonly string[]): OwnGradient => ({
  inputsToSave: names,
  differentiate: (_, saved) =>
    Object.fromEntries(names.map((name, k) => [name, () => tf.zeros(saved[k]!.shape)])),
});

/** tfjs has one of the pool itself, and keeps its result for it. */
const gradientOfKnownPool: OwnGradient = {
  inputsToSave: ['x', 'known'],
  differentiate: (dy, saved, attributes: tf.NamedAttrMap) => {
    const [input, output] = saved as [tf.Tensor, tf.Tensor];
    return { x: () => tf.engine().runKernel('MaxPoolGrad', { dy, input, output }, attributes) as tf.Tensor };
  },
};

let registered = false;

/** Registers them for all backends. Calling it again changes nothing more. */
export function registerGradients(): void {
  if (registered) return;
  registered = true;
  repairTape(constantInputs);
  registerSteppedLayers();
  for (const backendName of ['cpu', 'wasm', 'webgpu']) {
    tf.registerKernel({ kernelName: 'ReluGradient', backendName, kernelFunc: stepAndMultiply });
  }
  const gradients = Object.entries(ownGradients);
  for (const [name, inputs] of Object.entries(comparisons)) {
    gradients.push([name, differentiateComparison(inputs)]);
  }
  for (const [kernelName, knownName] of Object.entries(knownResultOf)) {
    gradients.push([knownName, ownGradients[kernelName] ?? gradientOfKnownPool]);
    for (const backendName of ['cpu', 'wasm', 'webgpu']) {
      tf.registerKernel({ kernelName: knownName, backendName, kernelFunc: takeKnown });
    }
  }
  for (const [kernelName, { inputsToSave, differentiate }] of gradients) {
    if (tf.getGradient(kernelName)) tf.unregisterGradient(kernelName);
    tf.registerGradient({
      kernelName,
      inputsToSave: [...inputsToSave],
      gradFunc: (upstream, saved, attributes) =>
        differentiate(upstream as tf.Tensor, saved, attributes as never),
    });
  }
}

const reluGradient = (dy: tf.Tensor, x: tf.Tensor): tf.Tensor =>
  tf.engine().runKernel('ReluGradient', { dy, x });

/** dy * (1 where x > 0, else 0), by the backend's own kernels. */
const stepAndMultiply: tf.KernelFunc = ({ inputs, backend }) => {
  const { dy, x } = inputs as { dy: tf.TensorInfo; x: tf.TensorInfo };
  const run = (kernelName: string, given: tf.NamedTensorInfoMap, attrs: tf.NamedAttrMap = {}) =>
    tf.getKernel(kernelName, tf.getBackend()).kernelFunc({ inputs: given, attrs, backend }) as tf.TensorInfo;
  const step = run('Step', { x }, { alpha: 0 });
  const product = run('Multiply', { a: dy, b: step });
  (backend as tf.KernelBackend).disposeData(step.dataId);
  return product;
};

/** The tensor `known`, as the result of a kernel: another tensor with the same values. */
const takeKnown: tf.KernelFunc = ({ inputs, backend }) => {
  const { dataId, shape, dtype } = inputs.known as tf.TensorInfo;
  (backend as tf.KernelBackend).incRef(dataId);
  return { dataId, shape, dtype };
};
