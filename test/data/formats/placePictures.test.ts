import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { plainEntry } from '../../../src/data/formats/entry';
import { placePictures } from '../../../src/data/formats/placePictures';

const place = (paths: readonly string[]) =>
  placePictures(paths.map((path) => plainEntry(path ? `${path}/1.png` : '1.png', new Uint8Array(0))));
const short = { training: 'train', validation: 'val', test: 'test' };

/** "train cat" for a training picture of the class cat. */
test.each<[what: string, paths: string[], places: string[]]>([
  ['classes alone', ['cat', 'dog'], ['train cat', 'train dog']],
  ['folders that all have in common', ['a/b/cat', 'a/b/dog'], ['train cat', 'train dog']],
  [
    'the three parts',
    ['x/train/cat', 'x/train/dog', 'x/val/cat', 'x/test/dog'],
    ['train cat', 'train dog', 'val cat', 'test dog'],
  ],
  [
    'other spellings',
    ['Training/cat', 'Training/dog', 'dev/cat', 'TESTING/dog'],
    ['train cat', 'train dog', 'val cat', 'test dog'],
  ],
  [
    'a part within itself',
    ['training_set/training_set/cat', 'training_set/training_set/dog', 'test_set/test_set/cat'],
    ['train cat', 'train dog', 'test cat'],
  ],
  [
    'words around the part',
    ['asl_train/asl_train/A', 'asl_train/asl_train/B', 'asl_test/A'],
    ['train A', 'train B', 'test A'],
  ],
  [
    'an evaluation beside a validation',
    ['training/a', 'training/b', 'validation/a', 'evaluation/b'],
    ['train a', 'train b', 'val a', 'test b'],
  ],
  [
    'an evaluation beside a test',
    ['train/a', 'train/b', 'Eval/a', 'test/b'],
    ['train a', 'train b', 'val a', 'test b'],
  ],
  ['parts below the classes', ['cat/train', 'cat/test', 'dog/train'], ['train cat', 'test cat', 'train dog']],
  ['a class called train', ['bus', 'car', 'train'], ['train bus', 'train car', 'train train']],
  [
    'a class called train within the parts',
    ['train/bus', 'train/train', 'test/train'],
    ['train bus', 'train train', 'test train'],
  ],
  [
    'classes with a word for a part within',
    ['test_tube', 'train_station'],
    ['train test_tube', 'train train_station'],
  ],
  [
    'parts below a folder that is called as one',
    ['deep-learning/train/cat', 'deep-learning/train/dog', 'deep-learning/test/cat'],
    ['train cat', 'train dog', 'test cat'],
  ],
  [
    'classes around the part',
    ['cats_train', 'dogs_train', 'cats_test', 'dogs_val'],
    ['train cats', 'train dogs', 'test cats', 'val dogs'],
  ],
  [
    'a group called train',
    ['train/front', 'train/back', 'bus/front', 'bus/back'],
    ['train train/front', 'train train/back', 'train bus/front', 'train bus/back'],
  ],
  [
    'groups of classes',
    ['apple/rot', 'apple/healthy', 'grape/rot'],
    ['train apple/rot', 'train apple/healthy', 'train grape/rot'],
  ],
  ['a folder for pictures within each class', ['cat/images', 'dog/images'], ['train cat', 'train dog']],
  ['the same in some of them', ['cat/images', 'dog'], ['train cat', 'train dog']],
])('%s', (_, paths, places) => {
  const { placed, leftOut } = place(paths);
  expect(placed.map(({ role, className }) => `${short[role]} ${className}`)).toEqual(places);
  expect(leftOut).toEqual([]);
});

