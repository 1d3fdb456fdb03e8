/** The weights of a model.json, found for a layer by their names, which every version of Keras writes in another way. */

import * as tf from '@tensorflow/tfjs';
import type { ModelJson } from '../modelJson';
import type { FindWeight } from './buildOwn';

type Spec = ModelJson['weightsManifest'][number]['weights'][number];

/** The decoded weights; `dispose` gives their memory back. */
export interface NamedWeights {
  readonly find: FindWeight;
  dispose(): void;
}

/**
 * Decodes weights. A name is "kernel" after the layer's, after the names of the models around it ("sequential/conv2d/kernel"), or without those.
 * @param bytes of all weight files, one after another, as many as the specifications take
 */
export function decodeWeights(
  specs: readonly Spec[],
  bytes: Uint8Array,
  widthOf: (spec: Spec) => number,
): NamedWeights {
  const tensors = new Map<string, tf.Tensor>();
  let offset = 0;
  for (const spec of specs) {
    const length = widthOf(spec);
    if (spec.dtype === 'float32') {
      const data = bytes.slice(offset, offset + length).buffer;
      const decoded = tf.io.decodeWeights(data, [spec as unknown as tf.io.WeightsManifestEntry]);
      tensors.set(spec.name.replace(/:\d+$/, ''), Object.values(decoded)[0]!);
    }
    offset += length;
  }
  const names = [...tensors.keys()];
  return {
    find({ path }, part) {
      for (let from = 0; from < path.length; from += 1) {
        const wanted = [...path.slice(from), part].join('/');
        const found = names.filter((name) => name === wanted || name.endsWith(`/${wanted}`));
        if (found.length > 0) return tensors.get(found[0]!)!;
      }
      return null;
    },
    dispose: () => tf.dispose([...tensors.values()]),
  };
}
