/**
 * Keeps other processes from writing to a folder. The lock is a file that appears at one stroke, by a link: two starters never both make it. What a dead
 * process left is replaced at one stroke too, by the one that holds a second lock, named after the one to be replaced; so nobody takes away what a
 * third has just claimed.
 */

import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
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
  const held = { folder, leave: null, ...(await claimPath(folder, lockName, identity, options)) };
  try {
    await checkOldLock(folder);
  } catch (error) {
    await letGo(held);
    throw error;
  }
  const leave = await showPresence(folder).catch(() => null);
  const present: Held = { ...held, leave, lock: { ...held.lock, socket: leave !== null } };
  try {
    await named(join(folder, lockName), renew(present.handle, present.lock));
  } catch (error) {
    await letGo(present);
    throw error;
  }
  return keepClaim(present, renewMs);
}

interface Claimed {
  readonly lock: Lock;
  /** The very file that was claimed, wherever its name went since. */
  readonly handle: FileHandle;
}

interface Held extends Claimed {
  readonly folder: string;
  readonly leave: (() => Promise<void>) | null;
}

/** Renewals that may fail one after another. A fourth would come when others begin to count the owner as dead. */
const mostFailures = 3;

function keepClaim(held: Held, renewMs: number): Claim {
  const { folder, handle, lock } = held;
  const path = join(folder, lockName);
  const lost = new AbortController();
  let { counter } = lock;
  let failures = 0;
  let renewal = Promise.resolve();
  const tick = async () => {
    // Written into the very file that was claimed: where another process has put its own in the place, that one stays whole.
    const failure = await failureOf(renew(handle, { ...lock, counter: ++counter }));
    // Looked at even so: a shared disk refuses to write into a file that another machine has replaced.
    let found: Lock | null;
    try {
      found = await readLock(path);
    } catch (error) {
      return noteFailure(error);
    }
    if (found?.token !== lock.token) lose(new InputError('cli.folderLost', [{ folder }]));
    else if (failure) noteFailure(failure);
    else failures = 0;
  };
  const noteFailure = (error: unknown) => {
    failures += 1;
    if (failures < mostFailures) return;
    const reason = error instanceof Error ? error.message : String(error);
    lose(new InputError('cli.lockUnwritable', [{ file: path, reason }], { cause: error }));
  };
  const lose = (reason: InputError) => {
    clearInterval(timer);
    lost.abort(reason);
  };
  const timer = setInterval(() => {
    renewal = renewal.then(tick);
  }, renewMs);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      await renewal;
      await letGo(held);
    },
  };
}

/** What work failed with; null: it did not. */
async function failureOf(work: Promise<unknown>): Promise<Error | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** Takes away what this process put into a folder, and nothing that another has put in its place. */
async function letGo({ folder, handle, lock, leave }: Held): Promise<void> {
  const path = join(folder, lockName);
  await handle.close().catch(() => undefined);
  if (!(await isOwn(path, lock))) return;
  await leave?.();
  await rm(path, { force: true });
}

/** Whether a lock file is still this lock. */
async function isOwn(path: string, { token }: Lock): Promise<boolean> {
  return (await readLock(path).catch(() => null))?.token === token;
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
): Promise<Claimed> {
  const path = join(folder, name);
  const token = randomUUID();
  const lock: Lock = { format: 'lethe-lock', token, ...identity, socket: false, counter: 0 };
  const own = join(folder, `running.${token}`);
  const handle = await named(own, open(own, 'wx'));
  let kept: FileHandle | null = null;
  try {
    await named(own, renew(handle, lock));
    while (!kept) {
      options.signal?.throwIfAborted();
      kept = await appear(own, path, handle, lock);
      if (kept) break;
      const found = await readLock(path);
      if (found === null) continue;
      await refuseLiving(folder, path, found, identity, options);
      if (await replaceDead(folder, path, found, own, identity, options)) kept = handle;
    }
    return { lock, handle: kept };
  } finally {
    if (kept !== handle) await handle.close();
    await rm(own, { force: true });
  }
}

/** Makes a lock appear under its name, whole. @returns the file of that name; null where the name is taken */
async function appear(own: string, path: string, handle: FileHandle, lock: Lock): Promise<FileHandle | null> {
  try {
    await link(own, path);
    return handle;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(codeOf(error) ?? '')) throw error;
  }
  // A disk without links. The file is empty for a moment, and counts as being written then.
  try {
    const made = await open(path, 'wx');
    const failure = await failureOf(renew(made, lock));
    if (!failure) return made;
    await made.close();
    throw failure;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
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
  const claimed = await claimPath(folder, right, identity, options);
  try {
    // Only who has the right to this very lock replaces it: it is there, or somebody who had the right before has done it.
    if ((await readLock(path))?.token !== dead.token) return false;
    await named(path, rename(own, path));
    return true;
  } finally {
    await claimed.handle.close();
    if (await isOwn(join(folder, right), claimed.lock)) await rm(join(folder, right), { force: true });
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
  if (answered) throw new InputError('cli.folderTakenBeside', [{ pid, host, folder }]);
  if (answered === false || options.takeOver) return;
  if (await counts(path, found, options)) {
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
