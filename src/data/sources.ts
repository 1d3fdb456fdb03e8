import type { Catalogue, Message, Text } from '../words/catalogue';
import { SaidError } from '../words/saidError';
import { message, sayInEnglish } from '../words/say';
import { balancedSubset } from './balancedSubset';
import type { Dataset, DatasetParts, ImageShape, Normalisation } from './dataset';
import { withDigest } from './digest';
import { loadDownload } from './download';
import { createPause } from './formats/pause';
import { withGuard } from './guardImages';
import { CIFAR10, FASHION_MNIST, type KnownData, MNIST } from './knownData';
import type { LoadOptions } from './loadOptions';
import { digitsFacts } from './made/digitsFacts';
import { loadShapes, SHAPES_SEED } from './made/keptShapes';
import { GUARD_IMAGES } from './made/madeImages';
import { shapesFacts } from './made/shapesFacts';
import { plant } from './planted/plant';
import { type Planting, plantedId, readPlantedId } from './planted/plantedId';
import { readFiles } from './readFiles';
import { facesFacts, relatives } from './shipped/facesFacts';
import { attributeClasses, labelByAttributes } from './shipped/labelByAttributes';
import { loadShipped } from './shipped/loadShipped';
import { SHIPPED_DIGITS, SHIPPED_FACES, SHIPPED_FASHION } from './shipped/shippedSets';
import { loadProvisions } from './text/loadProvisions';
import { provisionsFacts } from './text/provisionsFacts';

/** The sources that the catalogue has words for. */
export type SourceId = keyof Catalogue['data']['sources'];

/** A place that data can come from, and what is known of the data before they are loaded. */
export interface DataSource {
  /** Also the id of the data set that it loads. */
  readonly id: string;
  /** The source that the catalogue speaks of: of planted data the one that they were planted in. */
  readonly base: SourceId;
  /** What cards and reports call it, in English. */
  readonly name: string;
  /** One sentence for the menu. */
  readonly description: Message;
  /** Comes with the lab (drawn from a seed, or as files), is fetched from a public host, or read from files that the user hands over. */
  readonly kind: 'builtin' | 'download' | 'files';
  /** Whether it takes so long that what was loaded is kept for the next time, in the cache of the options. */
  readonly isKept?: boolean;
  /** Whether its samples are texts, with several labels each, and no images. */
  readonly areTexts?: true;
  /** Whether it is known what is true of each image beside its label. */
  readonly hasAttributes?: true;
  /** null where the user's files decide, as with the next two. */
  readonly shape: ImageShape | null;
  readonly classNames: readonly string[] | null;
  readonly normalisation: Normalisation | null;
  /** One plain sentence: where the images come from. */
  readonly origin: Text;
  readonly licence: Text;
  /** As plain text; empty where there is nothing to cite. */
  readonly citation: string;
  /**
   * Loads the data set.
   * @throws DataError when the data cannot be had, or are not what they should be
   * @throws SaidError when trainingLimit asks for more images of a class than there are
   */
  load(options: LoadOptions): Promise<Dataset>;
}

/** For data that the lab makes. */
const OWN_WORK = message('data.ownWork');

/**
 * The part of Fashion-MNIST that ships with the lab. Its pixels are scaled to [-1, 1] by constants that nobody measured on the data: so no scaled pixel depends
 * on any other image, and a bound on what removing one image changes need not count the change of a mean.
 */
const FASHION = {
  id: 'fashion',
  name: sayInEnglish('data.sources.fashion.name'),
  shape: FASHION_MNIST.shape,
  classNames: FASHION_MNIST.classNames,
  normalisation: { mean: [0.5], standardDeviation: [0.5], isFixed: true },
  origin: message('data.sources.fashion.origin'),
  licence: FASHION_MNIST.licence,
  citation: FASHION_MNIST.citation,
} as const;

/** The seed of the digits that ship. */
const SHIPPED_SEED = 1;
const DIGITS = digitsFacts(SHIPPED_SEED);
const SHAPES = shapesFacts(SHAPES_SEED);

/** A source of this id, which the catalogue speaks of. */
const named = <I extends SourceId>(id: I) => ({ id, base: id });

