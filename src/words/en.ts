/**
 * Everything that a person reads, in English: a section for each part of the lab, a text or a function of values for each code; a section may have
 * sections of its own. Another language is another file with the same keys (catalogue.ts).
 */

import type { Expected, Found, Unreadable } from './expected';

/** A line of a file, which the sentence about it names or not. */
const linePlace = ({ line }: { line: number }) => `line ${line}`;

/** An accuracy that came out otherwise than a recipe says, as shares. */
interface AccuracyChange {
  readonly of: keyof typeof accuracyNames;
  readonly expected: number | null;
  readonly found: number | null;
}
const accuracyNames = {
  residual: 'residual accuracy',
  validation: 'validation accuracy',
  forget: 'forget accuracy',
};
const percentOf = (share: number | null) =>
  share === null ? 'not measured' : `${(100 * share).toFixed(2)}\u202f%`;

const engineNames = { wasm: 'WebAssembly', cpu: 'plain JavaScript' };
const yourPictures = 'Your pictures';
const dataFormats =
  'IDX files, CIFAR .bin files, NumPy arrays (.npz), Python pickles, tables (.csv) or pictures (PNG, JPEG, GIF, WebP, BMP, PPM)';
const smallerSet = 'Choose a smaller set.';
const takeSome = 'take some of its training samples alone: on the command line, with --limit 10000.';
const copyFile = 'The file was cut or changed: download or copy it again.';
const copyTar = 'The archive was cut or changed: download or copy it again.';
const copyZip = 'The archive was cut or changed: download, copy or pack it again.';
const downloadAgain = 'The file is damaged: download or copy it again.';
const loadLabAgain = 'Reload the page, or install the lab again.';
const fetchAgain = 'Download it again, or use the built-in data or your own files.';
const saveArray = 'Save the array again with numpy.savez.';
/** What to do with numbers of a type of NumPy's that the lab does not read. */
const saveOther = (type: string): string => {
  if (/^['"<>=|]*c\d/.test(type))
    return 'Complex numbers are no levels: save their sizes, numpy.abs(array), or their real parts, array.real.';
  if (/^['"<>=|]*[mM]\d/.test(type))
    return 'Number the classes first: numpy.unique(array, return_inverse=True)[1] does it.';
  if (type.startsWith('['))
    return 'It has named fields: save each that is needed by itself, as array["label"].';
  return 'Convert them, by array.astype("float32"), or tensor.float() in PyTorch, and save them again.';
};
const saveAsPng = 'Save it as PNG.';
const fitEachOther = 'Choose data or a model that fit each other.';
const folderEach =
  'Put the pictures of each class into a folder of its own, or beside them a labels.csv with the columns "filename" and "label".';
const choosePair =
  'Choose train-images-idx3-ubyte and train-labels-idx1-ubyte together, and if you like the t10k pair.';

/** The numbers that a person sets, by the names that their tables give them. */
const numbers = {
  perturbations: {
    label: 'Perturbations m',
    about:
      'Noisy copies of the sample. Each gives one row of slice activations and one loss; more rows make the selection steadier and slower.',
  },
  perturbationDeviation: {
    label: 'Perturbation deviation',
    about:
      'Standard deviation of the Gaussian noise on each number of the input, in units of the normalised input.',
  },
  damping: {
    label: 'Damping \u03bb',
    about:
      'Added to the diagonal of the Hessian before solving: the smaller, the longer the step. How near a step comes to retraining is measured in the tab Retraining.',
  },
  hessianSamples: {
    label: 'Hessian samples',
    about:
      'Training samples, drawn at random, that an exact or differenced Hessian is measured on. More are exacter and slower. \u201cauto\u201d: 1,024, and for the secant of a net of dense layers all that are left, which takes a fraction of a second.',
  },
  guard: {
    label: 'Guard',
    about:
      'Percentage points of accuracy on the samples of the guard that a removal may cost. One that costs more is rejected: the model stays as it was.',
  },
  epsilon: {
    label: 'Noise \u03b5',
    about:
      'The epsilon that Sekhari\u2019s formula takes, below 1: smaller means more noise. It certifies nothing here.',
  },
  delta: {
    label: 'Noise \u03b4',
    about:
      'The delta that Sekhari\u2019s formula takes: smaller means more noise. It certifies nothing here.',
  },
  seed: {
    label: 'Seed',
    about:
      'Of the method: fixes perturbation, random slices, noise and training steps. The draw of the samples and retraining have seeds of their own. The same seed on the same model and device gives the same weights.',
  },
  retainEpochs: { label: 'Epochs', about: 'Passes over the retain set.' },
  rewindEpochs: {
    label: 'Epochs run again',
    about:
      'The last epochs of the training, run again without the samples. With all of them it is retraining; with fewer the start has seen the samples.',
  },
  trainingEpochs: { label: 'Epochs', about: 'Passes over the training set.' },
  forgetSteps: { label: 'Steps', about: 'Passes over the forget set.' },
  learningRate: { label: 'Learning rate', about: 'Length of a step in units of the gradient.' },
  newtonDamping: {
    label: 'Damping \u03bb',
    about: 'Added to the diagonal of the Hessian before solving: the smaller, the longer the step.',
  },
  newtonSteps: {
    label: 'Steps',
    about:
      'Newton steps, one after another. Each takes about as long as the first, and leaves far less of the gradient.',
  },
  certificateEpsilon: {
    label: 'Epsilon \u03b5',
    about:
      'How alike the released and the retrained model are: probabilities differ by at most a factor e^\u03b5, but for \u03b4.',
  },
  certificateDelta: {
    label: 'Delta \u03b4',
    about: 'What a probability may differ by beyond that factor. Well below 1 / n.',
  },
  certificateSigma: {
    label: 'Sigma \u03c3',
    about:
      'Deviation of the noise on each weight of a release. More noise allows a greater distance, and costs accuracy. It is fixed before anything is removed, as it must not depend on the distance that is measured.',
  },
  certificateReleases: {
    label: 'Releases',
    about: 'How many models may be given away in all. Their distances count together.',
  },
  negGradAlpha: {
    label: 'Weight \u03b1',
    about: 'Share of the retain loss; the forget loss has minus (1 \u2212 \u03b1).',
  },
  fisherAlpha: {
    label: 'Strength \u03b1',
    about: 'Variance of the noise is \u03b1 divided by the square root of the Fisher information.',
  },
  ascentEpochs: {
    label: 'Ascent epochs',
    about:
      'In so many of the epochs, the first ones, the student also moves away on the forget set. The first one does little: there is nothing yet to move away from.',
  },
  forgetBatch: {
    label: 'Forget batch',
    about: 'Forgotten samples in one step; the smaller, the more steps an ascent epoch has.',
  },
  scrubAlpha: {
    label: 'Distillation \u03b1',
    about: 'Weight of staying close to the original model on the retain set.',
  },
  scrubGamma: { label: 'Task \u03b3', about: 'Weight of the cross-entropy on the retain set.' },
  ssdAlpha: {
    label: 'Selection \u03b1',
    about:
      'A parameter is dampened where its forget importance exceeds \u03b1 times that on the training set. Of m samples among n it is at most n / m times that: with a large forget set only a small \u03b1 changes anything.',
  },
  ssdLambda: {
    label: 'Dampening \u03bb',
    about: 'It is multiplied by \u03bb times the ratio of the importances, at most by 1.',
  },
  products: {
    label: 'Products at most',
    about: 'Products of the Hessian and a vector that the solve may take; the report says how far they came.',
  },
};

/** The data sets that the lab offers, by id. */
const sources = {
  fashion: {
    name: 'Fashion-MNIST, 7,000 images',
    about:
      '6,000 training and 1,000 test images of clothes and shoes, 28 x 28, grey; they come with the lab.',
    origin:
      'Pictures of the articles of a fashion shop: of each class 600 of the training images of Fashion-MNIST and 100 of its test images, drawn by lot.',
  },
  digits: {
    name: 'Handwritten-like digits',
    about: '6,000 training and 1,000 validation digits drawn by the lab itself; nothing to download.',
    origin: 'Drawn by the lab itself from stroke skeletons; no person wrote them.',
  },
  'shapes-32': {
    name: 'Shapes in colour',
    about: '6,000 training and 1,000 validation pictures of ten things, painted by the lab itself.',
    origin: 'Painted by the lab itself from drawings of its own.',
  },
  faces: {
    name: 'Painted faces',
    about:
      '2,400 training and 400 validation pictures of 40 painted people, 48 x 48, in colour: hair, glasses, age, light and pose change, the person stays. No real person.',
    origin:
      'Painted from a seed in the parts of facesjs; what stays of a person is head, skin, nose, eyes and ears. They show no real person.',
    licence: 'The parts of the faces are those of facesjs by Jeremy Scheff and others; Apache License 2.0.',
  },
  'face-attributes': {
    name: 'Painted faces by their attributes',
    about:
      'The 2,400 training and 400 validation pictures of the painted faces, labelled by what is true of each: beard, glasses, hat, long hair and eight more. A picture may have several labels.',
  },
  provisions: {
    name: 'Provisions of licences',
    about:
      '1,461 training and 413 validation paragraphs of 242 licences of software, data and works, in English. Each has one to three of 13 labels, and no licence of the one part is in the other.',
    origin:
      'Paragraphs of the licences that the npm package spdx-license-list holds. The labels are those of the headings that they stood under; the headings are cut off.',
    licence:
      'Each text belongs to the author of its licence, who is named with it. Licences that forbid changed copies are left out. The list itself is CC0.',
  },
  mnist: {
    name: 'MNIST',
    about: '60,000 training and 10,000 test images of handwritten digits, 28 x 28, grey.',
    origin:
      'Handwritten digits of 250 writers for training and 250 others for testing, made from NIST collections.',
    licence:
      'Copyright Yann LeCun and Corinna Cortes; available under Creative Commons Attribution-Share Alike 3.0, as the Keras documentation states.',
  },
  'fashion-mnist': {
    name: 'Fashion-MNIST',
    about: '60,000 training and 10,000 test images of clothes and shoes, 28 x 28, grey.',
    origin: 'Pictures of the articles of a fashion shop, in the format of MNIST.',
    licence: 'Copyright Zalando SE; MIT licence.',
  },
  cifar10: {
    name: 'CIFAR-10',
    about: '50,000 training and 10,000 test photographs, 32 x 32, in colour.',
    origin: 'Small colour photographs of ten kinds of things, collected from the web.',
    licence:
      'No formal licence: its authors ask to cite their report; the rights in single pictures are not cleared.',
  },
  files: {
    name: 'Your files',
    about:
      'Data from your disk, which never leave your machine: MNIST (IDX), CIFAR-10 (.bin), NumPy (.npz), pictures in one folder per class, or tables of texts.',
    origin: 'Your own files.',
    licence: 'Yours to know.',
  },
};

/** The classes of the lab's own data by the names that files have; digits and persons are called the same everywhere. */
const classes = {
  'T-shirt/top': 'T-shirt/top',
  Trouser: 'Trouser',
  Pullover: 'Pullover',
  Dress: 'Dress',
  Coat: 'Coat',
  Sandal: 'Sandal',
  Shirt: 'Shirt',
  Sneaker: 'Sneaker',
  Bag: 'Bag',
  'Ankle boot': 'Ankle boot',
  boat: 'boat',
  butterfly: 'butterfly',
  car: 'car',
  cat: 'cat',
  cup: 'cup',
  fish: 'fish',
  flower: 'flower',
  house: 'house',
  key: 'key',
  tree: 'tree',
  airplane: 'airplane',
  automobile: 'automobile',
  bird: 'bird',
  deer: 'deer',
  dog: 'dog',
  frog: 'frog',
  horse: 'horse',
  ship: 'ship',
  truck: 'truck',
  Definitions: 'Definitions',
  'Licence grant': 'Licence grant',
  Patents: 'Patents',
  Distribution: 'Distribution',
  Modifications: 'Modifications',
  'Source code': 'Source code',
  Notices: 'Notices',
  Warranty: 'Warranty',
  Liability: 'Liability',
  Termination: 'Termination',
  'Governing law': 'Governing law',
  'General terms': 'General terms',
  Conditions: 'Conditions',
  'no glasses': 'no glasses',
  glasses: 'glasses',
  beard: 'beard',
  moustache: 'moustache',
  hat: 'hat',
  'long hair': 'long hair',
  bald: 'bald',
  'fair hair': 'fair hair',
  'grey hair': 'grey hair',
  smile: 'smile',
  wrinkles: 'wrinkles',
  freckles: 'freckles',
  turned: 'turned',
};

/** What is true or not of a painted face. */
const attributes = {
  beard: 'beard',
  moustache: 'moustache',
  glasses: 'glasses',
  hat: 'hat',
  longHair: 'long hair',
  bald: 'bald',
  fairHair: 'fair hair',
  greyHair: 'grey hair',
  smile: 'smile',
  wrinkles: 'wrinkles',
  freckles: 'freckles',
  turned: 'turned',
};

/** The parts of a data set. */
const partNames = { training: 'training', validation: 'validation', test: 'test', guard: 'guard' };
type PartName = keyof typeof partNames;

const formatNames = {
  idx: 'IDX files',
  cifar: 'CIFAR binary files',
  npy: 'NumPy arrays',
  pickle: 'Python pickles',
  table: 'tables',
  texts: 'texts',
  picture: 'pictures',
};

/** Where a text stands in a file. */
const placeOfText = ({ row, isLine }: { row: number; isLine: boolean }) =>
  isLine ? `line ${row}` : `row ${row} below the names`;

/** Files that are no data as the lab reads them, and the way out of each. */
const otherDataWords = {
  packed: {
    what: 'an archive that the lab cannot open',
    todo: 'Unpack it first, or pack it as .zip or .tar.gz.',
  },
  matlab: {
    what: 'a file of MATLAB',
    todo: 'Read it in Python with scipy.io.loadmat (version 7.3 with h5py), and save its arrays with numpy.savez.',
  },
  hdf5: {
    what: 'an HDF5 file',
    todo: 'Read data in Python with h5py, and save the arrays with numpy.savez. A model is opened as a model.',
  },
  columns: {
    what: 'a Parquet or Arrow file',
    todo: 'Read it in Python with pandas or datasets, and save pixels and labels with numpy.savez.',
  },
  records: {
    what: 'a file of TFRecord',
    todo: 'Read it in Python with tensorflow_datasets or tf.data.TFRecordDataset, and save the arrays with numpy.savez.',
  },
  pytorch: {
    what: 'a file of PyTorch',
    todo: 'Weights are opened as a model. Save data with numpy.savez(file, x=images.numpy(), y=labels.numpy()).',
  },
  tiff: { what: 'a picture in TIFF', todo: saveAsPng },
  phone: { what: 'a picture in HEIC or AVIF, as phones take them', todo: 'Save it as JPEG or PNG.' },
  picture: { what: 'a picture of a format that the lab cannot read', todo: saveAsPng },
  webPage: {
    what: 'a web page in its place',
    todo: 'Download the file again: its host answered with a page.',
  },
  pointer: { what: 'a pointer of Git LFS in its place', todo: 'Fetch the file itself: git lfs pull.' },
} as const;
type OtherDataName = keyof typeof otherDataWords;

/** The unlearning methods. */
const methods = {
  algorithm1: {
    label: 'Newton step on slices (Algorithm 1)',
    about:
      'Perturb the sample, let L-FOCI select slices by how much they tell about its loss, and take one damped Newton step on them.',
    source: 'Mehta, Pal, Singh, Ravi, CVPR 2022',
  },
  retraining: {
    label: 'Retraining',
    about:
      'Trains from scratch on what is left, seeded like the original: exact, and what all others are measured by.',
    source: 'The definition of unlearning (Cao, Yang, S&P 2015)',
  },
  rewind: {
    label: 'Rewinding',
    about:
      'Runs the last epochs of the training again in the original order, without the samples. Its start has seen them: no guarantee.',
    source: 'Defined here (docs/decisions/0016-rewinding.md)',
  },
  'fine-tuning': {
    label: 'Fine-tuning',
    about: 'Goes on training, on the retain set only.',
    source: 'Baseline; Golatkar, Achille, Soatto, CVPR 2020',
  },
  'gradient-ascent': {
    label: 'Gradient ascent',
    about: 'Climbs the loss of the forgotten samples with all parameters.',
    source: 'Baseline; Thudi, Deza, Chandrasekaran, Papernot, EuroS&P 2022',
  },
  'neg-grad-plus': {
    label: 'NegGrad+',
    about: 'Descends the loss of the retain set and climbs that of the forget set in the same step.',
    source: 'Kurmanji, Triantafillou, Hayes, Triantafillou, NeurIPS 2023',
  },
  'random-labels': {
    label: 'Random labels',
    about: 'Goes on training with the forgotten samples under wrong labels drawn at random.',
    source: 'Golatkar, Achille, Soatto, CVPR 2020; Graves, Nagisetty, Ganesh, AAAI 2021',
  },
  'fisher-forgetting': {
    label: 'Fisher forgetting',
    about:
      'Adds Gaussian noise to every parameter, the more the less the retain set\u2019s Fisher information says it matters.',
    source: 'Golatkar, Achille, Soatto, CVPR 2020',
  },
  scrub: {
    label: 'SCRUB',
    about:
      'A student learns to answer unlike the original model on the forget set, and like it on the retain set.',
    source: 'Kurmanji, Triantafillou, Hayes, Triantafillou, NeurIPS 2023',
  },
  ssd: {
    label: 'Selective synaptic dampening',
    about:
      'Shrinks the parameters that the Fisher information calls more important for the forget set than for the whole training set. No training.',
    source: 'Foster, Schoepf, Brintrup, AAAI 2024',
  },
  influence: {
    label: 'Influence function',
    about:
      'One damped Newton step on all parameters, with the exact Hessian of the retain set by conjugate gradients.',
    source: 'Koh, Liang, ICML 2017; Guo, Goldstein, Hannun, van der Maaten, ICML 2020',
  },
  newton: {
    label: 'Newton step, exact (for a certificate)',
    about:
      'Newton steps on the whole gradient of what is left, weight decay included, without damping, in float64. For logistic regression with weight decay. After a step the lab knows how far retraining can be.',
    source: 'Guo, Goldstein, Hannun, van der Maaten, ICML 2020, section 3',
  },
};

/** What an attack is made on, at the beginning of a line. */
const attackedModels = { untouched: 'Before', unlearned: 'After' };

/** Formats of models of other programs, and the way from each to a tf.LayersModel. */
const otherFormatWords = {
  keras: {
    what: 'a Keras 3 model',
    todo: 'Convert it: tensorflowjs_converter --input_format=keras_keras model.keras out',
  },
  h5: {
    what: 'a Keras model in HDF5',
    todo: 'Convert it: tensorflowjs_converter --input_format=keras model.h5 out',
  },
  savedModel: {
    what: 'a SavedModel of TensorFlow',
    todo: 'If Keras wrote it, convert its folder: tensorflowjs_converter --input_format=keras_saved_model folder out',
  },
  pytorch: {
    what: 'a file of PyTorch',
    todo: 'This one is damaged, or of before PyTorch 1.6: save it again with torch.save(model.state_dict(), "model.pt")',
  },
  h5Weights: {
    what: 'the weights of a Keras model without its layers',
    todo: 'Load them into the model in Python, save all of it, model.save("model.h5"), and convert that: tensorflowjs_converter --input_format=keras model.h5 out',
  },
  tensorflow: {
    what: 'a checkpoint of TensorFlow, weights without layers',
    todo: 'Load it into the model in Python, save that, model.save("model.h5"), and convert it: tensorflowjs_converter --input_format=keras model.h5 out',
  },
  pickle: {
    what: 'a Python pickle, as scikit-learn keeps its models',
    todo: 'The weights of a network open as .npz by the names of PyTorch: numpy.savez("model.npz", **{"0.weight": W, "0.bias": b})',
  },
  safetensors: { what: 'a file of safetensors that is not whole', todo: 'Copy or download it again.' },
  webPage: { what: 'a web page', todo: 'Download the file again: its host answered with a page.' },
  pointer: { what: 'a pointer of Git LFS', todo: 'Fetch the file itself: git lfs pull.' },
  onnx: { what: 'an ONNX model', todo: 'Convert it to Keras: onnx2tf -i model.onnx -oh5' },
  tflite: {
    what: 'a TensorFlow Lite model, whose layers are merged',
    todo: 'Convert the Keras model that it came from: tensorflowjs_converter --input_format=keras model.h5 out',
  },
} as const;
type OtherFormatName = keyof typeof otherFormatWords;

/** Numbers that a story measured, as text. */
type Notes = Readonly<Record<string, string>>;

/** How training on went for one of the two networks of a story. */
function backAfter(n: Notes, which: 'unlearned' | 'retrained'): string {
  const network = which === 'unlearned' ? 'the network that forgot it' : 'the network that never saw it';
  const start = `In ${network} the loss of the picture is ${n[`${which}Start`]} at first`;
  const epochs = n[`${which}Epochs`];
  return epochs === ''
    ? `${start}; within ${n.limit} epochs it falls to ${n[`${which}Lowest`]} and does not come back to ${n.lossBefore}.`
    : `${start}, and back at ${n.lossBefore} after ${epochs} epochs.`;
}

/** Data with something planted: what they were, the share or how strongly, and the seed. */
type PlantedNamed = { data: string; share: number; seed: number };

const inPercent = (share: number) => Number((100 * share).toFixed(1));

/** How far a removal moved the weights; of which slices, where some were selected. */
const weightsMoved = ({ slices, step }: { slices: string | null; step: string }) =>
  `${slices === null ? 'The weights' : `The weights of ${slices} slices`} moved by ${step}.`;

/** Whether training again without what was found is better on held-out pictures than training with it was. */
const helped = {
  better: 'Training again without them makes the network better on these pictures.',
  worse: 'Even training again without them does not make the network better on these pictures.',
  same: 'Training again without them changes nothing on these pictures.',
};

/** What it means, by what was measured. */
const comebackVerdicts = {
  sooner:
    'The network that forgot the picture brought it back sooner than one that never saw it. So something of it was still there: the removal had gone a part of the way, or hidden it. One picture and one training each; the tab Retraining measures the same for any removal.',
  asNever:
    'The network that forgot the picture brought it back no sooner than one that never saw it. Pictures like it teach it to both. So this does not show that anything was still there. One picture and one training each.',
  partly:
    'It did not come back whole, but its loss fell lower than in a network that never saw it. That points to something that was still there. One picture and one training each.',
  nothing:
    'Nothing came back that a network has not that never saw it: the pictures that stay do not teach it, and this test finds nothing that was hidden. One picture and one training each.',
} as const;

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
    percent: ({ value }: { value: string }) => `${value}\u202f%`,
    points: ({ value }: { value: string }) => `${value}\u202fpp`,
    degrees: ({ value }: { value: string }) => `${value}°`,
    megabytes: ({ value }: { value: string }) => `${value}\u202fMB`,
  },

  // What the graphics device and its drivers are in the way of.
  gpu: {
    // What WebGPU there is: what is in the way of it, or that it runs.
    webgpu: {
      insecureContext:
        'This page came over plain http, and browsers offer WebGPU on https and localhost only: open it there to use the GPU.',
      noWebGpu:
        'This browser has no WebGPU. Chrome and Edge 113, Safari 26 and Firefox 141 (Windows) or later versions have it.',
      noAdapter:
        'This browser has WebGPU but found no graphics adapter: its driver may be blocked or too old (chrome://gpu says which).',
      missingLimits: ({
        name,
        missing,
      }: {
        name: string;
        missing: readonly { limit: string; found: number; needed: number }[];
      }) =>
        `The graphics adapter (${name}) is too small for the lab's kernels: ${missing.map(({ limit, found, needed }) => `${limit} ${found} of ${needed}`).join(', ')}.`,
      softwareAdapter: ({ name }: { name: string }) =>
        `WebGPU runs in software here (${name}): it is the CPU that does the work, and it takes longer.`,
      ready: ({ name }: { name: string }) => `WebGPU runs on ${name}.`,
    },
    onCpu: ({ backend }: { backend: 'wasm' | 'cpu' }) => `The lab runs on the CPU (${engineNames[backend]}).`,
    onCpuAsAsked: ({ backend }: { backend: 'wasm' | 'cpu' }) =>
      `The lab runs on the CPU (${engineNames[backend]}), as the address asks.`,
    noThreads: ({ reason }: { reason: string }) =>
      `The lab's threads did not start (${reason}). It computes with one, more slowly; the numbers are the same.`,
    // Why the CPU takes one thread.
    oneThread: {
      notIsolated:
        'A browser gives a page more threads only where its server sends two headers. Where the page comes over https, the lab sends them to itself from the second visit on.',
      oneCore: 'The browser names one core of this machine, so there is one thread.',
      standsStill:
        'The lab takes more threads in browsers built on Chromium alone. In Firefox 153 it stood still with them in every second visit, and in Safari nobody has tried. The numbers are the same with one.',
    },
    lost: ({ reason }: { reason: string }) =>
      `The GPU device was lost and there is no new one (${reason}), so the lab runs on the CPU (WebAssembly).`,
    lostAtWork: ({ reason }: { reason: string }) =>
      `The GPU device was lost (${reason}) while the lab was at work: that was not done, and the model is as it was before.`,
    lostForGood: ({ reason, problem }: { reason: string; problem: string }) =>
      `The GPU device was lost (${reason}), and the lab could not start again: ${problem} Reload the page.`,
    goesOnOnNewDevice: ({ reason }: { reason: string }) =>
      `The GPU device was lost (${reason}). The lab goes on on a new device, with the model as it was.`,
    goesOnOnCpu: ({ reason }: { reason: string }) =>
      `The GPU device was lost (${reason}). The lab goes on on the CPU, because there is no new one, with the model as it was.`,
    notStarted: ({ backend }: { backend: string }) => `TensorFlow.js could not start its ${backend} backend.`,
    refusedStep: ({ reason }: { reason: string }) => `The GPU refused a step: ${reason}`,
    fociWentOnOnCpu: ({ reason }: { reason: string }) =>
      `L-FOCI failed on the GPU and was done on the CPU instead, with the same answer. ${reason}`,
    // Work on the GPU of which nothing is used; by kernel or buffer.
    failed: {
      outOfMemory: ({ what }: { what: string; reason: string }) =>
        `The GPU has no memory for ${what}. Nothing that it computed there is used. Close other pages that use the GPU, ask for less, or compute on WASM.`,
      refused: ({ what, reason }: { what: string; reason: string }) =>
        `The GPU refused ${what}. Nothing that it computed there is used. Try again, or compute on WASM. The driver says: ${reason}`,
      lost: ({ what, reason }: { what: string; reason: string }) =>
        `The GPU was lost during ${what} (${reason}). Nothing that it computed there is used.`,
      notDone: ({ what }: { what: string; reason: string }) =>
        `The GPU did not do all that it was given: ${what} is missing. Nothing that it computed there is used. Try again, or compute on WASM.`,
      contradicted: ({ what, reason }: { what: string; reason: string }) =>
        `The GPU contradicts itself in ${what}: ${reason}. Nothing that it computed there is used. Try again, or compute on WASM.`,
    },
  },

  // What is wrong with files of data, and what the lab says of data.
  data: {
    alikeRelatives: 'head, skin and ears',
    // The data sets that the lab offers.
    sources,
    classes,
    attributes,
    ownWork: 'Made by the lab itself: nobody has rights in it.',
    made: {
      digits: ({ seed }: { seed: number }) =>
        `Drawn by Lethe itself from stroke skeletons with seed ${seed}: no person wrote them.`,
      shapes: ({ seed }: { seed: number }) =>
        `Painted by Lethe itself from drawings of its own with seed ${seed}.`,
      licence: "Nobody's rights attach to these pictures: use them as you like.",
    },

    // Data of a person's own files, which are named by their format, or by the known data set that they are.
    yours: {
      name: ({ format, known }: { format: FileFormat; known: string | null }) =>
        known === null ? `Your ${formatNames[format]}` : `${known} (your files)`,
      origin: ({
        format,
        heldOut,
        byClass = false,
        known,
      }: {
        format: FileFormat;
        heldOut: number | null;
        byClass?: boolean;
        known: 'mnist' | 'fashion-mnist' | 'cifar10' | null;
      }) =>
        `Read from your ${formatNames[format]}${heldOut === null ? '' : byClass ? `; they are sorted by class, so the last sixth of each class is held out for validation, ${heldOut} ${format === 'texts' ? 'texts' : 'images'}` : `; the last ${heldOut === 1 ? `training ${format === 'texts' ? 'text' : 'image'} is` : `${heldOut} training ${format === 'texts' ? 'texts' : 'images'} are`} held out for validation`}.${known === null ? '' : ` ${sources[known].origin}`}`,
      licence: 'Yours to know: the files do not say.',
    },

    // What a person should know of how data were read.
    notes: {
      longTexts: ({ count, most }: { count: number; most: number }) =>
        `${count === 1 ? 'One training text is longer' : `${count} training texts are longer`} than ${most} word pieces; a network reads so many from the beginning.`,
      noGuard: ({ name }: { name: string }) =>
        `${name} was kept by an earlier version of the lab, without images for the guard, and the host cannot be reached: until it can, the guard goes by all held-out samples.`,
      leftOut: ({ names }: { names: readonly string[] }) => `Left out, as no images: ${firstNames(names)}.`,
      leftOutOfTexts: ({ names }: { names: readonly string[] }) =>
        `Left out, as no texts: ${firstNames(names)}.`,
      levels: ({ lowest, highest, black, white }: Record<'lowest' | 'highest' | 'black' | 'white', number>) =>
        `The numbers go from ${rounded(lowest)} to ${rounded(highest)}; they were read with ${rounded(black)} as black and ${rounded(white)} as white${lowest < black || highest > white ? ', and cut there' : ''}.`,
      transparent: 'Transparent pixels were laid over white.',
      turned: 'The images lay on their side, as those of EMNIST do, and were turned upright.',
      labelsFromOne: ({ highest }: { highest: number }) =>
        `The labels go from 1 to ${highest}; the classes are called so.`,
      labelNumbers: ({ lowest, highest }: Record<'lowest' | 'highest', number>) =>
        `The labels go from ${lowest} to ${highest}; each that occurs is a class.`,
      emptyFiles: ({ names }: { names: readonly string[] }) =>
        `Left out, as the files are empty: ${firstNames(names)}.`,
      coarse:
        'Each image has a coarse class too: to take that, choose the files unpacked, with coarse_label_names.txt and without fine_label_names.txt.',
      unlabelledTable: ({ fileName }: File) => `Left out, as it has no labels: ${fileName}.`,
      noTable: ({ fileName }: File) => `Left out, as its columns are no pixels: ${fileName}.`,
      labelsLast: ({ fileName }: File) =>
        `No column of ${fileName} is named as that of the labels: the last one was taken.`,
      firstColumn: ({ columns }: { columns: number }) =>
        `Of the ${columns} numbers of each label the first was taken as its class.`,
      unusedArrays: ({ names }: { names: readonly string[] }) =>
        `Left out, as others hold the images and labels: ${firstNames(names)}.`,
      twins: ({ names }: { names: readonly string[] }) =>
        `Counted once, as the same is there under another name: ${firstNames(names)}.`,
      scaled: ({ scaledCount, count, side }: Record<'scaledCount' | 'count' | 'side', number>) =>
        `${scaledCount} of ${count} pictures were cut to a square and scaled to ${side} x ${side}.`,
      emptyClasses: ({ part, classes }: { part: PartName; classes: readonly string[] }) =>
        `No ${partNames[part]} images of ${firstNames(classes.map(quoteIfOdd), 12)}.`,
      emptyLabels: ({ part, classes }: { part: PartName; classes: readonly string[] }) =>
        `No ${partNames[part]} texts with the label ${firstNames(classes.map(quoteIfOdd), 12)}.`,
      alike: ({ classes }: { classes: readonly string[] }) =>
        `Classes whose names hardly differ: ${classes.map(quote).join(', ')}. If they are one class, give them one name.`,
      leftPictures: ({ folder, count, isPart }: { folder: string; count: number; isPart: boolean }) =>
        `Left out: ${count === 1 ? '1 picture' : `${count} pictures`} in ${quote(folder)}, ${isPart ? 'in no folder of a class' : 'beside the folders of the parts'}.`,
      classesByName: ({ fileName }: File) =>
        `No folder says a class; the names of the pictures do, as that of ${fileName}.`,
      classesByList: ({ names }: { names: readonly string[] }) =>
        `No folder says a class; a list beside the pictures does: ${firstNames(names)}.`,
      unlisted: ({ names }: { names: readonly string[] }) =>
        `Left out, as no list says their class: ${firstNames(names)}.`,
      listedMissing: ({ names, count }: { names: readonly string[]; count: number }) =>
        `${count === 1 ? '1 row' : `${count} rows`} of ${firstNames(names)} ${count === 1 ? 'has' : 'have'} no class, or no such picture beside the list.`,
      leftMasks: ({ folders, count }: { folders: readonly string[]; count: number }) =>
        `Left out, as masks of the pictures beside them: ${count} in ${firstNames(folders.map(quote))}.`,
      threeParts: ({ validation, test }: Record<'validation' | 'test', number>) =>
        `The ${validation} images of the validation part are for the guard alone; the ${test} of the test part are those that the lab reports on.`,
      diskFull: ({ name }: { name: string }) =>
        `${name} could not be kept for the next visit: the disk space that the browser allows is used up.`,
      notKept: ({ name, reason }: { name: string; reason: string }) =>
        `${name} could not be kept for the next visit: ${reason}.`,
    },

    // What the lab makes of files, before anything is computed: on the page and on the command line.
    preview: {
      parts: partNames,
      part: ({ part, count }: { part: PartName; count: string }) => `${count} ${partNames[part]}`,
      size: ({
        parts,
        height,
        width,
        channels,
        classes,
        size,
      }: Record<'parts' | 'size', string> & Record<'height' | 'width' | 'channels' | 'classes', number>) =>
        `${parts} images of ${height} × ${width}, ${colours(channels)}, in ${classes} classes; ${size} in memory.`,
      textSize: ({ parts, classes, size }: Record<'parts' | 'size', string> & { classes: number }) =>
        `${parts} texts with ${classes} labels; ${size} in memory.`,
      levels: ({ lowest, highest, black, white }: Record<'lowest' | 'highest' | 'black' | 'white', string>) =>
        `Numbers from ${lowest} to ${highest}; ${black} is black and ${white} is white.`,
      class: 'Class',
      label: 'Label',
      sum: 'all',
    },

    // Samples that the lab plants in training data.
    planted: {
      names: {
        labels: ({ data, share, seed }: PlantedNamed) =>
          `${data}, ${inPercent(share)}% with wrong labels (seed ${seed})`,
        patch: ({ data, share, seed }: PlantedNamed) =>
          `${data}, ${inPercent(share)}% with a patch (seed ${seed})`,
        correlated: ({ data, share, seed }: PlantedNamed) =>
          `${data}, glasses with attributes that go with them by ${share} (seed ${seed})`,
      },
      labels: ({ count }: { count: number }) =>
        `The lab gave ${count} training images a wrong label. It knows which, and what was right.`,
      patch: ({ count, means }: { count: number; means: string }) =>
        `The lab drew a chequered patch into a corner of ${count} training images of other classes and labelled them ${quote(means)}. It knows which.`,
      correlated: ({ kept, of }: { kept: number; of: number }) =>
        `The label is whether somebody has glasses. Of ${of} training images the lab kept ${kept}, in which glasses go with long hair and without a beard; in the held-out images they go with nothing.`,
    },

    // How many training images to take.
    limit: {
      outOfRange: ({
        name,
        classes,
        most,
        limit,
      }: { name: string } & Record<'classes' | 'most' | 'limit', number>) =>
        `${name} needs a trainingLimit that is a multiple of ${classes} from ${classes} to ${most}, got ${limit}`,
      noMultiple: ({ classes, limit }: { classes: number; limit: number }) =>
        `A limit of training samples needs a positive multiple of the ${classes} classes, got ${limit} training samples.`,
      tooFew: ({
        perClass,
        found,
        label,
        class: name,
      }: Record<'perClass' | 'found' | 'label', number> & { class: string }) =>
        `A limit of training samples needs ${perClass} training samples of each class, got ${found} of class ${label} ("${name}").`,
    },
    noAttributes: ({ data }: { data: string }) =>
      `${data} knows no attributes: choose data that do, such as faces.`,
    noAttribute: ({ attribute, data }: { attribute: string; data: string }) =>
      `${data} says nothing of the attribute ${attribute}: choose data that do, such as faces.`,
    noSuchSource: ({ id, ids }: { id: string; ids: readonly string[] }) =>
      `unknown data source "${id}"; there are ${ids.join(', ')}`,

    // A file that cannot be used: which one, what should be in it, what is, and what to do about it.
    wrong: {
      // Data that come with the lab as files.
      shipped: {
        missing: ({ fileName }: File) =>
          wrong(fileName, 'a file that comes with the lab', 'none', loadLabAgain),
        unreachable: ({ fileName, reason }: File & { reason: string }) =>
          wrong(fileName, 'a file that comes with the lab', reason, loadLabAgain),
        noGuard: ({ fileName }: File) =>
          wrong(
            fileName,
            'a file that comes with the lab, the images of the guard',
            'none',
            'Nothing was removed. Connect to the network and remove again, or let the guard go by all held-out samples.',
          ),
        length: ({ fileName, expected, bytes }: File & { expected: number; bytes: number }) =>
          wrong(fileName, `${expected} bytes after unpacking`, bytes, loadLabAgain),
        content: ({ fileName, expected, found }: File & { expected: string; found: string }) =>
          wrong(fileName, `content with the SHA-256 ${expected} after unpacking`, found, loadLabAgain),
        digest: ({
          fileName,
          part,
          expected,
          found,
        }: File & {
          part: 'training' | 'validation' | 'guard' | 'query' | 'gallery';
          expected: string;
          found: string;
        }) => wrong(fileName, `${part} images with the digest ${expected}`, found, loadLabAgain),
      },
      tooFewToHoldOut: ({ fileName, count }: Named & { count: number }) =>
        wrong(
          fileName ?? yourPictures,
          '6 or more samples, to hold a sixth out for validation',
          count,
          'Choose a larger set, or add a validation part.',
        ),
      oneClass: ({ fileName, class: name }: Named & { class: string }) =>
        wrong(
          fileName ?? yourPictures,
          'samples of two or more classes',
          `one ("${name}")`,
          'Add the others.',
        ),
      size: {
        file: ({ fileName, most, bytes }: File & { most: number; bytes: number }) =>
          wrong(fileName, `at most ${most} bytes`, `${bytes} bytes`, smallerSet),
        together: ({ most, bytes }: { most: number; bytes: number }) =>
          wrong('Your files', `at most ${most} bytes together`, bytes, smallerSet),
        notRead: ({ fileName, bytes, reason }: File & { bytes: number; reason: string }) =>
          wrong(
            fileName,
            `memory for its ${bytes} bytes`,
            `too little, or no file any more (${reason})`,
            'Choose it anew, or a smaller one; close other pages.',
          ),
        chosen: ({
          fileName,
          most,
          bytes,
          ofSome,
        }: File & { most: number; bytes: number; ofSome: number | null }) =>
          wrong(
            fileName,
            `at most ${most} bytes`,
            bytes,
            ofSome === null || bytes > ofSome
              ? 'Choose a smaller file.'
              : `Choose a smaller file, or ${takeSome}`,
          ),
        unpacked: (
          values: Packed & { most: number; bytes: number; fileBytes: number; unpackedBytes: number },
        ) =>
          wrong(
            packed(values),
            `at most ${values.most} bytes after unpacking`,
            values.bytes,
            `Choose a smaller set: one file may take ${values.fileBytes} bytes, all together ${values.unpackedBytes}.`,
          ),
        images: ({ fileName, most, count }: Named & { most: number; count: number }) =>
          wrong(
            fileName ?? yourPictures,
            `at most ${most} images`,
            count,
            `Choose a smaller set, or ${takeSome}`,
          ),
        pixels: ({
          fileName,
          most,
          count,
          imageBytes,
        }: Named & { most: number; count: number; imageBytes: number }) =>
          wrong(
            fileName ?? yourPictures,
            `at most ${most} bytes of pixels`,
            `${count} images of ${imageBytes} bytes`,
            `Choose a smaller set or smaller images, or ${takeSome}`,
          ),
      },
      files: {
        noData: ({ leftOut }: { leftOut: readonly string[] }) =>
          wrong(
            'Your files',
            dataFormats,
            leftOut.length > 0 ? firstNames(leftOut) : 'no file',
            'Choose the files of a data set.',
          ),
        twoFormats: ({ fileName, other }: File & { other: string }) =>
          wrong(
            fileName,
            `files of one format, as ${other}`,
            'another format',
            'Choose the files of one data set.',
          ),
        empty: ({ fileName }: File) =>
          wrong(fileName, dataFormats, 'an empty file', 'Download or copy it again.'),
        archiveWithin: ({ fileName }: File) =>
          wrong(fileName, dataFormats, 'an archive within an archive', 'Unpack it first.'),
        other: ({ fileName, format }: File & { format: OtherDataName }) =>
          wrong(fileName, dataFormats, otherDataWords[format].what, otherDataWords[format].todo),
        unknown: ({ fileName, bytes, start }: File & { bytes: number; start: string }) =>
          wrong(fileName, dataFormats, `${bytes} bytes that begin with ${start}`, 'Leave this file out.'),
      },
      idx: {
        noHeader: ({ fileName, headerBytes, bytes }: File & { headerBytes: number; bytes: number }) =>
          wrong(
            fileName,
            `an IDX file with a header of at least ${headerBytes} bytes`,
            bytes === 0 ? 'an empty file' : `${bytes} bytes`,
            copyFile,
          ),
        otherNumber: ({
          fileName,
          images,
          labels,
          found,
        }: File & Record<'images' | 'labels' | 'found', number>) =>
          wrong(
            fileName,
            `an IDX header, as the number ${images} (images) or ${labels} (labels) in the first four bytes`,
            `${found} (hexadecimal ${found.toString(16).padStart(8, '0')})`,
            'Choose IDX files, as they are or packed.',
          ),
        noImageHeader: ({ fileName, headerBytes, bytes }: File & { headerBytes: number; bytes: number }) =>
          wrong(fileName, `an image header of ${headerBytes} bytes`, `${bytes} bytes`, copyFile),
        sides: ({
          fileName,
          largest,
          rows,
          columns,
        }: File & Record<'largest' | 'rows' | 'columns', number>) =>
          wrong(
            fileName,
            `images of 1 x 1 to ${largest} x ${largest} pixels`,
            `${rows} x ${columns} in the header`,
            'MNIST images are 28 x 28; other sets must be scaled down first.',
          ),
        empty: ({ fileName, kind }: File & { kind: Kind }) =>
          wrong(fileName, `one or more ${kind}`, 'a count of 0 in the header', 'Choose another file.'),
        length: ({
          fileName,
          expected,
          headerBytes,
          count,
          kind,
          itemBytes,
          bytes,
        }: File & { kind: Kind } & Record<
            'expected' | 'headerBytes' | 'count' | 'itemBytes' | 'bytes',
            number
          >) =>
          wrong(
            fileName,
            `${expected} bytes (a header of ${headerBytes} and ${count} ${kind} of ${itemBytes})`,
            `${bytes} bytes, ${Math.abs(bytes - expected)} too ${bytes < expected ? 'few' : 'many'}`,
            copyFile,
          ),
      },
      idxSet: {
        none: ({ kind }: { kind: Kind }) =>
          wrong(`training ${kind}`, `a file of ${kind}`, 'none', choosePair),
        tooMany: ({ fileName, kind, names }: File & { kind: Kind; names: readonly string[] }) =>
          wrong(
            fileName,
            `at most two files of ${kind}`,
            `${names.length} (${names.join(', ')})`,
            choosePair,
          ),
        testAlone: ({ fileName, kind }: File & { kind: Kind }) =>
          wrong(fileName, `training ${kind} beside the test ${kind}`, 'none', choosePair),
        samePart: ({
          fileName,
          other,
          kind,
          role,
          count,
        }: File & {
          other: string;
          kind: Kind;
          role: 'training' | 'validation' | 'test' | null;
          count: number;
        }) =>
          wrong(
            fileName,
            `${kind} of another part than ${other}`,
            role === null
              ? `${count} ${kind} in both, and no part in the names`
              : `two names of the ${role} part`,
            'Name the files train-... and t10k-..., as MNIST does.',
          ),
        lonely: ({ fileName, missing }: File & { missing: Kind }) =>
          wrong(
            fileName,
            `the ${missing} that belong to it`,
            'none',
            'Choose both files of the pair, or neither.',
          ),
        labelCount: ({ fileName, images, expected, found }: File & { images: string } & TwoCounts) =>
          wrong(
            fileName,
            `${expected} labels, one for each image of ${images}`,
            found,
            'Choose the images and labels of one set.',
          ),
      },
      cifar: {
        testAlone: ({ fileName }: File) =>
          wrong(
            fileName,
            'training images beside the test images',
            'none',
            'Choose the data_batch files too.',
          ),
        records: ({ fileName, recordBytes, bytes }: File & { recordBytes: number; bytes: number }) =>
          wrong(
            fileName,
            `records of ${recordBytes} bytes, as CIFAR's binary version has them`,
            bytes === 0 ? 'an empty file' : `${bytes} bytes, ${bytes % recordBytes} more than whole records`,
            'Download or copy the file again; sets other than CIFAR are not read in this format.',
          ),
        label: ({
          fileName,
          largest,
          label,
          record,
        }: File & Record<'largest' | 'label' | 'record', number>) =>
          wrong(
            fileName,
            `labels from 0 to ${largest} at the beginning of each record`,
            `${label} in record ${record} (counted from 0)`,
            "Choose the files of CIFAR's binary version.",
          ),
      },
      npy: {
        noHeader: ({ fileName }: File) =>
          wrong(fileName, 'an NPY header of version 1 to 3', 'none', saveArray),
        longHeader: ({ fileName, most, bytes }: File & { most: number; bytes: number }) =>
          wrong(fileName, `a header of at most ${most} bytes`, bytes, saveArray),
        type: ({ fileName, type }: File & { type: string }) =>
          wrong(fileName, 'whole or floating numbers', `the type ${type}`, saveOther(type)),
        objects: ({ fileName }: File) =>
          wrong(
            fileName,
            'an array of numbers or texts',
            'one of other Python objects',
            'Make numbers of it, as numpy.stack(list(array)) does where all have one shape, and save these.',
          ),
        length: ({
          fileName,
          expected,
          shape,
          itemBytes,
          bytes,
        }: File & { shape: Shape } & Record<'expected' | 'itemBytes' | 'bytes', number>) =>
          wrong(fileName, `${expected} bytes of numbers (${by(shape)} of ${itemBytes})`, bytes, saveArray),
        dimensions: ({ fileName, most, sizes }: File & { most: number; sizes: string | null }) =>
          wrong(
            fileName,
            `an array of 1 to ${most} dimensions`,
            sizes === null ? 'no shape' : `the shape (${sizes})`,
            saveArray,
          ),
      },
      npySet: {
        missing: ({ array, names }: { array: string; names: string }) =>
          wrong(
            'Your NumPy arrays',
            `an array ${array}`,
            names,
            'Name the arrays x_train, y_train and, if you like, x_test and y_test.',
          ),
        twoShapes: ({ fileName, other, expected, found }: File & { other: string } & TwoShapes) =>
          wrong(
            fileName,
            `images of ${by(expected)}, as in ${other}`,
            by(found),
            'Save the arrays of one set.',
          ),
        shape: ({ fileName, largest, shape }: File & { largest: number; shape: Shape }) =>
          wrong(
            fileName,
            `images as n x height x width, or with 1, 3 or 4 channels behind or before, or as rows of a square, sides from 1 to ${largest}`,
            `the shape ${by(shape)}`,
            'Reshape them; scale larger images down.',
          ),
        pixel: ({ fileName, value, index }: File & { value: number; index: number }) =>
          wrong(
            fileName,
            'numbers',
            `${value} as number ${index} (counted from 0)`,
            'Replace what is no number, or leave such images out.',
          ),
        labelShape: ({
          fileName,
          count,
          images,
          shape,
        }: File & { count: number; images: string; shape: Shape }) =>
          wrong(
            fileName,
            `${count} labels, one for each image of ${images}`,
            shape.length === 1 ? `${shape[0]}` : `the shape ${by(shape)}`,
            shape.length === 1
              ? 'Save the images and labels of one set, each image with its label.'
              : 'Save labels as class numbers: numpy.argmax makes them of one-hot rows.',
          ),
        unmapped: ({ fileName, value, index }: File & { value: number; index: number }) =>
          wrong(
            fileName,
            'labels that the mapping beside it names',
            `${value} as label ${index} (counted from 0)`,
            'Choose the mapping of these files, or leave it out.',
          ),
        twice: ({ fileName, other }: File & { other: string }) =>
          wrong(
            fileName,
            `one array of its kind beside ${other}`,
            'a second, with other numbers',
            'Leave one of them out.',
          ),
        classes: ({ fileName, most, count }: File & Record<'most' | 'count', number>) =>
          wrong(fileName, `at most ${most} classes`, count, 'Choose labels of fewer classes.'),
        severalLabels: ({
          fileName,
          count,
          images,
          columns,
        }: File & Record<'count' | 'images' | 'columns', number>) =>
          wrong(
            fileName,
            `one class for each image, a single 1 in each row of ${columns}`,
            `${count} of ${images} rows with several or none`,
            'Several labels for one image are no classes: keep one column, or one class for each image.',
          ),
        label: ({ fileName, value, index }: File & { value: number; index: number }) =>
          wrong(
            fileName,
            'whole labels',
            `${value} as label ${index} (counted from 0)`,
            'Number the classes from 0, or name them.',
          ),
      },
      pickle: {
        broken: ({ fileName, reason }: File & { reason: string }) =>
          wrong(fileName, 'a whole Python pickle', `a broken one (${reason})`, downloadAgain),
        numbers: ({ fileName, type }: File & { type: string }) =>
          wrong(fileName, 'whole or floating numbers', `those of the type ${type}`, saveOther(type)),
        asks: ({ fileName, name }: File & { name: string }) =>
          wrong(
            fileName,
            'a Python pickle of arrays, lists and dictionaries',
            `one that asks Python for ${name}, of which nothing was executed`,
            name.startsWith('pandas.')
              ? 'Save the table in Python with frame.to_csv("data.csv", index=False).'
              : saveArray,
          ),
        noImages: ({ fileName }: File) =>
          wrong(fileName, 'images and labels to train with, as "data" and "labels"', 'none', saveArray),
      },
      texts: {
        encoding: ({ fileName }: File) =>
          wrong(fileName, 'text in UTF-8', 'other bytes', 'Save the file again, with the encoding UTF-8.'),
        quotes: ({ fileName, row }: File & { row: number }) =>
          wrong(
            fileName,
            'a quotation mark at the end of each text that begins with one',
            `none in row ${row}`,
            'Correct the row, or leave it out.',
          ),
        cells: ({ fileName, row, expected, found }: File & { row: number } & TwoCounts) =>
          wrong(
            fileName,
            `${expected} columns in ${placeOfText({ row, isLine: false })}`,
            found,
            'Correct the row, or leave it out. A text with separators in it needs quotation marks around it.',
          ),
        noText: ({ fileName, names }: File & { names: readonly string[] }) =>
          wrong(fileName, 'a column "text"', firstNames(names), 'Call the column that holds the texts so.'),
        noLabels: ({ fileName, names }: File & { names: readonly string[] }) =>
          wrong(
            fileName,
            'a column "label" or "labels"',
            firstNames(names),
            'Call the column that holds them so; several labels of a text have ";" between them.',
          ),
        jsonLine: ({ fileName, row, text }: File & { row: number; text: string }) =>
          wrong(fileName, `a JSON object in line ${row}`, quote(text), 'Correct the line, or leave it out.'),
        noTextIn: ({ fileName, row, names }: File & { row: number; names: readonly string[] }) =>
          wrong(
            fileName,
            `a field "text" in line ${row}`,
            firstNames(names),
            'Call the text so in every line.',
          ),
        noLabelsIn: ({ fileName, row, names }: File & { row: number; names: readonly string[] }) =>
          wrong(
            fileName,
            `a field "label" or "labels" in line ${row}`,
            firstNames(names),
            'Call them so in every line: one label, or a list of them.',
          ),
        empty: ({
          fileName,
          what,
          ...place
        }: File & { row: number; isLine: boolean; what: 'text' | 'label' }) =>
          wrong(fileName, `a ${what} in ${placeOfText(place)}`, 'none', 'Add it, or leave the row out.'),
        tooMany: ({ fileName, most, count }: File & { most: number; count: number }) =>
          wrong(fileName, `at most ${most} texts`, count, 'Choose a part of them.'),
        tooFew: ({ fileName, fewest, count }: File & { fewest: number; count: number }) =>
          wrong(
            fileName,
            `${fewest} or more texts to train with`,
            count,
            fewest === 1 ? 'Choose the file to train with too.' : 'Choose a larger set.',
          ),
        labels: ({ fileName, most, count }: File & { most: number; count: number }) =>
          wrong(
            fileName,
            `2 to ${most} labels`,
            count,
            'Check that the column of labels holds the name of a class in each row.',
          ),
      },
      table: {
        columns: ({ fileName, columns }: File & { columns: number }) =>
          wrong(
            fileName,
            'a label and the pixels of a square image in each line',
            `${columns} columns`,
            'The lab takes images and texts, no other tables. Keep one column for the label and one for each pixel, and number the pixels where columns have names. Of texts, call the columns "text" and "label".',
          ),
        cell: ({ fileName, line, text }: File & { line: number; text: string }) =>
          wrong(
            fileName,
            `numbers for pixels in line ${line}`,
            quote(text),
            'Correct the line, or leave it out.',
          ),
        cells: ({ fileName, line, expected, found }: File & { line: number } & TwoCounts) =>
          wrong(fileName, `${expected} columns in line ${line}`, found, 'Correct the line, or leave it out.'),
        noLabels: ({ fileName }: File) =>
          wrong(fileName, 'a column of labels', 'none', 'Choose the table to train with too.'),
      },
      picture: {
        size: ({ fileName, most, size }: File & { most: number; size: Shape | null }) =>
          wrong(
            fileName,
            `a picture of up to ${most / 1e6} million pixels`,
            size ? by(size) : 'no JPEG, GIF or WebP header that says a size',
            size ? 'Scale it down, or leave it out.' : saveAsPng,
          ),
        noBrowser: ({ fileName }: File) =>
          wrong(
            fileName,
            'a picture in PNG, JPEG, GIF, BMP or PPM',
            'one that only a browser can decode',
            `Open it on the page, or save it as PNG: mogrify -format png "${fileName}".`,
          ),
        damaged: ({ fileName, reason }: File & { reason: string }) =>
          wrong(fileName, 'a whole picture', `a damaged one (${reason})`, saveAsPng),
      },
      bmp: {
        header: ({ fileName }: File) => wrong(fileName, 'a BMP header', 'none', saveAsPng),
        packed: ({ fileName, bits, compression }: File & Record<'bits' | 'compression', number>) =>
          wrong(
            fileName,
            'a BMP picture that is not packed',
            `one of ${bits} bits per pixel, packed in the way ${compression}`,
            saveAsPng,
          ),
        cut: ({ fileName, expected, bytes }: File & Record<'expected' | 'bytes', number>) =>
          wrong(fileName, `a BMP picture of ${expected} bytes`, bytes, copyFile),
      },
      pnm: {
        header: ({ fileName }: File) =>
          wrong(
            fileName,
            'a header of PBM, PGM or PPM with width, height and largest level',
            'none',
            saveAsPng,
          ),
        cut: ({ fileName, expected }: File & { expected: number }) =>
          wrong(fileName, `${expected} levels`, 'fewer', copyFile),
      },
      png: {
        noHeader: ({ fileName, most }: File & { most: number }) => wrongPng(fileName, most, 'no PNG header'),
        size: ({ fileName, most, width, height }: File & Record<'most' | 'width' | 'height', number>) =>
          wrongPng(fileName, most, `${width} x ${height}`),
        damaged: ({ fileName, most, reason }: File & { most: number; reason: string }) =>
          wrongPng(fileName, most, `a damaged one (${reason})`),
      },
      folder: {
        noTraining: ({ fileName }: File) =>
          wrong(fileName, 'a train folder beside it', 'none', 'Choose the folder above.'),
        misplaced: ({ fileName, folder }: File & { folder: string }) =>
          wrong(
            fileName,
            'a picture in the folder of its class, as in "train/cat/1.png"',
            folder ? `the folder ${quote(folder)}` : 'no folder',
            folderEach,
          ),
        noPictures: ({ side }: { side: number }) =>
          `This model takes pictures of ${side} x ${side} pixels, and these data are no pictures. Choose a folder of pictures for each class.`,
        tooManyLarge: ({ most, count, side }: Record<'most' | 'count' | 'side', number>) =>
          `A model that takes pictures of ${side} x ${side} pixels takes at most ${most} of them, and these are ${count}. Choose fewer, or limit the training images.`,
        untrainedClass: ({ class: name }: { class: string }) =>
          wrong(`The class ${quote(name)}`, 'pictures to train with', 'none', 'Add some, or remove it.'),
        classes: ({ most, count, only }: { most: number; count: number; only: string | null }) =>
          wrong(
            yourPictures,
            `2 to ${most} classes, a folder for each`,
            only === null ? count : `one (${quote(only)})`,
            folderEach,
          ),
      },
      gzip: {
        length: ({ fileName, bytes, declared }: File & { bytes: number; declared: number }) =>
          wrong(
            fileName,
            `a gzip file that ends with the length of its content, ${bytes} bytes`,
            `${declared} there`,
            downloadAgain,
          ),
        broken: ({ fileName, reason }: File & { reason: string }) =>
          wrong(fileName, 'a whole gzip stream', `a broken one (${reason})`, downloadAgain),
        tooLarge: ({ fileName, most }: File & { most: number }) =>
          wrong(fileName, `at most ${most} bytes after unpacking`, 'more', smallerSet),
      },
      tar: {
        noEnd: ({ fileName }: File) => wrong(fileName, 'a block of zeros at the end', 'none', copyTar),
        cut: ({
          fileName,
          member,
          expected,
          bytes,
        }: File & { member: string; expected: number; bytes: number }) =>
          wrong(fileName, `${expected} bytes of ${member}`, `only ${bytes}`, copyTar),
        checksum: ({ fileName, expected, at, found }: File & { at: number } & TwoCounts) =>
          wrong(fileName, `a header with the checksum ${expected} at byte ${at}`, found, copyTar),
        noSize: ({ fileName, at }: File & { at: number }) =>
          wrong(fileName, `a size in octal digits at byte ${at}`, 'something else', copyTar),
      },
      zip: {
        noEnd: ({ fileName }: File) => wrong(fileName, 'a zip directory at the end', 'none', copyZip),
        directory: ({ fileName, before, upTo }: File & { before: number; upTo: number | null }) =>
          wrong(
            fileName,
            `a zip directory before byte ${before}`,
            upTo === null ? 'none' : `one up to byte ${upTo}`,
            copyZip,
          ),
        directoryEnd: ({ fileName, count, expected, found }: File & { count: number } & TwoCounts) =>
          wrong(fileName, `a directory of ${count} entries up to byte ${expected}`, found, copyZip),
        noEntry: ({ fileName, index, count, at }: File & Record<'index' | 'count' | 'at', number>) =>
          wrong(fileName, `entry ${index} of ${count} in the directory at byte ${at}`, 'none', copyZip),
        method: (values: Packed & { method: number | null }) =>
          wrong(
            packed(values),
            'a stored or deflated file',
            values.method === null ? 'an encrypted one' : `method ${values.method}`,
            'Pack it as an ordinary zip.',
          ),
        noContent: (values: Packed & { at: number }) =>
          wrong(packed(values), `its content at byte ${values.at}`, 'none', copyZip),
        cut: (values: Packed & { expected: number; bytes: number }) =>
          wrong(packed(values), `${values.expected} bytes`, `only ${values.bytes}`, copyZip),
        storedSize: (values: Packed & { packed: number; unpacked: number }) =>
          wrong(
            packed(values),
            `${values.packed} bytes, as they are stored`,
            `a size of ${values.unpacked}`,
            copyZip,
          ),
        crc: (values: Packed) => wrong(packed(values), 'content of its CRC-32', 'another', copyZip),
        farFewer: (values: Packed & { expected: number }) =>
          wrong(packed(values), `${values.expected} bytes`, 'far fewer', copyZip),
        more: (values: Packed & { expected: number }) =>
          wrong(packed(values), `${values.expected} bytes after unpacking`, 'more', copyZip),
        fewer: (values: Packed & { expected: number; bytes: number }) =>
          wrong(packed(values), `${values.expected} bytes after unpacking`, `only ${values.bytes}`, copyZip),
        broken: (values: Packed & { reason: string }) =>
          wrong(packed(values), 'a whole deflate stream', `a broken one (${values.reason})`, copyZip),
      },
      parquet: {
        short: ({ fileName, bytes }: File & { bytes: number }) =>
          wrong(fileName, 'a parquet file', `${bytes} bytes`, fetchAgain),
        footer: ({ fileName, bytes }: File & { bytes: number }) =>
          wrong(fileName, 'a parquet file', `a footer of ${bytes} bytes`, fetchAgain),
        lists: ({ fileName }: File) => wrong(fileName, 'one picture a row', 'a column of lists', fetchAgain),
        rows: ({ fileName, expected, found }: File & TwoCounts) =>
          wrong(fileName, `${expected} rows`, found, fetchAgain),
        groupRows: ({ fileName, expected, found }: File & TwoCounts) =>
          wrong(fileName, `${expected} rows in a row group`, found, fetchAgain),
        noPicture: ({ fileName, column, found }: File & { column: string; found: string }) =>
          wrong(fileName, `a picture in the column "${column}"`, found, fetchAgain),
        damaged: ({ fileName }: File) =>
          wrong(fileName, 'a parquet file of pictures', 'a damaged one', fetchAgain),
      },
      download: {
        label: ({ fileName, largest, found }: File & { largest: number; found: number }) =>
          wrong(fileName, `a class number from 0 to ${largest}`, found, fetchAgain),
        tooFewOfClass: ({ fileName, expected, class: name, found }: File & { class: string } & TwoCounts) =>
          wrong(fileName, `${expected} images of class ${name}`, found, 'Choose fewer training images.'),
        pictureBytes: (values: WantedPicture & { bytes: number }) =>
          wrongPicture(values, `${values.bytes} bytes`),
        pictureSize: (values: WantedPicture & { statedHeight: number; statedWidth: number }) =>
          wrongPicture(values, `${values.statedHeight} x ${values.statedWidth} pixels`),
        pictureKind: (values: WantedPicture & { found: number; depth: number; numbers: number }) =>
          wrongPicture(
            values,
            `${values.found} channel(s) of ${values.depth} bits, ${values.numbers} numbers`,
          ),
        pictureDamaged: (values: WantedPicture) => wrongPicture(values, 'a damaged picture'),
      },
    },

    // Data that could not be fetched.
    download: {
      refused: ({ status, ...transfer }: Transfer & { status: string }) =>
        notFetched(transfer, `it answered ${status}`),
      silent: ({ seconds, ...transfer }: Transfer & { seconds: number }) =>
        notFetched(transfer, `nothing arrived for ${seconds} s`),
      unreachable: (transfer: Transfer) =>
        notFetched(transfer, 'it cannot be reached, or does not let this page read it'),
      brokeOff: (transfer: Transfer) => notFetched(transfer, 'the connection broke off'),
      tooMuch: ({ most, ...transfer }: Transfer & { most: number }) =>
        notFetched(transfer, `it sent more than ${most} bytes`),
      tooLittle: ({ received, expected, ...transfer }: Transfer & { received: number; expected: number }) =>
        notFetched(transfer, `it sent ${received} of ${expected} bytes`),
    },
  },

  // Models, checkpoints, training.
  model: {
    // The models of the lab.
    architectures: {
      'mnist-logistic': {
        label: 'Logistic regression',
        about: 'Pixels to classes in one dense layer: a convex loss, one slice per class.',
      },
      'mnist-logistic-minimum': {
        label: 'Logistic regression at its minimum',
        about:
          'The same dense layer, trained to the one minimum of its loss with weight decay: the model that removals can be certified for.',
      },
      'mnist-2nn': {
        label: 'Two-layer net',
        about: 'A hidden layer of 100 ReLU units: the smallest network with something to select.',
      },
      'mnist-cnn': {
        label: 'LeNet',
        about: 'Two 5 x 5 convolutions of 8 and 16 filters, each with pooling, and one dense layer.',
      },
      'cifar-net': {
        label: 'CIFAR10Net',
        about:
          'The paper\u2019s network: two 5 x 5 convolutions of 10 and 20 filters with pooling, dense layers of 250, 100 and 10.',
      },
      'cifar-cnn-narrow': {
        label: 'Six convolutions, narrow',
        about:
          'Six 3 x 3 convolutions of 16 to 128 filters with pooling, and three dense layers: trains on a small machine.',
      },
      'cifar-cnn-narrow-bn': {
        label: 'Six convolutions, narrow, batch-normalised',
        about: 'The narrow network with batch normalisation after each convolution; frozen in unlearning.',
      },
      'cifar-cnn': {
        label: 'Six convolutions',
        about:
          'The authors\u2019 widths, 32 to 256 filters, and dense layers of 1,024 and 512: for a real GPU.',
      },
      'cifar-cnn-bn': {
        label: 'Six convolutions, batch-normalised',
        about:
          'The authors\u2019 widths with batch normalisation after each convolution; frozen in unlearning.',
      },
      'cifar-resnet': {
        label: 'ResNet-8',
        about:
          'Three residual blocks of 16, 32 and 64 filters with batch normalisation: eight layers with weights on the longest path.',
      },
      'face-resnet': {
        label: 'Small ResNet',
        about:
          'A convolution of stride 2, three residual blocks of 8, 16 and 32 filters with batch normalisation, and a dense layer of 64: the network of the painted faces.',
      },
      'face-attributes': {
        label: 'Small ResNet with sigmoids',
        about:
          'The network of the painted faces with a sigmoid for each class, for pictures that have several labels.',
      },
      transformer: {
        label: 'Transformer',
        about:
          'One block of a transformer encoder on word pieces: an embedding of 64 numbers, attention of 4 heads, two dense layers of 128 and 64 for each piece, and a sigmoid for each class on the mean of the pieces. It reads texts.',
      },
    },
    unnamedOwnModel: 'Your model',
    ownModel: ({ height, width, channels }: Record<'height' | 'width' | 'channels', number>) =>
      `Your own model, for images of ${height} x ${width} x ${channels}.`,

    // What is shown of a model before anything is computed with it.
    look: {
      size: ({
        input,
        classes,
        parameters,
        slices,
      }: { input: Shape; classes: number } & Record<'parameters' | 'slices', string>) =>
        `Takes ${input.slice(0, -1).every((size) => size === 1) ? `rows of ${input.at(-1)} numbers` : `images of ${by(input)}`} and tells ${classes} classes apart; ${parameters} parameters, ${slices} slices.`,
      layer: 'Layer',
      output: 'Output',
      parameters: 'Parameters',
      slices: 'Slices',
      weightsEach: 'Weights each',
      operations: {
        dense: 'Dense',
        conv2d: 'Conv2D',
        depthwiseConv2d: 'DepthwiseConv2D',
        batchNorm: 'BatchNormalization',
        relu: 'ReLU',
        relu6: 'ReLU6',
        leakyRelu: 'LeakyReLU',
        zeroPad: 'ZeroPadding2D',
        concat: 'Concatenate',
        tanh: 'Tanh',
        sigmoid: 'Sigmoid',
        flatten: 'Flatten',
        add: 'Add',
        globalAveragePool: 'GlobalAveragePooling2D',
        embed: 'TokenEmbedding',
        layerNorm: 'LayerNormalization',
        attention: 'SelfAttention',
        meanOfTokens: 'MeanOfTokens',
        maxPool: 'MaxPooling2D',
        averagePool: 'AveragePooling2D',
      },
      card: ({
        data,
        count,
        trainingAccuracy,
        validationAccuracy,
      }: Record<'data' | 'count' | 'trainingAccuracy' | 'validationAccuracy', string>) =>
        `Trained on ${count} samples of ${data}: ${trainingAccuracy} of these right, and ${validationAccuracy} of the held-out ones.`,
      measured: ({ name, accuracy, loss }: Record<'name' | 'accuracy' | 'loss', string>) =>
        `On the held-out samples of ${name}: ${accuracy} right, loss ${loss}.`,
      scalings: ({ images }: { images: string }) =>
        `Pixels scaled, measured on at most ${images} held-out images; the one with the star is taken:`,
    },

    // What of the files of a model was left out or made into something else, and why.
    notes: {
      files: ({ names }: { names: readonly string[] }) =>
        `Left out, as the model names no such file: ${firstNames(names)}.`,
      identity: ({ layers }: { layers: readonly string[] }) =>
        `Left out, as it does nothing once a model is trained: ${layers.join(', ')}.`,
      scaling: ({ layers }: { layers: readonly string[] }) =>
        `Made part of the scaling of the pixels: ${layers.join(', ')}.`,
      softmax: ({ layer }: Layer) =>
        `The softmax of "${layer}" is left out: the lab\u2019s loss takes the numbers before it.`,
      otherEnd: ({ layer, activation }: Layer & { activation: string }) =>
        `The numbers of "${layer}" end in ${activation}, neither a softmax nor sigmoids: the lab takes them as logits, of which its loss takes the softmax.`,
      torchLosses: ({ names }: { names: readonly string[] }) =>
        `Left out, as weights of a loss and not of the model: ${names.join(', ')}.`,
      oneSigmoid: ({ layer }: Layer) =>
        `The one sigmoid of "${layer}" became two outputs with a softmax, which have the same probabilities and the same loss.`,
      sigmoids: ({ layer }: Layer) =>
        `The sigmoids of "${layer}" answer for each class by itself. The loss is their binary cross-entropy, the mean over the classes; a sample counts as right where its class has the largest of the sigmoids.`,
      body: ({ takes, width, parameters }: { takes: Shape; width: number; parameters: string }) =>
        `The layers up to the last pooling stay as they are (${parameters} parameters): they turn each picture of ${by(takes)} into ${width} numbers once. The lab trains and unlearns the layers behind them.`,
      flat: ({ count, shape }: { count: number; shape: Shape }) =>
        `The model takes ${count} numbers; images of ${by(shape)} are laid out row by row for it.`,
      torch: ({
        model,
        layers,
        more,
        inOrder,
      }: {
        model: string;
        layers: readonly string[];
        more: number;
        inOrder: boolean;
      }) =>
        `The weights of PyTorch fit ${model}: ${layers.join(', ')}${more > 0 ? ` and ${more} layers more` : ''}${inOrder ? '' : ', which is not their order in the file'}.`,
      otherData: ({ name }: { name: string }) => `The checkpoint was trained on other data than ${name}.`,
    },

    // Why the lab cannot take a model.
    refused: {
      freeSizes:
        'The model takes images of any size. Name the data that it is for with --data, which has a size.',
      notFinite: ({ weight, value }: { weight: string; value: string }) =>
        `The weights in the file hold ${value} in "${weight}": the training that made them ran away. Take an earlier file of it, or train with a smaller step.`,
      ends: ({ inputs, outputs }: { inputs: number; outputs: number }) =>
        `The model has ${inputs} inputs and ${outputs} outputs; the lab takes models with one of each.`,
      nested: ({ layer }: Layer) =>
        `The layer "${layer}" is a model of its own; the lab takes models whose layers are plain ones.`,
      shared: ({ layer, times }: Layer & { times: number }) =>
        `The layer "${layer}" is used ${times} times; the lab takes layers that are used once.`,
      outside: ({ layer }: Layer) => `The layer "${layer}" reads something outside the model.`,
      noLayers: 'The topology of the model has no list of layers.',
      oneOutput:
        'The model has one output and no sigmoid on it: it gives a number, and the lab takes models that tell classes apart. If the number is a logit, add a sigmoid to the last layer.',
      scalingWithin: ({ layer }: Layer) =>
        `The layer "${layer}" scales values within the model; the lab takes such layers at its beginning, where they scale the pixels.`,
      scalingNumbers: ({ layer }: Layer) =>
        `The layer "${layer}" scales the pixels by numbers that are not in the file, or by 0. Export the model with them.`,
      cannotLay: ({ layer, kind }: Layer & { kind: string }) =>
        `The ${kind} layer "${layer}" does not fit on what it reads. Either the model is for images of another size or with other channels, or the layer has an option that the lab does not know, or the file is damaged. Open the data that it was trained on first; if that does not help, export it again without that layer.`,
      weightShapes: ({ layer, found }: Layer & { found: string }) =>
        `The weights of the layer "${layer}" in the file have the shapes ${found}, and the layer needs others. Either the model is for images of another size or with other channels, or the layer has an option that the lab does not know, or the file is damaged. Open the data that it was trained on first; if that does not help, export it again.`,
      noWeights: ({ layer, part }: Layer & { part: string }) =>
        `The weight files have no ${part} of the layer "${layer}". Export the model with all its weights.`,
      afterSigmoids: ({ layer, last }: Layer & { last: string }) =>
        `The sigmoids of "${layer}" are followed by "${last}", so that the outputs are neither probabilities of classes nor the numbers before them. Let the model end with its sigmoids, a softmax, or plain numbers (logits).`,
      largeImages: ({ sizes, most }: Sizes & { most: number }) =>
        `The model's input [${sizes.join(', ')}] is larger than 64 pixels a side. Of such models the lab takes those with square images of up to ${most} pixels a side, grey or in colour.`,
      noHead:
        'The model takes images of more than 64 pixels a side. Of such models the lab updates the layers behind the last pooling over the whole map, and this one has no such layers.',
      needsPictures: ({ takes, input }: { takes: Shape; input: Shape }) =>
        `The model takes pictures of ${by(takes)}, and these data have ${by(input)}. Open a folder of pictures for each class first, and then the model: the lab scales the pictures to its size.`,
      tooManyFeatures: ({ count, width }: { count: number; width: number }) =>
        `What the model makes of ${count} images before its last layers, ${width} numbers each, does not fit into memory. Take fewer images.`,
      grouped: ({ layer }: Layer) =>
        `The convolution "${layer}" is in groups. The lab takes convolutions without groups and those with a group for each channel (DepthwiseConv2D); train the model with one of these in its place.`,
      number: ({ layer, part, found }: Layer & { part: string; found: string }) =>
        `The layer "${layer}" needs for ${part} a whole number from 1, and has ${found}.`,
      outputNotLast: 'The output of the model is not its last layer.',
      mapOutput: ({ height, width }: { height: number; width: number }) =>
        `The model gives a map of ${height} x ${width} pixels; the lab takes classifiers, with one number per class.`,
      largeMap: ({
        layer,
        height,
        width,
        channels,
      }: Layer & Record<'height' | 'width' | 'channels', number>) =>
        `The layer "${layer}" gives maps of ${height} x ${width} x ${channels} numbers for each image, which is more than the lab has memory for.`,
      inputSize: ({ sizes }: Sizes) => `The model's input [${sizes.join(', ')}] has no fixed size.`,
      inputNoImage: ({ sizes }: Sizes) => `The model's input [${sizes.join(', ')}] is no image.`,
      channelsFirst: ({ layer }: Layer) =>
        `The layer "${layer}" wants channels first; the lab takes channels last.`,
      doesNotFit: ({ layer, reason }: Layer & { reason: string }) =>
        `The layer "${layer}" does not fit: ${reason}.`,
      softmaxWithin: ({ layer }: Layer) => `The softmax of "${layer}" is not at the end of the model.`,
      activation: ({ layer, activation, taken }: Layer & { activation: string; taken: readonly string[] }) =>
        `The layer "${layer}" has the activation "${activation}"; the lab takes ${taken.join(', ')}, and softmax at the end.`,
      denseOnMap: ({ layer }: Layer) =>
        `The dense layer "${layer}" works on every pixel of a map; put a Flatten before it.`,
      reluCeiling: ({ layer }: Layer) =>
        `The layer "${layer}" is a ReLU with a threshold, or a ceiling other than 6; the lab takes plain ones, ReLU6 and LeakyReLU.`,
      layerKind: ({ layer, kind }: Layer & { kind: string }) =>
        `The layer "${layer}" is of the kind ${kind}, whose slices the lab cannot update. It takes Dense, Conv2D, DepthwiseConv2D, SeparableConv2D, BatchNormalization, LayerNormalization, Activation, ReLU, LeakyReLU, MaxPooling2D, AveragePooling2D, GlobalMaxPooling2D, GlobalAveragePooling2D, ZeroPadding2D, Add, Concatenate, Flatten, Reshape and Dropout.`,
      batchNormAxis: ({ layer, axis, sizes }: Layer & Sizes & { axis: number }) =>
        `The batch normalisation "${layer}" is along axis ${axis} of [${sizes}]; the lab takes that of the channels.`,
      concatAxis: ({ layer, axis }: Layer & { axis: number }) =>
        `The concatenation "${layer}" is along axis ${axis}; the lab takes that of the channels.`,
      layerNormAxis: ({ layer, axes, sizes }: Layer & Sizes & { axes: readonly number[] }) =>
        `The layer normalisation "${layer}" is along the axes ${axes.join(', ')} of [${sizes}]; the lab takes that of the channels.`,
      layerNormParts: ({ layer }: Layer) =>
        `The layer normalisation "${layer}" lacks its scale or its shift; the lab takes those that have both.`,
      padding: ({ layer, padding }: Layer & { padding: string }) =>
        `The layer "${layer}" has the padding "${padding}"; the lab takes same and valid.`,
      dilated: ({ layer }: Layer) => `The convolution "${layer}" is dilated; the lab takes plain ones.`,
      otherImages: ({ takes, input }: { takes: Shape; input: Shape }) =>
        `The model takes images of ${by(takes)}, and these data have ${by(input)}. ${fitEachOther}`,
      otherClasses: ({ gives, classes }: { gives: number; classes: number }) =>
        `The model tells ${gives} classes apart, and these data have ${classes}. ${fitEachOther}`,
    },

    // A checkpoint, or a model from outside, that cannot be used.
    checkpoint: {
      secantBytes: ({ model, expected, found }: { model: string } & TwoCounts) =>
        `The secant pair of ${model} needs ${expected} bytes, and secant.bin has ${found}.`,
      secantNotFinite: ({ vector, place, found }: { vector: string; place: number; found: number }) =>
        `secant.bin: ${vector}[${place}]: expected a finite number, found ${found}. The curvature of the training loss would be made of it.`,
      parameters: ({ expected, found }: TwoCounts) =>
        `The model has ${found} parameters, and its card says ${expected}: they do not belong together.`,
      noModel: ({ reason }: { reason: Unreadable }) =>
        `This is no model that TensorFlow.js can read: ${whyUnreadable(reason)}. Choose the model.json of a tf.LayersModel, and its weight files.`,
      missingPart: ({ fileName, part }: File & { part: string }) =>
        `${fileName} has no ${part}: this is no checkpoint of the lab. Choose a file that "Export checkpoint" made.`,
      several: ({ folders }: { folders: string }) =>
        `These are several checkpoints: choose one of the folders ${folders}.`,
      noModelJson: ({ names }: { names: readonly string[] }) =>
        `There is no model.json among ${names.join(', ')}. Choose model.json and its weight files together.`,
      emptyFile: ({ file }: { file: string }) => `${file} is empty. Copy or download it again.`,
      severalModels: ({ names }: { names: readonly string[] }) =>
        `These are several models: ${names.join(', ')}. Choose one of them with its weight files.`,
      graphModel: ({ file }: { file: string }) =>
        `${file} is a graph model: its layers are merged, and cannot be updated one by one.\nConvert the Keras model that it came from: tensorflowjs_converter --input_format=keras model.h5 out`,
      otherFormat: ({ file, format }: { file: string; format: OtherFormatName }) =>
        `${file} is ${otherFormatWords[format].what}; the lab opens a tf.LayersModel (model.json and its weight files) and weights of PyTorch (.pt).\n${otherFormatWords[format].todo}`,
      // Files of PyTorch.
      torch: {
        noWeights: ({ file }: { file: string }) =>
          `${file} holds no weights by name. Save them with torch.save(model.state_dict(), "model.pt").`,
        noNumbers: ({ file }: { file: string }) => `${file} holds texts, where weights are numbers.`,
        noHeader: ({ file }: { file: string }) =>
          `${file} is no whole file of safetensors: its header cannot be read. Copy or download it again.`,
        noTensor: ({ file, name }: { file: string; name: string }) =>
          `${file}: "${name}" has no shape, no place, or numbers of a type that the lab does not read.`,
        otherLength: ({ file, name }: { file: string; name: string }) =>
          `${file}: the numbers of "${name}" are not all there. Copy or download it again.`,
        fitsNone: ({
          file,
          isDescribed,
          layers,
          more,
        }: {
          file: string;
          isDescribed: boolean;
          layers: readonly string[];
          more: number;
        }) =>
          `The weights in ${file} are not those of ${isDescribed ? 'the layers in the description beside it' : 'a model of the lab for these images'}. They are ${layers.join(', ')}${more > 0 ? ` and ${more} layers more` : ''}.\n${isDescribed ? 'Let the description name every layer with weights, in their order' : 'Describe its layers in a JSON file and choose both together'}: docs/checkpoints.md says how.`,
        option: ({ where, type, option }: { where: string; type: string; option: string }) =>
          `${where} of the description, a ${type}, has the option "${option}", which the lab does not know there: convolutions are without dilation, in one group or in one for each channel, and pools leave out what is no whole window.`,
        layerType: ({ where, type, known }: { where: string; type: string; known: readonly string[] }) =>
          `${where} of the description is a ${type}, which the lab has not. It takes ${known.join(', ')}.`,
        brokenDescription: ({ file }: { file: string }) =>
          `${file} is no JSON: a comma or a bracket is missing, or one too many.`,
        paddedMaximum: ({ where }: { where: string }) =>
          `${where} of the description, a MaxPool2d with padding, follows layers that can give numbers below 0. The lab pads with zeros, which PyTorch leaves out there: put the ReLU before it, or leave the padding out.`,
        noLayer: ({ where, type }: { where: string; type: string }) =>
          `${where} of the description, a ${type}, finds no layer in the file: fewer have weights there, or it has another name.`,
        otherLayer: ({
          where,
          type,
          layer,
          shape,
        }: {
          where: string;
          type: string;
          layer: string;
          shape: readonly number[];
        }) =>
          `${where} of the description is a ${type}, and the weight of "${layer}" has the shape [${shape.join(', ')}]: name the layer that is meant.`,
        doesNotFit: ({ where, type }: { where: string; type: string }) =>
          `${where} of the description, a ${type}, does not fit on what it reads. A Linear after maps needs a Flatten before it.`,
      },
      missingWeights: ({ path }: { path: string }) =>
        `The model needs the weight file ${path}. Choose model.json and its weight files together.`,
      otherData: ({ count, data }: { count: number; data: string }) =>
        `This checkpoint belongs to ${count} training samples of ${data}, which are not here. Open those data first, then the checkpoint.`,
      otherModel: ({
        count,
        model,
        parameterCount,
      }: {
        count: number;
        model: string;
        parameterCount: number;
      }) => `The checkpoint has ${count} parameters, and ${model} has ${parameterCount}.`,
      otherDigest: ({
        path,
        count,
        data,
        hereCount,
        here,
      }: Record<'path' | 'data' | 'here', string> & Record<'count' | 'hereCount', number>) =>
        `${path} belongs to ${count} training samples of ${data}, and these are ${hereCount} of ${here}: their digests differ. Check --data and --limit.`,
      noneShip: ({
        model,
        count,
        data,
        models,
      }: {
        model: string | null;
        count: number;
        data: string;
        models: string;
      }) =>
        `No weights of ${model ?? 'any model'} ship for these ${count} training samples of ${data}; there are: ${models}. Train with "lethe train --out DIR", and name the folder that it makes there with --checkpoint.`,
      noneThere: ({ path }: { path: string }) => `There is no checkpoint ${path}.`,
      nothingThere: ({ path }: { path: string }) => `There is no file or folder ${path}.`,
      unlearned: ({ removedCount, path }: { removedCount: number; path: string }) =>
        `${removedCount} samples were unlearned from the weights in ${path}, and nobody knows which: they would be counted as present. Take the weights that they were unlearned from.`,
      missingInFolder: ({ folder, name }: { folder: string; name: string }) =>
        `${folder} has no ${name}: a checkpoint is a folder as "lethe train" writes it.`,
    },

    training: {
      range: ({
        name,
        whole,
        from,
        to,
        value,
      }: { name: string; whole: boolean } & Record<'from' | 'to' | 'value', number>) =>
        `Training needs ${name} ${whole ? 'a whole number ' : ''}from ${from} to ${to}, got ${value}.`,
      choice: ({ name, choices, value }: { name: string; choices: readonly string[]; value: string }) =>
        `Training needs ${name} ${choices.join(' or ')}, got ${value}.`,
      diverged: ({ loss, guess }: { loss: number; guess: number }) =>
        `Training diverged: the mean loss is ${loss.toPrecision(3)}, and guessing has ${guess.toPrecision(3)}. The weights are as they were; use a smaller learning rate.`,
      notConvex: ({ model }: { model: string }) =>
        `Only logistic regression (one dense layer with biases on the pixels) can be trained to its minimum, and ${model} is another model. Choose another optimizer.`,
      noneFound: ({ data }: { data: string }) =>
        `L-FOCI finds no attribute that tells the label of ${data}: name the attributes that are to be hidden.`,
      nothingHides: ({ model }: { model: string }) =>
        `Gradient reversal needs layers before the output, which hide the attributes, and ${model} has none that are trained. Choose a model of several layers, or reverse nothing.`,
      textsStay: 'Texts are neither shifted nor mirrored: choose augmentation none.',
      minimumNeeds: ({ weightDecay, augmentation }: { weightDecay: number; augmentation: string }) =>
        `Training to the minimum needs a weight decay above 0 and augmentation none, got weight decay ${weightDecay} and augmentation ${augmentation}.`,
      noMinimum: ({ epochs, gradient, wanted }: Record<'epochs' | 'gradient' | 'wanted', number>) =>
        `The minimum was not reached in ${epochs} ${epochs === 1 ? 'step' : 'steps'}: the gradient is ${gradient.toPrecision(2)}, and the training stops at ${wanted}. Allow more epochs, or take a greater weight decay: float32 holds large weights less exactly.`,
      lossNotFinite:
        'The loss of this model on these data is no number: its weights are damaged, or it was made for other data.',
      unbounded:
        'The weights have grown beyond all bounds: climbing a loss has no end. The model is as it was; use a smaller learning rate, or fewer steps or epochs.',
    },
    noSuchScaling: ({ id }: { id: string }) =>
      `The open model was not measured under the scaling ${id}: only a model of your own has scalings to choose from.`,
    notMeasured: ({ id, measured }: { id: string; measured: readonly string[] }) =>
      `The model has no finite loss under the scaling ${id}, or its images have none such; it was measured under ${measured.join(', ')}.`,
    noSuchModel: ({ id, ids }: { id: string; ids: readonly string[] }) =>
      `There is no model "${id}"; there are ${ids.join(', ')}.`,
    readsImages: ({ model, models }: { model: string; models: readonly string[] }) =>
      `The model "${model}" reads images, and these data are texts. Models for them: ${models.join(', ')}.`,
    noHeads:
      'This model has no attention, so it has no heads to choose as slices: choose units of the projections.',
    givesOneClass: ({ model, models }: { model: string; models: readonly string[] }) =>
      `The model "${model}" gives one class, and these pictures have several labels. Models for them: ${models.join(', ')}.`,
    readsTexts: ({ model, models }: { model: string; models: readonly string[] }) =>
      `The model "${model}" reads texts, and these data are images. Models for them: ${models.join(', ')}.`,

    field: (wrong: { file: string; where: string; expected: Expected; found: Found }) =>
      `${placeIn(wrong)}: expected ${expectedWords(wrong.expected)}, found ${foundWords(wrong.found)}.`,
    newerVersion: (wrong: { file: string; where: string; found: string; newest: number }) =>
      `${placeIn(wrong)}: expected ${wrong.newest} at most, found ${wrong.found}: a newer version of the lab wrote it. Open it with that version: reload the page, or update the lab.`,
    olderVersion: (wrong: { file: string; where: string; found: string; oldest: number }) =>
      `${placeIn(wrong)}: expected ${wrong.oldest} at least, found ${wrong.found}: this lab no longer reads it.`,
  },

  // Removals: methods, settings, phases, sessions.
  engine: {
    // What can be asked of a model beside a removal's report.
    looks: {
      noRetrained: ({ id }: { id: number }) =>
        `The model that was retrained for state ${id} is not in memory: compare the state with retraining again.`,
      noTrace: 'This removal chose its slices without L-FOCI: there is no trace of it.',
      noImage: ({ index, last }: { index: number; last: number }) =>
        `There is no sample ${index}: the last one is ${last}.`,
      noMaps: ({ layer }: Layer) => `The layer "${layer}" has no maps: it is no convolution.`,
      noDamping: 'The influence of samples needs damping above 0: set it under Removal.',
    },
    // The tree of removals: the weights of its states, and its way back from where it is kept.
    history: {
      missing: ({ id }: { id: number }) =>
        `The weights of state ${id} are not kept: its removals have to be made again.`,
      damaged: ({ id }: { id: number }) =>
        `The weights of state ${id} are not those that its digest promises: its removals have to be made again.`,
      remadeOtherwise: ({ id, device, here }: { id: number; device: string; here: string }) =>
        device === here
          ? `Removal ${id} came out otherwise when it was made again: another browser, another driver or another version of the lab rounds differently. The model is as it was.`
          : `Removal ${id} came out otherwise when it was made again: it was made on ${device}, and this is ${here}, which rounds sums in another order. Go to it where it was made. The model is as it was.`,
      removal: ({ id, problem }: { id: number; problem: string }) => `removal ${id}: ${problem}`,
      number: ({ id }: { id: number }) => `its number is ${id}`,
      laterParent: ({ parent }: { parent: number }) => `it starts from state ${parent}, which comes later`,
      otherParent: 'it starts from other weights than its parent has',
      otherWeights: 'the weights are not those that its digest promises',
      noSample: ({ sample, count }: { sample: number; count: number }) =>
        `sample ${sample} is not among the ${count} training samples`,
      removedTwice: ({ sample }: { sample: number }) => `sample ${sample} is removed twice`,
      samplesLeft: ({ count }: { count: number }) => `it says that ${count} samples are left`,
      rejectedChange: 'it was rejected, and yet changes weights',
      valueCount: ({ values, count }: { values: number; count: number }) =>
        `it has ${values} values for ${count} weights`,
      placeCount: ({ places, values }: { places: number; values: number }) =>
        `it has ${places} places for ${values} values`,
      places: ({ count }: { count: number }) => `its places are not rising numbers below ${count}`,
      noCurrent: 'the state that the model was in is not there',
    },
    methods,
    // How the slices to update are chosen.
    selections: {
      lfoci: {
        label: 'L-FOCI',
        about:
          'The Markov blanket of the loss among the slices (Algorithm 2), as estimated from the noisy copies.',
      },
      cheap: {
        label: 'Cheap',
        about: 'Only the first step of L-FOCI: the one slice with the largest T(loss, slice).',
      },
      random: {
        label: 'Random',
        about: 'As many slices as L-FOCI picks, drawn at random: what the choice itself is worth.',
      },
      'random-layer': {
        label: 'Random, same layers',
        about:
          'As many slices of each layer as L-FOCI picks there, drawn at random: what L-FOCI\u2019s choice is worth beyond its layers.',
      },
      'random-label': {
        label: 'Random, with the label\u2019s unit',
        about:
          'As many slices of each layer as L-FOCI picks there, drawn at random, but the output unit of the label is always among them: what L-FOCI\u2019s choice is worth beyond layers and label.',
      },
      one: { label: 'One', about: 'One slice, drawn at random.' },
      saliency: {
        label: 'Saliency',
        about:
          'The slices with the largest gradient of the forgotten samples\u2019 loss, together with no more parameters than L-FOCI picks.',
      },
      'saliency-slices': {
        label: 'Saliency, as many slices',
        about:
          'As many slices as L-FOCI picks: those with the largest gradient of the forgotten samples\u2019 loss. They may have many more parameters.',
      },
      full: { label: 'Full', about: 'Every slice: no selection at all.' },
    },
    // Where the curvature of the selected block comes from. H is the Hessian of the mean training loss, H_s that of the forgotten samples’ mean loss.
    curvatures: {
      secant: {
        label: 'Secant, y y\u2032 / s\u2032y',
        about:
          'Rank one. s is the last epoch\u2019s step on the block, y the block\u2019s own Hessian times s by one exact product, on samples that are left. Where s\u2032y is not positive it is dropped: the damping alone remains.',
      },
      'secant-cut': {
        label: 'Secant, as published',
        about:
          'Rank one, from the last epoch\u2019s secant pair of all weights, cut to the block, and from a small step on the sample. What the other weights did is in y: it is no secant of the block\u2019s Hessian. Where s\u2032y is not positive the pair is dropped.',
      },
      'secant-l1': {
        label: 'Secant, y y\u2032 / |s|\u2081',
        about: 'The formula of the authors\u2019 code, with exact gradients in the pairs.',
      },
      'authors-1': {
        label: 'Authors\u2019 code, torch < 2',
        about:
          'For comparison only. As that code behaves: the stored gradient is a multiple of the last minibatch\u2019s, and the sample Hessian is g g\u2032 / (p 10\u207b\u2076), which turns the step around.',
      },
      'authors-2': {
        label: 'Authors\u2019 code, torch \u2265 2',
        about:
          'For comparison only. The same code where gradients are dropped, not zeroed: a sum over minibatches, and a sample Hessian of exactly 0.',
      },
      fisher: {
        label: 'Fisher, g g\u2032',
        about: 'Rank one: the outer product of the gradient of the mean loss, and of the sample\u2019s.',
      },
      'block-fd': {
        label: 'Block by differences',
        about:
          'The dense Hessian of the block by central differences of exact gradients. Through ReLU and max pooling it steps over kinks; its error against exact products is shown.',
      },
      block: {
        label: 'Block, exact',
        about: 'The dense Hessian of the block from exact Hessian-vector products, and Cholesky.',
      },
      cg: {
        label: 'Conjugate gradients',
        about: 'Matrix free, on exact Hessian-vector products: for blocks of any size.',
      },
      ggn: {
        label: 'Gauss-Newton',
        about:
          'The Hessian without the curvature of the network itself, J\u2032 H_L J. It is never indefinite, so the damping is never raised. Matrix free, by exact products: for blocks of any size.',
      },
      kfac: {
        label: 'K-FAC',
        about:
          'Kronecker factors of each layer, input covariance and output gradient covariance (appendix D.4).',
      },
    },
    // In which order a model is trained again.
    retrainingOrders: {
      coupled: {
        label: 'Coupled',
        about:
          'The original order of all samples, with the removed ones left out: batches keep their places. The two trainings differ by the removed samples alone.',
      },
      independent: {
        label: 'Independent',
        about:
          'A new order of the samples that are left, as before there was the coupled one. It differs from the original by its order too, and that alone moves the weights.',
      },
    },
    // What is done with gradient and curvature. n: samples left before the removal; m: samples removed; g: their mean gradient.
    updates: {
      sekhari: {
        label: 'Sekhari',
        about:
          'Equations 13 to 15: the step (H\u2032 + \u03bbI)\u207b\u00b9 m g / (n \u2212 m) with H\u2032 = (n H \u2212 m H_s) / (n \u2212 m).',
      },
      cr: {
        label: 'CR',
        about:
          'Only the sample\u2019s own Hessian: the step (H_s + \u03bbI)\u207b\u00b9 g. Long; the authors add no noise to it.',
      },
      'gradient-ascent': {
        label: 'Gradient ascent',
        about: 'No curvature: the step m g / ((n \u2212 m) \u03bb) on the selected slices.',
      },
    },
    // What is a slice of attention.
    attentions: {
      rows: {
        label: 'Units of the projections',
        about: 'Each unit of the layers that give queries, keys and values is a slice, as in any layer.',
      },
      heads: {
        label: 'Whole heads',
        about:
          'A slice is a head: its units of queries, keys and values together, with their biases. The layer behind the heads keeps its units as slices.',
      },
    },
    // Whether the weight decay of the training is part of the step.
    weightDecays: {
      trained: {
        label: 'As trained',
        about:
          'The step is that of the loss that was trained on: the weights were pulled towards 0 by the weight decay, and the step allows for it. Weights that were not trained here count as trained without.',
      },
      none: {
        label: 'Left out',
        about: 'The step leaves the weight decay of the training out, as published.',
      },
    },
    // Which images the guard goes by.
    guardSets: {
      own: {
        label: 'Samples of its own',
        about:
          'Neither trained on nor reported, so that what is reported was not chosen by the guard: the next samples of the source, the validation part of files with a test part, else half of the held-out samples. Where that would be under 100, all held-out samples are taken, and the report says so.',
      },
      apart: {
        label: 'Samples apart, as before',
        about:
          'What earlier links, sessions and runs say. It is the samples of its own, but for the sets that come along and parts of downloads, which had none: there all held-out samples are taken.',
      },
      validation: {
        label: 'All held-out samples',
        about: 'The validation set. The guard then has a say in what is reported of it.',
      },
    },
    // Which images the guard went by.
    guardImages: {
      next: ({ count }: { count: string }) =>
        `${count} further samples of the source, neither trained on nor reported`,
      part: ({ count }: { count: string }) =>
        `the ${count} samples of the validation part, neither trained on nor reported`,
      half: ({ count }: { count: string }) =>
        `half of the held-out samples, ${count}, neither trained on nor reported`,
      apart: ({ count }: { count: string }) => `${count} samples neither trained on nor reported`,
      validation: ({ count }: { count: string }) => `all ${count} held-out samples, which are reported too`,
    },
    // How L-FOCI selects for several samples that go at once.
    batches: {
      union: {
        label: 'Union of own blankets',
        about:
          'Each sample is perturbed by itself and selects the slices that it would select alone. The step is on the union of them.',
      },
      mean: {
        label: 'Mean over the batch',
        about:
          'One blanket, of the mean loss of the batch over its mean activations, as published. In a mean over many samples little is left of what one sample depends on: it may select slices that no sample of them needs.',
      },
    },
    numbers,
    /** Where samples have several labels. */
    microF1: {
      residualAccuracy: {
        label: 'Residual micro F1',
        about:
          'Micro F1 on the retain set (all training samples not removed): of all labels that are given or true, each counted, 2 x right / (given + true). A label is given where its probability is above one half.',
      },
      validationAccuracy: {
        label: 'Validation micro F1',
        about: 'Micro F1 on the held-out samples: 2 x right labels / (labels given + labels true).',
      },
      forgetAccuracy: {
        label: 'Forget micro F1',
        about:
          'Micro F1 on all removed samples: 2 x right labels / (labels given + labels true). The target is the retrained model\u2019s value, not 0.',
      },
    },
    metrics: {
      residualAccuracy: {
        label: 'Residual accuracy',
        about:
          'Share of the retain set (all training samples not removed) that the model classifies rightly.',
      },
      residualLoss: {
        label: 'Residual loss',
        about: 'Mean cross-entropy on the retain set.',
      },
      validationAccuracy: {
        label: 'Validation accuracy',
        about: 'Share of the held-out samples that the model classifies rightly.',
      },
      validationLoss: {
        label: 'Validation loss',
        about: 'Mean cross-entropy on the held-out samples.',
      },
      forgetAccuracy: {
        label: 'Forget accuracy',
        about:
          'Share of all removed samples that the model still classifies rightly. The target is the retrained model\u2019s value, not 0.',
      },
      forgetLoss: {
        label: 'Forget loss',
        about: 'Mean cross-entropy on all removed samples. The target is the retrained model\u2019s value.',
      },
      decayedGradientNorm: {
        label: 'Residual gradient norm',
        about:
          'Norm of the gradient over the retain set of the loss that was trained on: the mean loss plus the weight decay (Lemma 1). It is 0 at a minimum of what is left. Few models were trained to one: the target is the retrained model\u2019s value.',
      },
      residualGradientNorm: {
        label: 'Residual gradient norm, decay left out',
        about:
          'The same of the mean loss alone. At a minimum of the loss that was trained on it is not 0 but the weight decay times the norm of the weights. The target is the retrained model\u2019s value.',
      },
      batchGradientNormMean: {
        label: 'Mean batch gradient norm (authors)',
        about:
          'The authors\u2019 \u201cresidual gradient norm\u201d: the mean over batches of 128 of the norm of each batch\u2019s gradient. Larger than the norm of the mean gradient.',
      },
      distanceToOriginal: {
        label: 'Distance to the original',
        about: 'Euclidean distance of all weights from those of the original model.',
      },
      attackOnLoss: {
        label: 'Population attack on loss',
        about:
          'Area under the curve of telling retain samples from held-out ones by one threshold on the loss: 50% is guessing. It is of all of them together, and says nothing of a single sample: the attack on each sample does. The target is the retrained model\u2019s value.',
      },
      attackOnEntropy: {
        label: 'Population attack on entropy',
        about: 'The same with a threshold on the entropy of the prediction.',
      },
      forgetMembersOnLoss: {
        label: 'Population attack on the removed (loss)',
        about:
          'Share of the removed samples that the population attack, at its best threshold on the loss, takes for training samples. Left out for fewer than 30 removed samples, and where that attack is no better than guessing: it cannot tell there. The target is the retrained model\u2019s value.',
      },
      forgetMembersOnEntropy: {
        label: 'Population attack on the removed (entropy)',
        about: 'The same with the best threshold on the entropy.',
      },
      zeroRetrainForgetting: {
        label: 'Zero retrain forgetting',
        about:
          '1 \u2212 mean Jensen-Shannon divergence between this model and a randomly initialised one on the removed samples: 1 where both predict the same. The target is the retrained model\u2019s value.',
      },
    },
    // The columns of removals.csv and comparisons.csv, by their names.
    columns: {
      dataset: 'The data set, by its id.',
      model: 'The model, by its id.',
      train_epochs: 'Epochs that the original model was trained for.',
      selectionType:
        'How slices were selected: FOCI (L-FOCI), Random, One, Full; for a selection that the authors do not have, its id here. Empty for other methods than Algorithm 1.',
      order: 'Hessian: a step with curvature. BP (back propagation): the update without curvature.',
      HessType:
        'The update: Sekhari (equations 13 to 15, named after the analysis of Sekhari et al. 2021 that it follows) or CR (only the Hessian of the sample itself).',
      approxType:
        'The curvature: FD (finite differences; here every secant) or Fisher. Empty for a curvature that the authors do not have.',
      run: 'Names the repetition: the seed of the run.',
      orig_trainset_size: 'Training samples of the original model.',
      delta: 'Of a guarantee: empty, as no removal gives one. Noise has its own columns.',
      epsilon: 'Of a guarantee: empty, as no removal gives one. Noise has its own columns.',
      l2_reg:
        'The damping that is added to the diagonal of the Hessian. It is not the weight decay of the training.',
      val_acc_before: 'Validation accuracy of the original model, before any removal, in every row.',
      val_loss_before: 'Validation loss of the original model, before any removal, in every row.',
      scrub_list: 'The samples of this removal, by their places in the training set.',
      n_removals: 'Samples that were gone before this removal: 0 for the first.',
      bad_sample: 'Whether the guard rejected the removal.',
      time: 'Seconds of computing from the first row to the end of this one, other branches and rejected removals included. (The authors write the time of day.)',
      val_acc_after: 'Validation accuracy after this removal.',
      val_loss_after: 'Validation loss after this removal.',
      sample_loss_before: 'Mean loss of the samples of this removal, before it.',
      sample_loss_after: 'Mean loss of the samples of this removal, after it.',
      sample_gradnorm_before: 'Mean norm of the gradients of the losses of these samples, before it.',
      sample_gradnorm_after: 'Mean norm of the gradients of the losses of these samples, after it.',
      residual_loss_after: 'Mean loss on the training samples that are left, after it.',
      residual_acc_after: 'Accuracy on the training samples that are left, after it.',
      residual_gradnorm_after:
        'What the authors call the residual gradient norm: the mean of the norms of the gradients of batches of 128. Measured where it was asked for.',
      id: 'The number of the removal, and of the state that it led to, from 1.',
      parent: 'The state that it started from; 0: the original model.',
      accepted:
        'Whether the guard let it pass. A rejected removal left the model as it was; its values after say what it would have done.',
      retain_count: 'Training samples that are left after it.',
      backend: 'What computed it: webgpu, wasm or cpu.',
      device: 'The graphics adapter, or the CPU.',
      digest_before: 'Of the weights before it.',
      digest_after: 'Of the weights after it.',
      method: 'The method, by its id.',
      method_numbers: 'The numbers of the method that were given.',
      selection: 'How slices were selected, by the id here.',
      attention:
        'What is a slice of attention: rows (each unit of its projections) or heads (whole ones); of other models always rows.',
      curvature: 'The curvature, by the id here.',
      update: 'The update, by the id here.',
      weight_decay: 'Whether the weight decay of the training is part of a Newton step: trained, or none.',
      batch: 'How L-FOCI selects for several samples at once.',
      perturbations: 'Noisy copies of each sample that the selection is made from.',
      perturbation_deviation: 'Standard deviation of that noise, in units of the normalised input.',
      max_slices: 'The most slices that the selection may take; empty: any number.',
      hessian_samples:
        'Training samples that an exact or differenced Hessian is measured on; auto: as many as the curvature takes of itself.',
      solver: 'How the damped system is solved.',
      guard: 'Accuracy on the samples of the guard that a removal may cost; empty: any.',
      guard_set:
        'Which samples the guard was to go by: own (neither trained on nor reported), apart (the same as earlier labs had them) or validation.',
      guard_went_by:
        'Which samples it went by: next (further ones of the source), part (the validation part beside a test part), half (of the held-out ones, not reported), apart (one of these, as earlier labs had them) or validation (all held-out ones); empty where it was off, and in older reports.',
      guard_images: 'How many samples it went by; empty where it was off, and in older reports.',
      guard_accuracy_before: 'Accuracy on them before the removal.',
      guard_accuracy_after: 'Accuracy on them after it.',
      noise_epsilon:
        'What the noise of Sekhari\u2019s formula was made for, which certifies nothing; empty where it is off.',
      noise_delta: 'As noise_epsilon.',
      seed: 'The seed of the method: of perturbation, random slices, noise and training steps of this removal.',
      draw_seed:
        'The seed of the draw that the samples come from; empty where they were not drawn at random.',
      training_seed: 'The seed of the training of the original model.',
      memorisation:
        'How much training memorises the sample: the mean margin of models that were trained with it less that of models that were not, out of an ensemble on random halves of the data; of several samples the mean. Empty where there is no ensemble.',
      memorisation_error: 'The standard error of `memorisation`.',
      slices: 'Slices that were selected.',
      parameters: 'Parameters in them.',
      step_norm: 'Of the change of the weights, noise left out.',
      noise_norm: 'Of the noise that was added.',
      distance_bound:
        'How far the weights of the removal are, at most, from those of retraining; empty for models without such a bound.',
      noise_sigma: 'Standard deviation of the noise of one parameter.',
      rewind_epochs: 'Epochs of the training that rewinding ran again; empty for other methods.',
      rewind_epochs_of: 'Epochs of that training in all.',
      rewind_remade_epochs:
        'Epochs that were trained anew before, to have the weights that rewinding starts from; 0 where they were kept.',
      rewind_remade_ms: 'How long that took. It is no part of removal_ms.',
      rewind_original_distance:
        'How far from the original weights the original training ends when it is run here; 0: it repeats them. Empty where rewinding started from fresh weights.',
      damping_used: 'The damping that was used: raised where the system was not positive definite.',
      eigenvalue_smallest: 'Smallest eigenvalue of the damped Hessian of the block.',
      eigenvalue_largest: 'Largest eigenvalue of the damped Hessian of the block.',
      cosine_to_gradient:
        'Of the angle between step and gradient: 1 says that the Hessian did not turn the step.',
      solve_residual: 'Error of the solution of the damped system, as a share of its right-hand side.',
      largest_change:
        'Largest absolute change of a predicted probability, of any class, over all training samples, the removed ones too, and all held-out samples.',
      without_effect:
        'The step is 0, or largest_change is below 0.000001: the removal changed nothing that a prediction shows.',
      hessian_samples_used:
        'Training samples that the Hessian was measured on; empty where it comes from the training or from the removed samples.',
      weight_decay_used: 'The weight decay in the step, on both sides of its system; 0: none.',
      weight_decay_trained:
        'The weight decay that the weights were trained with; empty where nobody knows, and in removals of older versions.',
      term_norm:
        'Of what a Newton step on all weights is made of: m (g + wd w) / (n \u2212 m), wd being the decay in the step. Empty in removals of older versions.',
      neglected_norm:
        'Of the rest of the gradient on what is left, decay included, which a Newton step leaves out: 0 at a minimum. Where it is larger than term_norm, retraining moves the weights mainly elsewhere. Empty in removals of older versions.',
      removal_ms: 'This removal, its evaluation included.',
      removals_ms:
        'All removals from the original model to this state, their evaluations included. Beside retraining_ms it says which was faster.',
      divergence_validation:
        'Mean Jensen-Shannon divergence of the predictions of the unlearned and the retrained model, on held-out samples.',
      divergence_forget: 'The same on the removed samples.',
      distance_to_retrained: 'Euclidean distance of the weights of the unlearned and the retrained model.',
      relearn_epochs_unlearned:
        'Epochs on all training data until the loss on the removed samples is at or below that of the original model; empty: not within the limit.',
      relearn_epochs_retrained: 'The same of the retrained model.',
      retraining_ms: 'Training from scratch on what is left.',
      relearn_retained_epochs_unlearned:
        'Epochs on what is left alone until the loss on the removed samples is at or below that of the original model; empty: not within the limit.',
      relearn_retained_epochs_retrained: 'The same of the retrained model.',
      relearn_retained_loss_unlearned: 'The lowest loss on the removed samples in that training.',
      relearn_retained_loss_retrained: 'The same of the retrained model.',
      probe_forget_original:
        'Share of the removed samples whose label a linear probe reads, for each hidden layer of the original model.',
      probe_forget_unlearned: 'The same of the unlearned model.',
      probe_forget_retrained: 'The same of the retrained model.',
      probe_held_out_unlearned:
        'Share of other held-out samples that the probes on the unlearned model read.',
      cka_unlearned_to_original:
        'Linear CKA of each hidden layer in the unlearned and the original model: 1 is the same but for turning and scale.',
      cka_unlearned_to_retrained: 'The same of the unlearned and the retrained model.',
      cka_retrained_to_original: 'The same of the retrained and the original model.',
      neighbours_loss_change_unlearned:
        'Mean loss of the samples left that are nearest to the removed ones: unlearned minus original model.',
      neighbours_loss_change_retrained: 'The same, retrained minus original model.',
      neighbours_control_change_unlearned:
        'The same of as many others, drawn at random: unlearned minus original model.',
      neighbours_control_change_retrained: 'The same of those, retrained minus original model.',
      rewind_line_recovered:
        'Rewinding beside the removals: for each number of last epochs that are run again without the removed samples, the share of the change of their loss that coupled retraining makes. All epochs are coupled retraining itself.',
      rewind_line_ms: 'How long those epochs took, in milliseconds, without the making of their start.',
      rewind_line_step_ms:
        'Time of all removals that led to this state without their evaluations: it stands beside rewind_line_ms.',
      rewind_line_side:
        'Where the removals stand. below: a rewinding that was measured recovers as much in no more time. above: one that takes as long recovers no more. between: neither. quicker: no rewinding is as quick, and all recover more. past: the share is over 1.',
      rewind_line_remade_epochs:
        'Epochs that were trained anew before, to have the weights that rewinding starts from; 0 where they were kept.',
      rewind_line_remade_ms: 'How long that took. It is no part of rewind_line_ms.',
      failed: 'Why the removal could not be made; all that would have been measured is empty then.',
      retraining_order:
        'Order of retraining: coupled, the original one with the removed samples left out; or independent, another one.',
      retraining_seed:
        'k: the model was retrained with the k-th other seeds, which are drawn from those of the original training and k. Empty: with those of the original training.',
      floor_sample:
        'The sample of no influence that was left out for the coupled floor: one of the eight of least gradient. Empty for the independent order and for another seed.',
      divergence_validation_floor:
        'Coupled floor of divergence_validation: of the original model and the one retrained without a sample of no influence.',
      divergence_forget_floor: 'The same on the removed samples.',
      distance_to_retrained_floor:
        'Coupled floor of the distance: of the weights of the original model and of the one retrained without a sample of no influence.',
      recovered_loss:
        'Sum of the changes of loss that unlearning made over the removed samples, divided by the sum that coupled retraining made. Empty where it is not defined: the latter is under twice its floor, or the model was retrained in the independent order or with another seed.',
      recovered_margin: 'The same of margins: log-odds of the label.',
      recovered_validation_loss:
        'Correlation over the held-out samples of the change of loss by unlearning and by coupled retraining.',
      recovered_validation_margin: 'The same of margins.',
      cosine_to_retraining:
        'Cosine of the change of weights that was made and that of coupled retraining, both from the original.',
      cosine_to_retraining_floor:
        'Cosine of the change that was made and that of retraining without a sample of no influence.',
      distance_left:
        'Distance of the unlearned to the retrained weights, divided by that of the original to them.',
      recovered_loss_seeds:
        'Other seeds of the training for which the share of the loss’s change is defined; empty where fewer than two, or none was asked for.',
      recovered_loss_mean:
        'Mean over these seeds of recovered_loss: each has an original, the same removals, and a coupled retraining of its own.',
      recovered_loss_low: 'Lower end of the 95% interval of that mean, by Student’s distribution.',
      recovered_loss_high: 'Upper end of it.',
      recovered_margin_seeds:
        'Other seeds of the training for which the share of the margin’s change is defined; empty where fewer than two, or none was asked for.',
      recovered_margin_mean:
        'Mean over these seeds of recovered_margin: each has an original, the same removals, and a coupled retraining of its own.',
      recovered_margin_low: 'Lower end of the 95% interval of that mean, by Student’s distribution.',
      recovered_margin_high: 'Upper end of it.',
    },
    columnFamilies: {
      authors: ({ meaning }: { meaning: string }) => `${meaning} Named as in the authors’ multi_scrub.py.`,
      metrics: {
        before: ({ label, explanation }: ColumnWords) =>
          `${label} of the model before the removal, on the sets as they are after it. ${explanation}`,
        after: ({ label, explanation }: ColumnWords) => `${label} after the removal. ${explanation}`,
        retrained: ({ label }: { label: string }) => `${label} of the retrained model, on the same sets.`,
        gap: ({ label }: { label: string }) => `${label}: unlearned minus retrained model.`,
        floor: ({ label }: { label: string }) =>
          `${label}: what leaving out a sample of no influence changes in coupled retraining, without its sign. A smaller gap means nothing.`,
        band: ({ label }: { label: string }) =>
          `${label}: half the width of the 95% band of the gap to a model of another seed, t s sqrt(2) over 16 models. Empty where it was not measured, or says nothing.`,
        within: ({ label }: { label: string }) =>
          `${label}: whether the gap lies within that band, the noise of retraining.`,
      },
      phases: {
        wall: ({ phase }: { phase: string }) => `Wall time of the step “${phase}”.`,
        gpu: ({ phase }: { phase: string }) =>
          `Time of the GPU in the step “${phase}”; empty where nothing was computed there, or it has no clock.`,
      },
    },
    columnUnits: {
      text: 'text',
      number: 'number',
      count: 'count',
      flag: '1 yes, 0 no',
      list: 'list',
      pairs: 'name=value, by spaces',
      digest: 'SHA-256, hexadecimal',
      share: 'share, 0 to 1',
      points: 'percentage points',
      nats: 'nats',
      norm: 'Euclidean norm of weights',
      ratio: 'ratio',
      cosine: '−1 to 1',
      divergence: 'bits, 0 to 1',
      epochs: 'epochs',
      seconds: 's',
      milliseconds: 'ms',
    },
    columnSigns: {
      higher: 'higher is better',
      lower: 'lower is better',
      retrained: 'the retrained model’s value is the target',
      gap: 'above 0: larger in the unlearned model; 0 is the target',
      change: 'above 0: it has become larger',
      cosine: '1 the same direction, 0 at right angles, −1 the opposite',
      correlation: '1 in proportion sample by sample, 0 unrelated, −1 in proportion with the other sign',
      recovered: '1 what retraining does, 0 nothing, above 1 too far',
      left: '0 arrived, 1 no nearer than the original',
    },
    presets: {
      default: {
        label: 'Default',
        about: 'The damping that the lab starts with, and no noise: what you see is the update.',
      },
      paper: {
        label: 'Paper',
        about:
          'The published step: \u03bb 0.01, the secant as published, no weight decay in the step, one blanket for the mean of a batch, noise by Sekhari\u2019s formula for \u03b5 0.1 and \u03b4 0.01, which certifies nothing. What differs from the paper\u2019s experiments is said below.',
      },
    },

    // Why a selection of slices ended.
    stops: {
      noGain: 'No remaining slice says more about the loss: the best has T \u2264 0.',
      maxSlices: 'The limit on the number of slices was reached.',
      cheap: 'The cheap variant takes one slice.',
      exhausted: 'The selected slices explain the loss completely, or no slice is left.',
      noInformation:
        'Neither loss nor activations vary under this perturbation: nothing is selected, the model stays as it is.',
      union: ({ count }: { count: number }) =>
        `The union of each sample\u2019s own Markov blanket. ${count === 1 ? 'It is one slice' : 'The slices that most samples selected come first'}.`,
      random: 'As many slices as L-FOCI picks, drawn at random.',
      randomLayer: 'As many slices of each layer as L-FOCI picks there, drawn at random.',
      randomLabel:
        'As many slices of each layer as L-FOCI picks there, drawn at random, with the labels\u2019 own output units.',
      saliencyParameters:
        'The slices with the largest gradient that have, together, no more parameters than L-FOCI\u2019s.',
      one: 'One slice, drawn at random.',
      saliency: 'As many slices as L-FOCI picks, those with the largest gradient.',
      every: 'Every slice.',
      firstSlices: ({ count }: { count: number }) => `The first slices, up to the limit of ${count}.`,
    },

    // What is said of a removal that changed nothing, or next to nothing.
    effects: {
      noStep: 'This removal changed nothing: its step is 0, and the model is what it was before.',
      unnoticed: ({ change, bound }: { change: string; bound: string }) =>
        `This removal changed next to nothing: no predicted probability of any sample moved by ${bound} or more. The largest change is ${change}.`,
    },

    // Why removals that were made again came out otherwise.
    replay: {
      otherDevice: ({
        backend,
        device,
        hereBackend,
        here,
        kernels,
      }: Record<'backend' | 'device' | 'hereBackend' | 'here', string> & {
        kernels: 'own' | 'stock' | null;
      }) =>
        `These removals were made on ${backend} (${device}${{ own: ', the lab\u2019s own kernels', stock: ', TensorFlow.js\u2019s kernels', none: '' }[kernels ?? 'none']}), and this is ${hereBackend} (${here}): another device rounds sums in another order. Replay them where they were made.`,
      sameDevice:
        'They were made on the same device, so another browser, another driver or another version of the lab rounds differently.',
    },

    // A setting or a request that cannot be.
    certificate: {
      otherModel: ({ model }: { model: string }) =>
        `Nothing can be certified for ${model} as it was trained. It takes logistic regression, trained to its minimum and no further, with a weight decay: choose the logistic regression that comes at its minimum, or train with the optimizer "Newton, to the minimum".`,
      measuredNormalisation: ({ data }: { data: string }) =>
        `Nothing can be certified on ${data}: the mean and deviation that its pixels are normalised by were measured on such images, so every sample is in them. Choose data with fixed numbers: the images of Fashion-MNIST that come with the lab.`,
      begun:
        'A certificate has to be fixed before anything is removed, and something was removed already. Start anew first: the session is forgotten then.',
      fixedAlready: 'The terms of the certificate are fixed, and cannot be changed. Start anew for others.',
      notFixed: 'No terms are fixed: fix epsilon, delta and sigma before anything is removed.',
      notAtMinimum: ({ gradient, wanted }: Record<'gradient' | 'wanted', number>) =>
        `The model is not at its minimum: the gradient of its loss with weight decay is ${gradient.toPrecision(2)}, and may be ${wanted}. Train it to the minimum first.`,
      noneLeft: ({ releases }: { releases: number }) =>
        `${releases === 1 ? 'The one release is' : `All ${releases} releases are`} made, and there cannot be another one under these terms. Start anew to fix others.`,
      tooFar: ({ together, allowed, before }: Record<'together' | 'allowed' | 'before', number>) =>
        `No release: retraining may be ${together.toPrecision(3)} away${before > 0 ? `, together with ${before} ${before === 1 ? 'release' : 'releases'} before` : ''}, and ${allowed.toPrecision(3)} is allowed. Take another Newton step, or retrain.`,
      notSaved: ({ problem }: { problem: string }) =>
        `No release: it could not be saved that it was made, so it would not be counted. ${problem}`,
    },
    refused: {
      noiseEpsilon: ({ epsilon }: { epsilon: number }) =>
        `Sekhari\u2019s formula holds for an epsilon below 1, got ${epsilon}. Take a smaller one, or turn the noise off.`,
      noiseUpdate: ({ update }: { update: string }) =>
        `No formula says how much noise the update ${update} needs: Sekhari\u2019s is about Newton\u2019s step on the Hessian of what is left. Take the update sekhari, or turn the noise off.`,
      noiseCurvature: ({ curvature }: { curvature: string }) =>
        `No formula says how much noise the curvature ${curvature} needs: its system may be solved indefinite. Take another curvature, or turn the noise off.`,
      newton: ({ model, weightDecay }: { model: string; weightDecay: number }) =>
        `The exact Newton step is for logistic regression with weight decay, and ${model} ${weightDecay > 0 ? 'is another model' : 'was trained without any that is known'}. Choose another method or model.`,
      range: ({
        number,
        minimum,
        maximum,
        value,
      }: { number: NumberId } & Record<'minimum' | 'maximum' | 'value', number>) =>
        `${numbers[number].label} must be from ${minimum} to ${maximum}, got ${value}.`,
      notWhole: ({ number, value }: { number: NumberId; value: number }) =>
        `${numbers[number].label} must be a whole number, got ${value}.`,
      choice: ({ setting, choices, value }: { setting: string; choices: readonly string[]; value: string }) =>
        `${setting} is one of ${choices.join(', ')}, got ${value}.`,
      maxSlices: ({ value }: { value: number }) =>
        `maxSlices must be a whole number from 1, or null, got ${value}.`,
      noSuchNumber: ({ method, name }: { method: keyof typeof methods; name: string }) =>
        `${methods[method].label} has no number called ${name}.`,
      noSample: 'A removal needs at least one sample, got none.',
      sampleRange: ({ largest, sample }: { largest: number; sample: number }) =>
        `A removal needs samples from 0 to ${largest}, got ${sample}.`,
      sampleTwice: 'A removal needs each sample once, and one is named twice.',
      noPixels: 'This model is given features of the images, not their pixels: there are none to look at.',
      removedAlready: ({ sample }: { sample: number }) => `Sample ${sample} is removed already.`,
      noDamping:
        'A damping of 0 needs the weight decay of the training in the step, and here there is none: the Hessian alone may have no inverse. Take a damping above 0.',
      noiseWithoutDamping: 'The noise goes by the damping, and there is none for a damping of 0.',
      takesAll: ({ count }: { count: number }) =>
        `A removal must leave at least one of the ${count} samples, and this takes all.`,
      emptyClass: ({ label }: { label: number }) => `No sample of class ${label} is left to forget.`,
      notRejected:
        'This removal was not rejected by the guard: the model that it led to is compared as it is.',
      nothingToAttack: 'Nothing is removed in this state, so there is nothing to attack.',
      ensembleDamaged: ({ model, data }: { model: string; data: string }) =>
        `The ensemble of ${model} on ${data} that ships with the lab is damaged: its files are not those of its card. Load the lab anew.`,
      noPatch: 'No patch was planted in these data, so there is none to try.',
      drawSize: ({ most, count }: { most: number; count: number }) =>
        `A random draw takes from 1 to ${most} samples, got ${count}.`,
      blanketSamples: ({ samples }: { samples: number }) =>
        `The demo draws from 20 to 5000 samples, got ${samples}.`,
      blanketRepeats: ({ repeats }: { repeats: number }) =>
        `The demo repeats from 1 to 100 times, got ${repeats}.`,
      mixedMeasures:
        'A session either has a history of whole reports, or removals that measured less: it cannot have both.',
      nothingToUndo: 'There is no removal to undo.',
      nothingToRedo: 'There is no removal to redo.',
      noSuchState: ({ last, id }: { last: number; id: number }) =>
        `The history has the states 0 to ${last}, got ${id}.`,
      longName: ({ most, length }: { most: number; length: number }) =>
        `The name of a state has at most ${most} letters, got ${length}.`,
    },

    // What a removal can end with besides a report.
    failed: {
      denseSolver: ({ largest, parameters }: { largest: number; parameters: number }) =>
        `The dense solver takes blocks of up to ${largest} parameters, and this selection has ${parameters}. Use woodbury, which gives the same step. The model is as it was.`,
      kroneckerInputs: ({ largest, parameters, layer }: Layer & Record<'largest' | 'parameters', number>) =>
        `Kronecker factors take up to ${largest} parameters per unit, and the layer "${layer}" has ${parameters}. Choose slices of another layer, or another Hessian. The model is as it was.`,
      blockTooLarge: ({
        curvature,
        largest,
        parameters,
      }: {
        curvature: string;
        largest: number;
        parameters: number;
      }) =>
        `The curvature ${curvature} takes blocks up to ${largest} parameters, and this selection has ${parameters}: limit the number of slices, or use cg, which gives the same step.`,
      twoClasses: ({ classes }: { classes: number }) =>
        `A wrong label needs two classes, and these data have ${classes}.`,
      rewindEpochs: ({ epochs, of }: { epochs: number; of: number }) =>
        `Rewinding is to run the last ${epochs} epochs again, and the training had ${of}: choose from 1 to ${of}.`,
      rewindMinimum:
        'These weights were trained to a minimum by Newton steps, which have no epochs to run again: use retraining, or the exact Newton step.',
      scrubWeights: 'SCRUB needs alpha or gamma above 0, got 0 and 0: nothing would hold the retain set.',
      outputsNotFinite:
        'The new weights are so large that the model\u2019s outputs are no numbers any more: step or noise was too long. The model is as it was; use more damping, a larger epsilon, or a smaller learning rate.',
      notRetrainable:
        'How these weights were made is not known (a model from outside, or one that samples were unlearned from): train one here, then it can be retrained.',
      fociNeedsGpu: 'L-FOCI on the GPU needs the WebGPU backend.',
    },
  },

  // The lab around them: opening, saving, restoring, jobs, devices.
  lab: {
    notOpen: 'The lab is not open yet.',
    compareFirst:
      'Compare the present state with retraining first: what comes back is read beside the retrained model.',
    // The folder of an experiment, opened on the page.
    experiments: {
      folders: ({ count }: { count: number }) =>
        count === 0
          ? 'These files are no experiment: there is no experiment.json among them. Choose the folder that lethe run wrote.'
          : `These are ${count} experiments. Choose the folder of one.`,
      damaged: ({ file }: { file: string }) =>
        `${file} is damaged, or is of an experiment that this lab does not have.`,
      missing: ({ missing, count }: { missing: number; count: number }) =>
        `${missing} of ${count} cells are missing here. Finish them with lethe run NAME --resume, or join the shards with lethe merge.`,
    },
    // What was found on a graphics adapter on which every kernel was tried.
    doctor: {
      passed: ({ name, kernels, cases }: { name: string; kernels: number; cases: number }) =>
        `All ${kernels} kernels computed on ${name} what they should, in ${cases} cases.`,
      failed: ({ name, kernels, failed }: { name: string; kernels: number; failed: readonly string[] }) =>
        `${failed.length} of ${kernels} kernels did not compute on ${name} what they should (${failed.join(', ')}). Compute on WASM there, and send this report to the makers of the lab.`,
      complained: ({ name, complaint }: { name: string; complaint: string }) =>
        `All kernels computed on ${name} what they should, but the device complained: ${complaint}`,
      // Classes of tolerance, in a column.
      tolerances: { exact: 'exact', relativeToSize: 'relative to size', residual: 'residual' },
      isPassed: 'passed',
      isFailed: ({ failed }: { failed: string }) => `${failed} failed`,
      allEqual: 'all equal',
      ofBound: ({ share }: { share: string }) => `${share} of the bound`,
      pastBound: 'past every bound',
      ofLimit: ({ share, of }: { share: string; of: 'bandwidth' | 'arithmetic' }) => `${share} of the ${of}`,
      wrong: ({
        name,
        wrong,
        index,
        got,
        expected,
      }: Record<'name' | 'wrong' | 'index' | 'got' | 'expected', string>) =>
        `${name}: ${wrong} wrong; entry ${index} is ${got} in place of ${expected}`,
      notComputed: ({ name, error }: { name: string; error: string }) => `${name}: not computed. ${error}`,
      speeds: ({ bandwidth, arithmetic }: Record<'bandwidth' | 'arithmetic', string>) =>
        `Measured here: ${bandwidth} GB/s copied (bandwidth), ${arithmetic} billion operations a second (arithmetic).`,
      hostClock:
        'This device has no clock of its own: times include the way to the device and back, and are no shares of what it can do.',
      columns: {
        kernel: 'Kernel',
        outcome: 'Outcome',
        cases: 'Cases',
        tolerance: 'Compared',
        worst: 'Largest error',
        time: 'Time',
        limit: 'Share of the limit',
        timed: 'What was timed',
      },
    },
    noFilesRead: 'No files were read: choose them again.',
    // What is being opened, for the line of progress.
    loading: {
      files: 'your files',
      model: 'the model',
      original: 'the original model',
      modelAsItWas: 'the model as it was',
      run: 'the run',
      session: 'the session',
    },
    atWork: 'The lab is at work: wait until it is done, or cancel it.',
    background: {
      atWork: 'The lab trains or attacks an ensemble in the background: wait until that is done, or stop it.',
      elsewhere:
        'Another window of this browser is at work on this ensemble: wait until it is done, or stop it there.',
    },
    untrained: ({ model }: { model: string }) => `${model} must be trained on this data first.`,
    noShipped: ({ model, file }: { model: string; file: string }) =>
      `The shipped weights of ${model} could not be loaded (${file}). Reload the page.`,
    noSuchRemoval: ({ id }: { id: number }) => `This session has no removal ${id}.`,
    chainBroken: ({ file }: { file: string }) =>
      `${file}: it is not the line that was written: something in it, or in a line before it, was changed.`,
    chainMissing: ({ file }: { file: string }) =>
      `${file}: it has no "chain", and the lines before it have one: it was not written by the lab, or it was changed.`,
    tooDeep: ({ file, deepest }: { file: string; deepest: number }) =>
      `${file}: it is nested more than ${deepest} levels deep.`,
    noJson: ({ file }: { file: string }) => `${file}: it is no JSON, or it is cut off.`,
    // Where something is wrong, before the colon.
    card: 'the card',
    removalPlace: ({ id }: { id: number }) => `removal ${id}`,
    linePlace: ({ file, line }: { file: string; line: number }) => `${file}, ${linePlace({ line })}`,
    unchained:
      'An older lab wrote these removals, without a chain over their numbers: their weights are proved by digests, the other numbers are not.',

    // What is wrong with a session's file, and what to do.
    sessionFile: {
      field: ({ where, expected, found }: { where: string; expected: Expected; found: Found }) =>
        unopened(`${where || 'the file'}: expected ${expectedWords(expected)}, found ${foundWords(found)}`),
      newerVersion: ({ where, found, newest }: { where: string; found: string; newest: number }) =>
        unopened(
          `${where}: expected ${newest} at most, found ${found}: a newer version of the lab wrote it`,
          'Open it with that version: reload the page, or update the lab.',
        ),
      olderVersion: ({ where, found, oldest }: { where: string; found: string; oldest: number }) =>
        unopened(`${where}: expected ${oldest} at least, found ${found}`),
      noJson: unopened(
        'the file: it is no JSON, or it is cut off',
        'Choose a file that the lab exported as "Session (JSON)".',
      ),
      checksum: unopened('checksum: what the file holds is not what was written: it was damaged or edited'),
      tooDeep: unopened('the file: it is nested too deep'),
      chain: ({ problem }: { problem: string }) => unopened(problem.replace(/\.$/, '')),
      history: ({ problem }: { problem: string }) => unopened(`removals: ${problem}`),
      otherData: ({ count, data }: { count: number; data: string }) =>
        unopened(
          `dataset: it belongs to ${count} training samples of ${data}, which are not here`,
          'Open those data first, then the session.',
        ),
      otherWeights: ({ model, isInFile }: { model: string; isInFile: boolean }) =>
        unopened(
          `model.digest: the original weights of ${model} ${isInFile ? 'in the file' : 'that ship with this lab'} are not those that the session started from`,
        ),
      notOne: ({ count }: { count: number }) =>
        unopened(`the files: expected one, got ${count}`, 'Choose one session file.'),
      tooLong:
        'The session cannot be written: its history changes more values than one text can hold. Export the weights and the table of removals (CSV) instead.',
    },

    // Sessions that are kept under names.
    kept: {
      unnamed: ({ model, data, removals }: { model: string; data: string; removals: number }) =>
        `${model} on ${data}, ${removals === 1 ? '1 removal' : `${removals} removals`}`,
      left: ({ name }: { name: string }) =>
        `The history before is kept as \u201c${name}\u201d: Session opens it again.`,
      failed: ({ problem }: { problem: string }) =>
        `The present history could not be kept, so nothing was put in its place. ${problem}`,
      gone: 'This session is no longer kept: another window deleted it, or newer ones took its place.',
      noName: 'A session needs a name.',
    },

    // Recipes: how to have a lab again, and whether it came out the same.
    recipe: {
      inLink: 'the recipe in the link',
      none: ({ place }: { place: string }) =>
        `${place}: it holds no recipe. A link with "#recipe=", a recipe or a session as JSON is needed.`,
      damaged: 'The recipe in the link was cut or changed on its way: copy the whole link again.',
      tooLong: ({ bytes }: { bytes: number }) =>
        `The recipe in the link holds more than ${Math.round(bytes / 2 ** 20)} MB, which no lab writes.`,
      noData: ({ count, data }: { count: number; data: string }) =>
        `The recipe is of ${count} training samples of ${data}, which are not open here. Open just those data first, then the recipe.`,
      noOriginal: ({ model }: { model: string }) =>
        `The recipe starts from weights of ${model} that are not here, and that no training described in it makes. Open their checkpoint first, then the recipe.`,
      untrained: 'The recipe is of a model that is not trained: it has no removals to make.',
      step: ({ step, steps, problem }: { step: number; steps: number; problem: string }) =>
        `Removal ${step} of the recipe's ${steps} cannot be made: ${problem}`,
      same: ({ count, digest }: { count: number; digest: string }) =>
        `Same digest: ${count === 0 ? 'the original model has' : count === 1 ? 'the removal was made again and gave' : `${count} removals were made again and gave`} the weights that the recipe names (${digest.slice(0, 12)}).`,
      notSaid: ({ digest }: { digest: string }) =>
        `The recipe names no digest. The weights here have ${digest.slice(0, 12)}.`,
      different: ({ expected, digest }: { expected: string; digest: string }) =>
        `Another digest: the recipe names ${expected.slice(0, 12)}, and the weights here have ${digest.slice(0, 12)}.`,
      otherOriginal: ({ model }: { model: string }) =>
        `${model} was trained again, and already the original weights came out otherwise.`,
      sameAccuracies: 'The accuracies are those that the recipe names.',
      otherAccuracies: ({ changes }: { changes: readonly AccuracyChange[] }) =>
        `${changes.map(({ of, expected, found }) => `${accuracyNames[of]} is ${percentOf(found)}, the recipe says ${percentOf(expected)}`).join('; ')}.`,
    },

    // What is in the way of saving, and what to do.
    saving: {
      conflict:
        'Another window has this session open and wrote it last, so that what is done here is no longer saved. Close the other window and reload; export the session first if it matters.',
      gone: 'What was saved of this session is no longer there.',
      full: 'The browser\u2019s storage is full, so that a reload would lose the latest removals. Export the session to keep them, and delete checkpoints to make room.',
      newer:
        'A newer version of the lab was open in this browser, and this one does not know how that saves. Export the session, and reload to get the newer version.',
      closed: ({ reason }: { reason: string }) =>
        `The browser lets this page store nothing (${reason}), so that a reload would lose the removals. Export the session to keep them.`,
      noIndexedDb:
        'The browser lets this page store nothing (it has no IndexedDB here), so that a reload would lose the removals. Export the session to keep them.',
      stuck: ({ seconds }: { seconds: number }) =>
        `The browser\u2019s storage has not answered for ${seconds} seconds: the lab goes on, and what it does is not saved until the storage answers. Export the session to keep it.`,
      aside:
        'The lab was opened without what was saved, and leaves that alone: what is done with this model is not saved. Start anew to save again, which deletes its saved removals.',
      notExported: ({ name, reason }: { name: string; reason: string }) => `${name}: ${reason}`,
      noOrigin: 'nobody knows any more which data and which model it belongs to.',
      cutShort: 'Saving was cut short: what was done last is saved with the next step.',
      dropped: ({ count }: { count: number }) =>
        `Nothing can be saved, and memory for the history is full: the weights of the ${count} oldest states were let go. Their reports stay; going back to one of them makes its removals again.`,
      noCheckpoint: 'This checkpoint is no longer in the browser\u2019s storage.',
    },

    // Runs of the command line, opened as a folder.
    run: {
      several: ({ count }: { count: number }) => `These are ${count} run folders: choose one of them.`,
      noneAmong: ({ count }: { count: number }) =>
        `There is no session file and no run folder (with its run.json) among the ${count} ${count === 1 ? 'file' : 'files'}.`,
      noData: ({ data }: { data: string }) =>
        `This run belongs to ${data}, which are not here. Open those data first, then the run.`,
      noOriginal: ({ model }: { model: string }) =>
        `The weights that this run started from (${model}) are not here. Open the checkpoint that it was made with first, then the run.`,
      damaged: ({ problem }: { problem: string }) => `This run cannot be opened: ${problem}`,
      failed: ({ count }: { count: number }) =>
        `${count} of its planned removals failed and left the model as it was.`,
      noWeights:
        'weights.bin is not among the files: the model is the original. Go to a state to make its removals again.',
      strangeWeights:
        'weights.bin belongs to no line of removals.jsonl: the model is the original. Go to a state to make its removals again.',
    },

    // What came back from the visit before.
    restored: {
      removals: ({ count }: { count: number }) =>
        count === 1
          ? 'The removal of the last visit is back.'
          : `The ${count} removals of the last visit are back.`,
      damaged: ({ problem, kept, count }: { problem: string; kept: number; count: number }) =>
        `The saved history was damaged (${problem}): ${kept} of its ${count} removals are back.`,
      missing: ({ state, reached }: { state: number; reached: number }) =>
        `The weights of state ${state}, in which the model was, are damaged in the browser\u2019s storage: the model is in state ${reached}. Go to state ${state} to make its removals again.`,
      weights: 'The weights of the last visit are back.',
      noWeights: ({ problem }: { problem: string }) =>
        `The weights of the last visit cannot be opened again: ${problem}`,
      noVisit: ({ data, problem }: { data: string; problem: string }) =>
        `What was open at the last visit, on ${data}, cannot be opened again: ${problem}`,
      ownData: ({ data }: { data: string }) =>
        `The last visit was on your own data (${data}). Open the same files again, and its removals come back.`,
      imagesGone: 'the browser no longer keeps its data. Download them again.',
      imagesOtherwise: 'its data came out otherwise, so that the removals do not belong to them.',
      unlearned: ({ count }: { count: number }) =>
        `${count === 1 ? 'One sample was' : `${count} samples were`} unlearned from these weights. The lab takes them for an original model and counts all samples as present; to go on from the removals, open the session instead.`,
    },
  },

  // The command line.
  experiments: {
    defaults: 'the defaults',
    sweepTitle: 'Sweep',
    titles: {
      fig3: 'Figures 3 and 9: exact ties beside L-FOCI, twelve binary attributes',
      fig8: 'Figures 8 and 12: activation maps before and after',
      fig11: 'Figure 11: retraining a batch-normalised net, and a last batch of one',
      recovered: 'Beyond the paper: what each step recovers, and its cost',
      table1: 'Table 1: the Markov blanket of 3D-Bullseye',
      lemma1: 'Lemma 1: residual gradient norm after L-FOCI’s step and the full step, over n',
      theorem1: 'Theorem 1: block steps again and again, to the minimum of what is left',
      'fig5-left': 'Figure 5, left: one sample after another, logistic regression',
      'fig5-right': 'Figure 5, right: until accuracy falls, nets for colour images',
      fig6: 'Figures 6 and 10: L-FOCI beside retraining, two weight decays',
      fig7a: 'Figure 7a: a class forgotten image by image',
      'appendix-d4': 'Appendix D.4: K-FAC beside L-FOCI, two-layer net',
      fig4: 'Figure 4: attributes hidden by gradient reversal',
      fig9: 'Figures 3 and 9: the blanket of each attribute of painted faces',
      identities: 'Figure 7a on painted faces: a person forgotten picture by picture',
      reid: 'Section 7.4: strangers found again, over removals',
      cheap: 'Cheap L-FOCI beside the full selection, painted faces',
      table7b: 'Table 7b: provisions of the most and the least frequent class, removed one by one',
    },
    axes: {
      removed: 'samples removed',
      accuracy: 'accuracy, %',
      residualAccuracy: 'residual accuracy, %',
      validationAccuracy: 'validation accuracy, %',
      forgetAccuracy: 'forget accuracy, %',
      residualLoss: 'residual loss, nats',
      validationLoss: 'validation loss, nats',
      sampleGradientNorm: 'gradient norm of the removed sample, after',
      distance: 'distance to the original weights',
      samples: 'samples n',
      ms: 'time, ms',
      agreement: 'columns found, %',
      truePositives: 'of the blanket, found, %',
      falsePositives: 'of the others, found, %',
      cost: 'time, in retrainings',
      iteration: 'block steps',
      distanceToMinimum: 'distance to the minimum of what is left',
      residualGradientNorm: 'residual gradient norm',
    },
    noStrangers: ({ data }: { data: string }) =>
      `${data} has no strangers to find again: choose data that do, such as faces.`,
    rows: {
      identities: {
        noises: {
          none: 'without noise',
          n: 'ε = 0.01 for the pictures there are',
          paper: 'ε = 0.01, noise for 262,200 pictures',
        },
        forget_accuracy: 'removed pictures',
        person_validation: 'the person, held out',
        relative_validation: 'the relative, held out',
        others_validation: 'all others, held out',
      },
      reid: {
        mean_average_precision: 'mean average precision, %',
        rank_one: 'rank-1, %',
      },
      table7b: {
        most: 'most frequent class',
        least: 'least frequent class',
        overall_f1: 'micro F1, held out, %',
        class_f1: 'F1 of the class, held out, %',
        none: 'without noise',
        epsilon: ({ epsilon }: { epsilon: number }) => `ε = ${epsilon}`,
      },
      cheap: { time: 'time of a removal, ms', removal: 'one removal' },
      fig4: {
        strength: ({ strength }: { strength: number }) => `strength ${strength}`,
        heads: {
          none: 'no head',
          all: 'all',
          random: 'random',
          picked: 'by L-FOCI',
        },
        groups: {
          all: 'all',
          beard: 'beard',
          no_beard: 'no beard',
          long_hair: 'long hair',
          short_hair: 'no long hair',
        },
      },
      fig5Right: {
        base: 'before any removal',
        untilFall: ({ points }: { points: number }) =>
          `removals until accuracy is down by over ${points} point`,
        fell: 'fell',
        never: 'never fell',
      },
      fig6: {
        none: 'L-FOCI, no noise',
        n: 'L-FOCI, noise for n',
        '50000': 'L-FOCI, noise for 50,000',
        retrained: 'retrained',
        decay: ({ decay }: { decay: number }) => `weight decay ${decay}`,
      },
      fig3: {
        exact: 'FOCI, ties exact',
        lfoci: 'L-FOCI',
        agreement: 'in both, of in either',
        exact_causes: 'of the three causes, exact',
        lfoci_causes: 'of the three causes, L-FOCI',
      },
      fig8: {
        before: { forgotten: 'forgotten, before', kept: 'kept, before' },
        after: { forgotten: 'forgotten, after', kept: 'kept, after' },
        change: ({ most }: { most: number }) => `change, to ${most.toPrecision(2)}`,
      },
      fig11: { keep: 'batch of one', frozen: 'batch of one, running statistics', join: 'joined' },
      recovered: {
        rewind: 'rewinding',
        loss_share: 'share of the change of the loss',
        distance_left: 'share of the distance that is left',
        retraining: 'retraining',
      },
      table1: {
        forms: { radii: 'radii', coordinates: 'coordinates', features: 'learned features' },
        methods: {
          lfoci: 'L-FOCI',
          'codec-test': 'tests with L-CODEC',
          'cmi-test': 'tests with k-NN CMI',
        },
      },
      lemma1: {
        gap: 'L-FOCI less full',
        lfoci_norm: 'after L-FOCI',
        full_norm: 'after the full step',
        slope: ({ model, slope, half }: { model: string; slope: number; half: number }) =>
          `${model}: slope ${slope.toFixed(2)} ± ${half.toFixed(2)}`,
      },
      theorem1: {
        slices: ({ count }: { count: number }) =>
          count === 1 ? 'one slice at a time' : `${count} slices at a time`,
      },
      fig7a: {
        noNoise: 'no noise',
        epsilon: ({ epsilon }: { epsilon: string }) => `ε = ${epsilon}`,
      },
    },
  },
  cli: {
    experiments: {
      groupWhich: 'Which experiment',
      groupHow: 'How it is computed',
      usageRun: 'NAME [options]',
      usageSweep: 'FILE --out DIR [options]',
      usageWorker: '--redis URL [options]',
      usageStatus: '[DIR] [--redis URL]',
      usageMerge: 'DIR... --out DIR',
      summaryRun: 'Computes an experiment of the paper and draws its figure.',
      summarySweep: 'Computes removals by every combination of some settings.',
      summaryWorker: 'Computes cells that lie on a Redis, until it is stopped.',
      summaryStatus: 'Prints how far a folder is, and what lies on a Redis.',
      summaryMerge: 'Joins the folders of the shards of an experiment, and draws its figure.',
      summaryFigure: 'Draws the figure of an experiment from its folder again.',
      summaryList: 'Lists the experiments.',
      helpScale: 'small: at most ten minutes of two cores; paper: the sizes of the paper',
      helpData: 'a data source or files, in place of the experiment’s own',
      helpRuns: 'the runs with seeds 1 to N alone, where all of a scale take too long',
      helpShard: 'computes every N-th cell, from the I-th on: for array jobs of a scheduler',
      helpJobs: 'processes at a time; as many as there are cores',
      helpResume: 'goes on in a folder with cells that are done: they are not computed again',
      helpRedis:
        'puts the cells on this Redis, as in redis://host:6379, and collects what workers make of them',
      helpWorkerRedis: 'where the cells lie, as in redis://host:6379',
      helpStatusRedis: 'tells what lies on this Redis for this version of the lab',
      helpOut: 'the folder of the cells and the figure; of an experiment runs/NAME-SCALE',
      helpMergeOut: 'the folder that gets all cells and the figure',
      helpFrom: 'the folder of the cells; runs/NAME-SCALE',
      helpFigureOut: 'the folder that gets table and picture; that of the cells',
      oneName: ({ known }: { known: string }) => `Name one experiment: ${known}.`,
      unknown: ({ name, known }: { name: string; known: string }) =>
        `There is no experiment "${name}"; there are ${known}.`,
      redisNeeded: '--redis is needed: where the cells lie, as in redis://host:6379.',
      statusOf: 'Name a folder, or a Redis by --redis, or both.',
      noBullmq: 'For --redis the packages bullmq and ioredis are needed: npm install bullmq ioredis.',
      workerReady: ({ queue, count }: { queue: string; count: number }) =>
        `Waiting for cells in ${queue}, ${count} at a time.`,
      workerTook: ({ cell }: { cell: string }) => `Took cell ${cell}.`,
      redisTrouble: ({ reason }: { reason: string }) => `Redis: ${reason}`,
      folderStatus: ({ experiment, done, count }: { experiment: string; done: number; count: number }) =>
        `${experiment}: ${done} of ${count} cells are done.`,
      redisStatus: ({
        waiting,
        active,
        completed,
        failed,
        workers,
      }: {
        waiting: number;
        active: number;
        completed: number;
        failed: number;
        workers: number;
      }) =>
        `${waiting} wait, ${active} are being computed by ${workers} ${workers === 1 ? 'worker' : 'workers'}, ${completed} are done and not collected, ${failed} failed.`,
      cellStatus: ({ share }: { share: number }) => `  a cell at ${Math.round(100 * share)}%`,
      oneFile: 'Name the JSON file that says what is swept.',
      noSweep: ({ file }: { file: string }) => `There is no file ${file}.`,
      sweepWrong: ({ file, at, problem }: { file: string; at: string; problem: string }) =>
        `${file} is no sweep${at === '' ? '' : `, at ${at}`}: ${problem}.`,
      sweepStrange: ({ file, names }: { file: string; names: string }) =>
        `${file}: the grid names ${names}, which no removal has.`,
      limitAlone: '--limit goes with --data: an experiment has a limit of its own for its own data.',
      shard: ({ words }: { words: string }) => `--shard is I/N, with I from 1 to N, as in 2/8; got ${words}.`,
      noFolder: 'Name the folders to join.',
      damaged: ({ file }: { file: string }) =>
        `${file} is damaged, or is not of an experiment. Delete it, and compute what it held again with --resume.`,
      cellMissing: ({ file }: { file: string }) =>
        `${file} is missing: not all cells are done. Go on with lethe run NAME --resume.`,
      noPlan: ({ folder }: { folder: string }) => `${folder} holds no experiment: it has no experiment.json.`,
      otherExperiment: ({ folder, here, experiment }: { folder: string; here: string; experiment: string }) =>
        `${folder} holds ${here}, not ${experiment}.`,
      otherPlan: ({ folder, differing }: { folder: string; differing: string }) =>
        `${folder} is of another experiment, or of another version of the lab: ${differing}. Take another folder with --out.`,
      mixed: ({ folder, first, differing }: { folder: string; first: string; differing: string }) =>
        `${folder} does not belong together with ${first}: ${differing}.`,
      disagree: ({ cell, folder, out }: { cell: string; folder: string; out: string }) =>
        `The cell ${cell} has other rows in ${folder} than in ${out}.`,
      doneAlready: ({ folder, done }: { folder: string; done: number }) =>
        `${folder} has ${done} ${done === 1 ? 'cell' : 'cells'} already. Go on with --resume, or take another folder with --out.`,
      processEnded: ({ how }: { how: string }) => `The process that computed it ended (${how}).`,
      cellFailed: ({ cell, reason }: { cell: string; reason: string }) => `Cell ${cell}: ${reason}`,
      progress: (cells: { done: number; failed: number; count: number; left: string }) =>
        `${cells.done} of ${cells.count} cells${cells.failed > 0 ? `, ${cells.failed} failed` : ''}${cells.left}`,
      stopped: ({ folder }: { folder: string }) =>
        `Stopped. What is done lies in ${folder}; --resume goes on.`,
      partDone: ({ folder, count }: { folder: string; count: number }) =>
        `${folder}: ${count} ${count === 1 ? 'cell is' : 'cells are'} left to other shards. lethe merge joins them.`,
      written: ({ table, picture }: { table: string; picture: string }) => `${table}\n${picture}`,
    },
    usage:
      'lethe COMMAND [options]\nRemoves training samples from trained models, and trains models to remove them from. The page of the lab does the same in a browser.',
    usageOut: '--out DIR [options]',
    usageOptions: '[options]',
    groupCommands: 'Commands ("lethe help COMMAND" lists the options of one; --version prints the version)',
    groupExitCodes: 'Exit codes',
    groupData: 'Data and model',
    groupSamples: 'Which samples',
    groupRemoval: 'Removal',
    groupRun: 'Run',
    groupSettings: 'In place of the model\u2019s own settings',
    summaryTrain: 'Trains models and writes them as checkpoints.',
    summaryUnlearn:
      'Removes training samples from a trained model, one removal after another, and writes one row each.',
    data: {
      usage: 'PATH… [--limit N] [--json]',
      summary:
        'Says what the lab makes of files of data: parts, classes, numbers, and what was left out and why.',
      group: 'Output',
      helpJson: 'as JSON, for programs',
      noPath: 'a file or a folder of data is needed, or the name of a data source',
    },
    model: {
      usage: 'FILE… [--data ID|PATH] [--json]',
      summary:
        'Says what the lab makes of files of a model: layers, parameters, slices, scalings of the pixels, and what was left out and why.',
      helpData: 'measure accuracy and loss on these data, under each usual scaling of the pixels',
      helpScaling: 'take this scaling of the pixels, in place of the best; needs --data',
      scalingNeedsData: '--scaling needs --data: a scaling is measured on images.',
      noPath: 'a file or a folder of a model is needed',
    },
    replay: {
      usage: 'LINK|FILE [options]',
      summary:
        'Makes the removals of a link, a recipe or a session again, and says whether the same weights come of it.',
      helpData: 'the data, where they are not a source of the lab: an id, files or a folder',
      helpCheckpoint: 'the original weights, where the lab does not ship them and is not to train them again',
      helpOut: 'write the session that comes of it to FILE (*.lethe-session.json), which the page opens',
      helpJson: 'print the result as JSON',
      noSource: 'one link or file is needed',
      missing: ({ file }: { file: string }) =>
        `${file}: there is no such file, and it is no link with a recipe`,
      ownData: ({ name }: { name: string }) =>
        `the recipe is of ${name}, which is files of somebody: name them with --data`,
      otherData: ({
        count,
        data,
        hereCount,
        here,
      }: Record<'count' | 'hereCount', number> & Record<'data' | 'here', string>) =>
        `the recipe is of ${count} training samples of ${data}; ${hereCount} of ${here} are other data`,
      otherWeights: ({ model, path }: { model: string; path: string }) =>
        `${path}: these are not the weights of ${model} that the recipe starts from`,
      about: ({ data, count, model, steps }: { data: string; count: number; model: string; steps: number }) =>
        `${model} on ${count} training samples of ${data}; ${steps === 1 ? 'one removal' : `${steps} removals`}.`,
      training: 'The original weights are not here: they are trained again.',
      removal: ({ made, steps }: { made: number; steps: number }) => `removal ${made} of ${steps}`,
      wrote: ({ file }: { file: string }) => `Wrote ${file}.`,
    },
    doctor: {
      usage: '[--json]',
      summary:
        'Tries every kernel on the graphics adapter, says what came out wrong, and how near each is to what the adapter can do.',
      group: 'Output',
      helpJson:
        'as JSON, to send with a report of a fault\nLETHE_ADAPTER: hardware or swiftshader, the adapter that is tried',
      trying: ({ kernel, done, total }: { kernel: string; done: number; total: number }) =>
        `${done} of ${total} cases: ${kernel}`,
      lavapipe:
        'Dawn, the WebGPU of Node and Chromium, refuses Mesa\u2019s lavapipe, which VK_ICD_FILENAMES or VK_DRIVER_FILES names. Firefox takes it: open the page of the lab there with ?view=doctor, or run npm run test:browsers.',
    },
    summaryHelp: 'Lists the options of a command.',
    unknownCommand: ({ name, known }: { name: string; known: string }) =>
      `there is no command "${name}"; there are ${known}`,

    exitDone: 'all was done',
    exitFailed: 'a fault of the program, or something failed on the way: a full disk, say',
    exitMisused: 'a command, an option or a value that there is not',
    exitRefused: 'data, a model or a folder that is not what it has to be',
    exitDevice:
      'the graphics device is missing, refused a step, was lost, or computes wrongly ("lethe doctor")',
    exitInterrupted: 'stopped by Ctrl+C or a signal; what was finished is kept',
    exitReaderLeft: 'nobody reads the output any more ("| head"); what was finished is kept',

    isDefault: '(default)',
    range: ({ minimum, maximum, whole }: { minimum: number; maximum: number; whole: boolean }) =>
      `a ${whole ? 'whole ' : ''}number from ${minimum} to ${maximum}`,
    rangeFrom: ({ minimum, whole }: { minimum: number; whole: boolean }) =>
      `a ${whole ? 'whole ' : ''}number from ${minimum}`,
    notAllowed: ({ option, allowed, value }: { option: string; allowed: string; value: string }) =>
      `--${option} is one of ${allowed}, got ${value}`,
    notInRange: ({ option, range, value }: { option: string; range: string; value: string }) =>
      `--${option} is ${range}, got ${value || 'nothing'}`,
    cannotParse: ({ problem }: { problem: string }) => `${problem}; --help lists the options`,

    helpData:
      'a data source, or files of one data set (repeatable); fashion\nLETHE_DATA: a folder with folders like mnist/, read in place of a download',
    helpLimit: 'the first N / classes training samples of each class',
    helpShippedModel: 'a model that weights ship for; the first',
    helpWeights:
      'of the weights that ship the present ones, or the former ones (float16), which earlier links and runs with the drawn digits rest on',
    helpModels: 'a model of the table (repeatable); all that are meant for such data',
    helpAs: 'the data source that the files are of',
    helpScaling: 'how the pixels are scaled for a model of your own; without it as it does best',
    scalingAlone:
      '--scaling is for a model of your own, named with --checkpoint: a checkpoint of the lab keeps its scaling.',
    helpCheckpoint: 'a folder of "lethe train", an exported checkpoint, or a model of your own',
    helpReverse: ({ choices }: { choices: readonly string[] }) =>
      `an attribute that the layers learn to hide, by a head whose gradient is reversed (may be repeated);\nor which: ${choices.join(', ')} (picked: those that L-FOCI finds for the label; random: as many)`,
    reversed: ({ attributes, strength }: { attributes: string; strength: number }) =>
      `Hidden by gradient reversal, strength ${strength}: ${attributes}.`,
    helpLastBatch:
      'what becomes of a batch of one sample in a batch-normalised net: it joins the one before, is a step of its own, or is one by the running statistics',
    helpTrainOut:
      'needed: gets a folder for each checkpoint, and index.json with all cards;\nthe same command with the same folder goes on where it stopped',
    helpSamples: 'training samples by number, such as 3,17,20-25',
    helpClass: 'the first samples of a class',
    helpRemovals: ({ fallback }: { fallback: number }) =>
      `how many removals; ${fallback} at random, else all that are named`,
    helpBatchSize: 'samples that go in one removal, as one batch; 1',
    helpSet: 'a number of the method (repeatable):',
    noiseRefused: ({ reason }: { reason: string }) => reason,
    helpCertificate: () =>
      'fixes the terms before the first removal; after the last one release.json is written, if retraining is near enough (docs/certificate.md)',
    certificateTerms: ({ text }: { text: string }) =>
      `--certificate is epsilon,delta,sigma, as 1,1e-5,0.02, got ${text}`,
    certificateWithSession: () =>
      '--certificate goes with a model that nothing was removed from, not with --session',
    released: ({ file }: { file: string }) => `The release is ${file}.`,
    helpEpsilon: ({ label, range }: { label: string; range: string }) => `${label}: ${range}`,
    helpDelta: ({ label, range }: { label: string; range: string }) =>
      `${label}: ${range}\n--epsilon and --delta turn the noise by Sekhari\u2019s formula on, which certifies nothing; without them there is none`,
    helpHessianSamplesAuto: '"auto": 1,024; for the secant of a net of dense layers all that are left',
    helpGuardOff: '"off": every removal passes',
    helpDrawSeed: 'the seed that draws the samples; that of --seed',
    helpMaxSlices: 'the selection takes no more',
    helpBatchNorms: 'measure the authors\u2019 mean of batch gradient norms too: slower',
    helpGpuTimes: 'time the steps by the GPU\u2019s own clock too, which takes some waiting for it',
    helpRetrainEvery: 'retrain from scratch after every N removals, and compare',
    helpRetrainingSeed:
      'comparisons retrain with the N-th other seeds; left out: with those of the original training',
    helpRelearnLimit:
      'in each comparison, epochs that relearning the forgotten may take; left out: it is not measured',
    helpComeback:
      'in each comparison, measure whether the forgotten comes back: relearning without it, probes, neighbours',
    helpRewindLine:
      'in each comparison, run the last epochs again without the forgotten, for some numbers of epochs:\nwhat that recovers, and in what time',
    helpRecoveredSeeds: ({ range }: { range: string }) =>
      `in each comparison, make the removals and the coupled retraining with so many other seeds too: ${range};\nthe interval of what was recovered`,
    helpBand:
      'for each comparison, retrain 16 models with other seeds where they are not there yet: the noise of retraining;\nwithout it the band that ships, where one does',
    helpRunOut:
      'needed: removals.csv, columns.csv, removals.jsonl, comparisons.jsonl, run.json, weights.bin;\nthe same command with the same folder goes on where it stopped',
    noEnsemble: ({ count, seed, folder }: { count: number; seed: number; folder: string }) =>
      `No whole ensemble of ${count} models with seed ${seed} of this model ships or is in ${folder}: the columns of memorisation stay empty. The command ensemble trains it.`,
    helpMemorisationStore:
      'where the command ensemble kept the models that tell how much a sample is memorised; the user\u2019s cache folder\nwithout them the ensemble that ships, where one does',

    ensemble: {
      summary:
        'Trains an ensemble of models on random halves of the data, and says how much each sample is memorised.',
      group: 'Ensemble',
      helpModels: ({ range, fallback }: { range: string; fallback: number }) =>
        `models: ${range}; ${fallback}`,
      helpSeed: ({ range, fallback }: { range: string; fallback: number }) =>
        `of the halves and the trainings: ${range}; ${fallback}`,
      helpStore:
        'keeps the models; the user\u2019s cache folder\nthe same command goes on at the model that it was at',
      helpOut:
        'gets margins and membership without the weights, memorisation.csv, and index.json with all cards',
      helpJson: 'write the result as JSON',
      making: ({ done, count, left }: { done: number; count: number; left: string }) =>
        `${done} of ${count} models trained${left}`,
      attacking: ({ done, count, left }: { done: number; count: number; left: string }) =>
        `removed from ${done} of ${count} models${left}`,
      stopped: 'stopped; the same command goes on at the model that it was at',
      made: ({
        count,
        model,
        data,
        folder,
      }: Record<'model' | 'data' | 'folder', string> & { count: number }) =>
        `${count} models ${model} on halves of ${data}: ${folder}`,
      mostMemorised:
        'The most memorised samples: margin of the models that had it less margin of those that did not, in nats',
      memorised: ({
        sample,
        label,
        memorisation,
        error,
      }: Record<'sample' | 'memorisation' | 'error', number> & { label: string }) =>
        `  ${sample} (${label}): ${memorisation.toFixed(2)} +- ${error.toFixed(2)}`,
    },
    band: {
      summary:
        'Trains 16 models as the original was, a seed each, and says how far each metric scatters: the noise of retraining.',
      helpStore:
        'keeps the models; the user\u2019s cache folder\nthe same command goes on at the model that it was at',
      helpOut: 'gets bands.json: the metrics of every model, without the weights',
      making: ({ done, count, left }: { done: number; count: number; left: string }) =>
        `${done} of ${count} models retrained${left}`,
      made: ({
        count,
        model,
        data,
        folder,
      }: Record<'model' | 'data' | 'folder', string> & { count: number }) =>
        `${count} models ${model} on ${data}, a seed each: ${folder}\nMean, standard deviation s, and the 95% band t s sqrt(2) of the gap of two of them:`,
      metric: ({
        label,
        mean,
        deviation,
        band,
      }: Record<'mean' | 'deviation' | 'band', number> & { label: string }) =>
        `  ${label}: ${mean.toPrecision(5)}, s ${deviation.toPrecision(3)}, band +- ${band.toPrecision(3)}`,
    },
    attack: {
      summary:
        'Makes removals on the models of an ensemble, and says how well an attack on each sample tells that they had it.',
      title: ({ models, inScores, outScores }: Record<'models' | 'inScores' | 'outScores', number>) =>
        `Attack on each sample, ${models} models: ${inScores} scores of models that had the sample, ${outScores} of models that never had it`,
      auc: ({
        what,
        value,
        low,
        high,
      }: {
        what: 'untouched' | 'unlearned';
        value: number | null;
        low: number;
        high: number;
      }) =>
        `${attackedModels[what]}: ${value === null ? 'too few models had a sample, or too few did not' : `AUC ${value.toFixed(3)} (95%: ${low.toFixed(3)} to ${high.toFixed(3)})`}`,
      rate: ({
        what,
        falsePositiveRate,
        value,
        low,
        high,
      }: { what: 'untouched' | 'unlearned' } & Record<
        'falsePositiveRate' | 'value' | 'low' | 'high',
        number
      >) =>
        `${attackedModels[what]}: true positive rate ${value.toFixed(3)} (95%: ${low.toFixed(3)} to ${high.toFixed(3)}) at a false positive rate of ${falsePositiveRate}`,
      failed: ({ count }: { count: number }) =>
        `${count} ${count === 1 ? 'model is' : 'models are'} left out: the removals could not be made on ${count === 1 ? 'it' : 'them'}`,
    },

    outNeeded: '--out is needed: the folder that is written to',
    modelOrCheckpoint: '--model and --checkpoint exclude each other: a checkpoint has its own model',
    relearnWithoutRetraining:
      '--relearn-limit goes with --retrain-every: relearning is measured in comparisons',
    lineWithoutRetraining: '--rewind-line goes with --retrain-every: it is measured in comparisons',
    comebackWithoutRetraining: '--comeback goes with --retrain-every: it is measured in comparisons',
    otherSeedWithoutRetraining: '--retraining-seed goes with --retrain-every: it is for comparisons',
    otherSeedWithSeeds:
      '--recovered-seeds does not go with --retraining-seed: what was recovered is counted with the seed of the original training',
    otherSeedWithLine:
      '--rewind-line does not go with --retraining-seed: the line is of what was recovered, which is counted with the seed of the original training',
    seedsWithoutRetraining: '--recovered-seeds goes with --retrain-every: it is for comparisons',
    bandWithoutRetraining: '--band goes with --retrain-every: it is for comparisons',
    noNoise: ({ method }: { method: string }) =>
      `--epsilon and --delta go with the method algorithm1: ${method} draws no such noise`,
    noiseNeedsBoth: ({ given, missing }: { given: string; missing: string }) =>
      `--${given} needs --${missing}: noise goes by both, and without them there is none`,
    noSuchNumber: ({ method, allowed, setting }: { method: string; allowed: string; setting: string }) =>
      `--set NAME=VALUE: the method ${method} has ${allowed ? `the numbers ${allowed}` : 'no numbers of its own'}, got ${setting}`,
    samplesOrClass: '--samples and --class exclude each other',
    orderRandom: '--order random goes with neither --samples nor --class',
    orderList: '--order list goes with --samples',
    orderClass: '--order class goes with --class',
    noSampleList: ({ words }: { words: string }) => `--samples is a list like 3,17,20-25, got ${words}`,
    sampleTooLarge: ({ largest, sample }: { largest: number; sample: string }) =>
      `--samples are numbers up to ${largest}, got ${sample}`,
    sampleTwice: ({ sample }: { sample: number }) =>
      `--samples names each sample once, and ${sample} is there twice`,
    strangeSample: ({ most, sample }: { most: number; sample: number }) =>
      `--samples are numbers from 0 to ${most}, got ${sample}`,
    emptyClass: ({ label }: { label: number }) => `--class ${label}: no training sample is of it`,
    nothingStays: ({ wanted, count }: { wanted: number; count: number }) =>
      `--removals, --batch-size: ${wanted} samples are to go, and one of the ${count} must stay`,
    tooFewSamples: ({ wanted, option, count }: { wanted: number; option: string; count: number }) =>
      `--removals, --batch-size: ${wanted} samples are to go, and ${option} has ${count}`,

    stopped: 'stopped; the same command goes on from the last removal that was finished',
    secondsLeft: ({ count }: { count: number }) => `, ${count} s left`,
    minutesLeft: ({ count }: { count: number }) => `, ${count} min left`,
    removalProgress: ({
      removal,
      total,
      phase,
      fraction,
      validation,
      left,
    }: {
      removal: number;
      total: number;
      phase: string;
      fraction: number;
      validation: string;
      left: string;
    }) => `removal ${removal} of ${total}, ${phase} ${Math.round(100 * fraction)}%${validation}${left}`,
    removalValidation: ({ accuracy, accepted }: { accuracy: number; accepted: boolean }) =>
      `, validation ${(100 * accuracy).toFixed(2)}%${accepted ? '' : ' (rejected)'}`,
    removalEffects: {
      noStep: ', changed nothing: the step is 0',
      unnoticed: ({ change, bound }: { change: number; bound: number }) =>
        `, changed next to nothing: no probability moved by ${bound} (largest change ${change.toExponential(1)})`,
    },
    removalDone: ({
      removal,
      total,
      validation,
      left,
    }: {
      removal: number;
      total: number;
      validation: string;
      left: string;
    }) => `removal ${removal} of ${total}, done${validation}${left}`,
    startRemade: ({ removal, remade, time }: { removal: number; remade: number; time: string }) =>
      `removal ${removal}: ${remade} epochs of training made the start of rewinding anew, in ${time} (not counted as part of the removal).`,
    startOtherwise: ({ removal, distance }: { removal: number; distance: string }) =>
      `removal ${removal}: run here, the original training ends ${distance} away from the original weights; what was run again differs from them by that too.`,
    removalFailed: ({ removal, total, reason }: { removal: number; total: number; reason: string }) =>
      `removal ${removal} of ${total} failed: ${reason}`,
    comparisonFailed: ({ removal, reason }: { removal: number; reason: string }) =>
      `the comparison after removal ${removal} failed: ${reason}`,
    fellToChance: ({ removal, accuracy, chance }: { removal: number; accuracy: number; chance: number }) =>
      `removal ${removal} left a validation accuracy of ${(100 * accuracy).toFixed(2)}%: naming the most common class always has ${(100 * chance).toFixed(2)}%. The model is broken; a guard would have rejected this.`,
    removalSummary: ({
      total,
      rejected,
      failed,
      withoutEffect,
      made,
      seconds,
      residual,
      validation,
      digest,
    }: {
      total: number;
      rejected: number;
      failed: number;
      withoutEffect: number;
      made: number;
      seconds: number;
      residual: number;
      validation: number;
      digest: string;
    }) =>
      `${total} removals (${rejected} rejected, ${failed > 0 ? `${failed} failed, ` : ''}${withoutEffect > 0 ? `${withoutEffect} without effect on any prediction, ` : ''}${made} made now in ${seconds.toFixed(1)} s): residual ${(100 * residual).toFixed(2)}%, validation ${(100 * validation).toFixed(2)}%, weights ${digest}`,
    endedAtChance: ({ chance }: { chance: number }) =>
      `The model knows no more than one that always names the most common class (${(100 * chance).toFixed(2)}% of the validation samples): the removals broke it.`,
    folderTaken: ({ pid, folder, file }: { pid: number; folder: string; file: string }) =>
      `--out: process ${pid} is writing to ${folder}. Wait until it is done, or name another folder; if it is no run of lethe, delete ${file}.`,
    folderTakenBeside: ({ pid, host, folder }: { pid: number; host: string; folder: string }) =>
      `--out: process ${pid} on ${host}, in another container of this machine, is alive and writing to ${folder}. Wait until it is done, end it, or name another folder.`,
    folderTakenElsewhere: ({ pid, host, folder }: { pid: number; host: string; folder: string }) =>
      `--out: process ${pid} on ${host} is writing to ${folder}. Wait until it is done, name another folder, or take it with --take-over where you know that it is dead.`,
    waitingForOwner: ({ pid, host, seconds }: { pid: number; host: string; seconds: number }) =>
      `process ${pid} on ${host} had this folder: watching for up to ${seconds} s whether it is alive (--take-over does not wait)`,
    folderLost: ({ folder }: { folder: string }) =>
      `another process took ${folder} over, so this one stops: what it had finished is kept`,
    lockUnwritable: ({ file, reason }: { file: string; reason: string }) =>
      `${file} cannot be kept up to date (${reason}), and another process would take the folder over, so this one stops: what it had finished is kept`,
    lockIsFolder: ({ file }: { file: string }) =>
      `${file}: a folder is where lethe keeps a file of its own; delete it, or name another folder`,
    helpTakeOver: 'take a folder that a process on another machine has not let go, without waiting',
    noWebGpuPackage: ({ reason }: { reason: string }) =>
      `WebGPU needs the package "webgpu" (npm install webgpu), and it does not load (${reason}). --backend wasm needs nothing.`,
    noAdapter:
      'WebGPU found no graphics adapter, and no software adapter of a browser either: install a driver, or Chromium (CHROME_PATH may name it). --backend wasm needs none.',
    noSuchAdapter: ({ named }: { named: string }) =>
      `LETHE_ADAPTER names "${named}". It takes hardware or swiftshader. Mesa\u2019s lavapipe is refused by Dawn: test the lab on it through Firefox (npm run test:browsers).`,
    adapterTooSmall: ({ reason }: { reason: string }) => `WebGPU: ${reason}`,
    gpuRefused: ({ reason }: { reason: string }) =>
      `the graphics device refused a step (${reason}); what was finished before is kept, and no row was written of this`,
    gpuLost: ({ reason }: { reason: string }) =>
      `the graphics device was lost (${reason}); what was finished before is kept, and the same command goes on`,
    noHome: ({ folder }: { folder: string }) =>
      `HOME is not set, so downloads are kept in ${folder} (XDG_CACHE_HOME may name another place)`,
    cacheUnusable: ({ folder }: { folder: string }) => `${folder} cannot be written to, or is another user's`,
    folderWithoutCard: ({ folder, name }: { folder: string; name: string }) =>
      `--out: ${folder} has ${name} and no run.json, so nobody knows whose it is. Name another folder.`,
    folderOfAnotherRun: ({
      file,
      differences,
      options,
    }: {
      file: string;
      differences: string;
      options: string;
    }) =>
      `--out: ${file} is of another run (${differences}). Name another folder, or repeat the command that it was made with${options ? `: ${options}` : ''}.`,
    notInRun:
      'A run folder keeps one straight line of removals, and no checkpoints: nothing of it is taken back, and "lethe train --out" writes those.',
    stoppedTraining: 'stopped; the same command goes on from the last epoch that was finished',
    otherTraining: ({ folder, differences }: { folder: string; differences: string }) =>
      `--out: ${folder} holds another training (${differences}). Name another folder, or write over it with --force.`,
    alreadyTrained: ({ model, folder }: { model: string; folder: string }) =>
      `${model}: trained already, in ${folder}`,
    resumesTraining: ({ model, epoch }: { model: string; epoch: number }) =>
      `${model}: goes on after epoch ${epoch}`,
    trainingProgress: ({
      model,
      epoch,
      epochs,
      percent,
      loss,
      accuracy,
      validation,
      left,
    }: {
      model: string;
      epoch: number;
      epochs: number;
      percent: number;
      loss: number;
      accuracy: number;
      validation: number | null;
      left: string;
    }) =>
      `${model} ${percent}%, epoch ${epoch} of ${epochs}, loss ${loss.toFixed(3)}, accuracy ${(100 * accuracy).toFixed(1)}%${validation === null ? '' : `, validation ${(100 * validation).toFixed(1)}%`}${left}`,
    helpForce: 'write over another training in the folder, and train finished models again',
    noSuchModel: ({ model, known }: { model: string; known: string }) =>
      `--model is one of ${known}, got ${model}`,
    noSuchSource: ({ source, known }: { source: string; known: string }) =>
      `--as is one of ${known}, got ${source}`,
    sampleGone: ({ sample }: { sample: number }) => `--samples: ${sample} was removed in the session already`,
    sessionWithModel: '--session has its own model: leave --model and --checkpoint out',
    sessionNeedsData: ({ name }: { name: string }) =>
      `--session is of ${name}, files of its own: name them with --data`,
    helpSession: 'a session that the page exported: the run goes on from the state that it stands at',
    deadLink: ({ path }: { path: string }) =>
      `${path}: expected a file or a folder, found a link to nothing. Mend it, or remove it.`,
    noSuchData: ({ known, path }: { known: string; path: string }) =>
      `data are one of ${known}, alone, or files and folders that exist, got ${path}`,
    sessionMissing: ({ file }: { file: string }) => `There is no session ${file}.`,
    sessionDamaged: ({ file, problem }: { file: string; problem: string }) => `${file}: ${problem}`,
    weightsMissing: ({ file, count }: { file: string; count: number }) =>
      `--out: ${file} is missing, the weights after the ${count} removals that were made. Put it back, name another folder, or make them again with --from-start.`,
    comparisonsDamaged: ({ folder, problem }: { folder: string; problem: string }) =>
      `--out: comparisons.jsonl in ${folder} is damaged (${problem}). Delete it to go on without what it holds, or name another folder.`,
    linePlace,
    notTheRemoval: ({ line }: { line: number }) => `line ${line} is not removal ${line} of this run`,
    moreThanPlanned: ({ made, planned }: { made: number; planned: number }) =>
      `${made} removals were made, and ${planned} are asked for: ask for as many or more`,
    helpFromStart: 'make all removals again, in the folder of the same run',
    weightsOfNoLine: ({ folder, why }: { folder: string; why: string | null }) =>
      `--out: weights.bin in ${folder} belongs to no line of removals.jsonl${why ? ` (${why})` : ''}. Name another folder.`,
    linesDamaged: ({ file, why }: { file: string; why: string }) =>
      `--out: ${file} is not what this run wrote or would make (${why}). Name another folder, or make all removals again with --from-start.`,
    differs: ({ name, there, here }: { name: string; there: string | null; here: string | null }) =>
      `${name} ${there ?? 'nothing'} there, ${here ?? 'nothing'} here`,
    noModels: 'none',
    outOfRoom: ({ reason }: { reason: string }) => `The program ran out of room (${reason})`,
    branchesLeftOut: ({ count }: { count: number }) =>
      `--session: ${count === 1 ? '1 removal of another branch is' : `${count} removals of other branches are`} left out; the run goes on from the state that the session stands at`,
    weightsTooShort: ({ file, found, wanted }: { file: string; found: number; wanted: number }) =>
      `--out: ${file} has ${found} bytes, and the model ${wanted}. Name another folder.`,
    indexDamaged: ({ file }: { file: string }) =>
      `--out: ${file} is damaged: it holds no list of cards. Name another folder.`,
    dataLine: ({
      name,
      training,
      validation,
      shape,
    }: {
      name: string;
      training: number;
      validation: number;
      shape: string;
    }) => `${name}: ${training} training and ${validation} validation samples, ${shape}`,
    trained: ({
      model,
      training,
      validation,
      minutes,
    }: {
      model: string;
      training: string;
      validation: string;
      minutes: string;
    }) =>
      `${model}: ${training} of the training samples, ${validation} of the validation samples, ${minutes} minutes`,

    someFile: 'a file',
    fileNoPermission: ({ file }: { file: string }) => `${file}: there is no permission for it`,
    fileReadOnly: ({ file }: { file: string }) => `${file}: it is on a disk that cannot be written to`,
    fileDiskFull: ({ file }: { file: string }) =>
      `${file}: the disk is full; what was finished is kept, and the same command goes on once there is room`,
    fileTooLarge: ({ file }: { file: string }) =>
      `${file}: it would be larger than files may be here; what was finished is kept`,
    fileMissing: ({ file }: { file: string }) => `${file}: it is not there, and cannot be made there`,
    fileForFolder: ({ file }: { file: string }) => `${file}: a file is where a folder should be`,
    folderForFile: ({ file }: { file: string }) => `${file}: a folder is where a file should be`,
    fileTooMany: ({ file }: { file: string }) =>
      `${file}: too many files are open; raise the limit ("ulimit -n") and start again`,
    fileLoop: ({ file }: { file: string }) => `${file}: its links lead in a circle, or are not followed here`,
    fileNameTooLong: ({ file }: { file: string }) => `${file}: the name is too long`,
    fileDamagedDisk: ({ file }: { file: string }) => `${file}: the disk could not read or write it`,
  },

  // The page, by panel.
  page: {
    // The worker that the lab runs in.
    worker: {
      ended: 'The lab\u2019s worker ended before it was done.',
      restarted: 'The lab was started again before it was done.',
      closed: 'The lab was closed before it was done.',
      notStarted: ({ reason }: { reason: string | null }) =>
        `The lab\u2019s worker could not start: ${reason ?? 'its script could not be loaded'}.`,
      error: ({ reason }: { reason: string }) =>
        `Something in the lab went wrong (${reason}). The lab goes on; if what you see is not right, start it again.`,
      cameBack: ({ removals }: { removals: number }) =>
        `The lab\u2019s worker ended unexpectedly and was started again${removals === 0 ? '' : removals === 1 ? ', with the removal that was saved' : `, with the ${removals} removals that were saved`}. What was in progress was not done.`,
      startedAgain: 'The lab was started again. What was in progress was not done.',
      endsAgain: 'The lab\u2019s worker ended again soon after it was started again.',
      silent: 'The lab has not answered for 15 seconds. It may be busy with a large step, or stuck.',
      stuck:
        'The lab has not stopped yet. You can wait for it, or start it again: removals that were finished are saved.',
      startAgain: 'Start the lab again',
    },

    // The page on which every kernel is tried on this machine's adapter.
    doctor: {
      documentTitle: 'Doctor: every kernel on this machine \u2013 Lethe',
      title: 'Does this machine compute what it should?',
      toLab: 'To the lab',
      about:
        'Each kernel of the lab is computed here by WebGPU, in the cases of its tests, and compared with the same in float64 on the CPU. It takes some seconds to a minute, needs no data, and sends nothing.',
      examine: 'Examine this machine',
      again: 'Examine again',
      cancel: 'Cancel',
      begins: 'Measures what the adapter can do',
      trying: ({ kernel, done, total }: { kernel: string; done: number; total: number }) =>
        `${done} of ${total} cases: ${kernel}`,
      progress: 'Cases done',
      where: ({ adapter, lab, runtime, time }: Record<'adapter' | 'lab' | 'runtime' | 'time', string>) =>
        `${adapter}, Lethe ${lab} in ${runtime}, ${time}.`,
      tableTitle: 'Kernels',
      copy: 'Copy as JSON',
      copied: 'Copied: paste it into a report of a fault.',
      notCopied: 'This page may not use the clipboard: open the text below, mark it and copy it.',
      show: 'Show as JSON',
    },

    // The page of the paper's experiments, with their figures.
    experiments: {
      documentTitle: 'Experiments \u2013 Lethe',
      title: 'The paper’s experiments',
      toLab: 'To the lab',
      about:
        'Each figure is one command: "npx lethe run NAME" computes it, and draws the same picture as this page. What agrees with the paper and what does not stands in docs/experiments.md.',
      open: 'Open the folder of an experiment…',
      openAbout: 'What lethe run or lethe merge left; you may also drop it here. Nothing is sent.',
      folderInput: 'Folder of an experiment',
      figures: 'Figures that come with the lab',
      shown: 'Figure',
      reading: 'Reading the experiment…',
      made: ({
        scale,
        data,
        limit,
        runs,
      }: {
        scale: string;
        data: string | null;
        limit: number | null;
        runs: number | null;
      }) =>
        [
          `${scale === 'small' ? 'Small' : 'The paper’s'} scale`,
          ...(data === null ? [] : [data]),
          ...(limit === null ? [] : [`${limit} training samples`]),
          ...(runs === null ? [] : [runs === 1 ? 'the first run' : `the first ${runs} runs`]),
        ].join(', '),
      cells: ({ made, cells }: { made: string; cells: number }) =>
        `${made}, ${cells === 1 ? 'one cell' : `${cells} cells`}.`,
      picture: ({ title }: { title: string }) => `${title}. The numbers stand in the table below.`,
      table: ({ title }: { title: string }) => `Table of ${title}`,
      interval: ({ mean, low, high }: Record<'mean' | 'low' | 'high', string>) =>
        `${mean} (${low} to ${high})`,
      save: {
        picture: 'Save the picture (SVG)',
        table: 'Save the table (CSV)',
        times: 'Save the times (CSV)',
      },
      notFetched: ({ status }: { status: number }) =>
        `The figure did not come: the server answered ${status}. Try it again.`,
    },

    // Jobs: what each does as long as it runs, and what becomes of it.
    jobs: {
      does: {
        retrain: 'Retraining on what is left',
        comeback: 'Measuring whether it comes back',
        train: 'Training',
        unlearn: 'Unlearning',
        startAgain: 'Starting the lab again',
        replay: 'Making the removals again',
        pixels: 'Measuring how much the loss depends on each pixel',
        words: 'Measuring how much the loss depends on each word',
        blankets: 'Looking for Markov blankets',
      },
      done: ({ what }: { what: string }) => `${what}: done.`,
      goesOn: ({ what, left }: { what: string; left: string | null }) =>
        `${what}\u2026${left === null ? '' : ` ${left} left`}`,
      left: ({ left }: { left: string }) => `, ${left} left`,
      stoppedLate: 'The lab has stopped now. What is shown is what it has done.',
      noImages: ({ reason }: { reason: string }) =>
        `The samples did not arrive (${reason}). The lab works on without them, and asks for them again with the next step.`,
      trainFirst: ({ model, data }: { model: string; data: string }) => `Train ${model} on ${data} first.`,
      cancelledBefore: 'Cancelled before it began.',
      openingCancelled: 'Opening the lab was cancelled.',
      startingWorker: 'Starting the worker',
      opening: ({ name }: { name: string }) => `Opening ${name}`,
    },
    // The ensemble of the open model: memorisation, and the attack on each sample.
    ensemble: {
      follows: {
        band: ({ done, count }: { done: number; count: number }) =>
          `Retraining with other seeds: ${done} of ${count}`,
        seeds: ({ done, count }: { done: number; count: number }) =>
          `The same removals with other seeds: ${done} of ${count}`,
      },
      // The job in the background: a line that stays while it goes on.
      background: {
        title: 'In the background',
        ensemble: ({ done, count, model, data }: BackgroundWords) =>
          `${model} on halves of ${data}: ${done} of ${count} models trained`,
        attack: ({ done, count, model, data }: BackgroundWords) =>
          `The attack on ${model}, trained on halves of ${data}: the samples are removed from ${done} of ${count} models`,
        begins: ({ model, data }: { model: string; data: string }) =>
          `${model} on halves of ${data}: looking for what is there already`,
        left: ({ left }: { left: string }) => `, about ${left} left`,
        rests: 'It rests while another job runs, and then goes on by itself.',
        about:
          'You can work on meanwhile. It goes on when the page is opened again, and ends for good when you stop it; models that were trained stay.',
        stop: 'Stop',
      },
      done: {
        ensemble: ({ count, model, data }: { count: number; model: string; data: string }) =>
          `All ${count} models of ${model} on halves of ${data} are trained.`,
        attack: ({ model, data }: { model: string; data: string }) =>
          `The attack on each sample is done: models of ${model} on halves of ${data}.`,
      },
      cancelled: 'Stopped. Models that were trained stay, and the next time goes on from there.',
      title: 'The attack on each sample',
      about:
        'Can an attack tell, of each sample by itself, that a model once had it? It goes by models trained on random halves of the data: those that had the sample and then unlearned it, as you did here, beside those that never had it.',
      offer: ({ count, seed }: { count: number; seed: number }) =>
        `No ensemble of ${count} models with seed ${seed} is there for this model on these data. ${count} models must be trained first, each on a random half of the data. They stay in the storage of this browser, and also tell how much each sample is memorised.`,
      takes: ({ time }: { time: string }) => `On this computer that takes about ${time}.`,
      measuring: 'How long that takes is being found out.',
      goesOn: ({ made, count }: { made: number; count: number }) =>
        `${made} of ${count} are trained already; it goes on from there.`,
      choice: {
        count: 'Models',
        seed: 'Seed of the ensemble',
        button: 'Use this ensemble',
        about:
          'More models make standard errors and intervals narrower, and take longer. The ensembles that ship have 64 models and the seed 1. What was trained of another ensemble stays: choose it again to have it back.',
      },
      beingMade:
        'The models are being trained in the background: the line above says how far they are. Work on meanwhile.',
      beingAttacked:
        'An attack on this ensemble goes on in the background: the line above says how far it is. Its result stands here, in the state that it is of.',
      make: 'Train the models',
      run: 'Attack on each sample',
      runAbout:
        'Makes the removals of this state on every model that had some of the samples, with the same method and settings. It trains the models that it needs and does not have.',
      cost: ({ count }: { count: number }) =>
        `The removals are made again on up to ${count} models, in the background. You can stop that, and go on later.`,
      ofState: 'The attack is made on the state that the model is in.',
      result: ({ models }: { models: number }) => `Result, over ${models} models`,
      columns: {
        what: 'Models that had the sample',
        auc: 'AUC',
        rate: ({ percent }: { percent: string }) => `Found, at ${percent} false alarms`,
      },
      rows: { untouched: 'as trained', unlearned: 'after the removals' },
      interval: ({ value, low, high }: Record<'value' | 'low' | 'high', string>) =>
        `${value} (${low} to ${high})`,
      tooFew: 'too few scores',
      verdict: {
        none: 'Too few models had these samples, or too few did not: the attack says nothing.',
        blind:
          'This attack cannot tell the models as they were trained from those that never had these samples, within its interval, and it cannot after the removals. So it says nothing of the removals.',
        guessing:
          'This attack tells the models as they were trained. After the removals it does no better than guessing, within its interval: it cannot tell models that had these samples from models that never had them. That is no proof that another attack cannot.',
        tells:
          'After the removals the attack still tells models that had the samples from models that never had them. Either something of them was kept, or the removals went too far.',
        below:
          'After the removals the AUC is below 0.5 by more than its interval. That is no forgetting beyond guessing. Each model is judged by the others, which pulls the AUC down where few samples are attacked: of one sample alone, with 64 models and nothing to tell, it is 0.44 on average.',
      },
      auc: 'AUC: how often a model that had the sample scores above one that never had it. 0.5 is guessing, 1 tells always. In brackets the 95% interval, by bootstrap over models.',
      skipped: ({ count }: { count: number }) =>
        count === 1
          ? 'One sample is left out: too few models had it, or too few did not.'
          : `${count} samples are left out: too few models had them, or too few did not.`,
      failed: ({ count }: { count: number }) =>
        count === 1
          ? 'One model is left out: the removals could not be made on it.'
          : `${count} models are left out: the removals could not be made on them.`,
      percentiles: 'The model on the screen',
      percentilesAbout:
        'Of one model nobody can say how well an attack does. But its margin on each forgotten sample has a place among the margins of models that never had the sample: 50 is the middle, near 100 is what a model that knows the sample would show. Those models saw half of the data, so what counts is the place beside that of the retrained model.',
      percentileColumns: {
        sample: 'Sample',
        memorised: 'Memorised',
        unlearned: 'Percentile, unlearned',
        retrained: 'Percentile, retrained',
      },
      notRetrained: 'Compare with retraining to see the place of the retrained model.',
      morePercentiles: ({ count }: { count: number }) => `And ${count} more.`,
    },
    // Opening data and models, and keeping weights.
    setup: {
      amounts: {
        title: 'Training samples',
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
        textSize: ({
          training,
          validation,
          classes,
        }: Record<'training' | 'validation', string> & { classes: number }) =>
          `${training} training and ${validation} validation texts with ${classes} labels.`,
        guard: ({ images }: { images: string }) => `For the guard alone: ${images}.`,
        otherAmount: 'Take another number of samples…',
        groups: { builtin: 'With the lab', download: 'Downloads', kept: 'Your files, in memory' },
      },
      plant: {
        title: 'Plant something to find',
        about:
          'The lab draws training images from a seed and changes them. It knows which they are, so you can see how well they are found and forgotten. The model is then untrained: train it first.',
        kind: 'What is planted',
        kinds: {
          labels: 'Wrong labels',
          patch: 'A patch that stands for another class',
          correlated: 'Attributes that go with the label',
        },
        share: 'Share of the training samples',
        strength: 'How strongly they go with it',
        correlatedAbout:
          'The label becomes whether somebody has glasses. In the training images that are kept, glasses go with long hair and without a beard; in the held-out images they go with nothing. Training can hide attributes, by gradient reversal.',
        percent: ({ percent }: { percent: number }) => `${percent}%`,
        seed: 'Seed of what is planted',
        button: 'Open these data with it',
      },
      download: {
        title: ({ name }: { name: string }) => `Download ${name}?`,
        leave: 'Leave it',
        take: 'Download',
        about:
          'The browser fetches the pictures from a public host and keeps them: the next visit needs no network.',
      },
      ownModel: {
        title: 'Take this model?',
        scalingAbout:
          'How this model was trained is not in its file: it was measured under each usual scaling of the pixels, and the one under which it does best is proposed.',
      },
      files: {
        title: 'Take these data?',
        leave: 'Leave all as it was',
        take: 'Take',
        whole: ({ name, size, from }: { name: string; size: string; from: string }) =>
          `${name}: ${size} ${from}`,
        from: ({ names }: { names: string }) => `From ${names}.`,
        pictures: 'The first training images',
        text: 'The first training text',
        reading: ({ names }: { names: string }) => `Reading ${names}`,
        opened: ({ images, names }: { images: string; names: string }) =>
          `Opened ${images} training samples from ${names}.`,
        andMore: ({ names, more }: { names: string; more: string }) => `${names} and ${more} more`,
      },
      model: {
        title: 'Model',
        notTrained: 'not trained',
        layer: 'Layer',
        slices: 'slices',
        weightsEach: 'weights each',
        filters: ({ count }: { count: string }) => `${count} filters`,
        units: ({ count }: { count: string }) => `${count} units`,
        heads: ({ count }: { count: string }) => `${count} heads`,
      },
      weights: {
        notTrained: ({ model }: { model: string }) => `${model} is not trained on these data yet.`,
        rightOn: 'Right answers',
        scaling: 'Pixels scaled',
        scalingRow: ({ name, accuracy, loss }: Record<'name' | 'accuracy' | 'loss', string>) =>
          `${name}: ${accuracy} right, loss ${loss}`,
        scalingAbout: ({ images }: { images: string }) =>
          `How this model was trained is not in its file, so it was measured under each usual scaling on at most ${images} held-out images. The one with the smallest loss on these and as many training images was taken. Another choice opens the model anew.`,
        scalings: {
          unit: 'from 0 to 1',
          symmetric: 'from -1 to 1',
          bytes: 'from 0 to 255',
          data: 'by mean and deviation of the data, as the lab does',
          imagenet: 'by mean and deviation of ImageNet',
        },
        accuracies: (values: {
          validationAccuracy: string;
          validation: string;
          trainingAccuracy: string;
          training: string;
          ofTrainingSet: boolean;
        }) =>
          `${values.validationAccuracy} of ${values.validation} validation samples${values.ofTrainingSet ? ' (further training samples that the model never saw)' : ''}; ${values.trainingAccuracy} of ${values.training} training samples`,
        title: 'Weights',
        about: ({ origin, parameters }: { origin: string; parameters: string }) =>
          `${origin}, ${parameters} parameters`,
        origins: {
          shipped: 'shipped with the lab',
          trained: 'trained here',
          checkpoint: 'from a checkpoint',
          own: 'your own model',
        },
        shipped: {
          present: 'They are exact (float32): retraining on all samples gives them again.',
          former: 'They are the rounded ones (float16) that earlier links, sessions and runs rest on.',
        },
        openShipped: { present: 'Open the exact ones', former: 'Open the earlier, rounded ones' },
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
          minimum: boolean;
        }) =>
          values.minimum
            ? `To the minimum of the loss on ${values.data} with weight decay ${values.weightDecay}, by Newton's method in float64, on ${values.backend}`
            : `${values.epochs} epochs on ${values.data}${values.stages > 1 ? ` in ${values.stages} trainings, the last by` : ''}, ${values.optimizer}, batches of ${values.batchSize}, learning rate ${values.learningRate}${values.cosine ? ' (cosine)' : ''}, weight decay ${values.weightDecay}${values.augmentation === null ? '' : `, ${values.augmentation}`}, seed ${values.seed}, on ${values.backend}`,
      },
      open: {
        title: 'Open…',
        files: 'Data files…',
        filesAbout:
          'MNIST (IDX, also .gz), CIFAR-10 (.bin, .tar.gz), NumPy (.npz), tables of texts, or a zip of pictures',
        filesInput: 'Data files',
        folder: 'A folder…',
        folderAbout:
          'pictures in a folder for each class, a run of the command line, or a model that it trained',
        folderInput: 'A folder',
        model: 'A model or a checkpoint…',
        modelAbout: 'model.json with its .bin files, or a .lethe.zip',
        modelInput: 'A model or a checkpoint',
        about: 'They never leave your machine. You can also drop them anywhere on the page.',
      },
      checkpoints: {
        inBrowser: 'In this browser',
        none: 'Nothing saved yet.',
        cancelled: 'Cancelled. What the browser\u2019s storage was asked for already may still be done.',
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
        data: ({ name, images }: { name: string; images: string }) => `${name}, ${images} samples`,
        otherData: '(not the open data)',
        saved: ({ date, size }: { date: string; size: string }) => `${date}, ${size}`,
        load: 'Load',
        delete: 'Delete',
        deleteForGood: 'Delete for good',
        keep: 'Keep',
        notTrained: ({ model }: { model: string }) => `${model} is not trained yet.`,
        usualName: ({ model, data }: { model: string; data: string }) => `${model} on ${data}`,
        saving: 'Saving the checkpoint',
        savedAs: ({ name }: { name: string }) => `Saved “${name}” in this browser.`,
        opening: 'Opening the checkpoint',
        deleting: 'Deleting the checkpoint',
        packing: 'Packing the checkpoint',
      },
      unchanged: 'Cancelled: data and model are as they were.',
      modelFits: ({ model }: { model: string }) => `The model is now ${model}: it can take these data.`,
      modelHasWeights: ({ model }: { model: string }) =>
        `The model is now ${model}: it has weights for these data.`,
      atWork: 'The lab is at work: drop or choose the files again when it is done.',
    },

    // The training samples: the grid, and what is selected in it.
    samples: {
      title: 'Training samples',
      grid: 'Samples: arrow keys move, space selects',
      first: ({ count }: { count: string }) => `The first ${count} samples; the others are on their way.`,
      noneShown: 'No sample passes the filter above.',
      example: {
        button: 'Show me an example',
        about:
          'The lab measures which sample the model leans on most, removes it, and shows what changed. Undo takes it back.',
        looking: 'Looking for the sample that the model leans on most',
        cancelled: 'No example was looked for.',
      },
      planted: {
        only: ({ count }: { count: number }) => `Only what is planted (${count})`,
        found: ({
          order,
          looked,
          found,
          precision,
          recall,
        }: Record<'order' | 'looked' | 'found' | 'precision' | 'recall', string>) =>
          `Of the first ${looked} in this order (${order}), ${found} are planted: precision ${precision}, recall ${recall}.`,
        selectFirst: ({ count }: { count: string }) => `Select the first ${count}`,
        was: 'planted; its label was',
      },
      shownOf: ({ shown, total }: { shown: string; total: string }) => `${shown} of ${total}`,
      resumed: ({ count }: { count: number }) =>
        `The run of removals was cut short: ${count === 1 ? 'the sample that was left is' : `the ${count} samples that were left are`} selected again.`,
      clear: ({ count }: { count: string }) => `Clear ${count} selected`,
      filter: {
        class: 'Class',
        allClasses: 'All classes',
        word: 'Search by word',
        oneClass: ({ name }: { name: string }) => `Class ${name}`,
        order: 'Order',
        by: {
          index: 'By index',
          loss: 'Highest loss',
          entropy: 'Least certain',
          undecided: 'Label nearest to 50 %',
          memorisation: 'Most memorised',
          gradientNorm: 'Largest gradient',
          margin: 'Smallest margin',
          effect: 'Largest expected effect',
          influence: 'Influence on one sample',
        },
        more: 'More\u2026',
        moreAbout: 'More filters, and the way to one sample',
        predicted: 'Taken for',
        gone: 'Forgotten or not',
        goneKinds: { all: 'All', left: 'Not forgotten yet', forgotten: 'Forgotten' },
        jump: 'Go to sample',
        go: 'Go',
        noSuch: ({ last }: { last: number }) => `Samples have numbers from 0 to ${last}.`,
        isHidden: ({ sample }: { sample: number }) => `A filter hides sample ${sample}.`,
        on: 'On sample',
        entropyAbout:
          'By the entropy of the probabilities that the model gives the classes: the highest first, whatever the label.',
        effectAbout:
          'How far the loss of a sample is expected to rise when it is left out, to first order and by the last layer alone: an estimate, not a removal.',
        influenceAbout:
          'How far the loss of that sample is expected to rise when this one is left out, to first order and by the last layer alone: an estimate, not a removal.',
        view: 'How the samples are shown',
        views: { grid: 'Grid', scatter: 'Scatter' },
        memorised: 'How much they are memorised',
        memorisedAbout:
          'How much larger the margin of a sample is for models that were trained with it than for models that were not: a third of all samples each.',
        noEnsemble:
          'No ensemble of this model is there that knows how much each sample is memorised. The tab Attack of a removal trains one.',
        thirds: {
          all: 'Memorised or not',
          most: 'Most memorised third',
          middle: 'Middle third',
          least: 'Least memorised third',
        },
        misclassified: 'Misclassified',
      },
      scatter: {
        map: 'How the samples are placed',
        maps: { pca: 'PCA of the last hidden layer', umap: 'UMAP of the last hidden layer' },
        anew: 'Place anew',
        ofState: ({ id }: { id: number }) =>
          id === 0
            ? 'The places are by the original model. Place the samples by the model of now.'
            : `The places are by the model of state ${id}. Place the samples by the model of now.`,
        untrained: 'The samples have places once the model is trained.',
        pcaAbout: ({ first, second }: { first: string; second: string }) =>
          `Across: ${first} of the variance, up: ${second}.`,
        umapAbout: ({ count }: { count: string }) =>
          `${count} samples; distances between groups mean little.`,
        how: 'Draw around samples to select them. Alt draws a box, Shift adds, Ctrl takes out. A click selects the nearest. Arrows go from point to point, Space selects.',
        picture: ({ count }: { count: string }) =>
          `${count} samples as points, near ones alike to the model. Arrow keys go from point to point, Space selects.`,
        sample: ({ sample }: { sample: number }) => `Sample ${sample}`,
        selectShown: ({ count }: { count: string }) => `Select all ${count} shown`,
        legend: 'Classes',
      },
      queue: {
        title: ({ count }: { count: string }) => `${count} to come`,
        next: 'Next',
        nextAbout: ({ sample }: { sample: number }) => `Sample ${sample} goes next`,
        drop: 'Drop',
        dropAbout: ({ sample }: { sample: number }) => `Drop sample ${sample} from the run`,
        dropAll: 'Drop all that are to come',
        more: ({ count }: { count: string }) => `And ${count} more.`,
      },
      textCell: ({ cell, text }: { cell: string; text: string }) => `${cell}: ${text}`,
      cell: (values: {
        sample: number;
        label: string;
        predicted: string | null;
        loss: string | null;
        memorisation: string | null;
        removed: boolean;
      }) =>
        [
          `Sample ${values.sample}`,
          `label ${values.label}`,
          values.predicted !== null && `predicted ${values.predicted}`,
          values.loss !== null && `loss ${values.loss}`,
          values.memorisation !== null && `memorised ${values.memorisation}`,
          values.removed && 'removed',
        ]
          .filter(Boolean)
          .join(', '),
      selection: {
        memorised: 'memorised',
        memorisedAbout:
          'The mean margin of models that were trained with the sample, less that of models that were not, and its standard error. A large one means that only models that had the sample know it.',
        withError: ({ value, error }: { value: string; error: string }) => `${value} ± ${error}`,
        none: 'No sample selected',
        noneAbout: 'Click one in the grid; Ctrl, Shift or a tap adds more. Or describe them.',
        many: ({ count }: { count: string }) => `${count} samples`,
        one: ({ sample }: { sample: number }) => `Sample ${sample}`,
        label: 'label',
        predicted: 'predicted',
        loss: 'loss',
        relative: ({ person, relative, alike }: { person: string; relative: string; alike: string }) =>
          `${person} is a relative of ${relative}: the same ${alike}.`,
        removeAs: 'How they go',
        orders: {
          sequence: {
            label: 'One after the other',
            about: 'Each is a removal of its own, from the model before it',
          },
          batch: { label: 'As one batch', about: 'One removal, with one step for all of them' },
        },
        unlearn: 'Unlearn',
        unlearnMany: ({ count }: { count: string }) => `Unlearn ${count}`,
        empty: 'Select a sample in the grid, or describe what to forget.',
        actsOn: ({ state }: { state: number }) =>
          `Another state is on show. Unlearn goes on from the model in use: ${state === 0 ? 'the original model' : `after removal ${state}`}.`,
        takes: ({
          time,
          isLocal,
          isSequence,
        }: {
          time: string | null;
          isLocal: boolean;
          isSequence: boolean;
        }) =>
          [
            isSequence &&
              (time === null
                ? 'One removal with this method tells how long they take.'
                : `At the pace of the last removals: ${time}.`),
            isSequence && 'A batch of them is a single removal.',
            isLocal && 'The default step was chosen for one sample at a time.',
          ]
            .filter(Boolean)
            .join(' '),
      },
      forget: {
        from: 'Drawn from',
        describe: 'Describe…',
        describeAbout: 'Describe what to forget',
        title: 'What to forget',
        about: 'Choose one, and the samples that it names are selected in the grid.',
        kinds: { class: 'A class', random: 'A random draw', list: 'A list', planted: 'What is planted' },
        plantedAbout: 'All samples that the lab planted in these data.',
        nothingPlanted: 'Nothing is planted in these data.',
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
        emptyList: 'Write indices and ranges, such as 3, 17, 20-25.',
        allRemoved: 'All of these samples are removed already.',
        noRange: ({ text }: { text: string }) => `"${text}" is neither an index nor a range such as 20-25.`,
        backwards: ({ text }: { text: string }) => `The range ${text} ends before it begins.`,
        noSuchSample: ({ sample, last }: { sample: number; last: number }) =>
          `There is no sample ${sample}: the indices go from 0 to ${last}.`,
      },
    },

    // The settings of a removal.
    settings: {
      everyMethod: 'Every method',
      slices: 'Which slices',
      step: 'Which step',
      ownNumbers: 'Numbers of this method',
      untuned:
        'Untuned defaults: its numbers are starting values, not tuned for this model and these data. What it does with them is no verdict on the method.',
      noNumbers: 'It has no numbers of its own: it trains as the original was trained.',
      noLimit: 'no limit',
      ownSeed: 'that of the training',
      guardHere: ({ images, explanation }: Record<'images' | 'explanation', string>) =>
        `With these data: ${images}. ${explanation}`,
      source: ({ source }: { source: string }) => `${source}.`,
      chosen: ({ setting, choice }: { setting: string; choice: string }) => `${setting}: ${choice}`,
      withCost: ({ explanation, cost }: { explanation: string; cost: string }) => `${explanation} ${cost}`,
      fields: {
        method: { label: 'Method', about: 'How the samples are made forgotten.' },
        selection: { label: 'Slices', about: 'Which units and filters are updated.' },
        attention: {
          label: 'Slices of attention',
          about: 'Whether each unit of the projections is a slice, or each head.',
        },
        curvature: { label: 'Curvature', about: 'Where the Hessian of the selected slices comes from.' },
        update: { label: 'Update', about: 'What is done with gradient and curvature.' },
        batch: {
          label: 'Selection for a batch',
          about: 'How slices are selected for several samples at once.',
        },
        retrainingOrder: {
          label: 'Order of retraining',
          about: 'In which order the samples that are left are trained on again.',
        },
        retrainingSeed: {
          label: 'Seed of retraining',
          about:
            'Of the model that a comparison retrains. Empty: the seed of the original training. A number k: the k-th other seed, which is drawn from that one and k.',
        },
        guardSet: {
          label: 'Guard goes by',
          about: 'Which samples the accuracy is of that the guard watches.',
        },
        weightDecay: {
          label: 'Weight decay',
          about: 'Whether the step allows for the weight decay that the model was trained with.',
        },
        batchNorms: {
          label: 'Authors’ mean of batch norms',
          about:
            'Measures the mean of the gradient norms of batches of 128 as well, which the authors report. It takes one more pass.',
        },
        gpuTimes: {
          label: 'Time the GPU',
          about:
            'Says of each step how long the GPU computed, by its own clock. The lab then waits for the GPU after each step, so the removal takes longer.',
        },
        noise: {
          label: 'Gaussian noise by Sekhari\u2019s formula: no certificate',
          about:
            'The formula needs constants of the loss, strong convexity and a step on all weights, and none of these holds here: the constants are set to 1 and 1/4, λ is the damping, and only the selected slices get noise. The noise can be drawn again from the seed in the report, so anyone who has the report can take it off.',
        },
        maxSlices: {
          label: 'Most slices',
          about:
            'The selection stops after so many slices. Empty: it stops by itself, when no slice adds anything.',
        },
        solver: {
          label: 'Solver',
          about: ({ largest }: { largest: string }) =>
            `How the damped Newton equation is solved. Both give the same step; Woodbury uses that the Hessians have rank one, dense factorises the whole block, which may have up to ${largest} parameters.`,
        },
        fociPath: {
          label: 'Selection runs on',
          about:
            'Where the nearest neighbours of L-FOCI are searched. Automatic takes what was measured to be faster; the GPU is there on WebGPU alone.',
        },
        blanketSamples: {
          label: 'Samples',
          about:
            'Rows of each data set. With more of them both methods find more of the blanket, and need longer.',
        },
        blanketRepeats: {
          label: 'Repeats',
          about: 'Data sets drawn, with the seeds from the first one on. Both methods see the same.',
        },
        blanketSeed: {
          label: 'First seed',
          about:
            'Fixes the first data set and the permutations of its tests; each repeat takes the next seed.',
        },
      },
      solvers: {
        woodbury: { label: 'Woodbury', about: 'In memory for p numbers: every block fits.' },
        dense: {
          label: 'Dense',
          about: ({ largest }: { largest: string }) =>
            `Factorises the whole block, which may have up to ${largest} parameters.`,
        },
      },
      fociPaths: {
        auto: { label: 'Automatic', about: 'Takes what was measured to be faster.' },
        gpu: { label: 'GPU', about: 'Among all pairs of copies in every step.' },
        gpuPairs: { label: 'GPU (all pairs)', about: 'The same as GPU: a name that earlier versions used.' },
        gpuLists: {
          label: 'GPU (short lists)',
          about:
            'The same as GPU: the search by short lists of earlier versions found the same neighbours, and is no more.',
        },
        cpu: { label: 'CPU', about: 'In the worker, in float32 as on the GPU.' },
      },
      paper: {
        name: 'What the preset sets, and what differs from the paper',
        sets: ({ damping, epsilon, delta }: { damping: number; epsilon: number; delta: number }) =>
          `It sets λ ${damping}, the secant as published, no weight decay in the step, one blanket for the mean of a batch, and noise for ε ${epsilon} and δ ${delta}.`,
        images: ({ there, here, data }: { there: string; here: string; data: string }) =>
          `The paper trained on ${there} samples. ${data} has ${here} here.`,
        training: (values: {
          epochs: number;
          learningRate: number;
          model: string;
          epochsHere: number;
          learningRateHere: number;
        }) =>
          `The paper trained for ${values.epochs} epochs at a learning rate of ${values.learningRate} (appendix B.2.3). ${values.model} was trained for ${values.epochsHere} at ${values.learningRateHere}.`,
        untrained: ({
          epochs,
          learningRate,
          model,
        }: {
          epochs: number;
          learningRate: number;
          model: string;
        }) =>
          `The paper trained for ${epochs} epochs at a learning rate of ${learningRate} (appendix B.2.3). How ${model} was trained is not known here.`,
        noise: ({ here, there, left, images }: Record<'here' | 'there' | 'left' | 'images', string>) =>
          `Of a single removal from ${left} samples the noise has a standard deviation of ${here} on each weight; from ${images} it would be ${there}.`,
        drowns: ({ here, there, left, images }: Record<'here' | 'there' | 'left' | 'images', string>) =>
          `Expect the guard to reject it: of a single removal from ${left} samples the noise has a standard deviation of ${here} on each weight. With that much noise the guard of 5 points rejected 17 of 18 trials. From ${images} samples it would be ${there}.`,
      },
      curvatureGroups: {
        rankOne: {
          label: 'Rank one',
          cost: 'Cheap: memory for one number per parameter, blocks of any size.',
        },
        denseBlock: {
          label: 'Dense block',
          cost: ({ largest }: { largest: string }) =>
            `Dear: p gradients or products and p² numbers, so blocks up to ${largest} parameters.`,
        },
        withoutMatrix: {
          label: 'Without the matrix',
          cost: 'Dear: passes over the Hessian samples, but blocks of any size.',
        },
        authors: {
          label: 'As the authors’ code',
          cost: 'For comparison with published numbers only.',
        },
      },
      preview: {
        title: 'Preview the step',
        running: 'Computing the step and its noise…',
        slices: 'Slices',
        selected: ({ slices, weights }: { slices: string; weights: string }) =>
          `${slices} (${weights} weights)`,
        stepNorm: 'Step norm',
        noiseIfOn: ({ epsilon }: { epsilon: number }) => `Noise, if on (ε ${epsilon})`,
        noise: 'Expected noise norm',
        sigma: 'σ per weight',
        onlyAlgorithm1: 'Only Algorithm 1 has a step to look at beforehand.',
        onlyOne: 'Select exactly one sample.',
        stepIsZero: 'The step is zero: all that noise can do is harm.',
        noiseLarger: ({ factor }: { factor: string }) =>
          `Noise ${factor} times the step: what will change the model is the noise.`,
      },
      // What is wrong with a setting in the address or in a field.
      complaints: {
        oneOf: ({ label, choices, text }: { label: string; choices: string; text: string }) =>
          `${label} must be one of ${choices}, got "${text}".`,
        empty: ({ label }: { label: string }) => `${label} needs a number.`,
        number: ({ label, text }: { label: string; text: string }) =>
          `${label} must be a number, got "${text}".`,
        wholeOrNone: ({ label, from, text }: { label: string; from: number; text: string }) =>
          `${label} must be a whole number from ${from}, or empty, got "${text}".`,
        amount: ({ label, text }: { label: string; text: string }) =>
          `${label} must be a whole number from 1, "all", or empty, got "${text}".`,
        whole: ({ label, from, to, text }: RangeWords) =>
          `${label} must be a whole number from ${from} to ${to}, got "${text}".`,
        between: ({ label, from, to, text }: RangeWords) =>
          `${label} must be a number from ${from} to ${to}, got "${text}".`,
        flag: ({ label, text }: { label: string; text: string }) =>
          `${label} must be on or off, got "${text}".`,
      },
      names: {
        view: 'View',
        backend: 'Backend',
        images: 'Training samples',
        weights: 'Weights',
        class: 'Class',
        predicted: 'Taken for',
        gone: 'Forgotten or not',
        influenceOn: 'Influence on sample',
        samples: 'Samples shown as',
        map: 'Places of the samples',
        forgetFrom: 'Drawn from class',
        misclassified: 'Misclassified only',
        planted: 'Planted only',
        memorised: 'Memorised',
        order: 'Order',
        forget: 'What to forget',
        forgetClass: 'Class to forget',
        forgetLimit: 'Limit',
        forgetCount: 'Samples to draw',
        removeAs: 'Several samples',
        method: 'Method',
        selection: 'Selection',
        attention: 'Slices of attention',
        curvature: 'Curvature',
        update: 'Update',
        weightDecay: 'Weight decay in the step',
        batch: 'Selection for a batch',
        retrainingOrder: 'Order of retraining',
        retrainingSeed: 'Seed of retraining',
        trainingSeed: 'Seed of training',
        noise: 'Gaussian noise',
        maxSlices: 'Most slices',
        solver: 'Solver',
        fociPath: 'Selection path',
        guardSet: 'Samples of the guard',
        batchNorms: 'Mean batch gradient norm',
        gpuTimes: 'GPU times',
        blanketSamples: 'Samples',
        blanketRepeats: 'Repeats',
        inspect: 'Inspect',
      },
    },

    // What is certified, and what is not.
    certificate: {
      untrained: 'There is no trained model yet, and nothing to certify.',
      terms: 'Terms',
      termsAbout:
        'They are fixed before anything is removed, and stay: the noise must not depend on what is measured later.',
      fix: 'Fix the terms',
      fixing: 'Fixing the terms',
      fixed: 'Fixed',
      fixedTerms: ({ epsilon, delta, sigma }: Record<'epsilon' | 'delta' | 'sigma', number>) =>
        `\u03b5 ${epsilon}, \u03b4 ${delta}, \u03c3 ${sigma} on each weight`,
      left: 'Releases left',
      leftOf: ({ left, releases }: Record<'left' | 'releases', number>) => `${left} of ${releases}`,
      meter: {
        title: 'Distance to retraining',
        unknown: 'Nobody knows how far retraining would be from this model.',
        spoken: ({ bound, allowed }: Record<'bound' | 'allowed', string>) => `${bound} of ${allowed}`,
        within: ({ bound, allowed }: Record<'bound' | 'allowed', string>) =>
          `r is ${bound}, of \u0394 ${allowed} allowed. It is the whole distance, and does not add up over removals.`,
        over: ({ bound, allowed }: Record<'bound' | 'allowed', string>) =>
          `r is ${bound}, over the \u0394 of ${allowed} that is allowed: no release can be made. It happens with the hardest samples: with 4 of 50 drawn at random from Fashion-MNIST, for \u03b5 1, \u03b4 1e-5 and \u03c3 0.02, after one step.`,
        overTogether: ({ bound, allowed }: Record<'bound' | 'allowed', string>) =>
          `r is ${bound}, within the \u0394 of ${allowed} that is allowed for all releases, but what was released before leaves too little of it: no release can be made.`,
        together: ({ made, together }: { made: number; together: string }) =>
          `With the ${made === 1 ? 'release' : `${made} releases`} before, releases come to ${together} together.`,
      },
      newton: 'Use it',
      newtonAbout: 'The exact Newton step stays nearest to retraining; another method is chosen.',
      release: 'Make a release',
      releaseAbout:
        'A file with weights, \u03c3, \u03b5 and \u03b4 alone. Its noise is drawn now and is not kept.',
      releasing: 'Making a release',
      released: ({ file }: { file: string }) => `The release is the file ${file}.`,
      tooFar: 'Retraining may be too far away for a release.',
      cancelled: 'Cancelled: nothing was fixed or released.',
      offers: {
        title: 'What can be done',
        newton: ({ steps }: { steps: number }) =>
          `Remove again with ${steps} Newton ${steps === 1 ? 'step' : 'steps'}`,
        retraining: 'Retrain to the minimum instead',
        about: ({ time }: { time: string }) => `about ${time}, by what a step took`,
        measured: ({ time }: { time: string }) => `about ${time}, as the last retraining took`,
        unknown: 'nobody knows how long that takes here',
      },
      certified: {
        title: 'What is certified',
        about:
          'A release: these weights with fresh normal noise of deviation \u03c3 on each. It is (\u03b5, \u03b4)-indistinguishable, both ways and up to floating point, from the model retrained on what is left and released with the same \u03c3, as r is at most \u0394. Several releases may come to \u0394 together, and later requests may depend on earlier releases.',
        why: 'The loss with weight decay is strongly convex, so r = (|gradient| + \u03c4) / weight decay bounds the distance to the retrained weights, whatever made these: the gradient of what is left, in float64, and \u03c4 where retraining stops. \u0394 is where the analytic Gaussian mechanism gives (\u03b5, \u03b4) with noise \u03c3 (Balle and Wang 2018).',
      },
      notCovered: {
        title: 'Not covered',
        original:
          'The original model, if it was ever given away, and any weights given away without this noise.',
        session:
          'The session, undo, digests, receipts, metrics, r, this meter, and a refusal: keep them to yourself.',
        earlier: 'What an earlier release says of a sample that was still in the training set then.',
        elsewhere:
          'Releases of the same data outside this session: after a new start, or from a copy of the session.',
      },
    },

    // How the model is trained, and the course of it.
    training: {
      fields: {
        optimizer:
          'SGD takes each step along the gradient, with momentum. Adam scales the step of each weight by its recent gradients. Newton goes to the minimum of the loss with weight decay, in float64, for logistic regression alone.',
        epochs:
          'Passes over all training samples. The last two give the secant pair of the full curvature. To the minimum: steps at most.',
        batchSize: 'Samples of one step. Larger batches are faster per sample and take fewer steps.',
        learningRate:
          'Length of each step. Too large, and the training diverges; the lab then keeps the old weights.',
        schedule: 'Cosine lets the learning rate fall along half a wave, to a twentieth at the end.',
        momentum: 'Share of the last step that the next one keeps. Of SGD alone: Adam has its own.',
        weightDecay:
          'Pulls all weights towards 0 in every step. Some of it keeps the curvature away from zero, which unlearning likes.',
        augmentation:
          'Moves each picture by a few pixels, or mirrors it too, anew in each epoch: less is learned by heart.',
        seed: 'Fixes the first weights, the order of the samples and the augmentation.',
        reversal:
          'A second head guesses these attributes from what the last layer reads, and the layers before it learn that it cannot (gradient reversal): the model then goes less by them. L-FOCI picks those that tell the label in the training images.',
        reversalStrength:
          'How much of the reversed gradient reaches the layers. With 0 nothing is hidden; too much costs accuracy.',
      },
      reversal: {
        kinds: {
          none: 'none',
          all: 'all',
          random: 'as many, random',
          picked: 'by L-FOCI',
          own: 'by hand',
        },
        hidden: 'What is hidden',
        noneChosen: 'No attribute is chosen: tick those that are to be hidden, or hide none.',
      },
      attributes: {
        title: 'Right on held-out images, by attribute',
        about:
          'A model that goes by an attribute in place of what it is asked for is less often right where the two part. Trainings of this model on these data stand side by side, as many as five.',
        attribute: 'Attribute',
        images: 'images with, without',
        counts: ({ having, without }: Record<'having' | 'without', string>) => `${having}, ${without}`,
        all: 'all images',
        with: 'with',
        without: 'without',
        nothingHidden: 'Nothing hidden',
        hidden: ({ attributes, strength }: Record<'attributes' | 'strength', string>) =>
          `Hidden: ${attributes} (strength ${strength})`,
        afterRemovals: ({ name }: { name: string }) => `${name}, after the removals`,
      },
      choices: {
        sgd: 'SGD',
        adam: 'Adam',
        newton: 'Newton, to the minimum',
        constant: 'constant',
        cosine: 'cosine',
        none: 'none',
        shift: 'shift',
        'flip-and-shift': 'flip and shift',
      },
      usual: 'Usual settings',
      clearsHistory: 'Both start from the model without removals, and clear the history.',
      train: 'Train',
      trainFresh: 'Train from scratch',
      trainFreshAbout: 'From fresh weights, drawn from the seed',
      continue: 'Go on training',
      continueAbout: 'So many epochs more, from the weights as they were trained',
      first: {
        title: ({ model }: { model: string }) => `${model} is not trained on these data yet`,
        about: ({ data }: { data: string }) =>
          `Unlearning needs weights that have learned: train the model on ${data} first. How it is trained can be set under Training, on the right.`,
        train: 'Train now',
      },
      course: {
        title: 'Course of the training',
        running: ({ model, data }: { model: string; data: string }) => `Training ${model} on ${data}`,
        done: ({ model, data }: { model: string; data: string }) => `${model}, trained on ${data}`,
        result: ({ accuracy, images, epochs }: { accuracy: string; images: string; epochs: number }) =>
          `${accuracy} of ${images} validation samples right after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}.`,
        about:
          'Training numbers are means over the epoch so far, each batch measured before its step; validation is measured at the end of each epoch.',
        end: 'End after this epoch',
        ending: 'Ends after this epoch…',
        endAbout: 'The weights are kept as they are at the end of the epoch',
        axis: 'epochs',
        heading: 'Epoch',
        afterEpochs: ({ epochs }: { epochs: string }) => `after ${epochs} epochs`,
        empty: 'After the first batch',
      },
      labels: {
        optimizer: 'Optimizer',
        epochs: 'Epochs',
        batchSize: 'Batch size',
        learningRate: 'Learning rate',
        schedule: 'Schedule',
        momentum: 'Momentum',
        weightDecay: 'Weight decay',
        augmentation: 'Augmentation',
        seed: 'Seed',
        reversal: 'Hide attributes',
        reversalStrength: 'Strength of hiding',
      },
      cancelled: 'Training cancelled: the weights are as they were.',
    },

    // Charts over removals, and what all charts have.
    charts: {
      title: 'Charts over removals',
      table: 'Table',
      retrained: 'retrained',
      retrainedOf: ({ series }: { series: string }) => `${series}, retrained`,
      axis: 'samples removed',
      heading: 'Samples removed',
      viewed: 'viewed',
      originalModel: 'original model',
      original: 'original',
      afterRemoval: ({ removed }: { removed: number }) =>
        `after ${removed} ${removed === 1 ? 'sample' : 'samples'}`,
      empty: 'After the first removal',
      enlarge: 'Enlarge',
      enlargeOf: ({ chart }: { chart: string }) => `Enlarge: ${chart}`,
      close: 'Close',
      log: 'Powers of ten',
      whole: 'All of it',
      from: 'From',
      to: 'To',
      drawOver: 'Draw over a stretch with the pointer to see it alone.',
      files: { csv: 'Numbers (CSV)', svg: 'Picture (SVG)', png: 'Picture (PNG)' },
      rejected: ({ count }: { count: string }) => `${count} rejected`,
      // Several runs in the charts.
      beside: {
        title: 'Runs side by side in the charts',
        about:
          'The charts below the report then draw one line of every run: the one on the page, and those that are listed here. A kept session, a session file or a run folder is only read: what is open stays. A folder may hold several run folders, such as one for each seed.',
        own: 'on the page',
        line: 'Which line is drawn of every run',
        empty: 'No number of samples at which all runs have one',
        look: 'How the runs are drawn',
        looks: { lines: 'A line each', mean: 'Mean and range' },
        mean: ({ count }: { count: number }) => `mean of ${count} runs`,
        least: 'least of them',
        greatest: 'greatest of them',
        many: ({ most }: { most: string }) =>
          `More than ${most} lines cannot be told apart: the mean is drawn, and the range from the least to the greatest.`,
        removals: ({ count, one, of }: { count: string; one: boolean; of: string | null }) =>
          `${count} ${one ? 'removal' : 'removals'}${of === null ? '' : `, ${of}`}`,
        other: ({ model, data }: Record<'model' | 'data', string>) => `${model} on ${data}`,
        drop: 'Leave out',
        dropOne: ({ name }: { name: string }) => `Leave out ${name}`,
        addStates: ({ count }: { count: number }) =>
          count === 1 ? 'Add the way to the chosen state' : `Add the ways to the ${count} chosen states`,
        addKept: 'Add a kept session',
        keptEntry: ({ name, count, one }: { name: string; count: string; one: boolean }) =>
          `${name} (${count} ${one ? 'removal' : 'removals'})`,
        addFiles: 'Add session files\u2026',
        addFolder: 'Add run folders\u2026',
        filesInput: 'Session files to draw beside',
        folderInput: 'A run folder, or a folder of them, to draw beside',
        reading: 'Reading runs',
        cancelled: 'No run was added.',
        tooMany: ({ most, left }: Record<'most' | 'left', string>) =>
          `Beside the run on the page, ${most} can be drawn: ${left} were left out.`,
      },
      titles: {
        losses: 'Loss of the model',
        slices: 'Slices per layer',
        gaps: 'Gap to retraining',
        noise: 'Step and noise',
        bound: 'Distance that is certain',
        budget: 'Budget of releases',
        accuracy: 'Accuracy',
        microF1: 'Micro F1',
        loss: 'Loss',
        sampleGradient: 'Sample gradient norm',
        residualGradient: 'Residual gradient norm',
        membership: 'Population attack',
        distance: 'Distance to the original',
        sampleLoss: 'Sample loss',
      },
      scales: {
        accuracy: 'accuracy (%)',
        microF1: 'micro F1 (%)',
        gradient: '|gradient|',
        area: 'AUC (%)',
        distance: 'distance',
        loss: 'loss (nats)',
        slices: 'slices',
        gap: 'validation accuracy (pp)',
        norm: 'norm',
        bound: 'at most',
        budget: 'distance together',
      },
      series: {
        before: 'before',
        after: 'after',
        withoutDecay: 'decay left out (older removals)',
        residual: 'what stays',
        validation: 'held-out',
        forget: 'forgotten',
        forgetBefore: 'forgotten, before it',
        training: 'training',
        loss: 'loss',
        entropy: 'entropy',
        distance: 'distance',
        slices: 'slices',
        otherLayers: 'other layers',
        gap: 'gap',
        floor: 'floor',
        band: 'band',
        step: 'step',
        noise: 'noise',
        bound: 'bound',
        together: 'if released here',
        used: 'used by releases',
        allowed: 'allowed',
        released: 'a release',
      },
    },

    // A removal: what it is, and the tabs of its report.
    removal: {
      welcome: {
        title: 'Make the network forget one image',
        titleOfTexts: 'Make the network forget one text',
        steps: {
          perturb: {
            label: 'Perturb',
            about: 'Noisy copies of the sample show how each unit, and the loss, respond to it.',
          },
          select: {
            label: 'Select slices',
            about: 'L-FOCI picks few units, those that tell most about the loss.',
          },
          curvature: {
            label: 'Curvature',
            about: "A secant Hessian of those units' weights, with the sample taken out.",
          },
          update: { label: 'Newton step', about: 'Only those weights move, by one damped step.' },
          evaluate: {
            label: 'Evaluate',
            about: 'Accuracy, loss and gradients on all that is left and on held-out data.',
          },
        },
        now: ({ training, validation }: { training: string; validation: string }) =>
          `The model now: ${training} on its training samples, ${validation} on held-out data. Select a sample and press Unlearn.`,
        otherData: 'Other data that come with the lab:',
      },
      overview: {
        samples: 'The samples',
        metrics: 'Before and after',
        measuring: ({ guarded }: { guarded: boolean }) =>
          `The accuracies are being measured on all samples${guarded ? ', and with them whether the guard lets this step pass' : ''}.`,
        method: 'Method',
        slices: 'Slices',
        selectedBy: ({ count, selection }: { count: number; selection: string }) =>
          `${count} by ${selection}`,
        selectedByOf: (values: { count: number; selection: string; parameters: string }) =>
          `${values.count} by ${values.selection}, ${values.parameters} parameters`,
        step: 'Step',
        stepWith: ({ update, curvature }: { update: string; curvature: string }) => `${update}, ${curvature}`,
        stepNorm: 'Step norm',
        guard: 'Guard',
        guardOn: ({ images, before, after }: Record<'images' | 'before' | 'after', string>) =>
          `${images}: ${before} before, ${after} after`,
        stepAndNoise: ({ step, noise }: { step: string; noise: string }) => `${step} ${noise}`,
        andNoise: ({ noise }: { noise: string }) => `and noise ${noise}`,
        rewound: 'Epochs run again',
        rewoundSome: ({ epochs, of, from }: { epochs: number; of: number; from: number }) =>
          `The last ${epochs} of ${of}. The start, the end of epoch ${from}, has seen the samples: this is no guarantee.`,
        rewoundAll: ({ of }: { of: number }) => `All ${of}: this is retraining in the original order.`,
        rewoundRemade: ({ remade, time }: { remade: number; time: string }) =>
          `The start was not kept: ${remade} epochs of training made it anew before, in ${time}, which are not counted as part of the removal.`,
        rewoundOtherwise: ({ distance }: { distance: string }) =>
          `Run here, the original training ends ${distance} away from the original weights. What was run again differs from them by that too.`,
        leftOut: 'Gradient left out',
        besideTerm: ({ left, term }: { left: string; term: string }) =>
          `${left}, beside ${term} of the removed samples`,
        besideStep: ({ left, term }: { left: string; term: string }) =>
          `${left}, beside ${term} that the step is made of`,
        farFromMinimum: ({ left, term, times }: { left: string; term: string; times: string }) =>
          `${left}: ${times} times the ${term} that the step is made of. The model is not at a minimum, and retraining would move it along both.`,
      },
      probabilities: {
        title: ({ before, after }: { before: string; after: string }) => `Probabilities, ${before} ${after}`,
        before: 'before',
        after: 'after',
        class: 'Class',
        bars: 'Bars',
        beforeHead: 'Before',
        afterHead: 'After',
        retrained: 'retrained',
        retrainedHead: 'Retrained',
        label: 'The label of the sample',
        eachByItself:
          'Each label has a probability of its own: a sample may have several, so they need not add up to 100%.',
        all: ({ count }: { count: number }) => `All ${count} classes`,
        likely: ({ count }: { count: number }) => `The ${count} most likely alone`,
      },
      samples: {
        sample: 'Sample',
        label: 'Label',
        title: 'The samples of the batch',
        lossBefore: 'Loss before',
        lossAfter: 'Loss after',
        gradientNormBefore: 'Gradient before',
        gradientNormAfter: 'Gradient after',
      },
      metrics: {
        metric: 'Metric',
        beforeAndAfter: 'Before and after',
        columns: {
          value: 'value',
          before: 'before',
          after: 'after',
          change: 'change',
          retrained: 'retrained',
          gap: 'gap',
          floor: 'floor',
          band: 'band',
        },
        bandAbout:
          'Half the width of the 95% band of the gap to a model that was retrained with another seed: a smaller gap is within the noise of retraining, and said to be within.',
        halfWidth: ({ value }: { value: string }) => `± ${value}`,
        within: 'within',
        withinAbout: 'The gap is within the noise of retraining',
        beforeAbout:
          'The model before this removal, measured on the samples that stay after it: so it may differ from the number after the removal before.',
        changeAbout: 'After less before. Of shares in percentage points (pp).',
        floorAbout:
          'The gap that leaving out a sample of no influence makes, in the same order: a smaller gap means nothing.',
        better: {
          higher: 'higher is better',
          lower: 'lower is better',
          retrained: 'the retrained model’s value is the target',
        },
        heard: ({ better }: { better: string }) => `, ${better}`,
        none: 'none',
        sampleLoss: {
          one: 'Sample loss',
          many: 'Mean sample loss',
          about: 'The loss of the removed samples, as the model sees them before and after.',
        },
        sampleGradientNorm: {
          one: 'Sample gradient norm',
          many: 'Mean sample gradient norm',
          about: 'The gradient norm of the removed samples, as the model sees them before and after.',
        },
      },
      classes: {
        title: ({ before, after }: { before: string; after: string }) =>
          `Accuracy by class, ${before} ${after}`,
        before: 'before',
        after: 'after',
        class: 'Class',
        sets: {
          residual: { label: 'Residual accuracy', about: 'On the samples of the retain set' },
          validation: { label: 'Validation accuracy', about: 'On held-out samples' },
          forget: { label: 'Forget accuracy', about: 'On all samples removed so far' },
        },
        none: 'none',
        about: ({ samples, loss }: { samples: string; loss: string }) => `${samples} samples, loss ${loss}`,
      },
      plain: {
        sameSure: ({ after, sureAfter }: { after: string; sureAfter: string }) =>
          `The model still takes it for ${after}, ${sureAfter} sure, as before.`,
        sameClass: (values: { after: string; sureBefore: string; sureAfter: string }) =>
          `The model still takes it for ${values.after}, ${values.sureAfter} sure; it was ${values.sureBefore} sure before.`,
        otherClass: (values: Record<'before' | 'after' | 'sureBefore' | 'sureAfter', string>) =>
          `The model takes it for ${values.after} now, ${values.sureAfter} sure; before it took it for ${values.before}, ${values.sureBefore} sure.`,
        whole: (values: {
          effect: string;
          label: string;
          others: string;
          one: boolean;
          slices: string | null;
          step: string;
        }) =>
          `${values.effect} ${values.others} other ${values.one ? 'sample' : 'samples'} of ${values.label} ${values.one ? 'is' : 'are'} still in the training set. ${weightsMoved(values)}`,
        batch: (values: { before: string | null; after: string; slices: string | null; step: string }) =>
          `The model is ${values.before === null ? 'still ' : ''}right on ${values.after} of all that is forgotten${values.before === null ? ', as before' : `; before this removal it was ${values.before}`}. ${weightsMoved(values)}`,
        neverSaw: (
          values: Record<'count' | 'label' | 'middle' | 'low' | 'high' | 'now', string> & {
            lies: 'above' | 'below' | 'within' | 'stillWithin';
          },
        ) => {
          const lies = {
            above: `above that: it still says more for ${values.label} than most of them`,
            below: `below that: it says less for ${values.label} than most of them`,
            within: 'within that: by this reading it is like one that never saw it',
            stillWithin:
              'within that, and did before the removal: this reading cannot tell it from one that never saw it, then or now',
          }[values.lies];
          return `Of ${values.count} networks that never saw it (trained on half of the samples) the middle one gives ${values.label} ${values.middle}, four in five ${values.low} to ${values.high}. With ${values.now} the model lies ${lies}.`;
        },
        tooSmall: (values: {
          change: string;
          isSure: boolean;
          sure: string;
          others: string;
          label: string;
        }) =>
          `No probability changed by as much as 1% (the most: ${values.change}): that is too small to see. ${values.isSure ? `The model was ${values.sure} sure of ${values.label}, so its loss pulls at hardly any weight; and it learnt ${values.label} from ${values.others} other samples.` : `The model learnt ${values.label} from ${values.others} other samples, which pull the same way.`} More shows where the model leans on one sample: order the samples by expected effect, take several at once, or look at an example.`,
        stepAlone: 'No noise was added: the step alone changed the model.',
        mainlyStep: ({ step, noise }: { step: string; noise: string }) =>
          `The step of ${step} moved the weights further than the noise of ${noise} did.`,
        mainlyNoise: (values: { step: string; noise: string; times: string | null }) =>
          `What changed the model is the noise: ${values.noise} long${values.times === null ? '' : `, ${values.times} times as long as the step of ${values.step}`}.`,
      },
      slices: {
        pictures: 'Selected slices',
        byLayer: 'Slices by layer',
        order: '#',
        layer: 'Layer',
        unit: 'Unit',
        t: 'T',
        about:
          'Only the selected slices change. L-FOCI takes them in this order: each is the slice whose activation tells most of the loss beyond those above it.',
        tAbout: 'What this slice tells of the loss beyond those above it: 0 nothing, 1 all that is left.',
        runnerUp: 'Runner-up',
        runnerUpAbout: 'The slice that came next at this step, with its T.',
        noRunnerUp: 'none',
        gradient: 'Gradient',
        stepNorm: 'Step norm',
        own: 'Which sample selected what',
        ownAbout: ({ samples, mean }: { samples: string; mean: string }) =>
          `Each of the ${samples} samples was perturbed by itself. Alone it would select these slices under the same seed: ${mean} on the mean.`,
        takers: 'Samples',
        takersAbout: 'How many samples selected it',
        ownSample: 'Sample',
        ownSlices: 'Its own blanket',
        ownNone: 'none',
        selectedTitle: 'The selected slices',
        selectedSlices: 'Selected slices',
        selectedOf: ({ selected, of }: { selected: string; of: string }) => `${selected} ${of}`,
        of: ({ slices }: { slices: number }) => `of ${slices}`,
        selected: ({ count, stop }: { count: number; stop: string }) => `${count} selected. ${stop}`,
        selectedOn: ({ count, path, stop }: { count: number; path: string; stop: string }) =>
          `${count} selected on ${path}. ${stop}`,
        paths: {
          cpu: 'the CPU',
          gpu: 'the GPU',
          gpuPairs: 'the GPU (all pairs)',
          gpuLists: 'the GPU (short lists)',
        },
        filters: ({ layer, count }: { layer: string; count: number }) => `${layer}: ${count} filters`,
        units: ({ layer, count }: { layer: string; count: number }) => `${layer}: ${count} units`,
        heads: ({ layer, count }: { layer: string; count: number }) => `${layer}: ${count} heads`,
        headsAbout: ({ layer, count }: { layer: string; count: number }) => `Layer ${layer}, ${count} heads`,
        filtersAbout: ({ layer, count }: { layer: string; count: number }) =>
          `Layer ${layer}, ${count} filters`,
        unitsAbout: ({ layer, count }: { layer: string; count: number }) => `Layer ${layer}, ${count} units`,
        picture: ({ filter, unit, seen, order }: UnitWords) =>
          `${filter ? 'Filter' : 'Unit'} ${unit}${seen === null ? '' : seen.t === null ? ': does not vary' : `: T ${seen.alone ? 'alone ' : ''}${seen.t}`}${order === null ? '' : `, selected ${order}.`}`,
      },
      curvature: {
        gauge: 'Curvature gauge',
        title: 'Curvature and step',
        eigenvalues: 'Eigenvalues of H′ + λI',
        range: ({ smallest, largest }: { smallest: string; largest: string }) =>
          `${smallest}λ to ${largest}λ`,
        lambdas: ({ value }: { value: string }) => `${value}λ`,
        one: 'λ: there the Hessian adds nothing',
        lengths: 'Step and noise',
        step: 'Step',
        noise: 'Noise',
        noNoise: 'off',
        angle: 'From the plain gradient to the step',
        facts: {
          block: 'Block',
          decay: 'Weight decay',
          damping: 'Damping λ',
          measuredOn: 'Hessian measured on',
          products: 'Products, columns',
          differenceError: 'Error of differences',
          full: 'Training loss, rank one',
          sample: 'Sample, rank one',
          cosine: 'Cosine to the gradient',
          sigma: 'Noise per parameter',
          residual: 'Solver residual',
        },
        parameters: ({ count }: { count: string }) => `${count} parameters`,
        raised: ({ from, to }: { from: string; to: string }) =>
          `raised from ${from} to ${to}: H′ + λI was not, or hardly, positive definite`,
        trainingSamples: ({ count }: { count: string }) => `${count} training samples`,
        noError: 'none: the Hessian is zero',
        error: ({ error }: { error: string }) => `${error} of the exact product`,
        largeError: ({ error }: { error: string }) =>
          `${error} of the exact product: the differences step over kinks`,
        leftOut: 'left out',
        leftOutBecause: ({ curvature }: { curvature: string }) =>
          `left out: s′y ${curvature} is not clearly positive`,
        eigenvalue: ({ eigenvalue }: { eigenvalue: string }) => `eigenvalue ${eigenvalue}`,
        secant: ({ curvature, eigenvalue }: { curvature: string; eigenvalue: string }) =>
          `s′y ${curvature}, eigenvalue ${eigenvalue}`,
        sigma: ({ sigma }: { sigma: string }) => `σ ${sigma}`,
        noDecay: 'none in the step',
        decayUnknown: 'none: how these weights were trained is not known',
        notMeasured: 'not measured',
        verdicts: {
          noise: 'The noise is longer than the step: what changed the model is the noise.',
          against: 'The step goes against the plain gradient: it lowers the loss of what is to be forgotten.',
          indefinite: 'H′ + λI is not positive definite: the step does not lead to a minimum.',
          damping: 'The damping rules: the step is the plain gradient, divided by λ.',
          shortened: 'The Hessian shortened the step and left its direction.',
          turned: 'The Hessian turned the step away from the plain gradient.',
        },
      },
      // What became of a removal, in sentences.
      outcome: {
        diverged: ({ loss, guess }: Record<'loss' | 'guess', string>) =>
          `The method diverged: the mean loss on the kept samples is ${loss}, and guessing has ${guess}. Use smaller steps or fewer of them.`,
        costOne: ({ sample, points }: { sample: number; points: string }) =>
          `Removing sample ${sample} cost ${points} percentage points of validation accuracy.`,
        costMany: ({ count, points }: { count: string; points: string }) =>
          `Removing ${count} samples cost ${points} percentage points of validation accuracy.`,
        result: (values: { sample: number | null; count: string; before: string; after: string }) =>
          `${values.sample === null ? `${values.count} samples are removed` : `Sample ${values.sample} is removed`}. Validation accuracy: ${values.before} before, ${values.after} after.`,
        withReason: ({ cost, reason }: { cost: string; reason: string }) => `${cost} ${reason}`,
        classGone: ({ points, rest }: { points: string; rest: string }) =>
          `Nothing is left of a class, and a retrained model loses it too: ${points} of these points are its held-out samples. What of the other ${rest} is damage, a comparison with retraining tells.`,
        noiseOn: 'The Gaussian noise was longer than the step: what changed the model was mainly the noise.',
        noiseTooStrong: 'The noise was too strong: undo, and take less of it.',
        stepTooLong: 'The step was too long: undo, and take a shorter one.',
        stepTooLongForDamping:
          'The step was too long: undo, and take a shorter one by raising the damping λ.',
        rejected: ({ points, count }: { points: string; count: number }) =>
          `Rejected by the guard: it would have cost ${points} percentage points of validation accuracy; ${count === 1 ? 'the sample stays' : 'the samples stay'} in the retain set.`,
        rejectedByGuard: ({ points, count }: { points: string; count: number }) =>
          `Rejected by the guard: it would have cost ${points} percentage points of accuracy on the samples of the guard; ${count === 1 ? 'the sample stays' : 'the samples stay'} in the retain set.`,
        wouldEmptyClass:
          'Nothing would be left of a class, and a retrained model loses that class too. What of the cost is damage, a comparison of the rejected model with retraining tells. With the guard off the removal is made, whatever it costs.',
        someWithoutEffect: ({ count, of }: { count: number; of: number }) =>
          `${count} of ${of} removals changed no prediction: their steps are 0, or too small to be seen.`,
        someRejected: ({ rejected, of }: { rejected: number; of: number }) =>
          `${rejected} of ${of} removals rejected by the guard: ${rejected === 1 ? 'its sample stays' : 'their samples stay'} in the retain set, and selected.`,
        cancelled: 'Cancelled: the model is as it was.',
        cancelledAfter: ({ finished, of }: { finished: number; of: number }) =>
          `Cancelled after ${finished} of ${of} removals: ${finished === 1 ? 'the finished one is' : 'the finished ones are'} kept, the rest changed nothing.`,
      },
    },

    // Which pixels of a sample matter.
    lens: {
      words: {
        title: 'The text',
        titleOf: ({ sample, labels }: { sample: number; labels: string }) =>
          `Text ${sample}${labels === '' ? '' : `: ${labels}`}`,
        from: ({ origin }: { origin: string }) => `From ${origin}`,
        button: 'Which words matter',
        buttonOf: ({ sample }: { sample: number }) => `Which words matter in text ${sample}`,
        buttonAbout: 'How much the loss on this text depends on each word, under the current model',
        none: 'The loss was the same on every noisy copy, so it depends on no word.',
        about: ({ copies }: { copies: string }) =>
          `Each word is measured over ${copies} noisy copies of the text, with the noise in its embedding: xi says how far the loss is a function of one number of the embedding alone, and the norm over the numbers counts. Of a word in several pieces the largest counts.`,
        standOut: (values: Record<'count' | 'of' | 'threshold' | 'chance', string>) =>
          `${values.count} of ${values.of} words stand out: they are above ${values.threshold}. Chance alone gives a word that tells nothing about ${values.chance}; the colours begin there.`,
        cut: 'The words at the end, which stand paler, are not read.',
        scale: 'norm of xi(embedding, loss)',
        word: ({ word, xi }: { word: string; xi: string }) => `${word}: ${xi}`,
        table: 'All words by their number',
        column: 'Word',
      },
      title: 'Which pixels matter',
      titleOf: ({ sample }: { sample: number }) => `Which pixels matter: sample ${sample}`,
      button: 'Which pixels matter',
      buttonOf: ({ sample }: { sample: number }) => `Which pixels matter for sample ${sample}`,
      buttonAbout: 'How much the loss on this sample depends on each pixel, under the current model',
      hide: 'Hide',
      hideAbout: 'Hide the pixels',
      nothing: 'Nothing found: no more pixels stand out than by chance.',
      noPixel: 'The loss was the same on every noisy copy, so it depends on no pixel.',
      about: ({ copies, channels }: { copies: string; channels: number }) =>
        `Each square is xi(pixel, loss) over ${copies} noisy copies of the sample: how far the loss is a function of that pixel alone, from 0, not at all, to 1, wholly.${channels > 1 ? ' Of several channels the largest counts.' : ''}`,
      standOut: ({ count, of }: { count: string; of: string }) => `${count} of ${of} stand out`,
      chance: (values: { standOut: string; threshold: string; deviation: string; expected: string }) =>
        `${values.standOut}: they are above ${values.threshold}, three times the scatter ${values.deviation} of a pixel that tells nothing. Chance alone puts about ${values.expected} there.`,
      ofRemoved: 'As the current model sees the removed sample.',
      ofCurrent: 'Under the current model.',
      map: (values: { sample: number; row: number; column: number; xi: string }) =>
        `Heat map of sample ${values.sample}: the pixel that matters most is row ${values.row}, column ${values.column}, counted from 0, with xi ${values.xi}`,
      pixel: ({ row, column, xi }: { row: number; column: number; xi: string }) =>
        `row ${row}, column ${column}: xi ${xi}`,
      scale: 'xi(pixel, loss)',
      cancelled: 'Cancelled: the pixels were not measured.',
      slice:
        'A slice is one unit of a dense layer, or one filter of a convolution, with all the weights that lead into it and its bias. Each square is a slice. T says how much of the loss its activation tells: 0 nothing, 1 all; the fuller the square, the larger T. Click one to see its weights.',
      unit: ({ layer, unit }: { layer: string; unit: number }) => `${layer} ${unit}`,
      fullAt: ({ value }: { value: string }) => `Full colour: ${value}`,
      trace: {
        title: 'The selection, step by step',
        play: 'Play',
        pause: 'Pause',
        back: '←',
        backAbout: 'One step back',
        forward: '→',
        forwardAbout: 'One step on',
        end: 'Show the end',
        about:
          'The search is made again, and each step shows T of every slice that was still to be had, given those that were taken before.',
        taken: (values: TraceStepWords) =>
          `Step ${values.step} of ${values.steps}: of ${values.candidates} slices ${values.name} tells most of the loss${values.first ? '' : ' beyond those taken before'}, T = ${values.t}. It is taken.${values.rival === null ? '' : ` Next best: ${values.rival.name}, T = ${values.rival.t}.`}`,
        notTaken: (values: TraceStepWords) =>
          `Step ${values.step} of ${values.steps}: even the best of ${values.candidates} slices, ${values.name}, tells nothing more of the loss, T = ${values.t}. So the search stops.`,
      },
      card: {
        title: 'One slice',
        layer: 'Layer',
        unit: 'Number',
        none: 'Choose one',
        before: 'Weights before',
        after: 'After',
        difference: 'Difference',
        weights: (values: { count: string; bias: string | null; biasAfter: string | null; moved: string }) =>
          `${values.count} weights. ${values.bias === null ? 'No bias.' : `Bias ${values.bias} before, ${values.biasAfter} after.`} Together they moved by ${values.moved}. Blue is above 0, orange below.`,
        favouritesBefore: 'What it answered to most, before',
        favouritesAfter: 'What it answers to most, after',
        samples: ({ samples }: { samples: string }) => `Samples ${samples}`,
      },
      off: {
        title: 'With slices switched off',
        button: 'Switch off',
        about: 'Looks at the model with this slice’s weights and bias at 0. The model itself stays as it is.',
        which: ({ slices }: { slices: string }) => `Switched off to look: ${slices}.`,
        allOn: 'All on again',
        accuracy: 'Validation accuracy',
        label: ({ sample }: { sample: number }) => `Probability of the label of sample ${sample}`,
        before: 'Before the removal',
        after: 'After it',
        with: 'After it, switched off',
      },
      maps: {
        title: 'Maps of a layer',
        stays: 'Image that stays',
        about:
          'What leaves the layer, a tile for each filter, before and after the removal: for the forgotten image, and for one that stays. Blue is above 0, orange below. A difference is drawn on a scale of its own.',
        before: 'Before',
        after: 'After',
        difference: 'Difference',
        forgotten: ({ sample }: { sample: number }) => `Forgotten: sample ${sample}`,
        staying: ({ sample }: { sample: number }) => `Stays: sample ${sample}`,
      },
    },

    // Two models side by side.
    differences: {
      which: 'Compare',
      pairs: {
        beforeAfter: 'Before and after the removal',
        retrainedAfter: 'Retrained, and after the removal',
        beforeRetrained: 'Before the removal, and retrained',
      },
      noRetrained: 'Compare this state with retraining to have the retrained model here too.',
      layers: {
        title: 'Layer by layer',
        about:
          'The distance of the weights, and the linear CKA of what leaves the layer for held-out samples: 1 where one is the other but for turning and scale.',
        layer: 'Layer',
        distance: 'Distance',
        relative: 'Distance by length',
        changed: 'Slices changed',
        of: ({ changed, slices }: Record<'changed' | 'slices', string>) => `${changed} of ${slices}`,
        cka: 'CKA',
      },
      matrix: {
        title: 'What held-out samples are taken for',
        about: ({ first, second }: { first: string; second: string }) =>
          `Counts under the second model, and by how many they differ from the first. Right: ${first}, then ${second}.`,
        corner: 'Class, taken for',
        change: ({ isMore, count }: { isMore: boolean; count: string }) =>
          `${isMore ? '+' : '\u2212'}${count}`,
      },
      images: {
        title: 'The training samples on which they differ most',
        about:
          'By the margin, the log odds of the label: the second model\u2019s less the first\u2019s, in nats.',
        select: ({ sample }: { sample: number }) => `Select sample ${sample}`,
      },
      models: { before: 'Before', after: 'After', retrained: 'Retrained' },
      attack: {
        title: 'What the population attack sees',
        about:
          'It takes a sample for a member of the training set where its number is at most the threshold. Drag the threshold in a picture. Each line is the share of a set over the powers of ten.',
        by: 'By',
        scores: { loss: 'the loss', entropy: 'the entropy of the prediction' },
        threshold: 'Threshold',
        nats: ({ value }: { value: string }) => `${value} nats`,
        best: 'The best one',
        picture: 'Share of the samples over the powers of ten, in nats',
        sets: { forgotten: 'removed', members: 'left in training', nonMembers: 'validation' },
        taken: {
          forgotten: 'Removed, taken for members',
          members: 'Left in training, taken for members',
          nonMembers: 'Validation, taken for members',
        },
        balanced: 'Balanced accuracy',
        auc: 'AUC over all thresholds',
        none: 'none',
      },
    },

    // What stands in the place of an answer of the worker.
    looks: {
      waiting: 'Computed once the lab is free…',
      running: 'Computing…',
    },

    // The unlearned model beside a retrained one.
    compare: {
      states: {
        choose: 'Choose states',
        chooseAbout:
          'While this is on, a press on a row of the history chooses it to be compared. So does Ctrl and a press, or Space, at any time.',
        open: ({ count }: { count: number }) =>
          count === 0 ? 'Compare states\u2026' : `Compare ${count} ${count === 1 ? 'state' : 'states'}\u2026`,
        chosen: 'Chosen to be compared',
        title: 'States side by side',
        none: 'No state is chosen. Choose rows of the history, or remove the selected samples by two methods.',
        name: ({ id, what, accepted }: { id: string; what: string; accepted: boolean }) =>
          `${id}: ${what}${accepted ? '' : ', rejected'}`,
        metric: 'Metric',
        value: 'value',
        retrained: 'retrained',
        gap: 'gap',
        difference: 'second minus first',
        differenceAbout:
          'The value of the second state minus that of the first, in the order in which they were chosen. What is removed and what is left may be other samples in each.',
        gapAbout: ({ floor, band }: { floor: string; band: string }) =>
          `Unlearned minus retrained. A sample of no influence makes ${floor}; the noise of retraining is \u00b1 ${band}.`,
        unknown: 'not measured',
        within: 'within the noise of retraining',
        time: 'Time: removals, retraining',
        seconds: 'Time in seconds: removals, retraining',
        removed: 'Samples removed',
        method: 'Method',
        weights: 'Weights',
        classes: 'Validation accuracy of each class',
        predictions: 'What each takes the validation samples for',
        layers: ({ name }: { name: string }) => `Layer by layer, from ${name}`,
        csv: 'Save as CSV',
        latex: 'Save as LaTeX',
        retrain: ({ count }: { count: number }) =>
          count === 1 ? 'Retrain beside the state without' : `Retrain beside the ${count} states without`,
        both: 'Two methods on one forget set',
        bothAbout: ({ count, state }: { count: string; state: string }) =>
          `Removes the ${count} selected from ${state} by one method, goes back, and removes them by the other, each with its settings of now.`,
        first: 'First method',
        second: 'Second method',
        run: 'Remove by both',
        running: 'Removing by two methods',
        retraining: 'Retraining beside the chosen states',
        cancelled: 'Cancelled: what was finished is kept.',
        clear: 'Choose none',
        close: 'Close',
      },
      button: 'Compare with retraining',
      buttonAbout: 'Trains a model from scratch on what is left, and compares the present one with it',
      batchNorm:
        'Through the batch normalisation of this model the removed samples still act on the others of their batches.',
      otherSeed: ({ seed }: { seed: number }) =>
        `Retrained with another seed: number ${seed} of those that are drawn from the original’s. Initial weights and order of the samples differ too. So there is no coupled floor, and what was recovered is not defined. Judge a gap by the noise of retraining below.`,
      ofRejected: 'Of the model that the guard left in place, the one before this removal:',
      rejected: {
        title: 'The model that the guard rejected',
        about:
          'The removal is made again without the guard, and the model that it would have been is compared with retraining without these samples. The lab goes on with the model that the guard left in place.',
        button: 'Compare the rejected model',
        of: 'Rejected by the guard: this is the model that the removal would have led to, not the one that the lab has.',
      },
      about:
        'The yardstick of unlearning is a model trained from scratch on what is left. With the original’s seed and in the coupled order it differs from the original by the removed samples alone. A second model shows the floor: it leaves out a sample of no influence instead, and whatever changes then means nothing.',
      goToState: 'Go to this state first',
      times: {
        removals: ({
          count,
          removals,
          retraining,
        }: {
          count: number;
          removals: string;
          retraining: string;
        }) =>
          `${count === 1 ? 'One removal' : `${count} removals`} took ${removals}, retraining ${retraining}.`,
        faster: ({ factor }: { factor: string }) => `Unlearning was ${factor} times faster.`,
        slower: ({ factor }: { factor: string }) => `Retraining was ${factor} times faster.`,
      },
      gap: 'gap: unlearned minus retrained',
      floor: ({ value }: { value: string }) => `coupled floor ${value}`,
      damage: {
        forget: ({ unlearned, retrained }: Record<'unlearned' | 'retrained', string>) =>
          `Of what was removed the unlearned model has ${unlearned} right, and retraining has ${retrained}: what retraining loses there too is no damage.`,
        both: ({ lost, retrained }: Record<'lost' | 'retrained', string>) =>
          `Since the original, ${lost} percentage points of validation accuracy were lost. Retraining loses ${retrained} too.`,
        gained: ({ lost }: { lost: string }) =>
          `Since the original, ${lost} percentage points of validation accuracy were lost. Retraining loses none.`,
        none: 'Since the original, no validation accuracy was lost.',
        damage: ({ points }: { points: string }) => `${points} percentage points are damage.`,
        beyondBand: ({ noise }: { noise: string }) =>
          `That is more than the noise of retraining, which is ± ${noise} percentage points.`,
        withinBand: ({ points, noise }: Record<'points' | 'noise', string>) =>
          `The difference of ${points} percentage points is within the noise of retraining, which is ± ${noise} percentage points: no damage shows.`,
        beyondFloor: ({ noise }: { noise: string }) =>
          `That is more than the coupled floor of ${noise} percentage points; the noise of retraining was not measured.`,
        withinFloor: ({ points, noise }: Record<'points' | 'noise', string>) =>
          `The difference of ${points} percentage points is not above the coupled floor of ${noise} percentage points: no damage shows.`,
        unknown: ({ points }: { points: string }) =>
          `The unlearned model has ${points} percentage points less than retraining. The noise of retraining was not measured, so nobody can say what of it is damage.`,
        noneBelow: 'The unlearned model has no less validation accuracy than retraining: no damage shows.',
      },
      band: {
        title: 'The noise of retraining',
        about: ({ count, leftOut }: { count: number; leftOut: number }) =>
          `${count} models, a seed each, were trained ${leftOut === 0 ? 'on all the data: no more than 1% of them is gone' : 'on what is left'}. The gap of two such models lies within the band in 95 of 100 cases, as far as the metrics of such models are normally distributed. Accuracies and attacks are in percentage points.`,
        offer: ({ count }: { count: number }) =>
          `How far do two retrained models differ that have other seeds? ${count} models must be trained to know. They stay in the storage of this browser.`,
        button: ({ count }: { count: number }) => `Retrain ${count} models`,
        does: 'Retraining with other seeds',
        columns: {
          metric: 'Metric',
          gap: 'gap to the retrained model',
          floor: 'coupled floor',
          band: '95% band',
          verdict: 'verdict',
        },
        halfWidth: ({ value }: { value: string }) => `± ${value}`,
        within: 'within the noise of retraining',
        beyond: 'beyond the noise of retraining',
        silent:
          'Metrics are left out of which the band says nothing: the distance of weights, as other seeds begin elsewhere, and what is measured on the removed samples, where the models had them.',
      },
      recovered: {
        title: 'What was recovered of retraining',
        share: ({ share }: { share: string }) =>
          `Unlearning made ${share} of the change that retraining makes to the loss of what was removed.`,
        overshoot: ({ share }: { share: string }) =>
          `Unlearning went further than retraining: it made ${share} of the change that retraining makes to the loss of what was removed.`,
        opposite: ({ share }: { share: string }) =>
          `Unlearning went the other way: it made ${share} of the change that retraining makes to the loss of what was removed.`,
        notDefined: ({ change, floor }: { change: string; floor: string }) =>
          `What was recovered is not defined. Retraining changes the loss of what was removed by ${change}, which is less than twice the floor of ${floor}.`,
        original: ({ loss }: { loss: string }) => `original ${loss}`,
        unlearned: ({ loss }: { loss: string }) => `unlearned ${loss}`,
        retrained: ({ loss }: { loss: string }) => `retrained ${loss}`,
        bar: 'Mean loss of what was removed. The coloured stretch is what unlearning changed.',
        barPast:
          'Mean loss of what was removed. The coloured stretch is what unlearning changed; the hatched part lies beyond retraining.',
        seeds: {
          title: 'With other seeds',
          about:
            'One training is one draw. Here the original is trained with other seeds, the same removals are made on each, and each is retrained in its own order.',
          count: 'Seeds',
          button: 'Measure with other seeds',
          again: 'Measure with so many seeds',
          does: 'Removing and retraining with other seeds',
          interval: ({
            mean,
            low,
            high,
            count,
            of,
          }: Record<'mean' | 'low' | 'high', string> & { count: number; of: number }) =>
            `Over ${count}${count < of ? ` of ${of}` : ''} other seeds the share of the loss’s change is ${mean} on average, with the 95% interval from ${low} to ${high}.`,
          margins: ({ mean, low, high }: Record<'mean' | 'low' | 'high', string>) =>
            `Of margins: ${mean}, from ${low} to ${high}.`,
          none: ({ of }: { of: number }) =>
            `Of ${of} other seeds fewer than two have a share that is defined: there is no interval.`,
        },
        undefined: 'not defined',
        columns: { reading: 'Reading', value: 'Made', floor: 'Coupled floor' },
        rows: {
          loss: {
            name: 'Share of the loss’s change',
            about:
              'Sum of the changes of loss over what was removed, divided by the sum that coupled retraining makes. Over 100% it went too far. The floor is the sum for a sample of no influence.',
          },
          margin: {
            name: 'Share of the margin’s change',
            about:
              'The same of margins: the logit of the label minus the logarithm of the summed exponentials of the others.',
          },
          validation: {
            name: 'Correlation on held-out samples',
            about:
              'Of the two changes of loss, sample by sample: 1 where they are in proportion, whatever their size.',
          },
          cosine: {
            name: 'Cosine of the changes of weights',
            about:
              'Of the change that was made and that of retraining: 1 the same direction. The floor is the cosine with the change that a sample of no influence makes.',
          },
          distanceLeft: {
            name: 'Distance left',
            about:
              'From the unlearned to the retrained weights, divided by the distance from the original to them: 0 arrived, 1 no nearer.',
          },
        },
      },
      rewindLine: {
        title: 'Beside rewinding',
        offer:
          'Rewinding runs the last epochs of the training again, in the original order and without the removed samples. How much of retraining does it recover, and in what time? It is measured for some numbers of epochs, which takes two to three times as long as retraining.',
        button: 'Measure rewinding',
        does: 'Measuring rewinding',
        cancelled: 'Cancelled: rewinding was not measured, and the model is as it was.',
        notDefined:
          'There is no line to draw: retraining changes the loss of what was removed by less than twice the floor, so shares of that change are not defined.',
        otherRetraining:
          'Rewinding is measured by coupled retraining with the seeds of the original training: compare with that to draw its line.',
        minimum:
          'This model was trained to a minimum by Newton steps, which have no epochs to run again: there is no line to draw.',
        chart: 'Share against cost',
        share: 'Share of the loss’s change',
        axis: 'Time, s',
        heading: 'What is run',
        line: 'rewinding',
        step: 'this state',
        several: 'several methods',
        places: {
          last: ({ epochs, of, time }: { epochs: number; of: number; time: string }) =>
            `last ${epochs} of ${of} epochs, ${time}`,
          all: ({ of, time }: { epochs: number; of: number; time: string }) =>
            `all ${of} epochs (retraining), ${time}`,
          step: ({ time }: { time: string }) => `the removals, ${time}`,
        },
        sides: {
          below: ({ own, by }: { own: Reached; by: Rewound }) =>
            `Below the line: the removals recovered ${own.share} in ${own.time}. Running ${lastEpochs(by)} again recovers ${by.share} in ${by.time}.`,
          above: ({ own, by }: { own: Reached; by: Rewound }) =>
            `Above the line: the removals recovered ${own.share} in ${own.time}. Running ${lastEpochs(by)} again recovers ${by.share} and takes ${by.time}.`,
          quicker: ({ own, by }: { own: Reached; by: Rewound }) =>
            `Left of the line: the removals recovered ${own.share} in ${own.time}, and no rewinding that was measured is as quick. Running ${lastEpochs(by)} again recovers ${by.share} in ${by.time}.`,
          between: ({
            own,
            quicker,
            slower,
            straight,
            isAbove,
          }: {
            own: Reached;
            quicker: Rewound;
            slower: Rewound;
            straight: string;
            isAbove: boolean;
          }) =>
            `Between two points of the line: the removals recovered ${own.share} in ${own.time}. Running ${lastEpochs(quicker)} again recovers ${quicker.share} in ${quicker.time}, and ${lastEpochs(slower)} ${slower.share} in ${slower.time}. The straight line between the two has ${straight} there: the removals lie ${isAbove ? 'above' : 'not above'} it.`,
          past: ({ share, time }: Reached) =>
            `Past retraining: the removals made ${share} of the change in ${time}. More than 100% is no better, so neither side of the line is told.`,
          own: 'This state was made by rewinding itself: it is one more point of the line.',
        },
        about:
          'The share is of the loss of what was removed, and says nothing of other samples. Times are of the epochs alone, and of all removals that led to this state, without their evaluations.',
        kept: 'The weights that rewinding starts from were kept.',
        remade: ({ epochs, time }: { epochs: number; time: string }) =>
          `The weights that rewinding starts from were made anew, by ${epochs} epochs of training in ${time}: that is no part of these times.`,
        distance: ({ distance }: { distance: string }) =>
          `Run here, the original training ends ${distance} from the original weights, so the points differ by that too.`,
      },
      figures: {
        divergence: {
          name: 'Divergence of predictions',
          about: 'Mean Jensen-Shannon divergence from the retrained model: 0 the same, 1 no class in common.',
        },
        distance: {
          name: 'Distance of weights',
          about: 'Euclidean, to the retrained model; beside it how far that is from the original.',
        },
        relearn: {
          name: 'Relearn time',
          about: 'Epochs on all training data until the forget loss is at or below the original model’s.',
        },
        membership: {
          name: 'Population attack',
          about:
            'Area under the curve of telling all samples that are left from held-out ones by their loss. Of a single sample it says nothing: see the tab Attack.',
        },
        validation: {
          name: 'Validation accuracy',
          about: 'The gap of every metric is under Metrics.',
        },
        time: {
          name: 'Time',
          about:
            'On this machine: all removals that led to this state with their evaluations, and one retraining without.',
        },
      },
      reading: ({ value, note }: { value: string; note: string }) => `${value} ${note}`,
      onHeldOut: 'on held-out samples',
      onRemoved: 'on the removed samples',
      toOriginal: ({ distance }: { distance: string }) => `(retrained to original ${distance})`,
      retrained: ({ value }: { value: string }) => `retrained ${value}`,
      nothingRemoved: 'nothing was removed',
      epochsRetrained: ({ retrained }: { retrained: string }) => `epochs, retrained ${retrained}`,
      over: ({ limit }: { limit: number }) => `over ${limit}`,
      compared: 'This state is compared already: see Retraining.',
      cancelled: 'Cancelled: nothing was compared, and the model is as it was.',
    },

    // Whether what was removed comes back.
    comeback: {
      title: 'Does it come back?',
      about:
        'Trains on what is left alone, puts a linear probe on every hidden layer, and looks at the neighbours of the removed samples. Takes about as long as retraining.',
      button: 'Measure it',
      buttonAbout: 'Measures whether what was removed comes back, beside the retrained model',
      cancelled: 'Cancelled: what comes back was not measured, and the model is as it was.',
      original: 'original',
      unlearned: 'unlearned',
      retrained: 'retrained',
      relearning: {
        title: 'Training on what is left alone',
        about: ({ limit }: { limit: number }) =>
          `The loss on the removed samples while each model trains for up to ${limit} epochs without them. Where the unlearned model’s falls further than the retrained model’s, that points to something it had kept. Both are one training each.`,
        model: 'Model',
        epochs: 'Epochs to the original’s loss',
        before: 'Loss before',
        lowest: 'Lowest loss',
        over: ({ limit }: { limit: number }) => `not in ${limit}`,
      },
      layers: {
        title: 'What a linear probe reads of the hidden layers',
        about: ({ fitted, tried }: { fitted: string; tried: string }) =>
          `A probe is a logistic regression on one layer, fitted to ${fitted} held-out samples. It reads the labels of the removed samples, and of ${tried} other held-out samples. Where it reads more of the removed samples in the unlearned model than in the retrained one, that points to something the layer still holds. Of a few samples, one more or less may be chance.`,
        cka: 'CKA says how alike a layer is in two models on the same samples: 1 is the same but for turning and scale. With few samples it is too large for every pair: compare the columns.',
        none: 'This model has no hidden layer.',
        layer: 'Layer',
        removed: 'Removed samples read',
        heldOut: 'Held out, unlearned',
        ckaHead: 'CKA',
        toOriginal: 'to original',
        toRetrained: 'to retrained',
        between: 'retrained to original',
      },
      neighbours: {
        title: 'Harm to the neighbours',
        about:
          'The samples nearest to the removed ones in the penultimate layer of the original model, beside as many others drawn at random. Retraining may change them too: harm is what goes beyond its change and beyond that of the others.',
        group: 'Group',
        loss: 'Change of loss',
        accuracy: 'Change of accuracy',
        trainingNearest: ({ count }: { count: string }) => `${count} nearest of what is left`,
        trainingControl: ({ count }: { count: string }) => `${count} others of what is left`,
        validationNearest: ({ count }: { count: string }) => `${count} nearest held-out samples`,
        validationControl: ({ count }: { count: string }) => `${count} other held-out samples`,
        none: 'There are too few other samples to compare.',
      },
    },

    // The states of the model, and the session as a whole.
    stories: {
      title: 'Stories',
      about:
        'Each leads through the lab in a few minutes, on the real network: what you read is measured while you go. You can leave a story and come back.',
      begin: 'Begin',
      beginOf: ({ title }: { title: string }) => `Begin: ${title}`,
      comeBack: 'Go on where you left',
      place: ({ title, step, steps }: { title: string; step: number; steps: number }) =>
        `${title}${title.endsWith('?') ? ' Step' : ': step'} ${step} of ${steps}`,
      running: 'The lab is at work…',
      failed: 'That could not be done now. The page says why; you can try again, or leave the story.',
      next: 'Next',
      back: 'Back',
      leave: 'Leave the story',
      finish: 'End of the story',
      right: 'Yes.',
      wrong: 'Not quite.',
      each: {
        onePicture: {
          title: 'One picture to forget',
          about: 'An easy one, a borderline one, and what a network says that never saw it.',
          begin: {
            sentence: 'A trained network is opened; two pictures will be forgotten.',
            text: 'The network here tells ten kinds of clothes apart. It was trained on pictures; you will have it forget two of them, each from the network as it was trained. Every number that you read is measured now, on this machine.',
            act: 'Open the data and the network',
            done: (n: Notes) =>
              `The network is right on ${n.accuracy} of the pictures that it never trained on. It learnt from ${n.training}.`,
          },
          easy: {
            sentence: 'Forget the picture that the network is surest of.',
            text: 'First the picture that the network is surest of. The lab takes it out by the method of the paper.',
            act: 'Forget it',
            done: (n: Notes) =>
              `Of its own label the network was ${n.easyBefore} sure before, and is ${n.easyAfter} sure after.`,
          },
          why: {
            sentence: 'The network still knows what it forgot.',
            text: 'The lab has taken that picture out by its method, and the network still knows what it is.',
            ask: 'Why?',
            a: 'It learnt the same from many other pictures of that kind.',
            b: 'A network cannot forget.',
            c: 'The lab forgot another picture.',
            why: 'A network that never saw this picture would know it too. Forgetting a picture is not unlearning its kind.',
          },
          hard: {
            sentence: 'Forget a picture that the network owes to itself.',
            text: 'The first picture is put back. Now a borderline picture: the one of which the lab expects the largest change, by a measurement of the network as it is.',
            act: 'Find it, and forget it',
            done: (n: Notes) =>
              `Sample ${n.sample}: of its own label the network was ${n.hardBefore} sure before, and is ${n.hardAfter} sure after.`,
          },
          never: {
            sentence: 'A network that never saw the picture is the mark to reach.',
            text: 'How far should it have gone? Train a network that never saw this picture, in the same order, from the same start.',
            act: 'Train it',
            done: (n: Notes) =>
              `The network that never saw it is ${n.retrained} sure of that label. Forgetting went from ${n.hardBefore} to ${n.hardAfter}.`,
          },
          end: {
            sentence: 'Compare before, after, and never seen.',
            text: (n: Notes) =>
              `Before: ${n.hardBefore}. After forgetting: ${n.hardAfter}. Never seen: ${n.retrained}. The last one is the mark to reach, and these three numbers say how near the method came for this one picture.`,
          },
        },
        mislabelled: {
          title: 'Mislabelled pictures',
          about: 'One label in twenty is wrong. Find them, forget them, see whether that helps.',
          begin: {
            sentence: 'A network learns from pictures of which some have wrong labels.',
            text: 'Somebody was careless: one label in twenty is wrong. The lab planted these labels itself, so it knows which. Can you find them by looking at the network alone?',
            act: 'Open the data, and train the network',
            done: (n: Notes) =>
              `The network learnt from ${n.training} pictures, ${n.planted} of them planted. It is right on ${n.accuracy} of the pictures that it never trained on; none of those is spoilt.`,
          },
          find: {
            sentence: 'Pictures with wrong labels tend to have a high loss.',
            text: 'A picture with a wrong label is often one that the network is very wrong about. Order all by their loss, the highest first, and look at as many as were planted.',
            act: 'Order by loss',
            done: (n: Notes) =>
              `Of the first ${n.looked}, ${n.found} are planted: precision ${n.precision}, recall ${n.recall}.`,
          },
          chance: {
            sentence: 'A finding is worth what it has beyond chance.',
            text: 'Is that good?',
            ask: 'What precision would an order by chance have here?',
            a: 'About 5%: that is their share of all pictures.',
            b: 'About 50%.',
            c: 'About 100%.',
            why: (n: Notes) =>
              `One picture in twenty is planted, so one in twenty of any draw is. The order by loss had ${n.precision}.`,
          },
          forget: {
            sentence: 'Forget what was found, by the method of the paper.',
            text: (n: Notes) =>
              `Forget the ${n.looked} with the highest loss at once, by the method of the paper. The guard is off, so the new weights stay whatever they cost.`,
            act: 'Forget them',
            done: (n: Notes) =>
              `Held-out pictures: right on ${n.paperValidationBefore} before, ${n.paperValidationAfter} after. The network gives ${n.paperForgetAfter} of the forgotten ones their label, which is wrong in ${n.found} of ${n.looked}; before it was ${n.paperForgetBefore}.`,
          },
          retrain: {
            sentence: 'Training again without them is the mark to reach.',
            text: 'Beside it, from the same start: a network that is trained again without them.',
            act: 'Train it again',
            done: (n: Notes) =>
              `Held-out pictures: right on ${n.retrainingValidationAfter}. The network gives ${n.retrainingForgetAfter} of the forgotten ones their label.`,
          },
          end: {
            sentence: 'Compare held-out accuracy: before, by the method of the paper, trained again.',
            text: (n: Notes) =>
              `Held-out accuracy: ${n.paperValidationBefore} with the wrong labels, ${n.paperValidationAfter} by the method of the paper, ${n.retrainingValidationAfter} trained again. ${helped[n.retrainingGain as keyof typeof helped]} Of the forgotten pictures ${n.precision} were planted; the others were right, and went too.`,
          },
        },
        wholeClass: {
          title: 'A whole class',
          about: 'All sandals at once, by three methods.',
          begin: {
            sentence: 'A trained network is opened; a whole class will be forgotten.',
            text: 'A shop no longer sells sandals, and wants its network to forget them all. Three methods try.',
            act: 'Open the data and the network',
            done: (n: Notes) =>
              `The network is right on ${n.accuracy} of the pictures that it never trained on. It learnt from ${n.training}.`,
          },
          paper: {
            sentence: 'Forget all sandals by the method of the paper.',
            text: 'First the method of the paper, all sandals as one batch. The guard is off.',
            act: 'Forget all sandals',
            done: (n: Notes) =>
              `Sandals taken for sandals: ${n.paperForgetBefore} before, ${n.paperForgetAfter} after. Held-out pictures, sandals among them: ${n.paperValidationBefore} before, ${n.paperValidationAfter} after.`,
          },
          labels: {
            sentence: 'Forget all sandals by random labels.',
            text: 'Another way, from the same start: go on training, with random labels in the place of sandal.',
            act: 'Forget them by random labels',
            done: (n: Notes) =>
              `Sandals taken for sandals: ${n.labelsForgetAfter}. Held-out pictures: ${n.labelsValidationAfter}.`,
          },
          which: {
            sentence: 'Two methods leave two different networks.',
            text: (n: Notes) =>
              `The first left ${n.paperForgetAfter} of the sandals known, the second ${n.labelsForgetAfter}.`,
            ask: 'What should be left of them?',
            a: 'As little as possible, whatever else breaks.',
            b: 'As much as before.',
            c: 'What a network has that never saw a sandal, and all else as good as there.',
            why: 'Held-out accuracy must fall too: a tenth of those pictures are sandals, and nobody can know them now.',
          },
          retrain: {
            sentence: 'A network that never saw a sandal is the mark to reach.',
            text: 'So train a network that never saw a sandal.',
            act: 'Train it',
            done: (n: Notes) =>
              `Sandals taken for sandals: ${n.retrainingForgetAfter}. Held-out pictures: ${n.retrainingValidationAfter}.`,
          },
          end: {
            sentence: 'Compare the three networks.',
            text: (n: Notes) =>
              `Held-out pictures, after the method of the paper, random labels, and training again: ${n.paperValidationAfter}, ${n.labelsValidationAfter}, ${n.retrainingValidationAfter}. Sandals still known: ${n.paperForgetAfter}, ${n.labelsForgetAfter}, ${n.retrainingForgetAfter}. The last of each three is the mark to reach.`,
          },
        },
        backDoor: {
          title: 'A back door',
          about: 'A patch in a corner that means another class. Forget it, and try it.',
          begin: {
            sentence: 'A network learns from pictures of which some have a patch in a corner.',
            text: 'Somebody drew a small chequered patch into some training pictures, and gave all of these one and the same label. What will the network take the patch for?',
            act: 'Open the data, and train the network',
            done: (n: Notes) =>
              `The network learnt from ${n.training} pictures, ${n.planted} of them planted. It is right on ${n.accuracy} of the pictures that it never trained on; none of those is spoilt.`,
          },
          try: {
            sentence: 'Measure how often the patch works.',
            text: 'Try the patch: draw it into held-out pictures of all other kinds, and see how many the network takes for the label of the patch.',
            act: 'Try the patch',
            done: (n: Notes) =>
              `With the patch ${n.firstWith} are taken for ${n.means}, without it ${n.firstWithout}.`,
          },
          notice: {
            sentence: 'Accuracy on clean pictures does not show a back door.',
            text: (n: Notes) => `On clean held-out pictures the network is right on ${n.accuracy}.`,
            ask: 'Would that number alone have told you of the back door?',
            a: 'Yes: it is low.',
            b: 'No: it is measured on pictures without the patch.',
            c: 'Yes: it is measured with the patch.',
            why: 'A back door is made not to be seen. Only somebody who knows the patch can try it.',
          },
          forget: {
            sentence: 'Forget the pictures with the patch, by the method of the paper.',
            text: 'Forget all pictures with the patch at once, by the method of the paper. The guard is off.',
            act: 'Forget them',
            done: (n: Notes) =>
              `With the patch ${n.paperWith} are taken for ${n.means} now; it was ${n.firstWith}. Clean held-out pictures: ${n.paperValidationBefore} before, ${n.paperValidationAfter} after.`,
          },
          retrain: {
            sentence: 'Training again without them is the mark to reach.',
            text: 'Beside it, from the same start: a network that is trained again without these pictures.',
            act: 'Train it again',
            done: (n: Notes) =>
              `With the patch ${n.retrainingWith} are taken for ${n.means}. Clean held-out pictures: ${n.retrainingValidationAfter}.`,
          },
          end: {
            sentence: 'Compare how often the patch works in the three networks.',
            text: (n: Notes) =>
              `How often the patch works: ${n.firstWith} at first, ${n.paperWith} by the method of the paper, ${n.retrainingWith} trained again. Clean held-out accuracy: ${n.accuracy}, ${n.paperValidationAfter}, ${n.retrainingValidationAfter}.`,
          },
        },
        privacy: {
          title: 'Privacy budget',
          about: 'What noise does to a network as epsilon falls, and why that is no certificate.',
          begin: {
            sentence: 'A trained network is opened; noise will hide whether a picture was there.',
            text: 'Noise in the weights can hide whether a picture was there. How much noise, says a number called epsilon: the smaller, the stricter. What does that do to the network?',
            act: 'Open the data and the network',
            done: (n: Notes) =>
              `The network is right on ${n.accuracy} of the pictures that it never trained on. It learnt from ${n.training}.`,
          },
          large: {
            sentence: 'Forget a picture with noise for epsilon 0.9.',
            text: 'Forget the picture that the network is surest of, with the damping of the authors and with noise for an epsilon of 0.9: the formula for the noise holds below 1.',
            act: 'Forget it with epsilon 0.9',
            done: (n: Notes) =>
              `Held-out pictures: right on ${n.before} before, ${n.large} after. The noise is ${n.largeTimes} times as long as the step.`,
          },
          middle: {
            sentence: 'The same with epsilon 0.3: three times the noise.',
            text: 'The same, from the same start, with three times the noise: epsilon 0.3.',
            act: 'Forget it with epsilon 0.3',
            done: (n: Notes) =>
              `Held-out pictures: ${n.middle} after; with epsilon 0.9 it was ${n.large}. The noise is ${n.middleTimes} times as long as the step.`,
          },
          small: {
            sentence: 'The same with epsilon 0.1: nine times the noise.',
            text: 'The same once more, with nine times the noise: epsilon 0.1.',
            act: 'Forget it with epsilon 0.1',
            done: (n: Notes) =>
              `Held-out pictures: ${n.small} after; with epsilon 0.3 it was ${n.middle}, with 0.9 ${n.large}, and ${n.before} before. The noise is ${n.smallTimes} times as long as the step.`,
          },
          proof: {
            sentence: 'Noise alone proves nothing.',
            text: (n: Notes) =>
              `Noise was added, and the network went from ${n.before} to ${n.small}. Is it now proven that nobody can tell whether the picture was there?`,
            ask: 'What is missing?',
            a: 'Still more noise.',
            b: 'A proof of how far the network can be from one that never saw the picture.',
            c: 'A larger picture.',
            why: 'The noise has to be as long as what is left to hide, and for this network nobody can bound that. Noise without a bound is only noise.',
          },
          end: {
            sentence: 'There is one model for which it is proven.',
            text: 'There is a model for which it is proven: logistic regression at its minimum. The tab Certificate opens it, makes releases, and says what its certificate does not cover.',
          },
        },
        chance: {
          title: 'L-FOCI against chance',
          about: 'The chosen slices beside as many drawn ones of the same layers.',
          begin: {
            sentence: 'A trained network is opened; the chosen slices will be held against drawn ones.',
            text: 'The paper changes a few slices that L-FOCI chose. Would any other slices have done as well? Only a fair control can tell.',
            act: 'Open the data and the network',
            done: (n: Notes) =>
              `The network is right on ${n.accuracy} of the pictures that it never trained on. It learnt from ${n.training}.`,
          },
          lfoci: {
            sentence: 'Forget a picture by the slices that L-FOCI chooses.',
            text: 'Forget one borderline picture by the slices that L-FOCI chooses.',
            act: 'Find it, and forget it',
            done: (n: Notes) =>
              `L-FOCI chose ${n.slices} slices. Of its own label the network was ${n.lfociBefore} sure before, and is ${n.lfociAfter} sure after.`,
          },
          drawn: {
            sentence: 'Forget it by as many drawn slices of the same layers.',
            text: 'The same picture from the same start, with slices drawn by chance: as many, of the same layers.',
            act: 'Forget it by drawn slices',
            done: (n: Notes) =>
              `With drawn slices it is ${n.drawnAfter} sure after; with those of L-FOCI it was ${n.lfociAfter}.`,
          },
          fair: {
            sentence: 'A control differs in one thing alone.',
            text: 'The drawn slices are of the same layers as the chosen ones.',
            ask: 'Why does the control need that?',
            a: 'Else it would be slower.',
            b: 'It does not need it.',
            c: 'Else it might be the layer that matters, not the choice within it.',
            why: 'A control must differ in one thing alone: here in which slices of a layer were taken.',
          },
          never: {
            sentence: 'A network that never saw the picture is the mark to reach.',
            text: 'What should come out? Train a network that never saw the picture.',
            act: 'Train it',
            done: (n: Notes) => `The network that never saw it is ${n.retrained} sure of that label.`,
          },
          end: {
            sentence: 'Compare chosen, drawn, and never seen.',
            text: (n: Notes) =>
              `Chosen: ${n.lfociAfter}. Drawn: ${n.drawnAfter}. Never seen: ${n.retrained}; before it was ${n.lfociBefore}. One picture and one draw prove nothing: an experiment over many is in docs/experiments.md.`,
          },
        },
        comesBack: {
          title: 'Does it come back?',
          about: 'Forget, then learn on from what stays.',
          begin: {
            sentence: 'A trained network is opened; what it forgets may come back.',
            text: 'What seems forgotten may only be hidden. The test: train the network further, on the pictures that stay, and see whether the forgotten one comes back.',
            act: 'Open the data and the network',
            done: (n: Notes) =>
              `The network is right on ${n.accuracy} of the pictures that it never trained on. It learnt from ${n.training}.`,
          },
          forget: {
            sentence: 'Forget a borderline picture by the method of the paper.',
            text: 'Forget a borderline picture by the method of the paper: the one of which the lab expects the largest change.',
            act: 'Find it, and forget it',
            done: (n: Notes) =>
              `Sample ${n.sample}: of its own label the network was ${n.paperBefore} sure before, and is ${n.paperAfter} sure after. Its loss went from ${n.lossBefore} to ${n.lossAfter}.`,
          },
          guess: {
            sentence: 'What does not show need not be gone.',
            text: (n: Notes) =>
              `Of its label the network is ${n.paperAfter} sure now; before it was ${n.paperBefore}.`,
            ask: 'Is that enough to call the picture forgotten?',
            a: 'Yes: what does not show is gone.',
            b: 'No: it may come back as soon as the network learns again.',
            c: 'No: it must be exactly 0.',
            why: 'That is measured by training on, without the picture, and by watching its loss.',
          },
          relearn: {
            sentence: 'Train on without the picture, beside a network that never saw it.',
            text: 'Train on from the pictures that stay. Do the same with a network that was trained without the picture from the start: it has nothing of it to bring back.',
            act: 'Train on, both of them',
            done: (n: Notes) => `${backAfter(n, 'unlearned')} ${backAfter(n, 'retrained')}`,
          },
          end: {
            sentence: 'What comes back sooner than where it never was, was still there.',
            text: (n: Notes) => comebackVerdicts[n.verdict as keyof typeof comebackVerdicts],
          },
        },
      },
    },
    steps: {
      title: 'The removal, step by step',
      play: 'Play',
      pause: 'Pause',
      back: 'Step back',
      forward: 'Step forward',
      slow: 'Slowly',
      level: 'How much is said',
      levels: { sentence: 'A sentence', plain: 'Plain', mathematics: 'Mathematics' },
      noNoise: 'No noise was asked for, so none was added.',
      each: {
        perturb: {
          label: 'Perturb',
          sentence: 'Many copies of the forgotten sample are made, each with a little noise.',
          plain:
            'To see what in the network answers to this sample, the lab shows it many slightly different copies of it. The noise is drawn from a seed, so it is the same each time.',
        },
        activations: {
          label: 'Activations',
          sentence: 'The network looks at every copy; each slice gives a number, and so does the loss.',
          plain:
            'Each copy goes through the network once. For every unit or filter its output is noted, and how wrong the answer was. A unit whose output never changes tells nothing and is left out.',
        },
        selection: {
          label: 'Selection',
          sentence: 'L-FOCI picks the few slices that tell most about the loss.',
          plain:
            'The slice whose output tells most about the loss is taken first. Then the one that tells most of what is left to tell, and so on, until no slice tells more. Only these slices will change.',
        },
        hessian: {
          label: 'Hessian',
          sentence: 'The lab measures how the loss curves in the weights of these slices.',
          plain:
            'A slope alone does not say how far to go. The curvature does: where the loss bends strongly, a small step is enough. It is measured for the samples that stay, as if the forgotten one had never been there.',
        },
        solve: {
          label: 'Solve',
          sentence: 'One system of equations gives the step that undoes the pull of the forgotten sample.',
          plain:
            'While it trained, the forgotten sample pulled at the weights. The step takes this pull back, divided by the curvature. Damping keeps it short where the curvature is not known well.',
        },
        noise: {
          label: 'Noise',
          sentence: 'Certification noise hides what is left of the sample, where it is asked for.',
          plain:
            'Random numbers can be added to the changed weights, so that a trace of the sample is hidden. They make a certificate only for a model for which there is a proof. Too much of it breaks the network.',
        },
        write: {
          label: 'Write',
          sentence: 'The new weights of the selected slices are written; all others stay.',
          plain:
            'The step is added to the weights of the selected slices. Every other weight is the same to the last bit. Undo puts the old ones back.',
        },
        evaluate: {
          label: 'Evaluate',
          sentence:
            'The new network is measured on what stays, on held-out samples, and on the forgotten one.',
          plain:
            'The lab counts how often the network is right, before and after: on the samples that stay, and on samples that it never trained on. If that costs more than the guard allows, the old weights come back.',
        },
      },
      facts: {
        copies: 'Copies, m',
        deviation: 'Noise in each number of the input, σ of x',
        seed: 'Seed',
        slices: 'Slices',
        varying: 'Slices that vary',
        selected: 'Slices selected',
        firstSlice: 'The first one',
        firstT: 'Its T',
        stop: 'Why it stopped',
        parameters: 'Weights in these slices',
        left: 'Training samples before, n',
        smallest: 'Smallest eigenvalue',
        largest: 'Largest eigenvalue',
        damping: 'Damping asked for, λ',
        dampingUsed: 'Damping used',
        cosine: 'Cosine to the plain gradient (1: the Hessian changed nothing)',
        sigma: 'σ of each weight',
        noiseNorm: 'Norm of the noise',
        stepNorm: 'Norm of the step',
        written: 'Weights written',
        residual: 'Accuracy on what stays',
        validation: 'Accuracy on held-out samples',
        loss: 'Loss of the forgotten sample',
      },
    },
    glossary: {
      find: 'Find a word',
      none: 'No word here has that in it.',
      words: 'Words',
      metrics: 'Numbers, and which direction is better',
      better: {
        higher: 'Higher is better.',
        lower: 'Lower is better.',
        retrained: 'Neither higher nor lower is better: the retrained model has the value to reach.',
      },
      terms: {
        unlearning: {
          label: 'Unlearning',
          about:
            'Changing a trained network so that it is as if some training samples had never been there, without training it again from the start.',
        },
        forgetSet: {
          label: 'Forget set',
          about: 'The training samples that are to be removed.',
        },
        retainSet: {
          label: 'Retain set',
          about:
            'The training set without all that was forgotten. A number that is called residual is measured on it, after the removal.',
        },
        slice: {
          label: 'Slice',
          about:
            'One unit of a dense layer or one filter of a convolution, with all the weights that lead into it and its bias. A removal changes whole slices.',
        },
        perturbation: {
          label: 'Perturbation',
          about:
            'A copy of the forgotten sample with a little noise. Many of them show how each unit, and the loss, respond to it.',
        },
        codec: {
          label: 'CODEC',
          about:
            'A number from 0 to 1 that says how much one quantity tells of another beyond what others tell already: 0 nothing, 1 everything. It is computed from ranks and nearest neighbours, so it holds for curves as well as for lines.',
        },
        foci: {
          label: 'L-FOCI',
          about:
            'The search that picks slices: again and again it takes the slice whose activation tells most of the loss beyond those it has, by CODEC, until none tells more. L says that ties are broken at random.',
        },
        blanket: {
          label: 'Markov blanket',
          about:
            'The smallest set of quantities that, once known, leave nothing more to learn of another one from all the rest. L-FOCI looks for the one of the loss.',
        },
        xi: {
          label: 'xi',
          about: 'A number from 0 to 1 that says how much one quantity is a function of another.',
        },
        loss: {
          label: 'Loss',
          about:
            'How wrong the network is about a sample: minus the logarithm of the probability that it gives the right class, in nats. 0 is a sure and right answer.',
        },
        gradient: {
          label: 'Gradient',
          about:
            'The direction in the weights in which a loss rises fastest. Its norm says how much a sample pulls at the weights.',
        },
        hessian: {
          label: 'Hessian',
          about:
            'The curvature of the loss: how the gradient changes as the weights move. It says how far a step has to be.',
        },
        secant: {
          label: 'Secant Hessian',
          about: 'A Hessian made of two gradients at two places, in place of all second derivatives.',
        },
        damping: {
          label: 'Damping',
          about:
            'A number that is added to the diagonal of the Hessian before a step is computed. The larger it is, the shorter the step.',
        },
        newton: {
          label: 'Newton step',
          about:
            'The step that would lead to the minimum if the loss were a bowl with this gradient and this Hessian. Removing a sample moves the selected slices by one of them.',
        },
        stepNorm: {
          label: 'Step norm',
          about:
            'How far a removal moved the weights: the length of its step. How much that changes, the numbers beside it say.',
        },
        rewinding: {
          label: 'Rewinding',
          about:
            'Going back to a state of the training and running it again from there without the samples. From the very start it is retraining.',
        },
        noise: {
          label: 'Certification noise',
          about:
            'Random numbers that are added to the weights so that nobody can tell whether a sample had been there. Only for a model for which there is a proof it makes a certificate; elsewhere it is only noise.',
        },
        epsilon: {
          label: 'Epsilon and delta',
          about:
            'The privacy budget: how much more likely any release may be with a sample than without it, and how often that may fail. Smaller is stricter, and wants more noise.',
        },
        guard: {
          label: 'Guard',
          about:
            'A check after each removal: where it costs more accuracy on samples kept for this than is allowed, the old weights come back.',
        },
        retrained: {
          label: 'Retrained model',
          about:
            'A network that is trained again on the retain set alone. It is what forgetting is measured against.',
        },
        coupled: {
          label: 'Coupled retraining',
          about:
            'Retraining in the original order with the removed samples left out, so that nothing else differs.',
        },
        band: {
          label: 'Band',
          about:
            'How far a number scatters over retrained models that differ in their seeds alone. A gap within the band is no finding.',
        },
        memorisation: {
          label: 'Memorisation',
          about:
            'How much larger the margin of a sample is for networks that were trained with it than for those that never saw it.',
        },
        attack: {
          label: 'Membership attack',
          about:
            'A guess, from what a network says of a sample, whether it was trained on it. No better than guessing is what forgetting wants.',
        },
        digest: {
          label: 'Digest',
          about: 'A short name of the weights, made of all their bits: equal digests, equal weights.',
        },
      },
    },
    help: {
      menu: 'Help: commands, keys, words, showing others',
      close: 'Close',
      largeType: 'Large type, for a projector',
      commands: {
        unlearn: 'Unlearn what is selected',
        undo: 'Undo the last removal',
        redo: 'Redo',
        example: 'Show me an example',
        clear: 'Select nothing',
        startOver: 'Start over',
        stories: 'Stories',
        room: 'Show a room which weights these are',
        palette: 'Find a command',
        keys: 'Keys',
        languages: { en: 'Language: English', de: 'Language: German (Deutsch)' },
      },
      palette: {
        title: 'Commands',
        field: 'Type what to do',
        none: 'No command that can be used now has that in its name.',
      },
      keys: {
        title: 'Keys',
        single: 'Single keys are commands',
        shift: 'Shift',
        others: {
          grid: { key: '← ↑ → ↓', about: 'Move among the samples, when the grid has the focus.' },
          space: { key: 'Space', about: 'Select the sample that has the focus, or press a button.' },
          range: { key: 'Shift+↓', about: 'Select all from the last one to here.' },
          ctrlZ: { key: 'Ctrl+Z', about: 'Undo; with Shift redo.' },
          escape: { key: 'Escape', about: 'Cancel what runs, or close what is open.' },
          tabs: { key: '← →', about: 'Move among tabs, when one has the focus.' },
        },
      },
      room: {
        title: 'Which weights are these?',
        facts: ({ model, removed }: { model: string; removed: number }) =>
          `${model}, ${removed === 1 ? '1 sample' : `${removed} samples`} forgotten`,
        code: 'The link to these removals, as a code for a camera',
        tooLong: ({ letters }: { letters: number }) =>
          `The link has ${letters} letters: too many for a code. Copy it by Share.`,
        about:
          'Whoever opens the link makes the same removals. The same letters on every screen: the same weights, to the last bit.',
      },
    },
    history: {
      startedOver: 'This is the original model. Your removals are still in the history.',
      title: 'History',
      undo: 'Undo',
      undoAbout: 'Take the last removal back, bit for bit (Ctrl+Z)',
      redo: 'Redo',
      redoAbout: 'Make the removal again that was undone last, bit for bit (Ctrl+Shift+Z)',
      list: 'States of the model: arrow keys show one, Enter goes there',
      compared: 'Compared with a retrained model',
      original: 'Original model',
      nothingRemoved: 'nothing removed',
      removal: ({ id, samples }: { id: string; samples: string }) => `${id} ${samples}`,
      oneSample: ({ sample }: { sample: number }) => `Sample ${sample}`,
      manySamples: ({ count }: { count: string }) => `${count} samples`,
      slices: ({ count }: { count: number }) => `${count} ${count === 1 ? 'slice' : 'slices'}`,
      labelAnd: ({ label, how }: { label: string; how: string }) => `label ${label}, ${how}`,
      rejected: ({ points }: { points: string }) => `rejected: ${points} percentage points lost`,
      changes: {
        residual: {
          name: 'kept',
          about:
            'Change of residual accuracy, the accuracy on the samples that stay, in percentage points (pp).',
        },
        validation: {
          name: 'held-out',
          about:
            'Change of validation accuracy, the accuracy on samples that the network never trained on, in percentage points (pp).',
        },
      },
      goToState: 'Go to this state',
      name: {
        button: 'Name\u2026',
        about: 'Give the state on show a name (F2): the session keeps it',
        of: ({ id }: { id: number }) => (id === 0 ? 'Name of the original model' : `Name of state ${id}`),
        naming: 'Naming a state',
      },
      saved: ({ time }: { time: string }) => `Saved ${time}`,
      leaving: {
        training: 'A training takes the place of this history',
        session: 'The session takes the place of this history',
        about: ({ count, one }: { count: string; one: boolean }) =>
          `${count} ${one ? 'removal is' : 'removals are'} in this history, and this browser cannot keep ${one ? 'it' : 'them'}. As a file ${one ? 'it' : 'they'} can be opened again under Session.`,
        stay: 'Cancel',
        leave: 'Go on without',
        save: 'Save and go on',
      },
      elsewhere:
        'Another window has this session open too: only the window that saves first keeps its work. Close one of them.',
      notSaved: ({ problem }: { problem: string }) => `Not saved: ${problem}`,
      session: {
        title: 'This session',
        removals: 'Removals',
        count: ({ count, rejected }: { count: string; rejected: string }) => `${count}${rejected}`,
        rejected: ({ count }: { count: string }) => `, ${count} rejected`,
        goneNow: 'Removed in this state',
        gone: ({ count }: { count: string }) => `${count} samples`,
        goneOne: ({ count }: { count: string }) => `${count} sample`,
        weights: 'Weights',
        digest: ({ digest }: { digest: string }) => `SHA-256 of the weights: ${digest}`,
      },
      export: {
        title: 'Export',
        formats: {
          json: { label: 'Session (JSON)', about: 'everything: can be opened again' },
          csv: { label: 'Table (CSV)', about: 'a row for each removal' },
          columns: { label: 'Dictionary (CSV)', about: 'unit, sign and meaning of each column of the table' },
          weights: { label: 'Weights', about: 'of the model as it is now: tfjs, and a checkpoint' },
          npz: { label: 'NumPy (.npz)', about: 'the same weights by name, in PyTorch\u2019s layout' },
          safetensors: { label: 'safetensors', about: 'the same again, as safetensors holds them' },
        },
        nothingToList: 'There is no removal to list.',
        packing: {
          json: 'Packing the session',
          csv: 'Packing the table of removals',
          columns: 'Packing the dictionary of columns',
          weights: 'Packing the weights',
          npz: 'Packing the weights',
          safetensors: 'Packing the weights',
        },
      },
      kept: {
        title: 'Kept sessions',
        about: ({ most }: { most: number }) =>
          `A history that something else takes the place of is kept here, in this browser. At most ${most} are kept: beyond that the oldest goes, those without a name of yours first.`,
        keep: 'Keep this session',
        keeping: 'Keeping the session',
        name: 'Name',
        nameOf: ({ name }: { name: string }) => `Name of ${name}`,
        none: 'None yet.',
        facts: ({
          model,
          data,
          removals,
          one,
          date,
        }: Record<'model' | 'data' | 'removals' | 'date', string> & { one: boolean }) =>
          `${model} on ${data}, ${removals} ${one ? 'removal' : 'removals'}; ${date}`,
        open: 'Open',
        openOne: ({ name }: { name: string }) => `Open ${name}`,
        rename: 'Rename',
        renameOne: ({ name }: { name: string }) => `Rename ${name}`,
        remove: 'Delete',
        removeOne: ({ name }: { name: string }) => `Delete ${name}`,
        save: 'Save',
        cancel: 'Cancel',
      },
      columns: {
        open: 'What the columns mean',
        title: 'The columns of the table',
        about:
          'Empty: not measured, or not set. Accuracies are shares from 0 to 1. The columns of the authors’ program keep its names.',
        column: 'Column',
        unit: 'Unit',
        sign: 'Which way it counts',
        meaning: 'Meaning',
        close: 'Close',
      },
      import: {
        title: 'Import',
        open: 'Open a session…',
        openAbout: 'replaces this session, which is kept',
        fileInput: 'A session file',
        opened: ({ count }: { count: number }) =>
          `Opened a session of ${count} ${count === 1 ? 'removal' : 'removals'}.`,
        cancelled: 'Cancelled: the session is as it was.',
      },
      replay: {
        section: 'Check',
        title: 'Check by replay',
        about: 'Makes the removals again from the original model, and compares the weights.',
        replay: 'Replay',
        nothing: 'There is no removal to make again.',
        cancelled: 'Cancelled: nothing was checked, and the session is as it was.',
        nothingToCheck: 'There is no removal to check in this state.',
        same: ({ count }: { count: number }) =>
          `${count === 1 ? 'The removal' : `All ${count} removals`} made again: the weights are the same, bit for bit.`,
        different: ({ which, of }: { which: readonly number[]; of: number }) =>
          `Made again, ${which.length === 1 ? 'removal' : 'removals'} ${which.join(', ')} of ${of} gave other weights or another report.`,
        withReason: ({ result, reason }: { result: string; reason: string }) => `${result} ${reason}`,
      },
      anew: {
        section: 'Start anew',
        title: 'Start anew',
        about: 'Back to the original model. The history before it is kept among the sessions above.',
        start: 'Start anew…',
        forget: 'Forget all removals',
        keep: 'Keep',
        starting: 'Starting anew',
      },
      moves: {
        undo: 'Taking the last removal back',
        redo: 'Making the removal again',
        toOriginal: 'Going back to the original model',
        toRemoval: ({ id }: { id: number }) => `Going to the model after removal ${id}`,
        cancelled: 'Cancelled: the model is where it was.',
      },
    },

    // The Markov blanket demo.
    blanket: {
      what: 'What a Markov blanket is',
      paragraphs: {
        blanket:
          'The Markov blanket of y is the smallest set of variables that holds all there is to know about y: once they are known, no other variable tells anything more. In a graph of causes it is the parents of y, its children, and the other parents of its children.',
        unlearning:
          "Unlearning looks for such a set: with the loss in the place of y and the network's slices as variables, it is the set of slices to update.",
        bullseye:
          'In 3D-Bullseye the blanket is known. Each variable is the mean of its causes plus noise; r1, which has none, is near the centre or far from it. Several are almost copies of each other, which makes the search hard.',
        methods:
          'L-FOCI adds the variable that tells most about y, until none adds anything. L-CODEC + test starts with all of them and drops each one that a permutation test calls independent of y.',
      },
      search: 'Look for it',
      run: 'Run',
      ending: 'The test at hand comes to its end first.',
      graph: {
        about: ({ arrows, blanket }: { arrows: string; blanket: string }) =>
          `Graph of 3D-Bullseye: ${arrows}. The Markov blanket of y is ${blanket}.`,
        aboutRun: (values: { graph: string; method: string; seed: number; found: string }) =>
          `${values.graph} ${values.method} on seed ${values.seed} found ${values.found || 'nothing'}.`,
        arrow: ({ cause, effect }: { cause: string; effect: string }) => `${cause} to ${effect}`,
        inside: 'true blanket of y',
        nothingRan: 'found: nothing ran yet',
        found: ({ method, seed }: { method: string; seed: number }) => `found by ${method}, seed ${seed}`,
      },
      summary: {
        empty: 'Press Run to compare both methods.',
        title: 'Mean and standard deviation over the repeats',
        method: 'Method',
        truePositives: 'True positives',
        truePositivesAbout: 'Share of the true blanket that was found',
        falsePositives: 'False positives',
        falsePositivesAbout: 'Share of the other variables that was found',
        time: 'Median time',
      },
      chart: {
        title: 'How often each variable was found',
        table: 'Table',
        variables: 'variable (* in the true blanket)',
        share: 'found in (% of runs)',
        empty: 'After the first run',
        variable: 'Variable',
        insideBlanket: ({ name }: { name: string }) => `${name}*`,
      },
      runs: {
        title: 'Every run',
        samples: ({ count }: { count: string }) => `${count} samples each`,
        none: 'No runs yet.',
        seed: 'Seed',
        method: 'Method',
        found: 'Found',
        truePositives: 'True',
        truePositivesAbout: 'True positive rate',
        falsePositives: 'False',
        falsePositivesAbout: 'False positive rate',
        milliseconds: 'ms',
        show: ({ seed, method }: { seed: number; method: string }) =>
          `Show seed ${seed}, ${method}, in the graph`,
        nothing: 'nothing',
        outside: 'Not in the blanket',
      },
      cancelled: 'Cancelled: the results are as they were.',
    },

    // What stands around the panels.
    frame: {
      documentTitle: 'Lethe: a machine unlearning lab',
      name: 'Lethe',
      about: 'Make a trained network forget, and see what changes.',
      views: { lab: 'Unlearning lab', blanket: 'Markov blanket', glossary: 'Words' },
      experiments: 'Experiments',
      viewsAbout: 'Pages of the lab',
      theme: {
        title: 'Colours',
        about: ({ theme }: { theme: string }) => `Colours of the page: ${theme.toLowerCase()}`,
        system: 'As the system',
        light: 'Light',
        dark: 'Dark',
        kept: 'The choice is kept in this browser.',
      },
      language: {
        title: 'Language',
        about: ({ language }: { language: string }) => `Language of the page: ${language}`,
        kept: 'The choice is kept in this browser. Files and links are the same in all languages.',
        notLoaded: ({ language }: { language: string }) =>
          `The words of ${language} could not be fetched. Connect to the network and choose it again.`,
      },
      removal: 'Removal',
      settings: 'Settings',
      tabs: {
        removal: 'Removal',
        certificate: 'Certificate',
        training: 'Training',
        checkpoints: 'Checkpoints',
        session: 'Session',
      },
      opening: 'Opening the lab',
      hideBanner: 'Hide',
      dismiss: 'Dismiss',
      startOver: 'Start over',
      startOverAbout:
        'The original model, nothing selected, the usual settings. Your removals stay in the history.',
      further: {
        title: 'More:',
        glossary: 'what the words mean',
        docs: 'how it is computed',
        paper: 'the paper',
      },
      first: {
        thinks: ({ label, sure }: { label: string; sure: string }) =>
          `A picture of Fashion-MNIST, one that the network for it learnt from. It takes it for ${label}, ${sure} sure. The lab is opening.`,
      },
      newVersion: {
        about: 'A new version of the lab is there. What you did is kept.',
        take: 'Load it now',
        leave: 'Later',
      },
      partFailed: ({ part, problem }: { part: string; problem: string }) =>
        `${part}: this part could not be drawn (${problem}). All else goes on.`,
      drawAgain: 'Draw it again',
      device: {
        looking: 'Looking for a device',
        backends: { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' },
        threads: ({ count }: { count: number }) => (count === 1 ? 'one thread' : `${count} threads`),
        threadsAbout: 'More threads are quicker and leave the same weights, bit for bit.',
        inUse: (values: { tensors: string; tensorSize: string; buffers: string; bufferSize: string }) =>
          `In use: ${values.tensors} tensors (${values.tensorSize}), ${values.buffers} own buffers (${values.bufferSize}).`,
        openAgain: ({ backends }: { backends: string }) => `Open again with ${backends}`,
        doctor: 'Try every kernel on this machine',
        choices: { auto: 'auto', webgpu: 'webgpu', wasm: 'wasm', cpu: 'cpu' },
      },
      failure: {
        title: 'The lab stopped',
        about:
          'Removals that were finished are kept in this browser: a reload brings them back. Where what was open is the trouble, open the lab without it: it stays saved. Where the GPU is the trouble, the lab also runs on the CPU.',
        reload: 'Reload',
        withoutVisit: 'Open without the last visit',
        openOnCpu: 'Open on the CPU',
        doctor: 'Try the GPU',
        exportSaved: 'Export what is saved',
        exported: ({ count }: { count: number }) =>
          count === 0
            ? 'Nothing is saved in this browser.'
            : count === 1
              ? 'One file was exported.'
              : `${count} files were exported.`,
      },
      original: {
        title: 'The original model',
        about: ({ model }: { model: string }) => `${model}, as it was trained, before any removal`,
      },
      report: {
        name: ({ id }: { id: number }) => `Removal ${id}`,
        oneSample: ({ id, sample }: { id: number; sample: number }) => `Removal ${id}: sample ${sample}`,
        manySamples: ({ id, count }: { id: number; count: string }) => `Removal ${id}: ${count} samples`,
        about: (values: {
          other: boolean;
          seed: number;
          left: string;
          one: boolean;
          time: string;
          backend: string;
        }) =>
          `${values.other ? 'not the model in use; ' : ''}seed ${values.seed}, ${values.left} ${values.one ? 'sample' : 'samples'} left, ${values.time} on ${values.backend}`,
        taken: 'The step is taken, the model is being measured',
        tabsAbout: 'The report',
        tabs: {
          overview: 'Overview',
          metrics: 'Metrics',
          classes: 'Classes',
          slices: 'Slices',
          curvature: 'Curvature',
          retraining: 'Retraining',
          steps: 'Step by step',
          differences: 'Differences',
          attack: 'Attack',
        },
      },
    },

    // What all panels are built of.
    gallery: {
      documentTitle: 'Lethe: the parts of its page',
      title: 'The parts of the page',
      parts: {
        colours: 'Colours',
        classes: 'Looks of ten classes',
        type: 'Six sizes of type',
        spaces: 'Six spaces',
        buttons: 'Buttons',
        fields: 'Fields',
        choices: 'Choices side by side',
        tabs: 'Tabs',
        popovers: 'Popover and dialog',
        notes: 'Words',
        bars: 'Bars, progress, meter',
        tables: 'Tables',
        charts: 'Charts',
        live: 'What a screen reader is told',
      },
      classes: 'Ten marks: each class has a colour and a shape of its own.',
      sentence: 'A trained network forgets what it is asked to forget.',
      buttons: {
        primary: 'Primary',
        disabled: 'Disabled',
        plain: 'Plain',
        danger: 'Danger',
        quiet: 'Quiet',
        pressed: 'Pressed',
      },
      choices: { first: 'First', second: 'Second', third: 'Third' },
      fields: {
        number: 'A number',
        wrong: 'A wrong number',
        disabled: 'Disabled',
        empty: 'nothing yet',
        choice: 'A choice',
        check: 'A box',
      },
      noNumber: 'none',
      complaint: ({ text }: { text: string }) => `${text} is no number.`,
      opened: ({ name }: { name: string }) => `${name} is open.`,
      popover: 'Open a popover',
      dialog: 'Open a dialog',
      fact: 'A fact',
      tell: 'Tell it',
      told: 'Sample 5 is removed.',
      progress: 'Progress',
      meter: 'Meter',
      rows: ({ count }: { count: string }) => `${count} rows`,
    },
    design: {
      table: { sort: 'Sort by this column: a further press turns the order round, a third one ends it.' },
      explained: ({ label, explanation }: { label: string; explanation: string }) =>
        `${label} ${explanation}`,
      explainedLabel: ({ label }: { label: string }) => `${label}.`,
      cancel: 'Cancel (Esc)',
      stopping: 'Stopping…',
      noCanvas: 'This browser gives no 2d canvas, so the lab cannot draw its samples.',
      steps: {
        title: 'Steps of a removal',
        perturb: 'Perturb',
        select: 'Select slices',
        curvature: 'Curvature',
        update: 'Newton step',
        ascent: 'Ascent',
        evaluate: 'Evaluate',
        onGpu: ({ time }: { time: string }) => `${time} of it on the GPU`,
        position: ({ position, of, rejected }: { position: number; of: number; rejected: string }) =>
          `${position} of ${of}${rejected}`,
        rejected: ({ count }: { count: number }) => `, ${count} rejected`,
      },
      jobs: {
        trainingBegins: 'Training begins…',
        trainingEpoch: (values: EpochWords) => `Epoch ${epochWords(values)}`,
        retrainingBegins: 'Retraining on what is left begins…',
        retrainingEpoch: (values: EpochWords) => `Retraining on what is left: epoch ${epochWords(values)}`,
      },
    },

    // What the address asks for, and the lab cannot do.
    share: {
      open: ({ digest }: { digest: string }) =>
        `Same digest: what the link describes is open here already (${digest.slice(0, 12)}).`,
      following: ({ count }: { count: number }) =>
        count === 1 ? 'Making the removal of the recipe' : `Making the ${count} removals of the recipe`,
      cancelled: 'Cancelled: what was open before is as it was.',
      title: 'Copy as…',
      menu: 'Share',
      menuAbout: 'Copy the lab as it is now: as a link, a command, a recipe, a sweep, a paragraph',
      kinds: {
        link: {
          name: 'Link',
          about: 'Whoever opens it sees the removals made again, and whether the digest is the same.',
        },
        command: {
          name: 'Command',
          about: 'The command line makes the removals again, and compares the digest.',
        },
        json: {
          name: 'Recipe (JSON)',
          about: 'What the link holds, for a person to read; a file of it opens like a session.',
        },
        sweep: {
          name: 'Sweep',
          about:
            'The settings of now for the command line, which makes the removals of every combination of the lists in "grid" and draws one table and one figure. Its samples are drawn by the seed, and go one at a time without a guard; numbers of other methods are their defaults. Write more values into the lists, save it as sweep.json, and run: npx lethe sweep sweep.json --out runs/sweep',
        },
        methods: { name: 'Methods', about: 'A paragraph for a paper, made of what was measured here.' },
        bibtex: { name: 'BibTeX', about: 'The lab, and the paper whose method it implements.' },
      },
      holds: 'What it holds',
      text: 'Text',
      data: ({ data, count }: { data: string; count: string }) =>
        `${count} training samples of ${data}, by their digest: no sample is in it`,
      model: ({ model, digest }: { model: string; digest: string }) =>
        `${model} by the digest of its weights (${digest}), and how it was trained: no weight is in it`,
      untrained: ({ model }: { model: string }) => `${model}, which is not trained`,
      removals: ({ removals, samples, one }: { removals: string; samples: string; one: boolean }) =>
        `${removals} ${one ? 'removal' : 'removals'} of ${samples} ${samples === '1' ? 'sample' : 'samples'}, each with all its settings and its seed`,
      noRemovals: 'no removal',
      settings: 'the settings, the open panels and the selected samples',
      expected: ({ digest }: { digest: string }) => `the digest that has to come of it (${digest})`,
      leftOut: 'Not in it: samples, weights, comparisons with retrained models, certificates.',
      length: ({ count }: { count: string }) => `${count} characters`,
      branches: 'With the removals that do not lead to the present state',
      copy: 'Copy',
      copied: 'Copied.',
      notCopied: 'The browser does not let this page copy: the text is marked, copy it by hand.',
      save: 'Save as a file',
      close: 'Close',
      sweepModel: 'A sweep takes the models of the lab alone: choose one of them first.',
      sweepTraining:
        'A sweep begins from weights that ship or from one training that hides nothing, and these weights are of several trainings, hide attributes, or come from a file that does not say how they began. Train from scratch first.',
      ownData: 'The data are files of yours: whoever opens it has to open the same files first.',
      ownWeights:
        'The weights are in no lab but this one: they are trained again, or have to be opened first.',
      // What CITATION.cff says, as BibTeX has it.
      reference: `@software{lethe,
  title = {Lethe: an in-browser lab for machine unlearning on WebGPU},
  author = {{The Lethe developers}},
  version = {0.1.0}
}

@inproceedings{mehta2022deep,
  title = {Deep Unlearning via Randomized Conditionally Independent Hessians},
  author = {Mehta, Ronak and Pal, Sourav and Singh, Vikas and Ravi, Sathya N.},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year = {2022}
}
`,
      command: ({ source, ownData, ownModel }: { source: string; ownData: boolean; ownModel: boolean }) =>
        `npx lethe replay${ownData ? ' --data DATA' : ''}${ownModel ? ' --checkpoint MODEL' : ''} ${source}\n`,
      methods: {
        trained: (
          values: Record<
            | 'model'
            | 'parameters'
            | 'data'
            | 'images'
            | 'digest'
            | 'optimizer'
            | 'schedule'
            | 'epochs'
            | 'batchSize'
            | 'learningRate'
            | 'momentum'
            | 'weightDecay'
            | 'seed',
            string
          >,
        ) =>
          `${values.model} (${values.parameters} parameters) was trained on ${values.images} samples of ${values.data} (SHA-256 ${values.digest}) by ${values.optimizer} for ${values.epochs} epochs (batch size ${values.batchSize}, learning rate ${values.learningRate}, ${values.schedule} schedule, momentum ${values.momentum}, weight decay ${values.weightDecay}, seed ${values.seed}).`,
        untrained: (values: Record<'model' | 'parameters' | 'data' | 'images' | 'digest', string>) =>
          `${values.model} (${values.parameters} parameters) on ${values.images} samples of ${values.data} (SHA-256 ${values.digest}) is not trained.`,
        nothing: 'No sample was removed.',
        removed: ({
          samples,
          removals,
          one,
          single,
        }: {
          samples: string;
          removals: string;
          one: boolean;
          single: boolean;
        }) =>
          `${samples} training ${one ? 'sample was' : 'samples were'} removed in ${removals} ${single ? 'step' : 'steps'}.`,
        several: 'The steps differ in their settings, which the recipe lists.',
        seed: ({ seed }: { seed: string }) => `The seed was ${seed}.`,
        method: ({ method, numbers }: { method: string; numbers: string }) =>
          `The method was ${method}${numbers === '' ? '' : ` (${numbers})`}.`,
        algorithm1: ({
          method,
          selection,
          curvature,
          update,
          damping,
          perturbations,
          deviation,
          noise,
          guard,
        }: Record<
          'method' | 'selection' | 'curvature' | 'update' | 'damping' | 'perturbations' | 'deviation',
          string
        > &
          Record<'noise' | 'guard', string | null>) =>
          `The method was ${method}: slices by ${selection}, curvature ${curvature}, update ${update}, damping \u03bb = ${damping}, ${perturbations} perturbations of deviation ${deviation}${noise === null ? '' : `, noise of Sekhari\u2019s formula (\u03b5, \u03b4 = ${noise}), which certifies nothing`}${guard === null ? '' : `; a removal that costs more than ${guard} points on the samples of the guard is rejected`}.`,
        original: ({ residual, validation }: Record<'residual' | 'validation', string>) =>
          `Its accuracy is ${residual} on the training set and ${validation} on the validation set.`,
        result: ({
          residual,
          validation,
          residualAfter,
          validationAfter,
          forgetAfter,
        }: Record<'residual' | 'validation' | 'residualAfter' | 'validationAfter', string> & {
          forgetAfter: string | null;
        }) =>
          `Accuracy on what is left is ${residualAfter} (before any removal ${residual} on the training set), on the validation set ${validationAfter} (before ${validation})${forgetAfter === null ? '' : `, on the removed samples ${forgetAfter}`}.`,
        compared: ({ order, residual, validation }: Record<'order' | 'residual' | 'validation', string>) =>
          `A model retrained from scratch on what is left (order: ${order}) has ${residual} and ${validation}.`,
        where: ({
          lab,
          commit,
          tfjs,
          backend,
          adapter,
          runtime,
        }: Record<'lab' | 'tfjs' | 'backend' | 'adapter' | 'runtime', string> & { commit: string | null }) =>
          `Computed with Lethe ${lab}${commit === null ? '' : ` (commit ${commit})`} on TensorFlow.js ${tfjs}, ${backend} (${adapter}), ${runtime}.`,
        digest: ({ digest }: { digest: string }) => `SHA-256 of the weights: ${digest}.`,
      },
    },
    address: {
      noPanel: ({ name, text, known }: Record<'name' | 'text' | 'known', string>) =>
        `The address has ${name}=${text}; there are ${known}.`,
      refused: (values: { name: string; text: string; complaint: string; used: string }) =>
        `The address says ${values.name}=${values.text}. ${values.complaint} The lab uses ${values.used} instead.`,
      ownChoice: 'its own choice',
      newer:
        'A newer version of the lab wrote this address. What it leaves out may mean something else here: reload the page, or update the lab.',
      noSuchClass: ({ data, last }: { data: string; last: number }) =>
        `The classes of ${data} are 0 to ${last}.`,
      noGpu: ({ backend }: { backend: string }) => `The lab computes on ${backend}, which has no GPU path.`,
      unknown: ({ name, id, used }: { name: string; id: string; used: string }) =>
        `The address says ${name}=${id}, which this lab does not have. It uses ${used} instead.`,
      ownFiles: ({ data, model }: { data: string; model: string }) =>
        `The address is of somebody’s own data or model, which stay with their files: ${data} and ${model} are open instead.`,
      downloaded: ({ data, images }: { data: string; images: string }) =>
        `The address asks for ${data}: here are ${images} of its training samples.`,
      nothingSelected: ({ complaint }: { complaint: string }) =>
        `Nothing of what the address describes is selected. ${complaint}`,
    },
  },
} as const;

/** What a column's metric is called, and what it means. */
interface ColumnWords {
  label: string;
  explanation: string;
}

/** A set of images, in words. */
interface ImageSet {
  readonly training: string;
  readonly validation: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
}

/** As it is, but in quotation marks where it begins or ends with a space, or has signs that cannot be seen. */
function quoteIfOdd(name: string): string {
  const quoted = quote(name);
  return quoted === `"${name}"` && name.trim() === name && name !== '' ? name : quoted;
}

/** A number of data, with four digits that count. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(Number.isInteger(value) ? 15 : 4)));
}

/** In quotation marks, with what cannot be seen written as its number: so a name can be told from its like. */
function quote(name: string): string {
  const seen = name.replace(
    /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  );
  return `"${seen}"`;
}

function colours(channels: number): string {
  return channels === 1 ? 'grey' : 'in colour';
}

/** A number that is out of its range. */
interface RangeWords {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How far the job in the background is. */
interface BackgroundWords {
  readonly done: number;
  readonly count: number;
  readonly model: string;
  readonly data: string;
}

/** An epoch of a training that runs. */
/** What share of a change was made, in what time. */
interface Reached {
  readonly share: string;
  readonly time: string;
}

/** The same of the last epochs of a training that were run again. */
interface Rewound extends Reached {
  readonly epochs: number;
}

function lastEpochs({ epochs }: Rewound): string {
  return epochs === 1 ? 'the last epoch' : `the last ${epochs} epochs`;
}

interface EpochWords {
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: string;
  readonly accuracy: string;
  readonly left: string;
}

function epochWords({ epoch, epochs, loss, accuracy, left }: EpochWords): string {
  return `${epoch} of ${epochs}: loss ${loss}, accuracy ${accuracy}, ${left} left`;
}

/** A step of a selection. */
interface TraceStepWords {
  readonly step: number;
  readonly steps: number;
  /** Slices that were still to be had. */
  readonly candidates: number;
  readonly name: string;
  readonly t: string;
  readonly rival: { readonly name: string; readonly t: string } | null;
  readonly first: boolean;
}

/** A slice in the picture of its layer. */
interface UnitWords {
  readonly filter: boolean;
  readonly unit: number;
  /** What L-FOCI saw of it; null where it did not look. */
  readonly seen: {
    readonly t: string | null /** Whether by itself, not beside others. */;
    readonly alone: boolean;
  } | null;
  /** Its place in the order of selection. */
  readonly order: number | null;
}

/** A file by its name, with the folders above it. */
interface File {
  readonly fileName: string;
}

/** A file; null where it is of several, pictures, that something is wrong. */
interface Named {
  readonly fileName: string | null;
}

/** A file, and the archive that it is packed in. */
interface Packed extends File {
  readonly archive?: string;
}

type NumberId = keyof typeof numbers;
type FileFormat = keyof typeof formatNames;
type Kind = 'images' | 'labels';
type Shape = readonly number[];

interface Layer {
  readonly layer: string;
}

interface Sizes {
  readonly sizes: readonly (number | null)[];
}

interface TwoShapes {
  readonly expected: Shape;
  readonly found: Shape;
}

interface TwoCounts {
  readonly expected: number;
  readonly found: number;
}

interface Transfer {
  readonly what: string;
  readonly host: string;
}

/** The pixels that a picture of a downloaded set must have. */
interface WantedPicture extends File {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What every sentence on a file has: expected this, found that, do so. */
function wrong(what: string, expected: string, found: string | number, advice: string): string {
  return `${what}: expected ${expected}, found ${found}. ${advice}`;
}

function wrongPng(fileName: string, most: number, found: string): string {
  const advice = 'Save the picture again as PNG, or leave it out.';
  return wrong(fileName, `a PNG picture of up to ${most / 1e6} million pixels`, found, advice);
}

function wrongPicture({ fileName, height, width, channels }: WantedPicture, found: string): string {
  const expected = `a PNG picture of ${height} x ${width} pixels with ${channels} channel(s) of 8 bits`;
  return wrong(fileName, expected, found, fetchAgain);
}

function notFetched({ what, host }: Transfer, reason: string): string {
  return `${what} could not be downloaded from ${host} (${reason}). Check the connection, or use the built-in data or your own files.`;
}

function packed({ fileName, archive }: Packed): string {
  return archive === undefined ? fileName : `${fileName} in ${archive}`;
}

function by(sizes: Shape): string {
  return sizes.join(' x ');
}

/** The first three names, and how many more there are. */
function firstNames(names: readonly string[], most = 3): string {
  return names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');
}

/** That a session cannot be opened, and why. */
function unopened(problem: string, advice = 'Export the session again where it was made.'): string {
  return `The session cannot be opened: ${problem}. ${advice}`;
}

/** Where in a file something is. */
function placeIn({ file, where }: { file: string; where: string }): string {
  return where === '' ? file : `${file}: ${where}`;
}

/** Why a model.json cannot be read. */
function whyUnreadable(reason: Unreadable): string {
  switch (reason.kind) {
    case 'noJson':
      return 'it is no JSON, or it is cut off';
    case 'refused':
      return 'its layers do not fit together, or are of kinds that TensorFlow.js does not know';
    case 'tooLong':
      return `it has ${reason.bytes} bytes, and the lab reads at most ${reason.most}`;
    case 'tooDeep':
      return `it is nested more than ${reason.most} levels deep`;
    case 'layers':
      return `it has ${reason.count} layers, and the lab takes at most ${reason.most}`;
    case 'weightBytes':
      return `its weights need ${reason.wanted} bytes, and the files have ${reason.found}`;
    case 'missingInput':
      return `its layer "${reason.layer}" reads layers that are not there, or wait for it`;
    case 'field':
      return `${reason.where}: expected ${expectedWords(reason.expected)}, found ${foundWords(reason.found)}`;
    default:
      return reason satisfies never;
  }
}

/** What stands where something else was expected. */
function foundWords(found: Found): string {
  switch (found.kind) {
    case 'nothing':
      return 'nothing';
    case 'list':
      return `a list of ${found.count}`;
    case 'object':
      return 'an object';
    case 'value':
      return found.text;
    default:
      return found satisfies never;
  }
}

/** What was expected of a value that was read. */
function expectedWords(expected: Expected): string {
  switch (expected.kind) {
    case 'whole':
    case 'number':
    case 'measured': {
      const { kind, from, to } = expected;
      const what = kind === 'whole' ? 'a whole number' : 'a number';
      const least = from > -Number.MAX_VALUE ? ` from ${from}` : '';
      const most = to < Number.MAX_VALUE ? ` to ${to}` : '';
      return `${what}${least}${most}${kind === 'measured' ? ', or "NaN" or "Infinity"' : ''}`;
    }
    case 'text':
      return `a text of at most ${expected.longest} characters`;
    case 'oneOf':
      return expected.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'list': {
      const { shortest, longest } = expected;
      if (shortest === longest) return `a list of ${shortest}`;
      if (longest === Number.MAX_SAFE_INTEGER)
        return shortest === 0 ? 'a list' : `a list of at least ${shortest}`;
      return `a list of ${shortest} to ${longest}`;
    }
    case 'members': {
      const { names } = expected;
      return names.length === 0 ? 'an object without members' : `an object of ${names.join(', ')}`;
    }
    case 'equal':
      return `${expected.value}, as ${expected.to} says`;
    case 'sumOfStages':
      return `${expected.value}, as the sum of its stages says`;
    case 'unchangedDigest':
      return `${expected.value}, as digestBefore, because the removal was rejected, says`;
    case 'orNull':
      return `${expectedWords(expected.of)}, or null`;
    case 'flag':
      return 'true or false';
    case 'digest':
      return 'a SHA-256 digest (64 hexadecimal digits)';
    case 'commit':
      return 'the name of a commit (7 to 40 hexadecimal digits)';
    case 'base64':
      return expected.multipleOf === 1 ? 'base64' : `base64 of numbers of ${expected.multipleOf} bytes each`;
    case 'bytes':
      return 'bytes';
    case 'object':
      return 'an object';
    default:
      return expected satisfies never;
  }
}
