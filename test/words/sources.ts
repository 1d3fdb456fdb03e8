/** What the sources say: their string literals, and where each stands. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';

const src = join(import.meta.dirname, '../../src');

/** A text in a source. */
export interface Literal {
  /** A template has holes in it. */
  readonly text: string;
  readonly line: number;
  /** The first argument of an error; what a page shows or speaks; a word of a table; what styles and draws; or anything else. */
  readonly place: 'error' | 'page' | 'table' | 'style' | 'other';
}

/** A text with the file that it is in. */
export interface SourceLiteral extends Literal {
  /** From src on, "engine/session.ts". */
  readonly path: string;
}

/** Stands for what a template puts in. */
export const hole = '\u0000';

/** Attributes of elements and components, and keys of tables, whose text a person reads or hears. */
const read = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'about',
  'complaint',
  'explanation',
  'note',
  'summary',
  'words',
]);

/** Attributes whose words are for the browser. */
const style = new Set(['className', 'd', 'style', 'transform', 'viewBox', 'marginWidth']);

/** All texts in the sources of some folders of src. */
export function literalsIn(...folders: readonly string[]): SourceLiteral[] {
  return folders.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .flatMap((path) => {
        const code = readFileSync(join(src, path), 'utf8');
        return literalsOf(code, path.endsWith('x') ? 'tsx' : 'ts').map((literal) => ({ path, ...literal }));
      }),
  );
}

/** A node of the syntax tree (ESTree), as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly key?: unknown;
  readonly operator?: string;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Node[];
}

/** The texts of a source, in their order. */
export function literalsOf(code: string, lang: 'ts' | 'tsx'): Literal[] {
  const tree = parseAst(code, { lang }) as unknown as Node;
  const found: Literal[] = [];
  const visit = (node: Node, place: Literal['place']): void => {
    // Modules' names and types are no texts.
    if (/^(Import|Export(All)?)Declaration$|^TS(Literal|TemplateLiteral)Type$/.test(node.type)) return;
    const text = textOf(node);
    if (text !== undefined) found.push({ text, line: code.slice(0, node.start).split('\n').length, place });
    for (const [key, member] of Object.entries(node)) {
      for (const child of Array.isArray(member) ? member : [member]) {
        if (isNode(child)) visit(child, placeWithin(node, key, child, place));
      }
    }
  };
  visit(tree, 'other');
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function textOf({ type, value, quasis }: Node): string | undefined {
  if (type === 'TemplateLiteral') return quasis!.map((part) => part.value.cooked).join(hole);
  if (type !== 'Literal' && type !== 'JSXText') return undefined;
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  return text === '' ? undefined : text;
}

/** Where a child stands, in a parent that stands in a place. What a parent hands to a function or compares is not what it shows. */
function placeWithin(parent: Node, key: string, child: Node, place: Literal['place']): Literal['place'] {
  if (place === 'style') return place;
  switch (parent.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return key === 'children' ? 'page' : 'other';
    case 'JSXAttribute':
      return key === 'value' ? placeOfAttribute(nameOf(parent)) : 'other';
    case 'Property':
      return key === 'value' && read.has(nameOf(parent)) ? 'table' : 'other';
    case 'NewExpression':
      return parent.callee?.name?.endsWith('Error') && parent.arguments?.[0] === child ? 'error' : 'other';
    case 'ConditionalExpression':
      return key === 'test' ? 'other' : place;
    case 'BinaryExpression':
      return parent.operator === '+' ? place : 'other';
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'LogicalExpression':
      return place;
    default:
      return 'other';
  }
}

function placeOfAttribute(name: string): Literal['place'] {
  if (style.has(name)) return 'style';
  return read.has(name) ? 'page' : 'other';
}

/** The name of an attribute or of a key. */
function nameOf({ name, key }: Node): string {
  const { name: word, value } = (name ?? key) as Node;
  return String(word ?? value);
}
