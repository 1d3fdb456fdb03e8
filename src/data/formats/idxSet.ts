import { DataError } from '../dataError';
import type { ImageSet } from '../dataset';
import { type Role, roleByName } from '../roles';
import type { Entry } from './entry';
import { type IdxImages, type IdxLabels, parseIdx } from './idx';
import { checkSetSize } from './limits';
import { countClasses, numberedClasses, type Pieces, type ReadContext } from './pieces';

/** Data sets in the format of MNIST: IDX files of images and of labels, under whatever names they were saved. */

/** MNIST and its kin have ten, whether or not each occurs in a part of them. */
const FEWEST_CLASSES = 10;

const CHOOSE_THE_PAIR =
  'Choose train-images-idx3-ubyte and train-labels-idx1-ubyte together, and if you like the t10k pair.';

type Named<T> = T & { readonly fileName: string };
/** The files of one kind, by role. */
interface Roles<T> {
  readonly training: Named<T>;
  readonly validation?: Named<T>;
}

/**
 * Reads two or four files. What a file holds is told by its content, and which part it belongs to by its name (train;
 * t10k or test) or else by its count: the larger part is for training.
 * @throws DataError for a file that is missing, damaged or no part of such a set; the message names it
 */
export async function readIdxSet(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const images: Named<IdxImages>[] = [];
  const labels: Named<IdxLabels>[] = [];
  for (const [index, entry] of entries.entries()) {
    const part = parseIdx(entry.read(), entry.name);
    if (part.kind === 'images') images.push({ ...part, fileName: entry.name });
    else labels.push({ ...part, fileName: entry.name });
    await context.pause((index + 1) / entries.length);
  }
  return assemble(assignRoles(images, 'images'), assignRoles(labels, 'labels'), context);
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
    if (roleByName(first.fileName) !== 'validation') return { training: first };
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
  const [firstRole, secondRole] = [roleByName(first.fileName), roleByName(second.fileName)];
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

function assemble(images: Roles<IdxImages>, labels: Roles<IdxLabels>, { limits }: ReadContext): Pieces {
  const { rows, columns, fileName } = images.training;
  const training = pair(images.training, labels.training);
  const validation = validationPair(images, labels);
  checkSetSize(limits, fileName, training.count + (validation?.count ?? 0), rows * columns);
  const classCount = countClasses(training.labels, validation?.labels ?? new Uint8Array());
  return {
    training,
    ...(validation && { validation }),
    shape: [rows, columns, 1],
    classNames: numberedClasses(Math.max(FEWEST_CLASSES, classCount)),
    format: 'IDX files',
    fileName,
    notes: [],
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
