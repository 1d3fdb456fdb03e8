/** Names of data sets and models. Files and reports have them in English; whom the lab itself offers, every language may call its own way. */

import type { Code } from './catalogue';
import { en } from './en';
import { sayMessage } from './say';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What to call a data set: the catalogue's name for one of the lab's, its own for a person's files. */
export function dataName({ id, name }: Named): string {
  return id !== 'files' && Object.hasOwn(en.data.sources, id) ? named(`data.sources.${id}.name`) : name;
}

/** What to call a model: the catalogue's name for one of the lab's, its own for a person's model. */
export function modelName({ id, name }: Named): string {
  return Object.hasOwn(en.model.architectures, id) ? named(`model.architectures.${id}.label`) : name;
}

/** What to call an attribute: the catalogue's word for one of the lab's data, its own name for others. */
export function attributeName(attribute: string): string {
  return Object.hasOwn(en.data.attributes, attribute) ? named(`data.attributes.${attribute}`) : attribute;
}

function named(code: string): string {
  return sayMessage({ code: code as Code });
}
