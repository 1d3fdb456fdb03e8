/** What each setting of the panel is called, and a word about it. */

import {
  type CurvatureId,
  largestDenseBlock,
  type MethodRow,
  methodIds,
  methodTable,
  type NumericParameter,
  numericParameters,
} from '../../state/contract';
import {
  type MethodSetting,
  methodSettings,
  type SettingName,
  type Settings,
} from '../../state/settings/settings';
import { rowWords } from '../../words/rowWords';
import { formats, say } from '../../words/say';

export interface SettingWords {
  readonly label: string;
  readonly explanation: string;
}

/** The numbers of a removal and of the methods, whose words are in the engine's section. */
const numbers: Readonly<Record<string, NumericParameter>> = {
  ...numericParameters,
  ...Object.fromEntries(
    methodIds.flatMap((method) => {
      const { numbers }: MethodRow = methodTable[method];
      return methodSettings(method).map(({ number, setting }) => [setting, numbers[number]!]);
    }),
  ),
};

/** Settings that are one word out of a few. */
export type ChoiceSetting =
  | 'method'
  | 'selection'
  | 'curvature'
  | 'update'
  | 'attention'
  | 'weightDecay'
  | 'batch'
  | 'retrainingOrder'
  | 'solver'
  | 'fociPath'
  | 'guardSet';

type OtherSetting =
  | 'batchNorms'
  | 'gpuTimes'
  | 'noise'
  | 'maxSlices'
  | 'retrainingSeed'
  | 'blanketSamples'
  | 'blanketRepeats'
  | 'blanketSeed';

export type ExplainedSetting = Extract<
  SettingName,
  ChoiceSetting | OtherSetting | MethodSetting | keyof typeof numericParameters
>;

/** What a setting is called, and a word about it. */
export function settingWords(name: ExplainedSetting): SettingWords {
  const number = numbers[name];
  if (number !== undefined) return rowWords('engine.numbers', number.words);
  const named = name as ChoiceSetting | OtherSetting;
  return {
    label: say(`page.settings.fields.${named}.label`),
    explanation:
      named === 'solver'
        ? say('page.settings.fields.solver.about', { largest: formats.whole(largestDenseBlock) })
        : say(`page.settings.fields.${named}.about`),
  };
}

/** What a choice of a menu is called, and what it means. */
export function choiceWords<K extends ChoiceSetting>(name: K, choice: Settings[K]): SettingWords {
  const chosen = { name, choice } as {
    [S in ChoiceSetting]: { name: S; choice: Settings[S] };
  }[ChoiceSetting];
  switch (chosen.name) {
    case 'method':
      return rowWords('engine.methods', chosen.choice);
    case 'selection':
      return rowWords('engine.selections', chosen.choice);
    case 'curvature':
      return rowWords('engine.curvatures', chosen.choice);
    case 'update':
      return rowWords('engine.updates', chosen.choice);
    case 'batch':
      return rowWords('engine.batches', chosen.choice);
    case 'retrainingOrder':
      return rowWords('engine.retrainingOrders', chosen.choice);
    case 'guardSet':
      return rowWords('engine.guardSets', chosen.choice);
    case 'attention':
      return rowWords('engine.attentions', chosen.choice);
    case 'weightDecay':
      return rowWords('engine.weightDecays', chosen.choice);
    case 'solver':
      return solverWords(chosen.choice);
    case 'fociPath':
      return {
        label: say(`page.settings.fociPaths.${chosen.choice}.label`),
        explanation: say(`page.settings.fociPaths.${chosen.choice}.about`),
      };
    default:
      return chosen satisfies never;
  }
}

function solverWords(solver: Settings['solver']): SettingWords {
  return {
    label: say(`page.settings.solvers.${solver}.label`),
    explanation:
      solver === 'dense'
        ? say('page.settings.solvers.dense.about', { largest: formats.whole(largestDenseBlock) })
        : say(`page.settings.solvers.${solver}.about`),
  };
}

/** Curvatures by what they cost. */
const curvatureGroups = {
  rankOne: ['secant', 'secant-cut', 'secant-l1', 'fisher'],
  denseBlock: ['block', 'block-fd'],
  withoutMatrix: ['cg', 'ggn', 'kfac'],
  authors: ['authors-1', 'authors-2'],
} as const satisfies Record<string, readonly CurvatureId[]>;
type CurvatureGroup = keyof typeof curvatureGroups;
const groupNames = Object.keys(curvatureGroups) as CurvatureGroup[];

/** The menu of curvatures: the choices of each group under its name. */
export function curvatureMenu(): Readonly<Record<string, readonly CurvatureId[]>> {
  return Object.fromEntries(
    groupNames.map((group) => [say(`page.settings.curvatureGroups.${group}.label`), curvatureGroups[group]]),
  );
}

/** What a setting is called and means; of a menu, what its choice means. */
export function explain(name: ExplainedSetting, settings: Settings): SettingWords {
  const words = settingWords(name);
  if (!isChoice(name)) return words;
  const { label, explanation } = choiceWords(name, settings[name]);
  return {
    label: say('page.settings.chosen', { setting: words.label, choice: label }),
    explanation:
      name === 'curvature'
        ? say('page.settings.withCost', { explanation, cost: costOf(settings.curvature) })
        : explanation,
  };
}

const choiceSettings: readonly string[] = [
  'method',
  'selection',
  'curvature',
  'update',
  'batch',
  'retrainingOrder',
  'attention',
  'weightDecay',
  'solver',
  'fociPath',
  'guardSet',
] satisfies ChoiceSetting[];

function isChoice(name: ExplainedSetting): name is ChoiceSetting {
  return choiceSettings.includes(name);
}

function costOf(curvature: CurvatureId): string {
  const group = groupNames.find((name) => curvatureGroups[name].some((choice) => choice === curvature))!;
  return group === 'denseBlock'
    ? say('page.settings.curvatureGroups.denseBlock.cost', { largest: formats.whole(largestDenseBlock) })
    : say(`page.settings.curvatureGroups.${group}.cost`);
}
