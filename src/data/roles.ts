/** Which part of a data set a file is for. */
export type Role = 'training' | 'validation' | 'test';

/** What a part is called, alone ("val") or within a word ("x_val", "valset"). */
const WORDS: readonly (readonly [role: Role, words: string])[] = [
  ['training', 'train|training|trn|learn|learning'],
  ['validation', 'val|valid|validate|validation|dev|devel|development'],
  ['test', 'test|testing|tst|t10k|holdout|heldout|eval|evaluate|evaluation'],
];
/** What stands before or behind the word without a sign between them: "trainset", "xtest", "testimages". */
const AROUND = ['(x|y|images?|imgs?|labels?|data)?', '(set|data|images?|imgs?|labels?|pics?|x|y)?'];
const PATTERNS = WORDS.map(
  ([role, words]) => [role, new RegExp(`^${AROUND[0]}(${words})${AROUND[1]}$`)] as const,
);
/** CIFAR-10 calls its training files batches. */
const BATCHES = /(^|[^a-z])data[_ -]?batch/i;

/** The words of a name: split at signs and at capitals within, without numbers at their ends. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word === 't10k' ? word : word.replace(/\d+$/, '')))
    .filter((word) => word !== '');
}

/** The part that a word says. */
export function roleOfWord(word: string): Role | undefined {
  return PATTERNS.find(([, pattern]) => pattern.test(word))?.[0];
}

/**
 * The part that a name says: its last component that says just one, folders included ("train/cat/1.png"). Undefined
 * where none does.
 */
export function roleByName(name: string): Role | undefined {
  for (const part of name.split('/').reverse()) {
    const roles = new Set(wordsOf(part).flatMap((word) => roleOfWord(word) ?? []));
    if (BATCHES.test(part)) roles.add('training');
    if (roles.size === 1) return [...roles][0];
  }
  return undefined;
}

/** Evaluation, and a public test, are the test part, unless there is another one: then they are the validation part. */
const EVALUATION = /^(eval|public$)/;

/** The parts that several names of one data set say, each as roleByName has it. */
export function rolesByName(names: readonly string[]): (Role | undefined)[] {
  const roles = names.map(roleByName);
  const isEvaluation = names.map((name) =>
    name.split('/').some((part) => wordsOf(part).some((word) => EVALUATION.test(word))),
  );
  const hasOtherTest = roles.some((role, i) => role === 'test' && !isEvaluation[i]);
  return roles.map((role, i) => (role === 'test' && isEvaluation[i] && hasOtherTest ? 'validation' : role));
}
