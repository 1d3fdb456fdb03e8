/**
 * A recipe as text: JSON in a file, and in a link the same JSON compressed (deflate, RFC 1951), in letters that an address may have (base64url, RFC 4648). In
 * a link it stands behind "#", as `recipe=`: what stands there no browser sends to a server.
 */

import { writePlain } from '../../model/schema/plain';
import { readForm } from '../../model/schema/read';
import { SaidError } from '../../words/saidError';
import { say } from '../../words/say';
import { decodeBase64, encodeBase64 } from './base64';
import { type Recipe, type RecipeStep, recipeForm } from './recipe';
import { readSession, type SessionFile } from './session';

/** A text that holds no recipe. */
export class RecipeError extends SaidError<
  'lab.recipe.damaged' | 'lab.recipe.tooLong' | 'lab.recipe.none' | 'lab.noJson'
> {
  override readonly name = 'RecipeError';
}

/** Bytes of JSON that a link may hold: some 40,000 removals. More would be made to fill the memory. */
const longestBytes = 64 * 2 ** 20;

/** The recipe as the text of a file. */
export function writeRecipe(recipe: Recipe): string {
  return `${JSON.stringify(JSON.parse(writePlain(recipe)), null, 2)}\n`;
}

/** The recipe as the letters of a link. */
export async function packRecipe(recipe: Recipe): Promise<string> {
  const json = new Blob([writePlain(recipe)]);
  const packed = json.stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Reads the letters of a link.
 * @throws RecipeError where they were cut or changed; FieldError where a value is not what it may be
 */
export async function unpackRecipe(letters: string): Promise<Recipe> {
  return readJson(await inflate(letters), say('lab.recipe.inLink'));
}

/** The letters of a recipe in the end of an address ("?…#recipe=…"), or in a whole link; null where there are none. */
export function recipeLetters(address: string): string | null {
  const [, ...rest] = address.split('#');
  return new URLSearchParams(rest.join('#')).get('recipe');
}

/**
 * Reads a recipe out of whatever holds one: a link, the letters of one, the text of a recipe's file, or that of a session's.
 * @param place its name, for the message
 * @throws RecipeError, FieldError, SessionFileError
 */
export async function readRecipe(text: string, place: string): Promise<Recipe> {
  const trimmed = text.trim();
  const letters = recipeLetters(trimmed) ?? recipeLetters(`#${trimmed}`);
  if (letters !== null) return unpackRecipe(letters);
  if (!trimmed.startsWith('{')) throw new RecipeError('lab.recipe.none', [{ place }]);
  const content = parse(trimmed, place) as { readonly format?: unknown };
  if (content.format === 'lethe-session') return recipeOfSession(readSession(trimmed), place);
  return readForm(recipeForm, content, place);
}

function readJson(json: string, place: string): Recipe {
  return readForm(recipeForm, parse(json, place), place);
}

function parse(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new RecipeError('lab.noJson', [{ file: place }], { cause });
  }
}

async function inflate(letters: string): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const bytes = decodeBase64(letters.replaceAll('-', '+').replaceAll('_', '/'));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = stream.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length > longestBytes) {
        void reader.cancel();
        break;
      }
      parts.push(read.value);
    }
  } catch (cause) {
    throw new RecipeError('lab.recipe.damaged', [], { cause });
  }
  if (length > longestBytes) throw new RecipeError('lab.recipe.tooLong', [{ bytes: longestBytes }]);
  return new TextDecoder().decode(await new Blob(parts).arrayBuffer());
}

/** What a session's file says of how to have it again: all its branches. */
function recipeOfSession({ history, ...file }: SessionFile, place: string): Recipe {
  const { provenance, dataset, model, training } = file;
  const { removals, current } = history;
  const report = removals[current - 1]?.report;
  const { format, version } = recipeForm;
  const made = {
    ...{ format, version, provenance, data: dataset, model, training, settings: {}, current },
    steps: removals.map(({ report }, i) => stepOf(report, i)),
    expect: {
      digest: report?.digestAfter ?? model.digest,
      accuracies: report?.accepted ? accuraciesOf(report.after) : null,
    },
  };
  return readForm(recipeForm, made, place);
}

/** A removal as a step. @param place how many steps there are before it */
export function stepOf(
  { parent, request }: { readonly parent: number; readonly request: RecipeStep['request'] },
  place: number,
): RecipeStep {
  return parent === place ? { request } : { from: parent, request };
}

interface Measured {
  readonly residualAccuracy: number;
  readonly validationAccuracy: number;
  readonly forgetAccuracy: number | null;
}

/** What a recipe says of a model besides its digest. */
export function accuraciesOf({ residualAccuracy, validationAccuracy, forgetAccuracy }: Measured) {
  return { residual: residualAccuracy, validation: validationAccuracy, forget: forgetAccuracy };
}
