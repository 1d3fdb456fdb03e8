import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { Words } from '../../../src/view/design/Words';
import { en } from '../../../src/words/en';
import { speak } from '../../../src/words/say';

afterEach(() => speak(en));

const shown = () =>
  renderToStaticMarkup(
    createElement(Words<'page.setup.checkpoints.accuracy', 'accuracy'>, {
      code: 'page.setup.checkpoints.accuracy',
      values: { model: 'Softmax' },
      parts: { accuracy: createElement('b', null, '91 %') },
    }),
  );

describe('Words', () => {
  it('puts each part where the text has its place', () => {
    expect(shown()).toBe('Softmax, <b>91 %</b> validation');
  });

  it('follows the order of another language', () => {
    const accuracy = (values: { model: string; accuracy: string }) =>
      `${values.accuracy} bei ${values.model}`;
    const { page } = en;
    const checkpoints = { ...page.setup.checkpoints, accuracy };
    speak({ ...en, page: { ...page, setup: { ...page.setup, checkpoints } } });
    expect(shown()).toBe('<b>91 %</b> bei Softmax');
  });
});
