/**
 * Keeps other processes from writing to a folder. The lock is a file that appears at one stroke, by a link: two starters never both make it. What a dead
 * process left is replaced at one stroke too, by the one that holds a second lock, named after the one to be replaced; so nobody takes away what a
 * third has just claimed.
 */

import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { codeOf, named, readOptional } from './files';
import { isPresent, showPresence } from './presence';
import {
  answers,
  identifyProcess,
  isAlive,
  type ProcessIdentity,
  seesTheSame,
  startTimeOf,
} from './processIdentity';

/** What a lock says of its owner. */
interface Lock extends ProcessIdentity {
  readonly format: 'lethe-lock';
  readonly token: string;
  /** Whether the owner answers at the folder's socket. */
  readonly socket: boolean;
  /** Goes up while the owner lives. */
  readonly counter: number;
}

export interface ClaimOptions {
  /** Take the folder from an owner on another machine without waiting. */
  readonly takeOver?: boolean;
  /** Between two steps of the owner's counter. */
  readonly renewMs?: number;
  /** A counter that stood still for so long is that of a dead owner. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
  /** Called before waiting for an owner that may be dead. */
  readonly onWait?: (sentence: string) => void;
}

export interface Claim {
  /** Aborted when another process took the folder. */
  readonly lost: AbortSignal;
  /** Lets the folder go. */
  release(): Promise<void>;
}

const lockName = 'running.lock';
/** What the lab wrote before: the number of the process alone. */
const oldLockName = 'running.pid';

/**
 * Claims a folder.
 * @throws InputError when a process that is alive has it
 */
export async function claimFolder(folder: string, options: ClaimOptions = {}): Promise<Claim> {
  const { renewMs = 10_000 } = options;
  const identity = await identifyProcess();
  const path = join(folder, lockName);
  const lock = await claimPath(folder, lockName, identity, options);
  try {
    await checkOldLock(folder);
    const leave = await showPresence(folder);
    const handle = await named(path, open(path, 'r+'));
    const mine: Lock = { ...lock, socket: leave !== null };
    await renew(handle, mine);
    return keepClaim({ folder, handle, lock: mine, leave, renewMs });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

interface Held {
  readonly folder: string;
  readonly handle: FileHandle;
  readonly lock: Lock;
  readonly leave: (() => Promise<void>) | null;
  readonly renewMs: number;
}

function keepClaim({ folder, handle, lock, leave, renewMs }: Held): Claim {
  const path = join(folder, lockName);
  const lost = new AbortController();
  let { counter } = lock;
  let renewal = Promise.resolve();
  const tick = async () => {
    // Written into the very file that was claimed: where another process has put its own in the place, that one stays whole.
    await renew(handle, { ...lock, counter: ++counter });
    if ((await readLock(path))?.token !== lock.token)
      lost.abort(new InputError('cli.folderLost', [{ folder }]));
  };
  const timer = setInterval(() => {
    renewal = renewal.then(tick).catch(() => undefined);
  }, renewMs);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      await renewal;
      await handle.close();
      const isMine = (await readLock(path).catch(() => null))?.token === lock.token;
      if (isMine) await leave?.();
      if (isMine) await rm(path, { force: true });
    },
  };
}

/** Every lock has the same length, so that a renewal is one write in the place of the last. */
const lockBytes = 1024;

function textOf(lock: Lock): string {
  return JSON.stringify(lock).padEnd(lockBytes);
}

async function renew(handle: FileHandle, lock: Lock): Promise<void> {
  await handle.write(textOf(lock), 0);
}

