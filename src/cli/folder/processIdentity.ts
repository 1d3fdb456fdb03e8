/** Which process on which machine: enough to tell, from another one, whether it is still there. A number alone comes back after a restart. */

import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

export interface ProcessIdentity {
  readonly host: string;
  /** Of the running kernel; null where the system does not say. */
  readonly boot: string | null;
  /** The space that process numbers count in: a container has one of its own. */
  readonly numbers: string | null;
  readonly pid: number;
  /** When it began, as the system says it. */
  readonly began: string | null;
}

/** This process. */
export async function identifyProcess(): Promise<ProcessIdentity> {
  const [boot, numbers, began] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').then((id) => id.trim(), nothing),
    readlink('/proc/self/ns/pid').catch(nothing),
    startOf(process.pid),
  ]);
  return { host: hostname(), boot, numbers, pid: process.pid, began };
}

const nothing = () => null;

/** Whether both see the same processes under the same numbers. */
export function seesTheSame(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return a.host === b.host && a.boot === b.boot && a.numbers === b.numbers;
}

/** Whether a process that `seesTheSame` is there, and is the one that began then. */
export async function isAlive({ pid, began }: Pick<ProcessIdentity, 'pid' | 'began'>): Promise<boolean> {
  if (!answers(pid)) return false;
  const now = await startOf(pid);
  return began === null || now === null || now === began;
}

/** Whether there is a process of this number. */
export function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, in milliseconds since 1970; null where the system does not say. */
export async function startTimeOf(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const [there, here] = await Promise.all([startOf(pid), startOf(process.pid)]);
  if (there === null || here === null) return null;
  const ticksPerSecond = 100;
  return Date.now() - 1000 * process.uptime() + (1000 * (Number(there) - Number(here))) / ticksPerSecond;
}

/** When a process began; null where there is none, or the system does not say. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === 'win32') return null;
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(nothing);
    // The name before the bracket may hold anything; the 20th field after it is the start, in ticks since the kernel's.
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  }
  const answer = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'lstart=']).catch(nothing);
  return answer?.stdout.trim() || null;
}
