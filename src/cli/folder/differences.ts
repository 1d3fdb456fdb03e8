import { say } from '../../words/say';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Says in which fields what lies in a folder differs from what is asked for.
 * @returns null where in none
 */
export function describeDifferences(there: Fields, here: Fields): string | null {
  const differences = Object.keys({ ...there, ...here })
    .map((name) => ({ name, there: textOf(there[name]), here: textOf(here[name]) }))
    .filter(({ there, here }) => there !== here);
  if (differences.length === 0) return null;
  return shorten(differences.map((difference) => say('cli.differs', difference)).join('; '));
}

/** null: there is no such field. */
function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** A sentence has room for so much of a list. */
function shorten(list: string): string {
  return list.length > 300 ? `${list.slice(0, 300)} …` : list;
}
