import type { Text } from '../words/catalogue';
import { message } from '../words/say';
import type { ImageShape, Normalisation } from './dataset';

/**
 * Public data sets that the lab knows by name, whether downloaded or read from files. Weights depend on how pixels
 * were normalised, so the constants here hold for these data whatever way they come.
 */

export interface KnownData {
  readonly id: 'mnist' | 'fashion-mnist' | 'cifar10';
  readonly name: string;
  readonly shape: ImageShape;
  readonly classNames: readonly string[];
  readonly normalisation: Normalisation;
  readonly origin: Text;
  readonly licence: Text;
  readonly citation: string;
}

export const MNIST: KnownData = {
  id: 'mnist',
  name: 'MNIST',
  shape: [28, 28, 1],
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  normalisation: { mean: [0.1307], standardDeviation: [0.3081] },
  origin: message('data.sources.mnist.origin'),
  licence: message('data.sources.mnist.licence'),
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", Proceedings of the IEEE 86(11), 1998.',
};

export const FASHION_MNIST: KnownData = {
  id: 'fashion-mnist',
  name: 'Fashion-MNIST',
  shape: [28, 28, 1],
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  normalisation: { mean: [0.286], standardDeviation: [0.353] },
  origin: message('data.sources.fashion-mnist.origin'),
  licence: message('data.sources.fashion-mnist.licence'),
  citation:
    'H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", arXiv:1708.07747, 2017.',
};

export const CIFAR10: KnownData = {
  id: 'cifar10',
  name: 'CIFAR-10',
  shape: [32, 32, 3],
  classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  normalisation: { mean: [0.4914, 0.4822, 0.4465], standardDeviation: [0.247, 0.2435, 0.2616] },
  origin: message('data.sources.cifar10.origin'),
  licence: message('data.sources.cifar10.licence'),
  citation:
    'A. Krizhevsky, "Learning multiple layers of features from tiny images", technical report, University of Toronto, 2009.',
};

/** How far a measured mean or deviation may lie from the known one: subsets of a sixth and more stay within it. */
const TOLERANCE = 0.006;

/**
 * The known data set that measured pixels belong to. MNIST and Fashion-MNIST come in one format, as do sets made
 * after CIFAR-10: shape, number of classes, and mean and deviation of the training pixels tell them apart.
 */
export function recognisePixels(
  shape: ImageShape,
  classCount: number,
  { mean, standardDeviation }: Normalisation,
): KnownData | undefined {
  const measured = [...mean, ...standardDeviation];
  return [MNIST, FASHION_MNIST, CIFAR10].find((known) => {
    const constants = [...known.normalisation.mean, ...known.normalisation.standardDeviation];
    return (
      known.shape.every((size, axis) => size === shape[axis]) &&
      known.classNames.length === classCount &&
      constants.every((constant, i) => Math.abs(constant - measured[i]!) <= TOLERANCE)
    );
  });
}
