import * as tf from '@tensorflow/tfjs';
import type { Network } from './network';
import type { TrainingRequest } from './trainingRequest';

/** Changes the trained weights of a network, step after step; its own state lives until it is disposed. */
export interface Optimizer {
  /** @param gradients in the order of network.variables, then of those beside the network */
  step(gradients: readonly tf.Tensor[], learningRate: number): void;
  /** Its own numbers, and the values of what it trains beside the network: what it goes on from after `restore`. */
  save(): Promise<Float32Array>;
  /** @throws RangeError when they are not those of such an optimizer of this network */
  restore(state: Float32Array): void;
  dispose(): void;
}

type Settings = Pick<TrainingRequest, 'optimizer' | 'momentum' | 'weightDecay'>;

/**
 * The optimizer of a request: as torch.optim has them, with weight decay as an L2 term in the gradient. Weights that were trained to their minimum have
 * none; where they are trained further by batches, it is SGD.
 * @param beside variables that are trained with the network and are no part of it; whoever made them disposes them
 */
export function createOptimizer(
  network: Network,
  settings: Settings,
  beside: readonly tf.Variable[] = [],
): Optimizer {
  const trained: Trained = {
    variables: [...network.variables, ...beside],
    beside,
    isTrained: (i) => network.graph.weights[i]?.trainable ?? true,
  };
  return settings.optimizer === 'adam' ? createAdam(trained, settings) : createSgd(trained, settings);
}

/** What an optimizer changes. */
interface Trained {
  /** Those of the network, then those beside it. */
  readonly variables: readonly tf.Variable[];
  readonly beside: readonly tf.Variable[];
  isTrained(index: number): boolean;
}

/** v = momentum v + (g + weightDecay w),  w = w - learningRate v */
function createSgd(trained: Trained, { momentum, weightDecay }: Settings): Optimizer {
  const velocities = zerosLike(trained);
  return {
    step(gradients, learningRate) {
      forEachTrained(trained, (variable, i) => {
        const velocity = velocities[i]!;
        velocity.assign(tf.add(tf.mul(velocity, momentum), decay(gradients[i]!, variable, weightDecay)));
        variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
      });
    },
    save: () => readAll([...velocities, ...trained.beside]),
    restore: (state) => assignAll([...velocities, ...trained.beside], state),
    dispose: () => tf.dispose(velocities),
  };
}

const adam = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;

/** Kingma, Ba, "Adam: a method for stochastic optimization" (ICLR 2015), Algorithm 1. */
function createAdam(trained: Trained, { weightDecay }: Settings): Optimizer {
  const means = zerosLike(trained);
  const squares = zerosLike(trained);
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps += 1;
      const meanShare = 1 - adam.first ** steps;
      const squareShare = 1 - adam.second ** steps;
      forEachTrained(trained, (variable, i) => {
        const gradient = decay(gradients[i]!, variable, weightDecay);
        const mean = means[i]!;
        const square = squares[i]!;
        mean.assign(tf.add(tf.mul(mean, adam.first), tf.mul(gradient, 1 - adam.first)));
        square.assign(
          tf.add(tf.mul(square, adam.second), tf.mul(tf.mul(gradient, gradient), 1 - adam.second)),
        );
        const scale = tf.add(tf.sqrt(tf.div(square, squareShare)), adam.epsilon);
        variable.assign(tf.sub(variable, tf.div(tf.mul(mean, learningRate / meanShare), scale)));
      });
    },
    async save() {
      const values = await readAll([...means, ...squares, ...trained.beside]);
      const state = new Float32Array(2 + values.length);
      state.set([steps % exactSteps, Math.floor(steps / exactSteps)]);
      state.set(values, 2);
      return state;
    },
    restore(state) {
      assignAll([...means, ...squares, ...trained.beside], state.subarray(2));
      steps = state[0]! + exactSteps * state[1]!;
    },
    dispose: () => tf.dispose([...means, ...squares]),
  };
}

/** Float32 counts so far without a gap. */
const exactSteps = 2 ** 24;

async function readAll(variables: readonly tf.Variable[]): Promise<Float32Array> {
  const values = await Promise.all(variables.map((variable) => variable.data()));
  const all = new Float32Array(values.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of values) {
    all.set(part as Float32Array, at);
    at += part.length;
  }
  return all;
}

function assignAll(variables: readonly tf.Variable[], state: Float32Array): void {
  const wanted = variables.reduce((sum, { size }) => sum + size, 0);
  if (state.length !== wanted) {
    throw new RangeError(`the optimizer needs ${wanted} numbers to go on from, got ${state.length}`);
  }
  let at = 0;
  for (const variable of variables) {
    const part = state.slice(at, at + variable.size);
    tf.tidy(() => variable.assign(tf.tensor(part, variable.shape, 'float32')));
    at += variable.size;
  }
}

function decay(gradient: tf.Tensor, variable: tf.Variable, weightDecay: number): tf.Tensor {
  return weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(variable, weightDecay));
}

function zerosLike({ variables }: Trained): tf.Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)));
}

function forEachTrained(
  { variables, isTrained }: Trained,
  update: (variable: tf.Variable, index: number) => void,
): void {
  tf.tidy(() => {
    variables.forEach((variable, i) => {
      if (isTrained(i)) update(variable, i);
    });
  });
}
