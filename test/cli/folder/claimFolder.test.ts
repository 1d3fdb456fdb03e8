import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Claim, claimFolder } from '../../../src/cli/folder/claimFolder';
import { identifyProcess } from '../../../src/cli/folder/processIdentity';

let home: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lethe-claim-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

const lockPath = () => join(home, 'running.lock');
const readLock = () => JSON.parse(readFileSync(lockPath(), 'utf8'));
const deadPid = () => spawnSync(process.execPath, ['-e', '0']).pid;

/** A lock as another process would have left it. */
async function leaveLock(change: object, folder = home): Promise<void> {
  const identity = await identifyProcess();
  const lock = {
    format: 'lethe-lock',
    token: crypto.randomUUID(),
    ...identity,
    socket: false,
    counter: 3,
    ...change,
  };
  writeFileSync(join(folder, 'left'), JSON.stringify(lock).padEnd(1024));
  renameSync(join(folder, 'left'), join(folder, 'running.lock'));
}

/** A process that does nothing, until the test ends. */
function startIdle(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  return child.pid!;
}

/** A process that answers at the folder's socket, until the test ends or it is killed. */
async function startAnswering(): Promise<ChildProcess> {
  const program = `require('net').createServer((c) => c.destroy()).listen('running.sock', () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', program], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

/** Lets every write to an open file fail as one on a shared disk does whose file another machine has replaced. */
async function refuseWrites() {
  const some = await open(home, 'r');
  const writes = vi.spyOn(Object.getPrototypeOf(some), 'write');
  await some.close();
  return writes.mockRejectedValue(
    Object.assign(new Error('ESTALE: stale NFS file handle, write'), { code: 'ESTALE' }),
  );
}

const canUnshare = spawnSync('unshare', ['-pf', '--kill-child', '--mount-proc', 'true']).status === 0;

const refused = { name: 'InputError', exitCode: 3 };

describe('claimFolder', () => {
  it('is had by one at a time, and leaves nothing behind', async () => {
    const claim = await claimFolder(home);
    await expect(claimFolder(home)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(`process ${process.pid} is writing to ${home}`),
    });
    await claim.release();
    expect(readdirSync(home)).toEqual([]);
    await (await claimFolder(home)).release();
  });

  it('takes the lock of a dead process at once, and not that of a living one', async () => {
    await leaveLock({ pid: deadPid() });
    await (await claimFolder(home)).release();
    const pid = startIdle();
    await leaveLock({ pid, began: null });
    await expect(claimFolder(home, { takeOver: true })).rejects.toMatchObject(refused);
  });

  it('tells the process that comes back under the same number from the one that died', async () => {
    await leaveLock({ began: '17' });
    await (await claimFolder(home)).release();
  });

  it('asks the owner in another container of this machine: it is taken at once when that one is dead, and never while it answers', async () => {
    const inContainer = { numbers: 'pid:[1]', socket: true };
    const owner = await startAnswering();
    await leaveLock(inContainer);
    for (const takeOver of [false, true]) {
      await expect(claimFolder(home, { takeOver, patienceMs: 50 })).rejects.toMatchObject({
        ...refused,
        message: expect.stringMatching(/another container of this machine, is alive(?!.*--take-over)/),
      });
    }
    expect(readLock()).toMatchObject(inContainer);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const begin = performance.now();
    await (await claimFolder(home)).release();
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  // Only some machines let a test make containers; the tests above show the same on forged locks everywhere.
  if (canUnshare) {
    it('is taken at once from a killed container by one of the same name and number', async () => {
      const program = (then: string) =>
        `import { register } from 'tsx/esm/api'; register();
         const { claimFolder } = await import('./src/cli/folder/claimFolder.ts');
         const begin = performance.now();
         await claimFolder(${JSON.stringify(home)});
         console.log(process.pid, performance.now() - begin); ${then}`;
      const start = (then: string) =>
        spawn(
          'unshare',
          [
            '-pf',
            '--kill-child',
            '--mount-proc',
            process.execPath,
            '--input-type=module',
            '-e',
            program(then),
          ],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        );
      const first = start('setInterval(() => {}, 1000);');
      children.push(first);
      const [said] = await once(first.stdout!, 'data');
      expect(String(said)).toMatch(/^1 /);
      // From outside, it lives: its number is another one here, and it answers.
      await expect(claimFolder(home, { patienceMs: 50 })).rejects.toMatchObject(refused);
      first.kill('SIGKILL');
      await once(first, 'exit');
      const second = start('process.exit(0);');
      const [again] = await once(second.stdout!, 'data');
      expect(String(again)).toMatch(/^1 /);
      expect(Number(String(again).split(' ')[1])).toBeLessThan(5000);
    });
  }

  it('takes the lock of another machine when its counter stands still, or when it is told to', async () => {
    const elsewhere = { host: 'elsewhere', boot: 'another' };
    const waits: string[] = [];
    await leaveLock(elsewhere);
    await (
      await claimFolder(home, { patienceMs: 200, onWait: (sentence) => waits.push(sentence) })
    ).release();
    expect(waits).toEqual([expect.stringContaining('on elsewhere had this folder')]);
    await leaveLock(elsewhere);
    await (await claimFolder(home, { takeOver: true })).release();
  });

  it('leaves the lock of another machine whose counter goes up', async () => {
    await leaveLock({ host: 'elsewhere', boot: 'another' });
    const { token } = readLock();
    const timer = setTimeout(
      () => void leaveLock({ host: 'elsewhere', boot: 'another', token, counter: 4 }),
      100,
    );
    await expect(claimFolder(home, { patienceMs: 5000 })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('on elsewhere is writing'),
    });
    clearTimeout(timer);
  });

  it('renews its counter, and says when another process took the folder', async () => {
    const claim = await claimFolder(home, { renewMs: 20 });
    await wait(150);
    expect(readLock().counter).toBeGreaterThan(2);
    await leaveLock({ host: 'elsewhere', boot: 'another' });
    await wait(100);
    expect(claim.lost.aborted).toBe(true);
    expect(claim.lost.reason).toMatchObject({ message: expect.stringContaining('took') });
    const { host } = readLock();
    await claim.release();
    expect([host, readLock().host]).toEqual(['elsewhere', 'elsewhere']);
  });

  it('says that another process took the folder also where its own file cannot be written any more', async () => {
    const claim = await claimFolder(home, { renewMs: 100 });
    await refuseWrites();
    await leaveLock({ host: 'elsewhere', boot: 'another' });
    await vi.waitFor(() => expect(claim.lost.aborted).toBe(true), 5000);
    expect(claim.lost.reason).toMatchObject({ message: expect.stringContaining('took') });
    await claim.release();
    expect(readLock().host).toBe('elsewhere');
  });

  it('counts a folder as lost whose lock stays unwritable, and not after one failure', async () => {
    const claim = await claimFolder(home, { renewMs: 200 });
    const writes = await refuseWrites();
    await vi.waitFor(() => expect(writes).toHaveBeenCalled());
    writes.mockRestore();
    await wait(700);
    expect(claim.lost.aborted).toBe(false);
    await refuseWrites();
    await vi.waitFor(() => expect(claim.lost.aborted).toBe(true), 5000);
    expect(claim.lost.reason).toMatchObject({
      ...refused,
      message: expect.stringMatching(/running\.lock cannot be kept up to date \(ESTALE/),
    });
    await claim.release();
    expect(readdirSync(home)).toEqual([]);
  });

  it('leaves the lock of one that took the folder while it was being claimed', async () => {
    await leaveLock({ host: 'elsewhere', boot: 'another' });
    const taken = join(home, 'taken');
    renameSync(lockPath(), taken);
    // Refused by an old lock, which is looked at after the own one is there.
    mkdirSync(join(home, 'running.pid'));
    const claiming = claimFolder(home);
    while (!readdirSync(home).includes('running.lock')) await new Promise(setImmediate);
    renameSync(taken, lockPath());
    await expect(claiming).rejects.toMatchObject(refused);
    expect(readLock().host).toBe('elsewhere');
  });

  it('understands the lock of an older lab: a number, of a process that was there when it was written', async () => {
    const old = join(home, 'running.pid');
    for (const left of [String(deadPid()), String(process.pid), 'rubbish', '']) {
      writeFileSync(old, left);
      await (await claimFolder(home)).release();
      expect(readdirSync(home)).toEqual([]);
    }
    const pid = startIdle();
    await wait(50);
    writeFileSync(old, String(pid));
    await expect(claimFolder(home)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(`process ${pid}`),
    });
    expect(readdirSync(home)).toEqual(['running.pid']);
  });

  it('replaces a damaged lock, and refuses a folder in its place by name', async () => {
    for (const damage of ['', 'rubbish', '{}', 'null', '{"format":"lethe-lock","token":"../../x"}']) {
      writeFileSync(lockPath(), damage);
      await (await claimFolder(home, { patienceMs: 100 })).release();
    }
    mkdirSync(lockPath());
    await expect(claimFolder(home)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(lockPath()),
    });
  });

  it('does not follow a link', async () => {
    const victim = join(home, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, lockPath());
    await (await claimFolder(home, { patienceMs: 100 })).release();
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });

  it('lets one of several starters win, whatever the dead left, in 200 rounds', async () => {
    const pid = deadPid();
    for (let round = 0; round < 200; round++) {
      const folder = join(home, String(round));
      mkdirSync(folder);
      await leaveLock({ pid }, folder);
      const results = await Promise.allSettled([1, 2, 3].map(() => claimFolder(folder)));
      const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value as Claim] : []));
      expect(won.length).toBe(1);
      await won[0]!.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('lets one of two processes win, in 60 rounds', async () => {
    const rounds = 60;
    const pid = deadPid();
    const starters = [startClaiming(), startClaiming()];
    for (const { next } of starters) expect(await next()).toBe('ready');
    const wins = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const folder = join(home, String(round));
      mkdirSync(folder);
      await leaveLock({ pid }, folder);
      // Each hears of every second folder first.
      for (const { tell } of round % 2 ? starters.toReversed() : starters) tell(folder);
      const answers = await Promise.all(starters.map(({ next }) => next()));
      expect(answers.toSorted()).toEqual(['got', 'refused']);
      wins[answers.indexOf('got')]! += 1;
    }
    expect(Math.min(...wins)).toBeGreaterThan(0);
  });
});

/** A process that claims the folders that it is told, and says after each whether it got it. */
function startClaiming() {
  const script = join(import.meta.dirname, 'claimRounds.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    tell: (folder: string) => child.stdin.write(`${folder}\n`),
    next: async (): Promise<string> => (await lines.next()).value ?? 'ended',
  };
}
