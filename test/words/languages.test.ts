import { describe, expect, it } from 'vitest';
import { en } from '../../src/words/en';
import { firstLanguage, languages } from '../../src/words/languages';

type Entry = string | ((values: unknown) => unknown);

/** All texts of a catalogue, by their codes. */
function entriesOf(section: object, above = ''): [code: string, entry: Entry][] {
  return Object.entries(section).flatMap(([key, entry]) =>
    typeof entry === 'object'
      ? entriesOf(entry, `${above}${key}.`)
      : [[`${above}${key}`, entry as Entry] as [string, Entry]],
  );
}

/** Stands for any value: its parts and what its methods give are such values too, and as text it is its name. */
function anything(name: string): unknown {
  return new Proxy(() => name, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive) return () => name;
      return key === Symbol.iterator ? [][Symbol.iterator] : anything(name);
    },
    apply: () => anything(name),
  });
}

/** What a text says of any values, and the names of those that it asks for. */
function saidOf(entry: Entry): { text: string; asked: string[] } {
  if (typeof entry === 'string') return { text: entry, asked: [] };
  const asked = new Set<string>();
  const values = new Proxy(
    {},
    {
      get: (_, key) => {
        if (typeof key === 'string') asked.add(key);
        return anything(`<${String(key)}>`);
      },
      ownKeys: () => [],
    },
  );
  let text = '';
  try {
    text = String(entry(values));
  } catch {
    // It looks something up by a value: what it asks for is known all the same.
  }
  return { text, asked: [...asked].sort() };
}

/** What is the same in English and in another language. */
const alike: ReadonlySet<string> = new Set([
  // Names and signs.
  'MNIST',
  'Fashion-MNIST',
  'CIFAR-10',
  'LeNet',
  'Pullover',
  'CIFAR10Net',
  'ResNet-8',
  'Dense',
  'Conv2D',
  'DepthwiseConv2D',
  'BatchNormalization',
  'ReLU',
  'ReLU6',
  'LeakyReLU',
  'ZeroPadding2D',
  'Concatenate',
  'Tanh',
  'Sigmoid',
  'Flatten',
  'Add',
  'GlobalAveragePooling2D',
  'TokenEmbedding',
  'LayerNormalization',
  'SelfAttention',
  'MeanOfTokens',
  'MaxPooling2D',
  'AveragePooling2D',
  'NegGrad+',
  'SCRUB',
  'L-FOCI',
  'Fisher, g g′',
  'K-FAC',
  'Transformer',
  'Sekhari',
  'CR',
  'Epsilon ε',
  'Delta δ',
  'Sigma σ',
  'ms',
  'AUC',
  'AUC (%)',
  'Woodbury',
  'GPU',
  'CPU',
  'SGD',
  'Adam',
  'CKA',
  'CODEC',
  'xi',
  'NumPy (.npz)',
  'safetensors',
  'Lethe',
  'WebGPU',
  'WASM',
  'auto',
  'webgpu',
  'wasm',
  'cpu',
  'BibTeX',
  // Terms, and words that are the same.
  'Slice',
  'Slices',
  'Seed',
  'Seeds',
  'Kernel',
  'Training',
  'Downloads',
  'Backend',
  'Momentum',
  'Label',
  'Gradient',
  'Block',
  'Pause',
  'Band',
  'Name',
  'Variable',
  'Checkpoints',
  'Link',
  'Text',
]);

/** The command line speaks English, and so do a reference and a command that are copied. */
const english = /^cli\.|^page\.share\.(reference|command)$/;

/** Publications, as they are cited; numbers with units; a line of facts. */
const noWords = /^engine\.methods\..*\.source$|^units\.|^page\.doctor\.where$/;

const spoken = entriesOf(en).filter(([code]) => !english.test(code));
const others = languages.filter(({ code }) => code !== 'en');

describe.each(others)('$name', ({ code: locale, load }) => {
  it('has the codes of English and no others, in the same order', async () => {
    const codes = entriesOf(await load()).map(([code]) => code);
    expect(codes).toEqual(entriesOf(en).map(([code]) => code));
    expect((await load()).language.locale).toBe(locale);
  });

  it('says nothing in English but names, signs and terms', async () => {
    const texts = new Map(entriesOf(await load()));
    const same = spoken.filter(([code, entry]) => {
      const { text } = saidOf(texts.get(code)!);
      const words = text.replace(/<\w+>|undefined/g, '');
      return /\p{L}{2,}/u.test(words) && text === saidOf(entry).text && !alike.has(text);
    });
    expect(same.map(([code]) => code).filter((code) => !noWords.test(code))).toEqual([]);
  });

  it('asks for the values that English asks for', async () => {
    const texts = new Map(entriesOf(await load()));
    const asked = spoken.map(([code, entry]) => [code, saidOf(entry).asked]);
    expect(spoken.map(([code]) => [code, saidOf(texts.get(code)!).asked])).toEqual(asked);
  });
});

describe('the language that a page begins with', () => {
  it.each([
    ['de', ['en-GB'], 'de'],
    [null, ['fr-FR', 'de-AT', 'en'], 'de'],
    [null, ['fr', 'it'], 'en'],
    ['xx', ['en-US', 'de'], 'en'],
  ] as const)('is, of %s kept and %s in the browser, %s', (kept, browsers, first) => {
    expect(firstLanguage(kept, browsers)).toBe(first);
  });
});
