/** Finds what a person would read and no catalogue has: text in JSX, literals in attributes that are read, prose in any string. */

import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Attributes of elements and components, and keys of tables, whose text a person sees or hears. */
const readAttributes = new Set([
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
const styleAttributes = new Set(['className', 'd', 'style', 'transform', 'viewBox', 'marginWidth']);

const letters = /\p{L}/u;
const prose = /\p{L}{2,}[,:;.]? \p{L}/u;

/** The literals of a source, each with its line. */
export function findLiterals(source: string, lang: 'ts' | 'tsx' = 'tsx'): { line: number; text: string }[] {
  const found = new Map<number, string>();
  walk(parseAst(source, { lang }) as unknown as Node, (node, parents) => {
    const shown = isShown(node, parents.at(-1)) ? textsOf(node).filter(({ text }) => letters.test(text)) : [];
    const spoken =
      isText(node) && !parents.some(isForPrograms)
        ? textsOf(node).filter(({ text }) => prose.test(text))
        : [];
    for (const { start, text } of [...shown, ...spoken]) if (!isCode(text)) found.set(start, text.trim());
  });
  return [...found].map(([start, text]) => ({ line: source.slice(0, start).split('\n').length, text }));
}

/** Whether a person sees or hears what the node holds. */
function isShown(node: Node, parent: Node | undefined): boolean {
  switch (node.type) {
    case 'JSXText':
      return true;
    case 'JSXAttribute':
    case 'Property':
      return readAttributes.has(nameOf(node));
    case 'JSXExpressionContainer':
      return parent?.type !== 'JSXAttribute';
    default:
      return false;
  }
}

/** A code of the catalogue: "page.history.undo". */
function isCode(text: string): boolean {
  return /^[a-z]+(\.[\w-]*)+$/.test(text);
}

function nameOf({ name, key }: Node): string {
  return String(((name ?? key) as Node).name);
}

function isText({ type, value }: Node): boolean {
  return type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string');
}

/** Class names and drawings, the paths of imports, directives; and what whoever writes a program is told. */
function isForPrograms(node: Node): boolean {
  if (node.type === 'NewExpression') return (node.callee as Node).name === 'RangeError';
  if (node.type === 'JSXAttribute') return styleAttributes.has(nameOf(node));
  return node.type === 'ImportDeclaration' || node.directive !== undefined;
}

interface Text {
  readonly start: number;
  readonly text: string;
}

/** The texts that a node can be; not those that it hands to a function. */
function textsOf(node: Node | null): Text[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [{ start: node.start, text: node.value }] : [];
    case 'JSXText':
      return [{ start: node.start, text: node.value as string }];
    case 'TemplateLiteral':
      return (node.quasis as Node[]).map(({ start, value }) => ({
        start,
        text: (value as { raw: string }).raw,
      }));
    case 'JSXAttribute':
    case 'Property':
      return textsOf(node.value as Node | null);
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
      return textsOf(node.expression as Node);
    case 'ConditionalExpression':
      return [...textsOf(node.consequent as Node), ...textsOf(node.alternate as Node)];
    case 'BinaryExpression':
      // What is compared is not shown.
      return node.operator === '+' ? [...textsOf(node.left as Node), ...textsOf(node.right as Node)] : [];
    case 'LogicalExpression':
      return [...textsOf(node.left as Node), ...textsOf(node.right as Node)];
    default:
      return [];
  }
}

function walk(
  node: Node,
  visit: (node: Node, parents: readonly Node[]) => void,
  parents: readonly Node[] = [],
): void {
  visit(node, parents);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') walk(child, visit, [...parents, node]);
    }
  }
}
