import { afterEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/words/catalogue';
import { en } from '../../src/words/en';
import { SaidError } from '../../src/words/saidError';
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
});