describe('pictures in no folder of a class', () => {
  test.each<[what: string, paths: string[], left: string[]]>([
    ['a test part', ['x/train/cat', 'x/train/dog', 'x/test'], ['x/test']],
    ['a folder beside the parts', ['train/cat', 'train/dog', 'test/cat', 'sample/any'], ['sample']],
    ['a folder beside the training part', ['train/cat', 'train/dog', 'more'], ['more']],
    [
      'a part in another language',
      ['training/cat', 'training/dog', 'validierung/cat', 'validierung/dog'],
      ['validierung'],
    ],
    [
      'a test part within itself',
      ['seg_train/a', 'seg_train/b', 'seg_test/a', 'seg_pred/seg_pred'],
      ['seg_pred'],
    ],
  ])('%s is left out', (_, paths, left) => {
    expect(place(paths).leftOut.map(({ folder }) => folder)).toEqual(left);
  });

  test.each([
    [['train', 'test']],
    [['train/cat', 'train/dog', 'train']],
    [['cat', 'dog', '']],
    [['pets/cat', 'pets/dog', 'pets']],
    [['pets/cat', 'pets/dog', 'train']],
  ])('%j is refused', (paths) => {
    expect(() => place(paths)).toThrow(DataError);
  });
});

test('masks beside pictures are left out', () => {
  const { placed, masks } = placePictures(
    ['cat/images', 'cat/masks', 'dog/images', 'dog/masks'].map((folder) =>
      plainEntry(`${folder}/1.png`, new Uint8Array(0)),
    ),
  );
  expect(placed.map(({ className }) => className)).toEqual(['cat', 'dog']);
  expect(masks.map(({ name }) => name)).toEqual(['cat/masks/1.png', 'dog/masks/1.png']);
  // Alone they are classes.
  expect(place(['cat/masks', 'cat/faces']).masks).toEqual([]);
});

describe('pictures whose own names say the class', () => {
  const placeFiles = (names: readonly string[]) => {
    const { placed, leftOut, areNamed } = placePictures(
      names.map((name) => plainEntry(name, new Uint8Array(0))),
    );
    return { areNamed, leftOut, classes: placed.map(({ role, className }) => `${short[role]} ${className}`) };
  };

  test('in one folder', () => {
    const { areNamed, classes } = placeFiles([
      'x/cat.0.jpg',
      'x/cat.1.jpg',
      'x/a dog (1).jpg',
      'x/a dog (2).jpg',
    ]);
    expect(classes).toEqual(['train cat', 'train cat', 'train a dog', 'train a dog']);
    expect(areNamed).toBe(true);
  });

  test('of the training part, beside a part without classes', () => {
    const { classes, leftOut } = placeFiles([
      ...[0, 1].flatMap((i) => [`train/cat.${i}.jpg`, `train/dog.${i}.jpg`]),
      'test/1.jpg',
    ]);
    expect(classes).toEqual(['train cat', 'train dog', 'train cat', 'train dog']);
    expect(leftOut).toEqual([{ folder: 'test', count: 1, isPart: true }]);
  });

  test.each([
    ['names of cameras', ['x/IMG_1.jpg', 'x/IMG_2.jpg', 'x/DSC_1.jpg', 'x/DSC_2.jpg']],
    ['a class of one picture', ['x/cat.0.jpg', 'x/cat.1.jpg', 'x/dog.0.jpg']],
    [
      'folders of classes',
      ['a/cat1.jpg', 'a/cat2.jpg', 'a/dog1.jpg', 'a/dog2.jpg', 'b/cat1.jpg', 'b/cat2.jpg'],
    ],
  ])('%s say none', (_, names) => {
    expect(placeFiles(names).areNamed).toBe(false);
  });
});

test('several archives are parts, or classes, by their names', () => {
  const inside = (archive: string, name: string) => ({ ...plainEntry(name, new Uint8Array(0)), archive });
  const parts = ['train', 'test'].flatMap((part) =>
    ['cat', 'dog'].map((name) => inside(`x/${part}.zip`, `${name}/1.png`)),
  );
  expect(placePictures(parts).placed.map(({ role, className }) => `${short[role]} ${className}`)).toEqual([
    'train cat',
    'train dog',
    'test cat',
    'test dog',
  ]);
  const classes = [inside('cat.zip', '1.png'), inside('dog.tar.gz', '1.png')];
  expect(placePictures(classes).placed.map(({ className }) => className)).toEqual(['cat', 'dog']);
});
