/** What a benchmark is given to say its numbers with. */
export interface BenchReport {
  /** A line of text: the device, a caveat, a conclusion. */
  note(text: string): void;
  /** One row of a table; rows in a row with the same columns stand under one heading. */
  row(cells: Readonly<Record<string, string | number>>): void;
}

/** What every file *.bench.ts exports as its default. */
export type Bench = (report: BenchReport) => Promise<void>;

/** The least wall time of some runs, in milliseconds. */
export function leastMs(runs: number, run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < runs; k++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** A report that prints aligned text, table by table. `flush` prints the last table. */
export function createTextReport(print: (line: string) => void): BenchReport & { flush(): void } {
  let rows: Readonly<Record<string, string | number>>[] = [];
  const flush = () => {
    for (const line of alignedLines(rows)) print(line);
    rows = [];
  };
  return {
    note(text) {
      flush();
      print(text);
    },
    row(cells) {
      if (rows[0] !== undefined && Object.keys(rows[0]).join() !== Object.keys(cells).join()) flush();
      rows.push(cells);
    },
    flush,
  };
}

function alignedLines(rows: readonly Readonly<Record<string, string | number>>[]): string[] {
  const first = rows[0];
  if (first === undefined) return [];
  const table = [Object.keys(first), ...rows.map((row) => Object.values(row).map(asText))];
  const widths = table[0]!.map((_, k) => Math.max(...table.map((cells) => cells[k]!.length)));
  return table.map((cells) => `  ${cells.map((cell, k) => cell.padStart(widths[k]!)).join('  ')}`);
}

/** Three significant digits, more where the number is a whole one. */
function asText(value: string | number): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}
