import { expect, test } from 'vitest';
import { commandOfKey, commands, findCommands } from '../../../src/state/help/commands';
import { say } from '../../../src/words/say';

test('a key is one command: capital letters are those with Shift, signs are what they are on any keyboard', () => {
  const id = (key: string, shiftKey = false) => commandOfKey({ key, shiftKey })?.id ?? null;
  expect(id('z')).toBe('undo');
  expect(id('Z', true)).toBe('redo');
  // Caps lock writes a capital without Shift.
  expect(id('Z')).toBe('undo');
  expect(id('?', true)).toBe('keys');
  expect(id('/')).toBe('palette');
  expect(id('q')).toBeNull();
  const keys = commands.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test('commands are found by any words of their names, in any order', () => {
  const ids = (typed: string) => findCommands(typed, ({ label }) => say(label)).map(({ id }) => id);
  expect(ids('last UNDO')).toEqual(['undo']);
  expect(ids('no such thing')).toEqual([]);
  expect(ids(' ')).toHaveLength(commands.length);
});
