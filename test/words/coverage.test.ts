import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/words/catalogue';
import { en } from '../../src/words/en';
import { say, speak } from '../../src/words/say';
import { hole, type Literal, literalsIn, literalsOf, type SourceLiteral } from './sources';

/** The layers whose words a person reads; math and kernels have contracts of developers alone. */
const layers = [
  'gpu',
  'data',
  'model',
  'engine',
  'experiments',
  'lab',
  'worker',
  'package',
  'cli',
  'state',
  'view',
] as const;

/**
 * English that stays where it is, by file and how often at most: contracts between developers, which a person never meets, and reasons that stand in brackets within
 * a sentence of the catalogue, as those of libraries do.
 */
const developersContracts: Readonly<Record<string, number>> = {
  'cli/nodeCompute.ts': 1,
  'gpu/buffers.ts': 1,
  'gpu/defineKernel.ts': 2,
  'gpu/pipelines.ts': 1,
  'gpu/runList.ts': 1,
  'gpu/specialise.ts': 3,
  'data/dataset.ts': 4,
  'data/planted/plant.ts': 1,
  'data/takeSamples.ts': 3,
  'data/text/wordPieces.ts': 1,
  'data/download/parquetPages.ts': 5,
  'data/download/parquetRows.ts': 1,
  'data/download/snappy.ts': 1,
  'data/formats/adam7.ts': 2,
  'data/formats/browserPicture.ts': 1,
  'data/formats/jpeg.ts': 2,
  'data/formats/pickle.ts': 11,
  'data/formats/png.ts': 6,
  'data/made/madeImages.ts': 1,
  'data/made/smoothStroke.ts': 1,
  'model/batchNorm.ts': 1,
  'model/denseLayerHessian.ts': 1,
  'model/wasmThreads.ts': 2,
  'model/downstream.ts': 1,
  'model/evaluation.ts': 1,
  'model/batchProducts.ts': 1,
  'model/includedBatches.ts': 2,
  'model/kroneckerFactors.ts': 1,
  'model/network.ts': 1,
  'model/optimizers.ts': 1,
  'model/outputGradients.ts': 1,
  'model/reads.ts': 1,
  'model/slices.ts': 1,
  'model/torch/stateDict.ts': 5,
  'engine/perturb.ts': 1,
  'engine/yardstick/ensembleFile.ts': 1,
  'lab/bits.ts': 1,
  'lab/opening/restoreVisit.ts': 1,
  'model/textLayers.ts': 1,
  'state/blanket/blanketSummary.ts': 2,
  'state/blanket/bullseyeGraph.ts': 1,
  'state/charts/thinRows.ts': 1,
  'state/lens/pixelMap.ts': 1,
  'view/design/useLab.ts': 1,
};

/** Publications, as they are cited; the maker of a model.json; what a stream of random numbers is named by; what libjpeg says. */
const noWords =
  /arXiv:|Proceedings of the IEEE|technical report|^Lethe with TensorFlow\.js|^Fisher forgetting \0|^Unsupported color conversion/;

/** "data.idx.length", with holes for what a template puts in. */
const isCode = (text: string) => new RegExp(`^[a-z]\\w*(\\.[\\w${hole}-]+)+$`).test(text);

/** Three words that begin with a capital, or that end as a sentence: what is likely meant for a person. */
const isProse = (text: string) =>
  (/^\p{Lu}\p{Ll}* \S+ \S+/u.test(text) || /\p{L}+ \p{Ll}+ \p{Ll}+.*[.!?]$/u.test(text)) &&
  !noWords.test(text);

/** Text of the page that is no word of any language, by file. */
const noWordsOfThePage: Readonly<Record<string, readonly string[]>> = {
  // The sign for information.
  'view/setup/DataMenu.tsx': ['i'],
};

/** Two words in a row. */
const hasProse = (text: string) => /\p{L}{2,}[,:;.]? \p{L}/u.test(text);
const hasLetters = (text: string) => /\p{L}/u.test(text);

/** Whether a person would read this on the page: any letter in what is shown and in the words of tables, elsewhere words in a row. */
const isRead = ({ place, text }: Literal) =>
  !isCode(text) &&
  (((place === 'page' || place === 'table') && hasLetters(text)) || (place === 'other' && hasProse(text)));

const literals = literalsIn(...layers);
const show = ({ path, line, text }: SourceLiteral) => `${path}:${line}: ${text.replaceAll(hole, '\u2026')}`;

