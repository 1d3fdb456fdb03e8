import { DataError } from '../dataError';
import type { ImageSet } from '../dataset';
import { roleByName } from '../roles';
import type { Entry } from './entry';
import { type IdxImages, type IdxLabels, parseIdx } from './idx';
import { checkSetSize } from './limits';
import { countClasses, numberedClasses, type Pieces, type ReadContext } from './pieces';

/** Data sets in the format of MNIST: IDX files of images and of labels, under whatever names they were saved. */

/** MNIST and its kin have ten, whether or not each occurs in a part of them. */
const FEWEST_CLASSES = 10;

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
  if (!first) throw new DataError('data.wrong.idxSet.none', { kind });
  if (parts.length > 2) {
    throw new DataError('data.wrong.idxSet.tooMany', {
      fileName: parts[2]!.fileName,
      kind,
      names: parts.map(({ fileName }) => fileName),
    });
  }
  if (!second) {
    if (idxRole(first.fileName) !== 'validation') return { training: first };
    throw new DataError('data.wrong.idxSet.testAlone', { fileName: first.fileName, kind });
  }
  return roleOfFirst(first, second, kind) === 'training'
    ? { training: first, validation: second }
    : { training: second, validation: first };
}

type IdxRole = 'training' | 'validation';

function idxRole(name: string): IdxRole | undefined {
  const role = roleByName(name);
  return role === 'test' ? 'validation' : role;
}

function roleOfFirst(
  first: Named<IdxImages | IdxLabels>,
  second: Named<IdxImages | IdxLabels>,
  kind: 'images' | 'labels',
): IdxRole {
  const [firstRole, secondRole] = [idxRole(first.fileName), idxRole(second.fileName)];
  if (firstRole !== secondRole) {
    if (firstRole) return firstRole;
    return secondRole === 'training' ? 'validation' : 'training';
  }
  if (!firstRole && first.count !== second.count)
    return first.count > second.count ? 'training' : 'validation';
  throw new DataError('data.wrong.idxSet.samePart', {
    fileName: second.fileName,
    other: first.fileName,
    kind,
    role: firstRole ?? null,
    count: second.count,
  });
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
    format: 'idx',
    fileName,
    notes: [],
  };
}

function validationPair(images: Roles<IdxImages>, labels: Roles<IdxLabels>): ImageSet | undefined {
  if (!images.validation && !labels.validation) return undefined;
  if (!images.validation || !labels.validation) {
    const lonely = (images.validation ?? labels.validation)!;
    const missing = images.validation ? 'labels' : 'images';
    throw new DataError('data.wrong.idxSet.lonely', { fileName: lonely.fileName, missing });
  }
  const { rows, columns } = images.training;
  if (images.validation.rows !== rows || images.validation.columns !== columns) {
    throw new DataError('data.wrong.idxSet.twoSizes', {
      fileName: images.validation.fileName,
      other: images.training.fileName,
      expected: [rows, columns],
      found: [images.validation.rows, images.validation.columns],
    });
  }
  return pair(images.validation, labels.validation);
}

function pair(images: Named<IdxImages>, labels: Named<IdxLabels>): ImageSet {
  if (images.count !== labels.count) {
    throw new DataError('data.wrong.idxSet.labelCount', {
      fileName: labels.fileName,
      images: images.fileName,
      expected: images.count,
      found: labels.count,
    });
  }
  return { count: images.count, images: images.pixels, labels: labels.labels };
}
