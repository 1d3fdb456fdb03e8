import { expect, test } from 'vitest';
import { stories } from '../../../src/state/stories/stories';
import type { Story } from '../../../src/state/stories/story';
import { en } from '../../../src/words/en';

/** Numbers that are asked for by name, as the words get them. */
const notes = new Proxy({} as Record<string, string>, { get: (_, name) => `<${String(name)}>` });

test.each(Object.entries(stories))(
  'the story %s has words for all that its steps do, and no more',
  (id, told) => {
    const { title, about, ...words } = en.page.stories.each[id as keyof typeof stories];
    expect([title, about].every((text) => text.length > 0)).toBe(true);
    const { steps }: Story = told;
    expect(Object.keys(words).toSorted()).toEqual(steps.map((step) => step.id).toSorted());
    for (const step of steps) {
      const parts = (words as Record<string, Record<string, unknown>>)[step.id]!;
      const wanted = [
        'text',
        ...(step.act ? ['act', 'done'] : []),
        ...(step.right ? ['ask', 'a', 'b', 'c', 'why'] : []),
      ];
      expect(Object.keys(parts).toSorted(), step.id).toEqual(wanted.toSorted());
      for (const part of Object.values(parts)) {
        expect(typeof part === 'function' ? part(notes) : part).toMatch(/[.?:…)]$|^[A-Z].*\w$/);
      }
      expect(step.right?.({}) ?? 'a').toMatch(/^[abc]$/);
    }
  },
);
