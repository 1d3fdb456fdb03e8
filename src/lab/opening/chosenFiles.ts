import { DataError, reasonOf } from '../../data/dataError';
import { type Dataset, imageSizeBytes } from '../../data/dataset';
import {
  checkFileSizes,
  LARGEST_OF_MODELS,
  type LargestFile,
  largestOfData,
} from '../../data/formats/limits';
import type { NamedBytes } from '../../data/loadOptions';
import { previewDataset } from '../../data/previewDataset';
import { findSource } from '../../data/sources';
import { picturesFor } from '../../model/ownModel';
import { type Host, loadingJob, presentModel } from '../host';
import type { ChosenFile, FilesPreview } from '../protocol';

/**
 * The content of the files that the user chose.
 * @throws DataError before anything is read, when a file is too large to be taken in; and where there is no memory for one
 */
export async function readChosen(
  files: readonly ChosenFile[],
  largest: LargestFile = LARGEST_OF_MODELS,
): Promise<NamedBytes[]> {
  checkFileSizes(
    files.map(({ path, file }) => ({ name: path, sizeBytes: file.size })),
    largest,
  );
  return Promise.all(files.map(readOne));
}

async function readOne({ path, file }: ChosenFile): Promise<NamedBytes> {
  try {
    return { name: path, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (cause) {
    const values = { fileName: path, bytes: file.size, reason: reasonOf(cause) };
    throw new DataError('data.wrong.size.notRead', values, { cause });
  }
}

/**
 * The data that a model of the user's is opened on: those that are open, or the user's pictures read again in the size of the model.
 * @param named files of the model
 * @throws DataError where they are no pictures, or too many
 */
export async function dataFor(
  host: Host,
  named: readonly NamedBytes[],
  signal: AbortSignal,
): Promise<Dataset> {
  const { dataset } = presentModel(host);
  const pictures = picturesFor(named);
  if (!host.chosen || dataset.id !== 'files') return dataset;
  const { files, trainingLimit, dataset: plain } = host.chosen;
  if (!pictures) return dataset.training.features ? plain : dataset;
  const { onProgress } = loadingJob(host, 'model', signal);
  return findSource('files').load({
    seed: 1,
    files: await readChosen(files, largestOfData(undefined)),
    pictures,
    signal,
    ...(onProgress && { onProgress }),
    ...(trainingLimit !== null && { trainingLimit }),
  });
}

/** What the page shows of a data set before it is taken. */
export async function previewFiles(dataset: Dataset): Promise<FilesPreview> {
  const preview = await previewDataset(dataset);
  const size = imageSizeBytes(dataset.shape);
  const { texts } = dataset.training;
  return {
    ...preview,
    ...(texts && {
      texts: preview.examples.map(([first]) => (first === undefined ? null : texts[first]!.slice(0, 200))),
    }),
    pictures: preview.examples.map((indices) =>
      indices.map((index) => dataset.training.images.slice(index * size, (index + 1) * size)),
    ),
  };
}
