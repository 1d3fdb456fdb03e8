import { plainTable } from '../plainTable';

/** Which columns of a table, or fields of a line of JSON, hold what of a text. */
export const textColumns = {
  text: /^(texts?|provisions?|sentences?|paragraphs?|clauses?|content|body|document|review|comment|message|question|utterance)$/i,
  labels: /^(labels?|class|classes|class_?name|categor(y|ies)|targets?|tags?|topics?|intent|sentiment|y)$/i,
  part: /^(split|part|usage|subset|set)$/i,
} as const;

/** The place of the first name of a kind; -1 where there is none. */
export function columnOf(names: readonly string[], kind: keyof typeof textColumns): number {
  return names.findIndex((name) => textColumns[kind].test(name.trim()));
}

/** Whether a table has a column of texts on top of it, by its first bytes. */
export function isTextTable(head: Uint8Array): boolean {
  const [top = ''] = new TextDecoder().decode(plainTable(head)).split(/\r?\n/);
  const names = top
    .replace(/^\uFEFF/, '')
    .split(/[,;\t]/)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  return columnOf(names, 'text') >= 0 && !names.some((name) => /^(pixels?|px?)[_ ]?\d*$/i.test(name));
}
