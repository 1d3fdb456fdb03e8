/** What the sources say: their string literals, and where each stands. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';

const src = join(import.meta.dirname, '../../src');

/** A text in a source. */
export interface Literal {
  /** From src on, "engine/session.ts". */
  readonly path: string;
  /** A template has holes in it. */
  readonly text: string;
  /** The first argument of an error; what a page shows or speaks; or anything else. */
  readonly place: 'error' | 'page' | 'other';
}

/** Stands for what a template puts in. */
export const hole = '\u0000';

/** Attributes that a person reads or hears. */
const spoken = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'label', 'summary'];

/** All texts in the sources of some folders of src. */
export function literalsIn(...folders: readonly string[]): Literal[] {
  return folders.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => literalsOf(`${folder}/${name.replaceAll('\\', '/')}`)),
  );
}

/** A node of the syntax tree (ESTree), as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Node[];
}

function literalsOf(path: string): Literal[] {
  const code = readFileSync(join(src, path), 'utf8');
  const tree = parseAst(code, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  const found: Literal[] = [];
  const visit = (node: Node, place: Literal['place']): void => {
    // Modules' names and types are no texts.
    if (/^(Import|Export(All)?)Declaration$|^TS(Literal|TemplateLiteral)Type$/.test(node.type)) return;
    const text = textOf(node);
    if (text !== undefined) found.push({ path, text, place });
    for (const [key, member] of Object.entries(node)) {
      for (const child of Array.isArray(member) ? member : [member]) {
        if (isNode(child)) visit(child, placeWithin(node, key, child));
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

function placeWithin(parent: Node, key: string, child: Node): Literal['place'] {
  if (child.type === 'JSXText') return 'page';
  if (parent.type === 'JSXAttribute') {
    const { name } = parent.name as { name: unknown };
    return key === 'value' && spoken.includes(String(name)) ? 'page' : 'other';
  }
  const isError = parent.type === 'NewExpression' && parent.callee?.name?.endsWith('Error');
  return isError && parent.arguments?.[0] === child ? 'error' : 'other';
}
