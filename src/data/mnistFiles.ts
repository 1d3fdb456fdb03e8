import { DataError } from './dataError';
import { type Dataset, type ImageSet, imageSizeBytes } from './dataset';
import { gunzip, isGzip } from './formats/gunzip';
import { type IdxImages, type IdxLabels, parseIdx } from './formats/idx';

/** MNIST from the user's own IDX files, gzipped or not, under whatever names they were saved. */

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** No file may be larger than this, packed or unpacked: MNIST's largest is 47 MB. */
const LARGEST_FILE_BYTES = 256 * 2 ** 20;

const CLASSES = 10;
const LARGEST_HOLDOUT = 10_000;
const CHOOSE_THE_PAIR =
  'Choose train-images-idx3-ubyte and train-labels-idx1-ubyte together, and if you like the t10k pair.';

type Named<T> = T & { readonly fileName: string };
type Role = 'training' | 'validation';
/** The files of one kind, by role. */
interface Roles<T> {
  readonly training: Named<T>;
  readonly validation?: Named<T>;
}

/**
 * Reads MNIST, or a set in its format, from two or four files. What a file holds is told by its content, and which
 * part it belongs to by its name (train; t10k or test) or else by its count: the larger part is for training.
 * Without a t10k pair the last sixth of the training images, at most 10,000, is held out for validation.
 * @param onProgress called with the share of files read, from 0 to 1
 * @throws DataError for a file that is missing, damaged or no part of such a set; the message names it
 */
export async function readMnistFiles(
  files: readonly NamedBytes[],
  onProgress?: (fraction: number) => void,
): Promise<Dataset> {
  const images: Named<IdxImages>[] = [];
  const labels: Named<IdxLabels>[] = [];
  for (const [index, file] of files.entries()) {
    const part = await readFile(file);
    if (part.kind === 'images') images.push({ ...part, fileName: file.name });
    else labels.push({ ...checkLabels(part, file.name), fileName: file.name });
    onProgress?.((index + 1) / files.length);
  }
  const imageRoles = assignRoles(images, 'images');
  const labelRoles = assignRoles(labels, 'labels');
  return assemble(imageRoles, labelRoles);
}

async function readFile({ name, bytes }: NamedBytes): Promise<IdxImages | IdxLabels> {
  if (bytes.length > LARGEST_FILE_BYTES) {
    throw new DataError(
      name,
      `at most ${LARGEST_FILE_BYTES} bytes`,
      `${bytes.length} bytes`,
      'Choose the MNIST file itself, or a smaller set.',
    );
  }
  return parseIdx(isGzip(bytes) ? await gunzip(bytes, name, LARGEST_FILE_BYTES) : bytes, name);
}

function checkLabels(part: IdxLabels, fileName: string): IdxLabels {
  const at = part.labels.findIndex((label) => label >= CLASSES);
  if (at >= 0) {
    throw new DataError(
      fileName,
      `labels from 0 to ${CLASSES - 1}`,
      `${part.labels[at]} as label ${at} (counted from 0)`,
      'Choose a set of ten classes.',
    );
  }
  return part;
}

function assignRoles<T extends IdxImages | IdxLabels>(parts: readonly Named<T>[], kind: T['kind']): Roles<T> {
  const [first, second] = parts;
  if (!first) throw new DataError(`training ${kind}`, `a file of ${kind}`, 'none', CHOOSE_THE_PAIR);
  if (parts.length > 2) {
    const names = parts.map(({ fileName }) => fileName).join(', ');
    throw new DataError(
      parts[2]!.fileName,
      `at most two files of ${kind}`,
      `${parts.length} (${names})`,
      CHOOSE_THE_PAIR,
    );
  }
  if (!second) {
    if (roleByName(first) !== 'validation') return { training: first };
    throw new DataError(first.fileName, `training ${kind} beside the test ${kind}`, 'none', CHOOSE_THE_PAIR);
  }
  return roleOfFirst(first, second, kind) === 'training'
    ? { training: first, validation: second }
    : { training: second, validation: first };
}

