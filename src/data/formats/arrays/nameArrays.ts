import type { Text } from '../../../words/catalogue';
import { message } from '../../../words/say';
import { DataError } from '../../dataError';
import { type Role, roleByName, rolesByName, wordsOf } from '../../roles';
import type { PartArrays } from './arraySet';
import type { AnyArray, NumberArray, TextArray } from './numberArray';

/** What an array is for, by what people call arrays: x_train, test_labels, images, target, arr_0. */
export type ArrayUse = 'images' | 'labels' | 'names';

/** An array that is not read yet. */
export interface NamedArray {
  readonly use: ArrayUse | 'other' | undefined;
  readonly role: Role | undefined;
  /** The archive and folders above it. */
  readonly place: string;
  /** Whether these alone told what it is for. */
  readonly isByPlace: boolean;
  /** The name that the part was told by, for names that mean one part or another. */
  readonly roleName: string;
  /** How usual the name is: of two arrays for the same the one with the smaller number is taken. */
  readonly rank: number;
  /** How the file is named to a person. */
  readonly fileName: string;
  readonly read: () => AnyArray;
}

/** From the most usual name on. */
const USES: readonly (readonly [use: ArrayUse | 'other', words: string])[] = [
  [
    'other',
    'mean|std|stds|deviation|file|files|filename|filenames|path|paths|weights|index|indices|embeddings?|coarse|feature|columns?|attributes?',
  ],
  ['names', 'names?'],
  ['images', 'x|images?|imgs?|pixels|pictures|pics|photos|data|inputs?|samples?|features?'],
  ['labels', 'y|labels?|lbls?|targets?|class|classes|category|categories|outputs?'],
];
const PATTERNS = USES.map(([use, words]) => ({
  use,
  exact: words.split('|').map((word) => new RegExp(`^${word}$`)),
}));
/** Both in one word, as in "xtrain", "Ytr", "testlabels". */
const GLUED =
  /^(x|y|images?|imgs?|labels?|data)?(train(?:ing)?|tr|test|te|val(?:id(?:ation)?)?|va|dev)(x|y|images?|imgs?|labels?|data)?$/;
const SHORT: Readonly<Record<string, string>> = { tr: 'train', te: 'test', va: 'val' };

/** What a name says an array is for. @param place the names of the archive and folders above it */
export function nameArray(
  name: string,
  place: string,
): Pick<NamedArray, 'use' | 'place' | 'isByPlace' | 'role' | 'roleName' | 'rank'> {
  const [own, above] = [name, place].map((text) => wordsOf(text).map(unglue));
  const ownUse = purposeOf(own!.flatMap(({ use }) => use));
  const found = ownUse ?? purposeOf(above!.flatMap(({ use }) => use));
  const said = own!.flatMap(({ role }) => role).join(' ');
  const roleName = roleByName(said) ? said : place;
  return {
    use: found?.use,
    rank: found?.rank ?? 0,
    place,
    isByPlace: found !== ownUse,
    role: roleByName(roleName),
    roleName,
  };
}

/** The words of a word: what it is for, and its part. */
function unglue(word: string): { use: string[]; role: string[] } {
  const match = GLUED.exec(word);
  if (!match) return { use: [word], role: [word] };
  const [, before, part = '', behind] = match;
  return { use: [before, behind].flatMap((each) => each ?? []), role: [SHORT[part] ?? part] };
}

function purposeOf(words: readonly string[]): { use: ArrayUse | 'other'; rank: number } | undefined {
  for (const { use, exact } of PATTERNS) {
    const rank = exact.findIndex((pattern) => words.some((word) => pattern.test(word)));
    if (rank >= 0) return { use, rank };
  }
  return undefined;
}

export interface Found {
  readonly parts: readonly PartArrays[];
  /** Of an array of names, where there is one. */
  readonly classNames: readonly string[] | undefined;
  /** Arrays that could have been taken, but others were. */
  readonly unused: readonly string[];
  readonly notes: readonly Text[];
}

/**
 * The arrays of each part, the training part first. Where names do not tell, shapes do.
 * @throws DataError when images or labels are missing, or two arrays are for the same
 */
export function findArrays(all: readonly NamedArray[]): Found {
  const named = withoutUseOfPlace(all);
  const roles = rolesByName(named.map(({ roleName }) => roleName));
  const settled = named.map((array, i) => ({ ...array, role: roles[i] ?? array.role }));
  const told = settled.some(({ use }) => use === 'images') && settled.some(({ use }) => use === 'labels');
  const byUse =
    told || settled.some(({ use }) => use === 'images' || use === 'labels') ? settled : tellByShape(settled);
  return assemble(byUse, named);
}

