/** Names of data sets, their classes, and models. Files and reports have them in English; whom the lab itself offers, every language may call its own way. */

import type { Code } from './catalogue';
import { en } from './en';
import { say, sayMessage } from './say';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An id of data with planted samples (src/data/planted): what they were, what was planted, its share and its seed. */
const planted = /^(.+)_(labels|patch|correlated)-(0\.\d+)-(\d+)$/;

/** What to call a data set: the catalogue's name for one of the lab's, its own for a person's files. */
export function dataName({ id, name }: Named): string {
  if (id !== 'files' && Object.hasOwn(en.data.sources, id)) return named(`data.sources.${id}.name`);
  const [, base, kind, share, seed] = planted.exec(id) ?? [];
  if (base === undefined) return name;
  return say(`data.planted.names.${kind as 'labels' | 'patch' | 'correlated'}`, {
    data: dataName({ id: base, name: base }),
    share: Number(share),
    seed: Number(seed),
  });
}

/** What to call a model: the catalogue's name for one of the lab's, its own for a person's model. */
export function modelName({ id, name }: Named): string {
  return Object.hasOwn(en.model.architectures, id) ? named(`model.architectures.${id}.label`) : name;
}

/** What to call an attribute: the catalogue's word for one of the lab's data, its own name for others. */
export function attributeName(attribute: string): string {
  return Object.hasOwn(en.data.attributes, attribute) ? named(`data.attributes.${attribute}`) : attribute;
}

interface Classed {
  readonly id: string;
  readonly classNames: readonly string[];
}

/** The last translation of a list of classes: whoever asks again for the same gets the same list. */
const translated = new WeakMap<readonly string[], { readonly locale: string; readonly names: string[] }>();

/** What to call the classes of data: the catalogue's names for those of the lab's data, their own for a person's files. */
export function classNamesOf({ id, classNames }: Classed): readonly string[] {
  if (id === 'files') return classNames;
  const locale = say('language.locale');
  const last = translated.get(classNames);
  if (last?.locale === locale) return last.names;
  const names = classNames.map((name) =>
    Object.hasOwn(en.data.classes, name) ? named(`data.classes.${name}`) : name,
  );
  translated.set(classNames, { locale, names });
  return names;
}

function named(code: string): string {
  return sayMessage({ code: code as Code });
}
