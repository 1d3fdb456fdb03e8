/** A table of means with their intervals, as one reads it: each interval in the cell of its mean. */

/** A cell: a mean with the ends of its interval where it has one, or a text. */
export type TableCell =
  | { readonly mean: number; readonly low: number | null; readonly high: number | null }
  | string;

export interface ReadTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** The table of a CSV as `lethe figure` writes it. */
export function readTable(csv: string): ReadTable {
  const [head = [], ...lines] = csv.trimEnd().split('\n').map(splitLine);
  const places = new Map(head.map((name, place) => [name, place]));
  const isEnd = (name: string) => places.has(name.replace(/_(low|high)$/, '')) && /_(low|high)$/.test(name);
  const columns = head.filter((name) => !isEnd(name));
  const number = (line: readonly string[], name: string) => {
    const text = line[places.get(name) ?? -1] ?? '';
    return text === '' || Number.isNaN(Number(text)) ? null : Number(text);
  };
  const cell = (line: readonly string[], name: string): TableCell => {
    const mean = number(line, name);
    if (mean === null) return line[places.get(name)!] ?? '';
    return { mean, low: number(line, `${name}_low`), high: number(line, `${name}_high`) };
  };
  return { columns, rows: lines.map((line) => columns.map((name) => cell(line, name))) };
}

/** The fields of a line; one in quotation marks may hold commas and quotation marks, twice each. */
function splitLine(line: string): string[] {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
