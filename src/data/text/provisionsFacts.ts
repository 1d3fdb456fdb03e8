import { message, sayInEnglish } from '../../words/say';
import { type DatasetParts, NO_IMAGES } from '../dataset';

/** What is known of the provisions without their texts. */
export const provisionsFacts = {
  id: 'provisions',
  name: sayInEnglish('data.sources.provisions.name'),
  shape: NO_IMAGES,
  classNames: [
    'Definitions',
    'Licence grant',
    'Patents',
    'Distribution',
    'Modifications',
    'Source code',
    'Notices',
    'Warranty',
    'Liability',
    'Termination',
    'Governing law',
    'General terms',
    'Conditions',
  ],
  // Nothing is scaled: a network takes numbers of word pieces.
  normalisation: { mean: [], standardDeviation: [], isFixed: true },
  origin: message('data.sources.provisions.origin'),
  licence: message('data.sources.provisions.licence'),
  citation: '',
} as const satisfies Omit<DatasetParts, 'training' | 'validation'>;

/** Where the texts lie, and what the file holds after unpacking: how many bytes, and their SHA-256. `npm run data -- provisions` writes it. */
export const SHIPPED_PROVISIONS = {
  fileName: 'data/provisions/provisions.bin',
  bytes: 871_729,
  digest: '60d5d580aebeee1dbc7e1db1628a268aabcdc9a622d3592e2dc88f1f1536189e',
} as const;
