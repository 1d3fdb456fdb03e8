/**
 * What the hidden layers still hold of the removed samples, by a linear probe, and how far they are from those of other models, by linear CKA.
 *
 * Probes are fitted to held-out images, which none of the models was trained on: at most 500, drawn by the seed, the same for every layer and model. They
 * are tried on the removed samples, and on as many other held-out images. A probe on the unlearned model that reads more of the removed samples than the
 * same probe on the retrained model says that the layer still holds them; the held-out accuracy says what a probe on that layer is worth.
 */

import { takeSamples } from '../../data/takeSamples';
import { linearCka } from '../../math/dependence/cka';
import { fitRowScale, gramMatrix, scaleRows } from '../../math/linear/gram';
import type { Matrix } from '../../math/linear/matrix';
import { fitProbe, readProbe } from '../../math/network/linearProbe';
import { createRandom } from '../../math/random/random';
import { hiddenLayers, readLayers } from '../../model/hiddenLayers';
import { breathe, type Job, runInPieces } from '../../model/job';
import type { Session } from '../session';
import type { Comeback, LayerReport, ProbeReport } from './comebackSchema';
import { type OfThree, ofThree } from './threeModels';

/** Held-out images that a probe is fitted to, at most. */
const mostFitted = 500;

/** Which held-out images the probes are fitted to, and which they are tried on. */
export function drawProbeImages(count: number, seed: number) {
  const order = [...createRandom(seed, 'probe').shuffle(Uint32Array.from({ length: count }, (_, i) => i))];
  const each = Math.max(1, Math.min(mostFitted, Math.floor(count / 2)));
  return { fitted: order.slice(0, each), tried: order.slice(each, 2 * each) };
}

/** The three sets that a layer is read on. */
interface Activations {
  readonly fitted: Matrix;
  readonly tried: Matrix;
  readonly forget: Matrix;
}

/** Reads every hidden layer of the three models. The network is left with the weights of the last. */
export async function readHiddenLayers(
  session: Pick<Session, 'network' | 'dataset'>,
  models: OfThree<Float32Array>,
  forgotten: readonly number[],
  seed: number,
  { signal, onProgress }: Job = {},
): Promise<Comeback['probes']> {
  const { network, dataset } = session;
  const places = hiddenLayers(network.graph);
  const { validation, training } = dataset;
  const drawn = drawProbeImages(validation.count, seed);
  const ofValidation = (indices: readonly number[]) =>
    takeSamples({ ...dataset, training: validation }, indices);
  const sets = {
    fitted: ofValidation(drawn.fitted),
    tried: ofValidation(drawn.tried),
    forget: takeSamples({ ...dataset, training }, forgotten),
  };
  const layers: LayerReport[] = [];
  for (const [k, place] of places.entries()) {
    const activations = await ofThree(async (name) => {
      network.setParameters(models[name]);
      const read = async (set: typeof sets.fitted) =>
        (await readLayers(network, dataset, set, [place], { signal }))[0]!;
      return {
        fitted: await read(sets.fitted),
        tried: await read(sets.tried),
        forget: await read(sets.forget),
      };
    });
    const readings = await ofThree(async (name, i) => {
      const reading = await readLayer(activations[name], sets, network.classes, signal);
      onProgress?.((k + (i + 1) / 3) / places.length);
      return reading;
    });
    const cka = (a: keyof typeof readings, b: keyof typeof readings) =>
      linearCka(readings[a].gram, readings[b].gram);
    layers.push({
      layer: place.name,
      values: activations.original.fitted.columns,
      probe: {
        original: readings.original.probe,
        unlearned: readings.unlearned.probe,
        retrained: readings.retrained.probe,
      },
      cka: {
        unlearnedToOriginal: cka('unlearned', 'original'),
        unlearnedToRetrained: cka('unlearned', 'retrained'),
        retrainedToOriginal: cka('retrained', 'original'),
      },
    });
  }
  return { fitted: drawn.fitted.length, tried: drawn.tried.length, layers };
}

/** A probe on one layer of one model, and the Gram matrix of the images that it was fitted to. */
async function readLayer(
  { fitted, tried, forget }: Activations,
  sets: { readonly [set in keyof Activations]: { readonly labels: Uint8Array } },
  classes: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly gram: Matrix; readonly probe: ProbeReport }> {
  const scale = fitRowScale(fitted);
  const rows = scaleRows(fitted, scale);
  const against = async (other: Matrix) => {
    await breathe(signal);
    return gramMatrix(scaleRows(other, scale), rows);
  };
  const gram = await against(fitted);
  const probe = await runInPieces(fitProbe(gram, sets.fitted.labels, classes), signal);
  const onForget = readProbe(await against(forget), sets.forget.labels, probe);
  const onTried = readProbe(await against(tried), sets.tried.labels, probe);
  return {
    gram,
    probe: {
      forgetAccuracy: onForget.accuracy,
      forgetLoss: onForget.loss,
      heldOutAccuracy: onTried.accuracy,
    },
  };
}
