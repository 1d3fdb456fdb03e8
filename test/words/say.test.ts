import { afterEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/words/catalogue';
import { en } from '../../src/words/en';
import { fromPlain, SaidError, sayError, toPlain } from '../../src/words/saidError';
import { message, say, sayMessage, speak } from '../../src/words/say';

afterEach(() => speak(en));

describe('say', () => {
  it('gives the text of a code, with its values', () => {
    expect(say('lab.notOpen')).toBe('The lab is not open yet.');
    expect(say('gpu.refusedStep', { reason: 'too large' })).toBe('The GPU refused a step: too large');
  });

  it('finds a text in a section of a section', () => {
    expect(say('page.setup.data.groups.kept')).toBe('Your files, in memory');
  });

  it('speaks another language once that is chosen', () => {
    speak({ ...en, lab: { ...en.lab, notOpen: 'Das Labor ist noch nicht offen.' } } satisfies Catalogue);
    expect(say('lab.notOpen')).toBe('Das Labor ist noch nicht offen.');
  });

  it('makes the same words of a message that went through JSON', () => {
    const sent = JSON.parse(JSON.stringify(message('gpu.refusedStep', { reason: 'x' })));
    expect(sayMessage(sent)).toBe('The GPU refused a step: x');
  });

  it('shows the sentence of an older file, and the code of a newer or damaged one', () => {
    expect(sayMessage('It stopped by itself.')).toBe('It stopped by itself.');
    expect(sayMessage(JSON.parse('{"code":"engine.ofTomorrow"}'))).toBe('engine.ofTomorrow');
    expect(sayMessage(JSON.parse('{"code":"gpu.toString"}'))).toBe('gpu.toString');
    expect(sayMessage(JSON.parse('{"code":"gpu.refusedStep"}'))).toBe('gpu.refusedStep');
  });

  it('does not compile without a value, with a wrong one, or with an unknown code', () => {
    // @ts-expect-error: the text needs a reason
    expect(() => say('gpu.refusedStep')).toThrow();
    // @ts-expect-error: the reason is a text
    say('gpu.refusedStep', { reason: 3 });
    // @ts-expect-error: there is no such code
    expect(say('lab.nothingOfTheSort')).toBe('lab.nothingOfTheSort');
  });
});

describe('SaidError', () => {
  it('carries code and values, and says them in English', () => {
    const error = new SaidError('gpu.refusedStep', [{ reason: 'y' }]);
    expect(error.message).toBe('The GPU refused a step: y');
    expect(error.said).toEqual({ code: 'gpu.refusedStep', values: { reason: 'y' } });
  });

  it('goes to another thread as plain data, and comes back with its kind, code and values', () => {
    class DeviceError extends SaidError<'gpu.refusedStep'> {
      override readonly name = 'DeviceError';
    }
    const sent = structuredClone(toPlain(new DeviceError('gpu.refusedStep', [{ reason: 'z' }])));
    const error = fromPlain(JSON.parse(JSON.stringify(sent)));
    expect(error).toBeInstanceOf(SaidError);
    expect(error.name).toBe('DeviceError');
    expect(error.message).toBe('The GPU refused a step: z');
    expect(error.said).toEqual({ code: 'gpu.refusedStep', values: { reason: 'z' } });
    expect(String(error)).toBe('DeviceError: The GPU refused a step: z');
  });

  it('stays English in its message, and is said in the language of the page', () => {
    const error = new SaidError('lab.notOpen', []);
    speak({ ...en, lab: { ...en.lab, notOpen: 'Das Labor ist noch nicht offen.' } } satisfies Catalogue);
    expect(error.message).toBe('The lab is not open yet.');
    expect(sayError(error)).toBe('Das Labor ist noch nicht offen.');
    expect(sayError(new RangeError('n=3'))).toBe('n=3');
    expect(sayError('torn')).toBe('torn');
  });
});
