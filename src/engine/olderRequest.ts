/** Requests and parts of reports of before version 4 of reports, in what lies in files and in storage. */

type Members = Readonly<Record<string, unknown>>;

/** What a setting of an older request is called now: the name went to another meaning. */
export const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  /** The pair cut out of a step of all weights; `secant` is by an exact product now. */
  curvature: { secant: 'secant-cut' },
  /** As many slices as L-FOCI takes; `saliency` goes by the number of parameters now. */
  selection: { saliency: 'saliency-slices' },
};

/** What an older request did, that did not say it. */
export const unsaid = {
  weightDecay: 'none',
  batch: 'mean',
  retrainingOrder: 'independent',
  guardSet: 'validation',
  drawSeed: null,
} as const;

/** The settings of an older request as those of the present one: the same removal. Where it is none it stays as it is, for the schema to refuse. */
export function readOlderSettings(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return settings;
  const members: Record<string, unknown> = { ...(settings as Members), ...unsaid };
  for (const [name, words] of Object.entries(renamed)) members[name] = renameChoice(members[name], words);
  return members;
}

/** The curvature of an older report, as it would be said now: under its present name, without decay in the step. */
export function readOlderCurvature(curvature: unknown): unknown {
  if (typeof curvature !== 'object' || curvature === null) return curvature;
  const { name } = curvature as Members;
  return { ...curvature, name: renameChoice(name, renamed.curvature!), weightDecay: 0 };
}

/** The selection of an older report: a batch had one blanket, of its mean. */
export function readOlderSelection(selection: unknown): unknown {
  return typeof selection === 'object' && selection !== null ? { ...selection, blankets: null } : selection;
}

function renameChoice(choice: unknown, words: Readonly<Record<string, string>>): unknown {
  return typeof choice === 'string' && Object.hasOwn(words, choice) ? words[choice] : choice;
}
