import { expose } from 'comlink';
import { describe, expect, test } from 'vitest';
import { SaidError } from '../../../src/words/saidError';
import { connectLab, WorkerGone } from '../../../src/worker/client';
import type { Lab } from '../../../src/worker/protocol';

/** A connection to a lab at the other end of a channel. */
function connect(lab: Partial<Lab>) {
  return connectLab(() => {
    const { port1, port2 } = new MessageChannel();
    expose(lab, port2);
    port1.start();
    return port1;
  });
}

const failing = (error: unknown): Partial<Lab> => ({
  report: async () => {
    throw error;
  },
});

describe('an error of the worker', () => {
  test('keeps its code and its values', async () => {
    const { lab } = connect(failing(new SaidError('lab.noSuchRemoval', [{ id: 7 }])));
    const error = await lab.report(7).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SaidError);
    expect(error.said).toEqual({ code: 'lab.noSuchRemoval', values: { id: 7 } });
  });

  test('without a code keeps its name and its message', async () => {
    const abort = new DOMException('Cancelled.', 'AbortError');
    const { lab } = connect(failing(abort));
    await expect(lab.report(7)).rejects.toMatchObject({ name: 'AbortError', message: 'Cancelled.' });
  });
});

describe('a connection that is started again', () => {
  test('rejects what the old worker was asked, then and later, and asks the new one', async () => {
    const connection = connect({ report: () => new Promise(() => {}), cancel: async () => {} });
    const { lab } = connection;
    const waiting = lab.report(1);
    connection.restart();
    await expect(waiting).rejects.toBeInstanceOf(WorkerGone);
    await expect(lab.report(2)).rejects.toBeInstanceOf(WorkerGone);
    await expect(connection.lab.cancel()).resolves.toBeUndefined();
  });
});
