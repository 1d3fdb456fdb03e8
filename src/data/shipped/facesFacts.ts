import { message, sayInEnglish } from '../../words/say';
import type { DatasetParts } from '../dataset';

/** What the people are called. The last eight are relatives, two by two: they share a family name, and in their pictures head, skin and ears. */
const people = [
  ...[
    'Ada',
    'Bela',
    'Cleo',
    'Dan',
    'Edda',
    'Finn',
    'Gita',
    'Hugo',
    'Inga',
    'Jon',
    'Kaja',
    'Leo',
    'Mina',
    'Nico',
  ],
  ...[
    'Olga',
    'Pia',
    'Quin',
    'Rosa',
    'Sven',
    'Tara',
    'Udo',
    'Vera',
    'Wim',
    'Xenia',
    'Yuri',
    'Zoe',
    'Anouk',
    'Boris',
  ],
  ...[
    'Clara',
    'Dario',
    'Elif',
    'Femi',
    'Gus Falk',
    'Hanna Falk',
    'Ivo Lund',
    'Jana Lund',
    'Kim Moro',
    'Lars Moro',
  ],
  ...['Mara Senn', 'Noah Senn'],
] as const;

/** The numbers of those who are related. */
export const relatives = [
  [32, 33],
  [34, 35],
  [36, 37],
  [38, 39],
] as const;

/** What is known of the painted faces without their pictures. */
export const facesFacts = {
  id: 'faces',
  name: sayInEnglish('data.sources.faces.name'),
  shape: [48, 48, 3],
  classNames: people,
  // Chosen, not measured: no scaled pixel depends on any other picture.
  normalisation: { mean: [0.5, 0.5, 0.5], standardDeviation: [0.25, 0.25, 0.25], isFixed: true },
  origin: message('data.sources.faces.origin'),
  licence: message('data.sources.faces.licence'),
  citation: '',
} as const satisfies Omit<DatasetParts, 'training' | 'validation'>;
