import { dictionaryRows, removalRows } from '../../engine/exportRows';
import { removedSamples } from '../../engine/session';
import type { Memorisation } from '../../math/yardstick/memorisation';
import { type Checkpoint, encodeCheckpoint } from '../../model/checkpoint';
import { packCheckpoint } from '../../model/checkpointFile';
import { torchTensors } from '../../model/torch/placeWeights';
import { writeSafetensors, writeWeightsNpz } from '../../model/torch/weightFiles';
import type { TrainedModel } from '../opening/openedModel';
import type { ExportedFile, SessionFormat } from '../protocol';
import { writeSession } from './writeSession';

/** The original weights of a model, exactly. */
export function encodeOriginal({ session: { network, trained }, card }: TrainedModel): Checkpoint {
  return encodeCheckpoint(network, trained, card, 'float32');
}

/**
 * The session as a file: everything, one row a removal, what its columns mean, or the weights as they are now.
 * @param memorisation of the training samples, where it is known
 */
export async function exportSession(
  opened: TrainedModel,
  format: SessionFormat,
  memorisation?: Memorisation,
): Promise<ExportedFile> {
  const { dataset, network } = opened.session;
  const name = `${dataset.id}--${network.architecture.id}`;
  const encoder = new TextEncoder();
  switch (format) {
    case 'json':
      return { fileName: `${name}.lethe-session.json`, bytes: encoder.encode(await writeJson(opened)) };
    case 'csv': {
      const reports = opened.session.removals.map(({ report }) => report);
      const facts = { trainEpochs: opened.card.epochs, ...(memorisation ? { memorisation } : {}) };
      return {
        fileName: `${name}--removals.csv`,
        bytes: encoder.encode(removalRows(reports, opened.comparisons, facts)),
      };
    }
    case 'columns':
      return { fileName: 'columns.csv', bytes: encoder.encode(dictionaryRows()) };
    case 'weights':
      return { fileName: `${name}--unlearned.lethe.zip`, bytes: packCheckpoint(encodePresent(opened)) };
    case 'npz':
      return { fileName: `${name}--unlearned.npz`, bytes: writeWeightsNpz(presentTensors(opened)) };
    case 'safetensors':
      return {
        fileName: `${name}--unlearned.safetensors`,
        bytes: writeSafetensors(presentTensors(opened), describePresent(opened)),
      };
    default:
      return format satisfies never;
  }
}

function writeJson(opened: TrainedModel): Promise<string> {
  const { session, card: training, comparisons, origin } = opened;
  const weights = origin === 'shipped' ? null : encodeOriginal(opened);
  return writeSession(session, { training, comparisons, weights });
}

function presentTensors({ session: { network, parameters } }: TrainedModel) {
  return torchTensors(network.graph, parameters);
}

/** What a .safetensors file says of itself; every reader of the format shows it. */
function describePresent({ session }: TrainedModel): Record<string, string> {
  const { network, dataset, digest } = session;
  return {
    format: 'pt',
    model: network.architecture.id,
    data: `${dataset.id} ${dataset.digest}`,
    digest,
    removed: String(removedSamples(session).length),
  };
}

/** The weights as they are now, with accuracies on what is left, and the number of samples that are gone. No training makes them again. */
function encodePresent({ session, card }: TrainedModel): Checkpoint {
  const { network, parameters, trained, evaluation } = session;
  const { residualAccuracy: trainingAccuracy, validationAccuracy } = evaluation.metrics;
  const { secant } = trained;
  const removedCount = removedSamples(session).length;
  const known = removedCount === 0 ? {} : { stages: null };
  const training = { ...card, ...known, trainingAccuracy, validationAccuracy };
  const checkpoint = encodeCheckpoint(network, { parameters, secant }, training, 'float32');
  return { ...checkpoint, card: { ...checkpoint.card, removedCount } };
}
