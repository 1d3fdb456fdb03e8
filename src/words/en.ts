/**
 * Everything that a person reads, in English: a section for each part of the lab, a text or a function of values for each code; a section may have
 * sections of its own. Another language is another file with the same keys (catalogue.ts).
 */

export const en = {
  // The language itself: its BCP 47 tag, by which numbers, dates, lists and plurals are written.
  language: {
    locale: 'en',
  },

  // Numbers with their units. A thin space stands before a sign, a plain one before letters.
  units: {
    milliseconds: ({ value }: { value: string }) => `${value} ms`,
    seconds: ({ value }: { value: string }) => `${value} s`,
    minutes: ({ minutes, seconds }: { minutes: string; seconds: string }) => `${minutes} min ${seconds} s`,
    percent: ({ value }: { value: string }) => `${value}\u2009%`,
    degrees: ({ value }: { value: string }) => `${value}°`,
    megabytes: ({ value }: { value: string }) => `${value}\u2009MB`,
  },

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
  page: {
    // Opening data and models, and keeping weights.
    setup: {
      amounts: {
        title: 'Training images',
        all: 'All',
        equal: 'equally many of each class',
        shipped: 'equally many of each class; trained weights come with the lab',
        longer: 'takes longer',
        beyondShipped: ({ shipped }: { shipped: string }) =>
          `more than the ${shipped} that weights come for: train first`,
        asInFiles: 'as they are in the files',
      },
      facts: { origin: 'Origin', licence: 'Licence', citation: 'To cite' },
      data: {
        title: 'Data',
        about: ({ name }: { name: string }) => `About ${name}`,
        size: ({ training, validation, height, width, channels, classes }: ImageSet) =>
          `${training} training and ${validation} validation images of ${height} × ${width}, ${colours(channels)}, in ${classes} classes.`,
        otherAmount: 'Take another number of images…',
        groups: { builtin: 'Made by the lab', download: 'Downloads', kept: 'Your files, in memory' },
      },
      download: {
        title: ({ name }: { name: string }) => `Download ${name}?`,
        leave: 'Leave it',
        take: 'Download',
        about:
          'The browser fetches the pictures from a public host and keeps them: the next visit needs no network.',
      },
      files: {
        title: 'Take these data?',
        leave: 'Leave all as it was',
        take: 'Take',
        size: ({
          training,
          validation,
          height,
          width,
          channels,
          classes,
          size,
        }: ImageSet & { size: string }) =>
          `${training} training and ${validation} validation images of ${height} × ${width}, ${colours(channels)}, in ${classes} classes; ${size} in memory.`,
        whole: ({ name, size, from }: { name: string; size: string; from: string }) =>
          `${name}: ${size} ${from}`,
        from: ({ names }: { names: string }) => `From ${names}.`,
        class: 'Class',
        training: 'training',
        validation: 'validation',
        pictures: 'The first training images',
      },
      model: {
        title: 'Model',
        notTrained: 'not trained',
        layer: 'Layer',
        slices: 'slices',
        weightsEach: 'weights each',
        filters: ({ count }: { count: string }) => `${count} filters`,
        units: ({ count }: { count: string }) => `${count} units`,
      },
      weights: {
        notTrained: ({ model }: { model: string }) => `${model} is not trained on these data yet.`,
        rightOn: 'Right on',
        accuracies: (values: {
          validationAccuracy: string;
          validation: string;
          trainingAccuracy: string;
          training: string;
          ofTrainingSet: boolean;
        }) =>
          `${values.validationAccuracy} of ${values.validation} validation images${values.ofTrainingSet ? ' (further training images that the model never saw)' : ''}; ${values.trainingAccuracy} of ${values.training} training images`,
        title: 'Weights',
        about: ({ origin, parameters }: { origin: string; parameters: string }) =>
          `${origin}, ${parameters} parameters`,
        origins: {
          shipped: 'shipped with the lab',
          trained: 'trained here',
          checkpoint: 'from a checkpoint',
          own: 'your own model',
        },
        training: 'Training',
        course: (values: {
          epochs: number;
          data: string;
          stages: number;
          optimizer: string;
          batchSize: number;
          learningRate: number;
          cosine: boolean;
          weightDecay: number;
          augmentation: string | null;
          seed: number;
          backend: string;
        }) =>
          `${values.epochs} epochs on ${values.data}${values.stages > 1 ? ` in ${values.stages} trainings, the last by` : ''}, ${values.optimizer}, batches of ${values.batchSize}, learning rate ${values.learningRate}${values.cosine ? ' (cosine)' : ''}, weight decay ${values.weightDecay}${values.augmentation === null ? '' : `, ${values.augmentation}`}, seed ${values.seed}, on ${values.backend}`,
      },
      open: {
        title: 'Open…',
        files: 'Data files…',
        filesAbout: 'MNIST (IDX, also .gz), CIFAR-10 (.bin, .tar.gz), NumPy (.npz), or a zip of pictures',
        filesInput: 'Data files',
        folder: 'A folder of pictures…',
        folderAbout: 'one folder for each class',
        folderInput: 'A folder of pictures',
        model: 'A model or a checkpoint…',
        modelAbout: 'model.json with its .bin files, or a .lethe.zip',
        modelInput: 'A model or a checkpoint',
        about: 'They never leave your machine. You can also drop them anywhere on the page.',
      },
      checkpoints: {
        inBrowser: 'In this browser',
        none: 'Nothing saved yet.',
        name: 'Keep the trained weights as',
        nameAbout: 'As they were trained: removals are not kept.',
        noName: 'A checkpoint needs a name.',
        save: 'Save',
        export: 'Export',
        exportAbout: 'The weights as a file: model.json and all that unlearning needs, in a zip',
        openFile: 'Open a file…',
        fileInput: 'A checkpoint file',
        accuracy: ({ model, accuracy }: { model: string; accuracy: string }) =>
          `${model}, ${accuracy} validation`,
        data: ({ name, images }: { name: string; images: string }) => `${name}, ${images} images`,
        otherData: '(not these on the bench)',
        saved: ({ date, size }: { date: string; size: string }) => `${date}, ${size}`,
        load: 'Load',
        delete: 'Delete',
        deleteForGood: 'Delete for good',
        keep: 'Keep',
      },
    },

    // The training samples: the grid, and what is selected in it.
    samples: {
      title: 'Training samples',
      grid: 'Samples: arrow keys move, space selects',
      noneShown: 'No sample passes the filter above.',
      shownOf: ({ shown, total }: { shown: string; total: string }) => `${shown} of ${total}`,
      clear: ({ count }: { count: string }) => `Clear ${count} selected`,
      filter: {
        class: 'Class',
        allClasses: 'All classes',
        oneClass: ({ name }: { name: string }) => `Class ${name}`,
        order: 'Order',
        byIndex: 'By index',
        byLoss: 'Highest loss',
        misclassified: 'Misclassified',
      },
      cell: (values: {
        sample: number;
        label: string;
        predicted: string | null;
        loss: string | null;
        removed: boolean;
      }) =>
        [
          `Sample ${values.sample}`,
          `label ${values.label}`,
          values.predicted !== null && `predicted ${values.predicted}`,
          values.loss !== null && `loss ${values.loss}`,
          values.removed && 'removed',
        ]
          .filter(Boolean)
          .join(', '),
      selection: {
        none: 'No sample selected',
        noneAbout: 'Click one in the grid; Ctrl or Shift adds more. Or describe them.',
        many: ({ count }: { count: string }) => `${count} samples`,
        one: ({ sample }: { sample: number }) => `Sample ${sample}`,
        label: 'label',
        predicted: 'predicted',
        loss: 'loss',
        removeAs: 'How they go',
        orders: {
          sequence: {
            label: 'One after the other',
            about: 'Each is a removal of its own, from the model before it',
          },
          batch: { label: 'As one batch', about: 'One removal, for the mean of their losses' },
        },
        unlearn: 'Unlearn',
        unlearnMany: ({ count }: { count: string }) => `Unlearn ${count}`,
      },
      forget: {
        describe: 'Describe…',
        describeAbout: 'Describe what to forget',
        title: 'What to forget',
        about: 'Choose one, and the samples that it names are selected in the grid.',
        kinds: { class: 'A class', random: 'A random draw', list: 'A list' },
        class: 'Class to forget',
        limit: {
          label: 'At most',
          about: 'So many samples, the first of the class. Empty: all of them.',
          placeholder: 'all',
        },
        count: { label: 'Samples', about: 'How many are drawn from those that are left.' },
        seed: { label: 'Seed of the draw', about: 'The same seed draws the same samples.' },
        list: {
          label: 'Indices and ranges',
          about: 'Typed or pasted, with commas or blanks between them.',
          placeholder: '3, 17, 20-25',
        },
        selectOne: 'Select this sample',
        selectMany: ({ count }: { count: string }) => `Select these ${count} samples`,
      },
    },
  },
} as const;

/** A set of images, in words. */
interface ImageSet {
  readonly training: string;
  readonly validation: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
}

function colours(channels: number): string {
  return channels === 1 ? 'grey' : 'in colour';
}
