import { mkdir, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../words/say';
import { makeFolder } from './folder/files';

export interface CacheFolder {
  readonly path: string;
  /** What a person should know of it; null: it is where such folders are. */
  readonly note: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The user's folder for what can be had again, by the custom of the platform; without a home a temporary one. */
export function findCacheFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): CacheFolder {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = environment;
  const found = (path: string) => ({ path: join(path, 'lethe'), note: null });
  if (platform === 'win32' && LOCALAPPDATA) return found(LOCALAPPDATA);
  if (platform === 'win32') return found(join(homedir(), 'AppData', 'Local'));
  if (XDG_CACHE_HOME) return found(XDG_CACHE_HOME);
  if (HOME) return found(platform === 'darwin' ? join(HOME, 'Library', 'Caches') : join(HOME, '.cache'));
  const path = join(tmpdir(), `lethe-${process.getuid?.() ?? 'cache'}`);
  return { path, note: say('cli.noHome', { folder: path }) };
}

/** Where work of a kind is kept when nobody names a folder; what a person should know of it is said. */
export function keptFolder(kind: 'ensembles' | 'bands'): string {
  const { path, note } = findCacheFolder();
  if (note !== null) console.error(note);
  return join(path, kind);
}

/** Makes the folder, for its user alone. @returns false where there can be none, or it is somebody else's */
export async function openCacheFolder({ path }: CacheFolder): Promise<boolean> {
  try {
    await makeFolder(join(path, '..'));
    await mkdir(path, { mode: 0o700 }).catch(() => undefined);
    const found = await stat(path);
    return found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid);
  } catch {
    return false;
  }
}