function roleOfFirst(
  first: Named<IdxImages | IdxLabels>,
  second: Named<IdxImages | IdxLabels>,
  kind: string,
): Role {
  const [firstRole, secondRole] = [roleByName(first), roleByName(second)];
  if (firstRole !== secondRole) {
    if (firstRole) return firstRole;
    return secondRole === 'training' ? 'validation' : 'training';
  }
  if (!firstRole && first.count !== second.count)
    return first.count > second.count ? 'training' : 'validation';
  throw new DataError(
    second.fileName,
    `${kind} of another part than ${first.fileName}`,
    firstRole
      ? `two names of the ${firstRole} part`
      : `${second.count} ${kind} in both, and no part in the names`,
    'Name the files train-... and t10k-..., as MNIST does.',
  );
}

function roleByName({ fileName }: { readonly fileName: string }): Role | undefined {
  if (/t10k|test/i.test(fileName)) return 'validation';
  return /train/i.test(fileName) ? 'training' : undefined;
}

function assemble(images: Roles<IdxImages>, labels: Roles<IdxLabels>): Dataset {
  const { rows, columns } = images.training;
  const shape = [rows, columns, 1] as const;
  const training = pair(images.training, labels.training);
  const validation = validationPair(images, labels);
  const parts = validation
    ? { training, validation }
    : holdOut(training, imageSizeBytes(shape), images.training.fileName);
  const heldOut = validation
    ? ''
    : `; the last ${parts.validation.count} training images are held out for validation`;
  return {
    id: 'mnist-files',
    name: 'MNIST (your files)',
    origin:
      `Read from your files ${images.training.fileName} and ${labels.training.fileName}${heldOut}. MNIST: ` +
      'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", 1998; ' +
      'Creative Commons Attribution-Share Alike 3.0.',
    shape,
    classNames: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
    normalisation: { mean: [0.1307], standardDeviation: [0.3081] },
    ...parts,
  };
}

function validationPair(images: Roles<IdxImages>, labels: Roles<IdxLabels>): ImageSet | undefined {
  if (!images.validation && !labels.validation) return undefined;
  if (!images.validation || !labels.validation) {
    const lonely = (images.validation ?? labels.validation)!;
    const missing = images.validation ? 'labels' : 'images';
    throw new DataError(
      lonely.fileName,
      `the ${missing} that belong to it`,
      'none',
      'Choose both files of the pair, or neither.',
    );
  }
  const { rows, columns } = images.training;
  if (images.validation.rows !== rows || images.validation.columns !== columns) {
    throw new DataError(
      images.validation.fileName,
      `images of ${rows} x ${columns} pixels, as in ${images.training.fileName}`,
      `${images.validation.rows} x ${images.validation.columns}`,
      'Choose files of one set.',
    );
  }
  return pair(images.validation, labels.validation);
}

function pair(images: Named<IdxImages>, labels: Named<IdxLabels>): ImageSet {
  if (images.count !== labels.count) {
    throw new DataError(
      labels.fileName,
      `${images.count} labels, one for each image of ${images.fileName}`,
      `${labels.count}`,
      'Choose the images and labels of one set.',
    );
  }
  return { count: images.count, images: images.pixels, labels: labels.labels };
}

function holdOut(set: ImageSet, imageBytes: number, fileName: string) {
  const held = Math.min(LARGEST_HOLDOUT, Math.floor(set.count / 6));
  if (held === 0) {
    throw new DataError(
      fileName,
      '6 or more images, to hold a sixth out for validation',
      `${set.count}`,
      'Choose a larger set, or add the t10k pair.',
    );
  }
  const kept = set.count - held;
  return {
    training: part(set, imageBytes, 0, kept),
    validation: part(set, imageBytes, kept, set.count),
  };
}

function part(set: ImageSet, imageBytes: number, from: number, to: number): ImageSet {
  return {
    count: to - from,
    images: set.images.slice(from * imageBytes, to * imageBytes),
    labels: set.labels.slice(from, to),
  };
}
