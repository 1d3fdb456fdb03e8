import { message, sayInEnglish } from '../../words/say';
import type { DatasetParts } from '../dataset';

/** What is known of the digits without their images. */
export const digitsFacts = (seed: number) =>
  ({
    id: 'digits',
    name: sayInEnglish('data.sources.digits.name'),
    origin: message('data.made.digits', { seed }),
    licence: message('data.made.licence'),
    citation: '',
    shape: [28, 28, 1],
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    // Of pixel / 255 over 6,000 training images: seeds differ by less than 1%, so that one pair serves them all.
    normalisation: { mean: [0.12], standardDeviation: [0.2836] },
  }) as const satisfies Omit<DatasetParts, 'training' | 'validation'>;
