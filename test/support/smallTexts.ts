import type { Dataset, ImageSet } from '../../src/data/dataset';
import { NO_IMAGES } from '../../src/data/dataset';
import { withDigest } from '../../src/data/digest';
import { pieceFeatures, specialPieces } from '../../src/data/text/wordPieces';

const words = [
  'the',
  'law',
  'of',
  'end',
  'ends',
  'right',
  '##s',
  'grant',
  'no',
  'warranty',
  'is',
  'given',
  '.',
];

/** A small data set of texts of several labels, for tests: text i says its labels, those of the bits of i + 1. */
export function makeSmallTexts(count: number, classes = 3): Dataset {
  const pieces = [
    ...specialPieces,
    ...words,
    ...Array.from({ length: classes }, (_, label) => `class${label}`),
  ];
  const set = (from: number): ImageSet => {
    const trueLabels = Array.from({ length: count }, (_, i) =>
      Array.from(
        { length: classes },
        (_, label) => Number((((from + i) % (2 ** classes - 1)) + 1) & (1 << label)) && 1,
      ),
    );
    const texts = trueLabels.map((row, i) =>
      [
        ...row.flatMap((isTrue, label) => (isTrue ? [`class${label}`] : [])),
        words[(from + i) % words.length],
        'rights',
      ].join(' '),
    );
    return {
      count,
      images: new Uint8Array(0),
      labels: Uint8Array.from(trueLabels, (row) => row.indexOf(1)),
      labelSets: Uint8Array.from(trueLabels.flat()),
      texts,
      features: pieceFeatures(texts, pieces),
    };
  };
  return withDigest({
    id: 'small-texts',
    name: 'small texts',
    origin: 'Made for tests.',
    licence: 'None.',
    citation: '',
    shape: NO_IMAGES,
    classNames: Array.from({ length: classes }, (_, label) => `class ${label}`),
    normalisation: { mean: [], standardDeviation: [] },
    text: { pieces },
    training: set(0),
    validation: set(count),
  });
}
