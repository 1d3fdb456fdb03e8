import type { OptionTable } from './option';

/** The options of a table, under the headings of their groups. */
export function helpText(table: OptionTable): string {
  const groups = new Map<string, string[]>();
  for (const [name, { group, placeholder, help }] of Object.entries(table)) {
    const heading = group();
    const lines = groups.get(heading) ?? [];
    groups.set(heading, lines);
    const words = help().map((entry) => (typeof entry === 'string' ? entry : entry[0].padEnd(18) + entry[1]));
    const option = placeholder === null ? `--${name}` : `--${name} ${placeholder}`;
    lines.push(...words.map((text, i) => line(i === 0 ? option : '', text)));
  }
  return [...groups].map(([heading, lines]) => [heading, ...lines, ''].join('\n')).join('\n');
}

/** A line of help: what is typed, and what it is. */
export function line(typed: string, words: string): string {
  return `  ${typed.padEnd(28)}${typed.length < 28 ? '' : ' '}${words}`.trimEnd();
}
