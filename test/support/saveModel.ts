import * as tf from '@tensorflow/tfjs';
import type { NamedBytes } from '../../src/data/loadOptions';

/** What a program outside of the lab saves of a model: model.json and its weights. */
export async function saveModel(model: tf.LayersModel): Promise<NamedBytes[]> {
  let kept: tf.io.ModelArtifacts | undefined;
  await model.save({
    save: async (artifacts) => {
      kept = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const { modelTopology, weightSpecs, weightData } = kept!;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  const description = JSON.stringify({ modelTopology, weightsManifest });
  return [
    { name: 'model.json', bytes: new TextEncoder().encode(description) },
    { name: 'weights.bin', bytes: new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)) },
  ];
}