/** A name above arrays says nothing of one beside those that say it themselves: "images.npz" may hold more than images. */
function withoutUseOfPlace(all: readonly NamedArray[]): NamedArray[] {
  const told = new Set(
    all
      .filter(({ isByPlace, use }) => !isByPlace && (use === 'images' || use === 'labels'))
      .map(({ place }) => place),
  );
  return all.map((array) =>
    array.isByPlace && told.has(array.place) ? { ...array, use: undefined } : array,
  );
}

/** Arrays whose names say nothing (arr_0, arr_1): those of three and more axes, or of long rows, are images. */
function tellByShape(named: readonly NamedArray[]): NamedArray[] {
  const read = named.map((each) => {
    const array = each.read();
    const width = array.length / Math.max(1, array.shape[0] ?? 1);
    const use: ArrayUse =
      array.kind !== 'text' && (array.shape.length > 2 || width > 16) ? 'images' : 'labels';
    return { ...each, array, use, read: () => array };
  });
  return (['images', 'labels'] as const).flatMap((use) => {
    const alike = read.filter((each) => each.use === use);
    if (alike.length !== 2 || alike.some(({ role }) => role)) return alike;
    const [first, second] = alike as [(typeof read)[number], (typeof read)[number]];
    const isSwapped = (second.array.shape[0] ?? 0) > (first.array.shape[0] ?? 0);
    const [larger, smaller] = isSwapped ? [second, first] : [first, second];
    return [
      { ...larger, role: 'training' as const },
      { ...smaller, role: 'test' as const },
    ];
  });
}

const ROLES = ['training', 'validation', 'test'] as const;
const WANTED: Readonly<Record<Role, string>> = { training: 'train', validation: 'val', test: 'test' };

function assemble(all: readonly NamedArray[], named: readonly NamedArray[]): Found {
  const unused: string[] = [];
  const twins: string[] = [];
  const take = (use: ArrayUse, role: Role): NamedArray | undefined => {
    const said = all.filter((array) => array.use === use && array.role === role);
    const unsaid = role === 'training' && said.length === 0;
    const alike = unsaid ? all.filter((array) => array.use === use && !array.role) : said;
    const [best, ...others] = alike.toSorted((a, b) => a.rank - b.rank);
    for (const other of others) {
      if (other.rank > best!.rank) unused.push(other.fileName);
      else if (isSame(best!.read(), other.read())) twins.push(other.fileName);
      else
        throw new DataError('data.wrong.npySet.twice', { fileName: other.fileName, other: best!.fileName });
    }
    return best;
  };
  const parts = ROLES.flatMap((role): PartArrays[] => {
    const [images, labels] = [take('images', role), take('labels', role)];
    if (!images && !labels && role !== 'training') return [];
    if (!images || !labels) {
      const array = `${images ? 'y' : 'x'}_${WANTED[role]}`;
      const names = named
        .map(({ fileName }) => fileName)
        .join(', ')
        .slice(0, 200);
      throw new DataError('data.wrong.npySet.missing', { array, names });
    }
    return [
      {
        role,
        images: { array: numbersOf(images), fileName: images.fileName },
        labels: { array: labels.read(), fileName: labels.fileName },
      },
    ];
  });
  return {
    parts,
    classNames: classNamesOf(all),
    unused: [...unused, ...all.filter(({ use }) => !use || use === 'other').map(({ fileName }) => fileName)],
    notes: twins.length > 0 ? [message('data.notes.twins', { names: twins })] : [],
  };
}

function numbersOf({ read, fileName }: NamedArray): NumberArray {
  const array = read();
  if (array.kind === 'text') throw new DataError('data.wrong.npy.type', { fileName, type: 'text' });
  return array;
}

function classNamesOf(all: readonly NamedArray[]): string[] | undefined {
  for (const { use, read } of all) {
    const array = use === 'names' ? readIfText(read) : undefined;
    if (!array) continue;
    const names = Array.from({ length: array.length }, (_, i) => array.textAt(i).normalize('NFC'));
    if (new Set(names).size === names.length && names.length <= 256) return names;
  }
  return undefined;
}

/** Names of another type say nothing, but do no harm. */
function readIfText(read: () => AnyArray): TextArray | undefined {
  try {
    const array = read();
    return array.kind === 'text' ? array : undefined;
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

function isSame(a: AnyArray, b: AnyArray): boolean {
  if (a.shape.join() !== b.shape.join() || a.kind !== b.kind) return false;
  for (let i = 0; i < a.length; i++) {
    if (
      a.kind === 'text' ? a.textAt(i) !== (b as typeof a).textAt(i) : a.at(i) !== (b as NumberArray).at(i)
    ) {
      return false;
    }
  }
  return true;
}
