/** What a person's files are, by what is in them: names can be changed, and a browser adds its "(1)". */

import type { ChosenFile } from '../../worker/protocol';

/** A session or run of the lab, a recipe, a model or checkpoint, or, where nothing says so, data. */
export type FilesKind = 'session' | 'recipe' | 'model' | 'data';

/** So much of a file's beginning and end is looked at. A zip lists its files at the end. */
const glanceBytes = 64 * 1024;

/** What the directory of a zip names, where it is a checkpoint, a packed model, or weights of PyTorch. */
const modelNames = ['card.json', 'model.json', '/data.pkl', '.weight.npy'];
/** Models of other programs in a zip; beside data they are no matter. */
const otherModels = /\.(keras|h5|pth?|safetensors|onnx|tflite)|saved_model\.pb/i;
const dataNames = /\.(png|jpe?g|gif|webp|bmp|p[pgb]m|npy|npz|csv|tsv|gz)|ubyte/i;

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** What the files are. Of a folder its own files say it: run.json a run, card.json or model.json a model. */
export async function kindOfFiles(files: readonly ChosenFile[]): Promise<FilesKind> {
  const names = files.map(({ path }) => nameOf(path));
  if (names.includes('run.json')) return 'session';
  if (names.includes('card.json')) return 'model';
  const [first, ...others] = files;
  if (first && others.length === 0) return kindOfOne(first);
  return isOwnModel(files) ? 'model' : 'data';
}

async function kindOfOne({ path, file }: ChosenFile): Promise<FilesKind> {
  const head = await textOf(file.slice(0, glanceBytes));
  if (isOtherModel(path, head)) return 'model';
  if (head.startsWith('PK')) {
    const tail = await textOf(file.slice(Math.max(0, file.size - glanceBytes)));
    const isModel = modelNames.some((name) => tail.includes(name));
    return isModel || (otherModels.test(tail) && !dataNames.test(tail)) ? 'model' : 'data';
  }
  if (!head.trimStart().startsWith('{')) return 'data';
  const format = /"format"\s*:\s*"lethe-(session|recipe)"/.exec(head)?.[1];
  return (format as 'session' | 'recipe' | undefined) ?? 'model';
}

/** A model.json, or a description with its weights and nothing else: what is no picture does no harm beside them. */
function isOwnModel(files: readonly ChosenFile[]): boolean {
  const names = files.map(({ path }) => nameOf(path)).filter((name) => !name.startsWith('.'));
  if (names.some((name) => /\.(png|jpe?g|gz|npy|npz|parquet)$/i.test(name))) return false;
  if (names.includes('model.json')) return true;
  if (names.every((name) => /\.(pth?|safetensors|onnx|tflite|keras|h5)$/i.test(name))) return true;
  const descriptions = names.filter((name) => name.endsWith('.json'));
  return descriptions.length >= 1 && names.every((name) => /\.(json|bin|pt|pth|safetensors)$/.test(name));
}

/** A model of another program, by its first bytes or its name; the lab says what converts it. */
function isOtherModel(path: string, head: string): boolean {
  return (
    head.slice(1, 4) === 'HDF' ||
    head.slice(4, 8) === 'TFL3' ||
    /\.(keras|h5|pt|pth|safetensors|onnx|tflite|pb)$/i.test(path)
  );
}

/** Bytes as characters of one byte each: what is looked for is ASCII. */
async function textOf(part: Blob): Promise<string> {
  return new TextDecoder('latin1').decode(await part.arrayBuffer());
}
