/**
 * A model for images of more than 64 pixels a side is taken apart where its last pooling over the whole map ends: what comes before, the body, turns each image
 * into a row of features once, and stays as it is; what comes after, the head, is the network of the lab. So it is with models that somebody trains on
 * pictures of their own: the body was trained on others.
 */

import { LARGEST_SIDE } from '../../data/formats/limits';
import type { PictureFit } from '../../data/loadOptions';
import { ModelError } from '../modelError';
import type { PlainLayer, PlainModel } from './plainLayers';

/** Largest side of the images of such a model. */
export const largestPictureSide = 224;

export interface SplitModel {
  readonly body: PlainModel;
  /** Its input is the row of features. @param width how many they are */
  headFor(width: number): PlainModel;
}

const ends = new Set(['GlobalAveragePooling2D', 'GlobalMaxPooling2D', 'Flatten']);

/** The pictures that a model with a body takes; null where it takes images as the lab has them, or of a size that is not known. */
export function pictureFitOf({ inputSizes: sizes }: PlainModel): PictureFit | null {
  if (sizes?.length !== 3) return null;
  const [height, width, channels] = sizes;
  if (height == null || width == null || Math.max(height, width) <= LARGEST_SIDE) return null;
  if (height !== width || height > largestPictureSide || (channels !== 1 && channels !== 3)) {
    throw new ModelError('model.refused.largeImages', { sizes, most: largestPictureSide });
  }
  return { side: height, isColour: channels === 3 };
}

/**
 * Takes a model with large images apart.
 * @throws ModelError where it has no head: no pooling over the whole map that everything behind it reads alone
 */
export function splitHead(plain: PlainModel): SplitModel {
  const { layers } = plain;
  const at = layers.findLastIndex(({ kind }) => ends.has(kind));
  const cut = layers[at];
  const after = layers.slice(at + 1);
  const known = new Set([cut?.name, ...after.map(({ name }) => name)]);
  const isAlone = after.every(({ reads }) => reads.every((read) => known.has(read)));
  if (!cut || after.length === 0 || !isAlone) throw new ModelError('model.refused.noHead');
  return {
    body: { ...plain, layers: layers.slice(0, at + 1), output: cut.name },
    headFor(width) {
      const name = 'features';
      const input: PlainLayer = { kind: 'InputLayer', name, path: [name], config: {}, reads: [] };
      const fromFeatures = after.map((layer) => ({
        ...layer,
        reads: layer.reads.map((read) => (read === cut.name ? name : read)),
      }));
      return {
        layers: [input, ...fromFeatures],
        input: name,
        inputSizes: [width],
        output: plain.output === cut.name ? name : plain.output,
      };
    },
  };
}