/** The one table that menus, permalinks, the command line and tests go by. */
export const dataSources: readonly DataSource[] = [
  {
    ...named('fashion'),
    name: FASHION.name,
    description: message('data.sources.fashion.about'),
    kind: 'builtin',
    shape: FASHION.shape,
    classNames: FASHION.classNames,
    normalisation: FASHION.normalisation,
    origin: FASHION.origin,
    licence: FASHION.licence,
    citation: FASHION.citation,
    load: async ({ trainingLimit, ...options }) =>
      limited({ ...FASHION, ...(await loadShipped(SHIPPED_FASHION, options)) }, trainingLimit),
  },
  {
    ...named('digits'),
    name: DIGITS.name,
    description: message('data.sources.digits.about'),
    kind: 'builtin',
    shape: DIGITS.shape,
    classNames: DIGITS.classNames,
    normalisation: DIGITS.normalisation,
    origin: message('data.sources.digits.origin'),
    licence: OWN_WORK,
    citation: DIGITS.citation,
    load: async ({ seed, trainingLimit, ...job }) =>
      ownWork(seed === SHIPPED_SEED ? await readDigits(job) : await drawDigits(seed, job), trainingLimit),
  },
  {
    ...named('shapes-32'),
    name: SHAPES.name,
    description: message('data.sources.shapes-32.about'),
    kind: 'builtin',
    isKept: true,
    shape: SHAPES.shape,
    classNames: SHAPES.classNames,
    normalisation: SHAPES.normalisation,
    origin: message('data.sources.shapes-32.origin'),
    licence: OWN_WORK,
    citation: SHAPES.citation,
    load: async ({ trainingLimit, ...options }) => ownWork(await loadShapes(options), trainingLimit),
  },
  {
    ...named('faces'),
    name: facesFacts.name,
    description: message('data.sources.faces.about'),
    kind: 'builtin',
    hasAttributes: true,
    shape: facesFacts.shape,
    classNames: facesFacts.classNames,
    normalisation: facesFacts.normalisation,
    origin: facesFacts.origin,
    licence: facesFacts.licence,
    citation: facesFacts.citation,
    load: async ({ trainingLimit, ...options }) =>
      limited(
        {
          ...facesFacts,
          relatives: { pairs: relatives, alike: message('data.alikeRelatives') },
          ...(await loadShipped(SHIPPED_FACES, options)),
        },
        trainingLimit,
      ),
  },
  {
    ...named('face-attributes'),
    name: sayInEnglish('data.sources.face-attributes.name'),
    description: message('data.sources.face-attributes.about'),
    kind: 'builtin',
    shape: facesFacts.shape,
    classNames: attributeClasses,
    normalisation: facesFacts.normalisation,
    origin: facesFacts.origin,
    licence: facesFacts.licence,
    citation: facesFacts.citation,
    load: async ({ trainingLimit, readShipped, signal, onProgress }) => {
      const job = {
        ...(readShipped && { readShipped }),
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      };
      const name = sayInEnglish('data.sources.face-attributes.name');
      const facts = { ...facesFacts, id: 'face-attributes', name, classNames: attributeClasses };
      return limited(
        { ...facts, ...labelByAttributes(await loadShipped(SHIPPED_FACES, job)) },
        trainingLimit,
      );
    },
  },
  {
    ...named('provisions'),
    name: provisionsFacts.name,
    description: message('data.sources.provisions.about'),
    kind: 'builtin',
    areTexts: true,
    shape: provisionsFacts.shape,
    classNames: provisionsFacts.classNames,
    normalisation: provisionsFacts.normalisation,
    origin: provisionsFacts.origin,
    licence: provisionsFacts.licence,
    citation: provisionsFacts.citation,
    load: async ({ trainingLimit, ...options }) => limited(await loadProvisions(options), trainingLimit),
  },
  downloadSource(MNIST),
  downloadSource(FASHION_MNIST),
  downloadSource(CIFAR10),
  {
    ...named('files'),
    name: sayInEnglish('data.sources.files.name'),
    description: message('data.sources.files.about'),
    kind: 'files',
    shape: null,
    classNames: null,
    normalisation: null,
    origin: message('data.sources.files.origin'),
    licence: message('data.sources.files.licence'),
    citation: '',
    load: ({ files, ...options }) => readFiles(files, options),
  },
];

/** The digits that ship as a file, of the very bytes that the lab would draw: to read them takes a tenth of the time. */
async function readDigits(
  options: Pick<LoadOptions, 'readShipped' | 'onProgress' | 'onFirst' | 'signal'>,
): Promise<Dataset> {
  return { ...DIGITS, ...(await loadShipped(SHIPPED_DIGITS, options)) };
}

/** Digits of another seed. The code that draws them comes only then. */
async function drawDigits(seed: number, job: Pick<LoadOptions, 'onProgress' | 'signal'>): Promise<Dataset> {
  const { makeDigitsInTurn } = await import('./made/digits');
  return makeDigitsInTurn({ seed, guardCount: GUARD_IMAGES }, createPause(job));
}

function ownWork(made: DatasetParts, trainingLimit: number | undefined): Dataset {
  return limited(withDigest({ ...made, licence: OWN_WORK, citation: '' }), trainingLimit);
}

function limited(whole: Dataset, trainingLimit: number | undefined): Dataset {
  return trainingLimit === undefined ? whole : balancedSubset(whole, trainingLimit);
}

function downloadSource(known: KnownData): DataSource {
  return {
    ...known,
    ...named(known.id),
    description: message(`data.sources.${known.id}.about`),
    kind: 'download',
    isKept: true,
    // Of the whole nothing is left for the guard but held-out images.
    load: async (options) => {
      const dataset = await loadDownload(known.id, options);
      return options.trainingLimit === undefined ? withGuard(dataset) : dataset;
    },
  };
}

/**
 * The source of an id, also of one with planted samples in data that come with the lab (planted/plantedId.ts).
 * @throws SaidError when there is none
 */
export function findSource(id: string): DataSource {
  const source = sourceOf(id);
  if (source) return source;
  throw new SaidError('data.noSuchSource', [{ id, ids: dataSources.map((candidate) => candidate.id) }]);
}

/** The source of an id, as findSource; null: there is none. */
export function sourceOf(id: string): DataSource | null {
  const listed = dataSources.find((candidate) => candidate.id === id);
  if (listed) return listed;
  const found = readPlantedId(id);
  const base = found && dataSources.find((candidate) => candidate.id === found.base);
  return base && canPlant(base, found!.planting) ? plantedIn(base, found!.planting) : null;
}

function canPlant({ kind, areTexts, hasAttributes }: DataSource, planting: Planting): boolean {
  if (kind !== 'builtin' || areTexts) return false;
  return planting.kind !== 'correlated' || hasAttributes === true;
}

/** Data of a source with samples planted in them. They are drawn of the images that are asked for. */
function plantedIn(source: DataSource, planting: Planting): DataSource {
  return {
    ...source,
    id: plantedId(source.id, planting),
    load: async (options) => plant(await source.load(options), planting),
  };
}