describe('what a person reads stands in the catalogue', () => {
  it('not in errors, but for contracts between developers', () => {
    const found = literals.filter(({ place, text }) => place === 'error' && !isCode(text));
    const left = { ...developersContracts };
    const beyond = found.filter(({ path }) => {
      left[path] = (left[path] ?? 0) - 1;
      return left[path] < 0;
    });
    expect(beyond.map(show)).toEqual([]);
  });

  it('not between tags, nor in attributes that are read or spoken', () => {
    const found = literals.filter((literal) => literal.place === 'page' && isRead(literal));
    const words = found.filter(({ path, text }) => !noWordsOfThePage[path]?.includes(text));
    expect(words.map(show)).toEqual([]);
  });

  it('nor anywhere else', () => {
    const found = literals.filter(({ place, text }) => place !== 'error' && isProse(text));
    expect(found.map(show)).toEqual([]);
  });

  it.each(['state', 'view'])('nor in the tables and other texts of %s', (folder) => {
    const here = literals.filter(({ path }) => path.startsWith(`${folder}/`));
    expect(new Set(here.map(({ path }) => path)).size).toBeGreaterThan(40);
    expect(here.filter((literal) => literal.place !== 'page' && isRead(literal)).map(show)).toEqual([]);
  });
});

describe('what the sources say', () => {
  const read = (source: string) =>
    literalsOf(source, 'tsx')
      .filter(isRead)
      .map(({ text }) => text.replaceAll(hole, '').trim());

  it.each([
    ['text of an element', '<p>Saved</p>', ['Saved']],
    ['an attribute that is read', '<p title="Saved" id="place" />', ['Saved']],
    ['a choice in an attribute', "<p aria-label={on ? 'On' : undefined} />", ['On']],
    ['a template', `<p>{\`\${count} samples\`}</p>`, ['samples']],
    ['what follows a condition', "<p>{many && ' rejected'}</p>", ['rejected']],
    ['a label in a table', "const tab = { label: 'Removal', name: 'removal' };", ['Removal']],
    ['prose in any string', "const words = { about: 'Only one' };", ['Only one']],
  ])('is seen in %s', (_, source, found) => {
    expect(read(source)).toEqual(found);
  });

  it.each([
    ['codes', `<p title={say('page.a')}>{say(\`page.b.\${name}\`)} · {n === 'x' ? <b /> : null}</p>`],
    ['classes and drawings', '<p className="panel soft"><path d="M0 0 L8 4" /></p>'],
    ['signs and numbers', '<p>↑ 3 × 4</p>'],
    ['what programs are told', "throw new RangeError('median needs at least 1 value')"],
  ])('is let pass in %s', (_, source) => {
    expect(read(source)).toEqual([]);
  });
});

/** All codes of the catalogue. */
function codesOf(section: object, above = ''): string[] {
  return Object.entries(section).flatMap(([key, entry]) =>
    typeof entry === 'object' ? codesOf(entry, `${above}${key}.`) : [`${above}${key}`],
  );
}

/** Sections whose codes are made from ids alone: the units of numbers (format.ts) and the tables of rowWords. */
const bySection = [
  /^units\./,
  /^engine\.(methods|selections|curvatures|updates|attentions|weightDecays|batches|retrainingOrders|guardSets|numbers|metrics|presets)\./,
];

it('every text of the catalogue is said somewhere', () => {
  const codesOfAll = codesOf(en);
  expect(codesOfAll.length).toBeGreaterThan(1000);
  const said = [...literals, ...literalsIn('words')].filter(({ path }) => path !== 'words/en.ts');
  const codes = new Set(said.map(({ text }) => text).filter(isCode));
  const patterns = [...codes]
    .filter((code) => code.includes(hole))
    .map((code) => new RegExp(`^${code.replaceAll('.', '\\.').replaceAll(hole, '[^.]+')}$`));
  const isSaid = (code: string) =>
    codes.has(code) || [...patterns, ...bySection].some((pattern) => pattern.test(code));
  expect(codesOfAll.filter((code) => !isSaid(code))).toEqual([]);
});

describe('another language', () => {
  it('is a file with the same keys, and may take from English what it lacks', () => {
    const german = {
      ...en,
      language: { locale: 'de' },
      engine: {
        ...en.engine,
        stops: {
          ...en.engine.stops,
          every: 'Alle Filter und Einheiten.',
          firstSlices: ({ count }) => `Die ersten ${count}, bis zur Grenze.`,
        },
      },
    } satisfies Catalogue;
    speak(german);
    try {
      expect(say('engine.stops.firstSlices', { count: 2 })).toBe('Die ersten 2, bis zur Grenze.');
      expect(say('engine.stops.one')).toBe('One slice, drawn at random.');
    } finally {
      speak(en);
    }
  });

  it('does not compile without a text, or with one that wants other values', () => {
    // @ts-expect-error: all other sections are missing
    const missing: Catalogue = { language: { locale: 'de' } };
    const greedy: Catalogue['engine']['stops'] = {
      ...en.engine.stops,
      // @ts-expect-error: the engine sends no name
      firstSlices: ({ name }: { name: string }) => name,
    };
    expect([missing, greedy]).toHaveLength(2);
  });
});
