/**
 * Everything that a person reads, in English: a section for each part of the lab, a text or a function of values for each code. Another language is
 * another file with the same keys (catalogue.ts).
 */

export const en = {
  // What the graphics device and its drivers are in the way of.
  gpu: {
    refusedStep: ({ reason }: { reason: string }) => `The GPU refused a step: ${reason}`,
  },

  // What is wrong with files of data, and what the lab says of data.
  data: {},

  // Models, checkpoints, training.
  model: {},

  // Removals: methods, settings, phases, sessions.
  engine: {},

  // The lab around them: opening, saving, restoring, jobs, devices.
  lab: {
    notOpen: 'The lab is not open yet.',
    atWork: 'The lab is at work: wait until it is done, or cancel it.',
  },

  // The command line.
  cli: {},

  // The page, by panel.
  page: {},
} as const;
