import { type ComponentType, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { BlanketPage } from '../../src/view/blanket/BlanketPage';
import { LabProvider } from '../../src/view/design/useLab';
import { Failure } from '../../src/view/frame/Failure';
import { TopBar } from '../../src/view/frame/TopBar';
import { GridFilter } from '../../src/view/samples/GridFilter';
import { SelectionBar } from '../../src/view/samples/SelectionBar';
import { CheckpointsPanel } from '../../src/view/setup/CheckpointsPanel';
import { en } from '../../src/words/en';
import { speak } from '../../src/words/say';
import { standInLab } from '../state/standInWorker';
import { circled } from './otherLanguage';

afterEach(() => speak(en));

const Nothing = () => null;
const panels: Record<string, () => string> = {
  'the top bar': () => html(TopBar, {}),
  'the page of blankets': () => html(BlanketPage, {}),
  'the selection': () => html(SelectionBar, { Pixels: Nothing }),
  'the filter of the grid': () => html(GridFilter, {}),
  'the checkpoints': () => html(CheckpointsPanel, {}),
  'the page of a failure': () => html(Failure, { message: '…' }),
};

function html<P extends object>(component: ComponentType<P>, props: P): string {
  const store = standInLab({});
  return renderToStaticMarkup(createElement(LabProvider, { value: store }, createElement(component, props)));
}

/** All that a person sees or hears of a page: its texts, and the attributes that are read. */
function readOf(page: string): string[] {
  const attributes = [...page.matchAll(/ (?:title|alt|placeholder|aria-label)="([^"]*)"/g)].map(
    ([, text]) => text!,
  );
  const texts = page.split(/<[^>]*>/);
  return [...attributes, ...texts].filter((text) => text.trim() !== '');
}

const plainWords = (page: string) => readOf(page).filter((text) => /[A-Za-z]{2,}/.test(text));

describe('a second language', () => {
  it.each(Object.entries(panels))('reaches all of %s', (_, render) => {
    const english = readOf(render());
    speak(circled);
    const other = render();
    expect(plainWords(other)).toEqual([]);
    expect(readOf(other).length).toBe(english.length);
  });

  it('would find what it does not reach', () => {
    expect(plainWords('<p title="Save">ⓐⓑ</p>')).toEqual(['Save']);
    expect(plainWords('<p class="soft">left <b>over</b></p>')).toEqual(['left ', 'over']);
  });
});
