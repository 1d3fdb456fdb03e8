import { DataError } from '../../data/dataError';
import { type Dataset, imageSizeBytes } from '../../data/dataset';
import { LIMITS } from '../../data/formats/limits';
import type { NamedBytes } from '../../data/loadOptions';
import { previewDataset } from '../../data/previewDataset';
import { findSource } from '../../data/sources';
import { picturesFor } from '../../model/ownModel';
import { type Host, loadingJob, presentModel } from '../host';
import type { ChosenFile, FilesPreview } from '../protocol';

/**
 * The content of the files that the user chose.
 * @param ofSome bytes of the largest file of which some images could be read on the command line; null for files of no images
 * @throws DataError before anything is read, when a file is too large to be taken in
 */
export async function readChosen(
  files: readonly ChosenFile[],
  ofSome: number | null = null,
): Promise<NamedBytes[]> {
  for (const { path, file } of files) {
    if (file.size <= LIMITS.fileBytes) continue;
    throw new DataError('data.wrong.size.chosen', {
      fileName: path,
      most: LIMITS.fileBytes,
      bytes: file.size,
      ofSome,
    });
  }
  return Promise.all(
    files.map(async ({ path, file }) => ({ name: path, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
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
    files: await readChosen(files),
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
