import * as tf from '@tensorflow/tfjs';
import type { Network } from './network';
import type { TrainingRequest } from './trainingRequest';

/** Changes the trained weights of a network, step after step; its own state lives until it is disposed. */
export interface Optimizer {
  /** @param gradients in the order of network.variables */
  step(gradients: readonly tf.Tensor[], learningRate: number): void;
  dispose(): void;
}

type Settings = Pick<TrainingRequest, 'optimizer' | 'momentum' | 'weightDecay'>;

/** The optimizer of a request: as torch.optim has them, with weight decay as an L2 term in the gradient. */
export function createOptimizer(network: Network, settings: Settings): Optimizer {
  return settings.optimizer === 'sgd' ? createSgd(network, settings) : createAdam(network, settings);
}

/** v = momentum v + (g + weightDecay w),  w = w - learningRate v */
function createSgd(network: Network, { momentum, weightDecay }: Settings): Optimizer {
  const velocities = zerosLike(network);
  return {
    step(gradients, learningRate) {
      forEachTrained(network, (variable, i) => {
        const velocity = velocities[i]!;
        velocity.assign(tf.add(tf.mul(velocity, momentum), decay(gradients[i]!, variable, weightDecay)));
        variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
      });
    },
    dispose: () => tf.dispose(velocities),
  };
}

const adam = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;

/** Kingma, Ba, "Adam: a method for stochastic optimization" (ICLR 2015), Algorithm 1. */
function createAdam(network: Network, { weightDecay }: Settings): Optimizer {
  const means = zerosLike(network);
  const squares = zerosLike(network);
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps += 1;
      const meanShare = 1 - adam.first ** steps;
      const squareShare = 1 - adam.second ** steps;
      forEachTrained(network, (variable, i) => {
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
    dispose: () => tf.dispose([...means, ...squares]),
  };
}

function decay(gradient: tf.Tensor, variable: tf.Variable, weightDecay: number): tf.Tensor {
  return weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(variable, weightDecay));
}

function zerosLike({ variables }: Network): tf.Variable[] {
  return variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)));
}

function forEachTrained(
  { graph, variables }: Network,
  update: (variable: tf.Variable, index: number) => void,
): void {
  tf.tidy(() => {
    graph.weights.forEach(({ trainable }, i) => {
      if (trainable) update(variables[i]!, i);
    });
  });
}