/** Claims a lock file of a folder, in the place of one whose owner is dead. */
async function claimPath(
  folder: string,
  name: string,
  identity: ProcessIdentity,
  options: ClaimOptions,
): Promise<Lock> {
  const path = join(folder, name);
  const token = randomUUID();
  const lock: Lock = { format: 'lethe-lock', token, ...identity, socket: false, counter: 0 };
  const own = join(folder, `running.${token}`);
  await named(own, writeFile(own, textOf(lock), { flag: 'wx' }));
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      if (await appears(own, path)) return lock;
      const found = await readLock(path);
      if (found === null) continue;
      await refuseLiving(folder, path, found, identity, options);
      if (await replaceDead(folder, path, found, own, identity, options)) return lock;
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** Makes a file appear under another name, whole. @returns false where that name is taken */
async function appears(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(codeOf(error) ?? '')) throw error;
  }
  // A disk without links. The file is empty for a moment, and counts as being written then.
  try {
    await writeFile(path, await readFile(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Puts the own lock in the place of a dead one.
 * @returns false where somebody else was first
 */
async function replaceDead(
  folder: string,
  path: string,
  dead: Lock,
  own: string,
  identity: ProcessIdentity,
  options: ClaimOptions,
): Promise<boolean> {
  const right = `running.take.${dead.token}`;
  await claimPath(folder, right, identity, options);
  try {
    // Only who has the right to this very lock replaces it: it is there, or somebody who had the right before has done it.
    if ((await readLock(path))?.token !== dead.token) return false;
    await named(path, rename(own, path));
    return true;
  } finally {
    await rm(join(folder, right), { force: true });
  }
}

/** @throws InputError when the owner of a lock is alive */
async function refuseLiving(
  folder: string,
  path: string,
  found: Lock,
  identity: ProcessIdentity,
  options: ClaimOptions,
): Promise<void> {
  const { pid, host } = found;
  const isHere = found.boot !== null && found.boot === identity.boot;
  if (seesTheSame(found, identity)) {
    if (!(await isAlive(found))) return;
    throw new InputError('cli.folderTaken', [{ pid, folder, file: path }]);
  }
  const answered = isHere && found.socket ? await isPresent(folder) : null;
  if (answered === false || options.takeOver) return;
  if (answered || (await counts(path, found, options))) {
    throw new InputError('cli.folderTakenElsewhere', [{ pid, host, folder }]);
  }
}

/** Whether an owner that cannot be asked lives: its counter goes up while it is looked at. */
async function counts(path: string, found: Lock, options: ClaimOptions): Promise<boolean> {
  const { patienceMs = 60_000, signal, onWait } = options;
  if (found.token.startsWith('damaged')) return false;
  onWait?.(
    say('cli.waitingForOwner', { pid: found.pid, host: found.host, seconds: Math.ceil(patienceMs / 1000) }),
  );
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    await wait(Math.min(500, patienceMs / 4), undefined, signal ? { signal } : {});
    const now = await readLock(path);
    if (now?.token !== found.token) return false;
    if (now.counter !== found.counter) return true;
  }
  return false;
}

/** A lock that is there; null: it is gone. One that nobody can read counts as that of a dead owner of another machine. */
async function readLock(path: string): Promise<Lock | null> {
  for (let look = 0; ; look++) {
    const text = (await readText(path))?.trim();
    if (text === undefined) return null;
    try {
      const lock = JSON.parse(text) as Lock;
      if (lock?.format === 'lethe-lock' && /^[0-9a-f-]{36}$/.test(lock.token)) return lock;
    } catch {
      // It may be just being written.
    }
    if (look < 5) await wait(20);
    else return unreadable(text);
  }
}

function unreadable(text: string): Lock {
  const token = `damaged-${[...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)}`;
  const owner = { host: '', boot: null, numbers: null, pid: 0, began: null };
  return { format: 'lethe-lock', token, ...owner, socket: false, counter: 0 };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readOptional(path))?.toString();
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error;
    throw new InputError('cli.lockIsFolder', [{ file: path }], { cause: error });
  }
}

/** Refuses a folder that an older version of the lab is writing to, and clears away what one left. */
async function checkOldLock(folder: string): Promise<void> {
  const path = join(folder, oldLockName);
  const pid = Number(await readText(path));
  if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && answers(pid) && (await isOlder(pid, path))) {
    throw new InputError('cli.folderTaken', [{ pid, folder, file: path }]);
  }
  await rm(path, { force: true });
}

/** Whether a process began before a file was written: one that began later did not write it. */
async function isOlder(pid: number, path: string): Promise<boolean> {
  const began = await startTimeOf(pid);
  const written = await stat(path).catch(() => null);
  return began === null || written === null || began <= written.mtimeMs + 1000;
}
