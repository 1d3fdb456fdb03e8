/** Which part of a data set a file is for. */
export type Role = 'training' | 'validation';

const VALIDATION_WORDS = /(^|[^a-z])(t10k|test|val|valid|validation|eval)([^a-z]|$)/i;
const TRAINING_WORDS = /train|data_batch/i;

/**
 * The part that a name says: its last component that says one at all, folders included ("train/cat/1.png"). Undefined
 * where none does.
 */
export function roleByName(name: string): Role | undefined {
  for (const part of name.split('/').reverse()) {
    const isTraining = TRAINING_WORDS.test(part);
    if (isTraining !== VALIDATION_WORDS.test(part)) return isTraining ? 'training' : 'validation';
  }
  return undefined;
}
