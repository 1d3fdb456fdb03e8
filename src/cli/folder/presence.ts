/**
 * A socket in a folder that answers as long as its process lives: processes that cannot see each other's numbers, in containers on one machine, can
 * tell by it. It says nothing of a process on another machine.
 */

import { open, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';

const name = 'running.sock';

/** Answers from now on. @returns ends it; null where there can be no socket */
export async function showPresence(folder: string): Promise<(() => Promise<void>) | null> {
  if (process.platform === 'win32') return null;
  await rm(join(folder, name), { force: true }).catch(() => undefined);
  const short = await shortPath(folder);
  const server = createServer((connection) => connection.destroy());
  server.unref();
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(short.path, () => resolve(true));
  });
  if (!listens) {
    await short.close();
    return null;
  }
  return async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await short.close();
    await rm(join(folder, name), { force: true });
  };
}

/** Whether what showed its presence in a folder, on this machine, is still there; null: nobody can say. */
export async function isPresent(folder: string): Promise<boolean | null> {
  const short = await shortPath(folder);
  try {
    return await new Promise<boolean | null>((resolve) => {
      const connection = createConnection(short.path);
      connection.once('connect', () => {
        connection.destroy();
        resolve(true);
      });
      connection.once('error', ({ code }: NodeJS.ErrnoException) =>
        resolve(code === 'ECONNREFUSED' ? false : null),
      );
    });
  } finally {
    await short.close();
  }
}

/** The system takes socket paths of some hundred bytes only: through an open folder any path is short. */
async function shortPath(folder: string): Promise<{ path: string; close: () => Promise<void> }> {
  const path = join(folder, name);
  if (process.platform !== 'linux') return { path, close: async () => {} };
  const handle = await open(folder, 'r');
  return { path: `/proc/self/fd/${handle.fd}/${name}`, close: () => handle.close() };
}
