import * as tf from '@tensorflow/tfjs';
import { normalise } from '../../data/dataset';
import { evaluateLogits } from '../../math/network/evaluateGraph';
import { outputLosses } from '../../math/network/outputLoss';
import { outputPlaces } from '../../model/hiddenLayers';
import type { Network } from '../../model/network';
import { SaidError } from '../../words/saidError';
import type { Session } from '../session';
import type { Looked } from './looked';
import type { LookAnswer, LookedImage, LookQuestion } from './questions';

/** @throws SaidError where there is no such image */
function readImage({ dataset }: Session, { set, index }: LookedImage): Float32Array {
  const images = dataset[set];
  if (!Number.isInteger(index) || index < 0 || index >= images.count) {
    throw new SaidError('engine.looks.noImage', [{ index, last: images.count - 1 }]);
  }
  return normalise(images, dataset, index, index + 1);
}

/** Class probabilities of one image, in float64: a difference of two models far below float32's is still there. */
export function readProbabilities(
  { session, parameters }: Looked,
  { image }: LookQuestion<'probabilities'>,
): LookAnswer<'probabilities'> {
  const { graph } = session.network;
  const logits = evaluateLogits(graph, parameters, readImage(session, image));
  return outputLosses[graph.loss].probabilities(logits);
}

/** What leaves a convolutional layer for one image: a map for each filter. */
export async function readActivations(
  { session, parameters }: Pick<Looked, 'session' | 'parameters'>,
  { layer, image }: LookQuestion<'activations'>,
): Promise<LookAnswer<'activations'>> {
  const { network } = session;
  const place = findMaps(network, layer);
  const pixels = readImage(session, image);
  network.setParameters(parameters);
  const output = tf.tidy(() => network.evaluate(network.toTensor(pixels)).values[place.node]!);
  const [, height = 1, width = 1, filters = 1] = output.shape;
  try {
    return { layer, height, width, filters, values: (await output.data()) as Float32Array };
  } finally {
    output.dispose();
  }
}

/** @throws SaidError where the layer has no maps */
function findMaps(network: Network, name: string) {
  const isConvolution = network.layers.some((layer) => layer.name === name && layer.kind !== 'dense');
  const place = outputPlaces(network.graph).find((one) => one.name === name);
  if (!isConvolution || !place) throw new SaidError('engine.looks.noMaps', [{ layer: name }]);
  return place;
}
