import { afterEach, describe, expect, it } from 'vitest';
import { dataSources } from '../../src/data/sources';
import { de } from '../../src/words/de';
import { en } from '../../src/words/en';
import { classNamesOf, dataName, modelName } from '../../src/words/names';
import { say, speak } from '../../src/words/say';

afterEach(() => speak(en));

describe('names of the lab', () => {
  it('are those of the language, and in a file of a person its own', () => {
    const classNames = ['Sandal', 'Ankle boot', 'Ada', '7'];
    expect(classNamesOf({ id: 'fashion', classNames })).toEqual(classNames);
    speak(de);
    expect(classNamesOf({ id: 'fashion', classNames })).toEqual(['Sandale', 'Stiefelette', 'Ada', '7']);
    expect(classNamesOf({ id: 'files', classNames })).toBe(classNames);
    expect(modelName({ id: 'mnist-2nn', name: 'Two-layer net' })).toBe(
      de.model.architectures['mnist-2nn'].label,
    );
    expect(modelName({ id: 'own', name: 'net.h5' })).toBe('net.h5');
    expect(say('engine.certificate.otherModel', { model: 'Two-layer net' })).toMatch(
      /^Für das Modell Zweischichtiges Netz,/,
    );
    expect(dataName({ id: 'files', name: 'shoes.npz' })).toBe('shoes.npz');
  });

  it('of classes are one list for one question, until the language changes', () => {
    const data = { id: 'shapes-32', classNames: ['boat'] };
    const english = classNamesOf(data);
    expect(classNamesOf(data)).toBe(english);
    speak(de);
    expect(classNamesOf(data)).toEqual(['Boot']);
  });

  it('of spoilt data say what was planted', () => {
    const spoilt = { id: 'fashion_labels-0.05-1', name: '' };
    expect(dataName(spoilt)).toBe('Fashion-MNIST, 7,000 images, 5% with wrong labels (seed 1)');
    const glasses = { id: 'faces_correlated-0.5-1', name: '' };
    expect(dataName(glasses)).toBe(
      'Painted faces, glasses with attributes that go with them by 0.5 (seed 1)',
    );
    speak(de);
    expect(dataName(glasses)).toMatch(/^Gemalte Gesichter, Brille mit .* zu 0,5 /);
    expect(dataName(spoilt)).toBe('Fashion-MNIST, 7.000 Bilder, 5 % mit falschen Labels (Seed 1)');
    expect(dataName({ id: 'digits_patch-0.125-7', name: '' })).toMatch(
      /, 12,5 % mit einem Muster \(Seed 7\)$/,
    );
  });

  it('of classes are all known, but for digits and persons', () => {
    const names = dataSources.flatMap(({ id, classNames }) => (id === 'faces' ? [] : (classNames ?? [])));
    const words = names.filter((name) => !/^\d$/.test(name));
    expect(words.length).toBeGreaterThan(40);
    expect(words.filter((name) => !Object.hasOwn(en.data.classes, name))).toEqual([]);
  });
});
