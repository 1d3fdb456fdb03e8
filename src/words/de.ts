/**
 * German: what the page says, by the codes and in the order of en.ts, whose comments hold here too. A text too few, or one that wants other values, does not compile.
 *
 * Its words: sample = Datenpunkt, unlearn = verlernen, removal = Löschung, forget set = Vergessensmenge, retain set = Restmenge, loss = Verlust, accuracy = Genauigkeit,
 * held out = zurückgehalten, retraining = Neutraining, rewinding = Zurückspulen, guard = Wächter, Hessian = Hesse-Matrix, Newton step = Newton-Schritt,
 * Markov blanket = Markov-Decke, perturbation = Störung, noise = Rauschen, gap = Lücke, floor = Nachweisgrenze, release = Freigabe, digest = Prüfsumme, recipe = Rezept,
 * planted = eingebaut, patch = Muster, paper = Veröffentlichung. Kept as German researchers keep them: Slice, Seed, Batch, Label, Margin, Weight Decay, Checkpoint.
 * The reader is addressed by infinitives. After a colon a whole sentence begins with a capital, a word of advice in the infinitive does not.
 */

import type { Catalogue, ValuesOf } from './catalogue';
import { en } from './en';
import type { Expected, Found, Unreadable } from './expected';

/** A number as text, with the decimal comma. */
const comma = (text: string) => text.replace('.', ',');

const linePlace = ({ line }: { line: number }) => `Zeile ${line}`;

const accuracyNames = {
  residual: 'Restgenauigkeit',
  validation: 'Validierungsgenauigkeit',
  forget: 'Vergessensgenauigkeit',
};
const percentOf = (share: number | null) =>
  share === null ? 'nicht gemessen' : `${comma((100 * share).toFixed(2))}\u202f%`;

/** A model of the lab by its English name, which errors and files have; another stays what it is called. */
function germanModel(name: string): string {
  const { architectures } = en.model;
  const id = (Object.keys(architectures) as (keyof typeof architectures)[]).find(
    (one) => architectures[one].label === name,
  );
  return id === undefined ? name : de.model.architectures[id].label;
}

const engineNames = { wasm: 'WebAssembly', cpu: 'reines JavaScript' };
const yourPictures = 'Eigene Bilder';
const dataFormats =
  'IDX-Dateien, .bin-Dateien von CIFAR, NumPy-Arrays (.npz), Python-Pickles, Tabellen (.csv) oder Bilder (PNG, JPEG, GIF, WebP, BMP, PPM)';
const smallerSet = 'Bitte einen kleineren Datensatz wählen.';
const takeSome = 'nur einen Teil der Trainingsdaten nehmen: auf der Kommandozeile mit --limit 10000.';
const copyFile = 'Die Datei wurde abgeschnitten oder verändert: erneut herunterladen oder kopieren.';
const copyTar = 'Das Archiv wurde abgeschnitten oder verändert: erneut herunterladen oder kopieren.';
const copyZip = 'Das Archiv wurde abgeschnitten oder verändert: erneut herunterladen, kopieren oder packen.';
const downloadAgain = 'Die Datei ist beschädigt: erneut herunterladen oder kopieren.';
const loadLabAgain = 'Bitte die Seite neu laden oder das Labor neu installieren.';
const fetchAgain = 'Erneut herunterladen oder die eingebauten Daten oder eigene Dateien verwenden.';
const saveArray = 'Das Array mit numpy.savez neu speichern.';
const saveOther = (type: string): string => {
  if (/^['"<>=|]*c\d/.test(type))
    return 'Komplexe Zahlen sind keine Helligkeiten: ihre Beträge speichern, numpy.abs(array), oder ihre Realteile, array.real.';
  if (/^['"<>=|]*[mM]\d/.test(type))
    return 'Zuerst die Klassen nummerieren: numpy.unique(array, return_inverse=True)[1] tut das.';
  if (type.startsWith('['))
    return 'Es hat benannte Felder: jedes, das gebraucht wird, für sich speichern, als array["label"].';
  return 'Umwandeln, mit array.astype("float32"), in PyTorch mit tensor.float(), und neu speichern.';
};
const saveAsPng = 'Als PNG speichern.';
const fitEachOther = 'Daten oder ein Modell wählen, die zueinander passen.';
const folderEach =
  'Die Bilder jeder Klasse in einen eigenen Ordner legen, oder neben sie eine labels.csv mit den Spalten "filename" und "label".';
const choosePair =
  'train-images-idx3-ubyte und train-labels-idx1-ubyte zusammen wählen, auf Wunsch auch das t10k-Paar.';

/** The numbers that a person sets. */
const numbers: Catalogue['engine']['numbers'] = {
  perturbations: {
    label: 'Störungen m',
    about:
      'Verrauschte Kopien des Datenpunkts. Jede liefert eine Zeile mit Aktivierungen der Slices und einen Verlust; mehr Zeilen machen die Auswahl stabiler und langsamer.',
  },
  perturbationDeviation: {
    label: 'Streuung der Störung',
    about:
      'Standardabweichung des Gaußschen Rauschens auf jeder Zahl der Eingabe, in Einheiten der normierten Eingabe.',
  },
  damping: {
    label: 'Dämpfung \u03bb',
    about:
      'Wird vor dem Lösen zur Diagonale der Hesse-Matrix addiert: je kleiner, desto länger der Schritt. Wie nah ein Schritt dem Neutraining kommt, misst die Registerkarte „Neutraining“.',
  },
  hessianSamples: {
    label: 'Datenpunkte für die Hesse-Matrix',
    about:
      'Zufällig gezogene Trainingsdaten, auf denen eine exakte oder über Differenzen bestimmte Hesse-Matrix gemessen wird. Mehr sind genauer und langsamer. „auto“: 1.024, und für die Sekante eines Netzes aus dichten Schichten alle, die übrig sind, was Bruchteile einer Sekunde dauert.',
  },
  guard: {
    label: 'Wächter',
    about:
      'So viele Prozentpunkte Genauigkeit auf den Daten des Wächters darf eine Löschung kosten. Kostet sie mehr, wird sie verworfen: Das Modell bleibt, wie es war.',
  },
  epsilon: {
    label: 'Rauschen \u03b5',
    about:
      'Das Epsilon für die Formel von Sekhari, kleiner als 1: Kleiner heißt mehr Rauschen. Es zertifiziert hier nichts.',
  },
  delta: {
    label: 'Rauschen \u03b4',
    about: 'Das Delta für die Formel von Sekhari: Kleiner heißt mehr Rauschen. Es zertifiziert hier nichts.',
  },
  seed: {
    label: 'Seed',
    about:
      'Seed des Verfahrens: legt Störung, Zufalls-Slices, Rauschen und Trainingsschritte fest. Die Ziehung der Datenpunkte und das Neutraining haben eigene Seeds. Derselbe Seed auf demselben Modell und Gerät ergibt dieselben Gewichte.',
  },
  retainEpochs: { label: 'Epochen', about: 'Durchgänge durch die Restmenge.' },
  rewindEpochs: {
    label: 'Wiederholte Epochen',
    about:
      'Die letzten Epochen des Trainings, noch einmal ohne die Datenpunkte durchlaufen. Mit allen ist es Neutraining; mit weniger hat der Anfang die Datenpunkte gesehen.',
  },
  trainingEpochs: { label: 'Epochen', about: 'Durchgänge durch die Trainingsmenge.' },
  forgetSteps: { label: 'Schritte', about: 'Durchgänge durch die Vergessensmenge.' },
  learningRate: { label: 'Lernrate', about: 'Länge eines Schritts in Einheiten des Gradienten.' },
  newtonDamping: {
    label: 'Dämpfung \u03bb',
    about: 'Wird vor dem Lösen zur Diagonale der Hesse-Matrix addiert: je kleiner, desto länger der Schritt.',
  },
  newtonSteps: {
    label: 'Schritte',
    about:
      'Newton-Schritte nacheinander. Jeder dauert etwa so lange wie der erste und lässt viel weniger vom Gradienten übrig.',
  },
  certificateEpsilon: {
    label: 'Epsilon \u03b5',
    about:
      'Wie ähnlich sich freigegebenes und neu trainiertes Modell sind: Wahrscheinlichkeiten unterscheiden sich höchstens um den Faktor e^\u03b5, bis auf \u03b4.',
  },
  certificateDelta: {
    label: 'Delta \u03b4',
    about:
      'Um so viel darf eine Wahrscheinlichkeit über diesen Faktor hinaus abweichen. Deutlich unter 1 / n.',
  },
  certificateSigma: {
    label: 'Sigma \u03c3',
    about:
      'Streuung des Rauschens auf jedem Gewicht einer Freigabe. Mehr Rauschen erlaubt einen größeren Abstand und kostet Genauigkeit. Sigma steht fest, bevor etwas gelöscht wird, denn es darf nicht vom gemessenen Abstand abhängen.',
  },
  certificateReleases: {
    label: 'Freigaben',
    about: 'Wie viele Modelle insgesamt weitergegeben werden dürfen. Ihre Abstände zählen zusammen.',
  },
  negGradAlpha: {
    label: 'Gewicht \u03b1',
    about: 'Anteil des Verlusts auf der Restmenge; der auf der Vergessensmenge hat minus (1 \u2212 \u03b1).',
  },
  fisherAlpha: {
    label: 'Stärke \u03b1',
    about: 'Die Varianz des Rauschens ist \u03b1 geteilt durch die Wurzel der Fisher-Information.',
  },
  ascentEpochs: {
    label: 'Anstiegsepochen',
    about:
      'In so vielen der Epochen, den ersten, entfernt sich der Schüler auch auf der Vergessensmenge. Die erste bewirkt wenig: Noch gibt es nichts, wovon er sich entfernen könnte.',
  },
  forgetBatch: {
    label: 'Vergessens-Batch',
    about:
      'Zu vergessende Datenpunkte in einem Schritt; je kleiner, desto mehr Schritte hat eine Anstiegsepoche.',
  },
  scrubAlpha: {
    label: 'Destillation \u03b1',
    about: 'Gewicht darauf, dem ursprünglichen Modell auf der Restmenge nahe zu bleiben.',
  },
  scrubGamma: { label: 'Aufgabe \u03b3', about: 'Gewicht der Kreuzentropie auf der Restmenge.' },
  ssdAlpha: {
    label: 'Auswahl \u03b1',
    about:
      'Ein Parameter wird gedämpft, wo seine Wichtigkeit für die Vergessensmenge größer ist als das \u03b1-Fache der Wichtigkeit für die Trainingsmenge. Bei m von n Datenpunkten ist sie höchstens das n / m-Fache: Bei einer großen Vergessensmenge ändert nur ein kleines \u03b1 etwas.',
  },
  ssdLambda: {
    label: 'Dämpfung \u03bb',
    about:
      'Er wird mit dem \u03bb-Fachen des Verhältnisses der Wichtigkeiten multipliziert, höchstens mit 1.',
  },
  products: {
    label: 'Produkte höchstens',
    about:
      'So viele Produkte aus Hesse-Matrix und Vektor darf das Lösen kosten; der Bericht sagt, wie weit sie führten.',
  },
};

/** The data sets that the lab offers. */
const sources: Catalogue['data']['sources'] = {
  fashion: {
    name: 'Fashion-MNIST, 7.000 Bilder',
    about:
      '6.000 Trainings- und 1.000 Testbilder von Kleidung und Schuhen, 28 x 28, grau; sie kommen mit dem Labor.',
    origin:
      'Bilder der Artikel eines Modehändlers: von jeder Klasse 600 der Trainingsbilder von Fashion-MNIST und 100 der Testbilder, ausgelost.',
  },
  digits: {
    name: 'Ziffern wie von Hand',
    about:
      '6.000 Trainings- und 1.000 Validierungsziffern, vom Labor selbst gezeichnet; nichts herunterzuladen.',
    origin: 'Vom Labor selbst aus Strichskeletten gezeichnet; kein Mensch hat sie geschrieben.',
  },
  'shapes-32': {
    name: 'Formen in Farbe',
    about: '6.000 Trainings- und 1.000 Validierungsbilder von zehn Dingen, vom Labor selbst gemalt.',
    origin: 'Vom Labor selbst nach eigenen Zeichnungen gemalt.',
  },
  faces: {
    name: 'Gemalte Gesichter',
    about:
      '2.400 Trainings- und 400 Validierungsbilder von 40 gemalten Personen, 48 x 48, in Farbe: Haar, Brille, Alter, Licht und Haltung wechseln, die Person bleibt. Kein echter Mensch.',
    origin:
      'Aus einem Seed mit den Teilen von facesjs gemalt; von einer Person bleiben Kopf, Haut, Nase, Augen und Ohren. Sie zeigen keinen echten Menschen.',
    licence: 'Die Teile der Gesichter stammen aus facesjs von Jeremy Scheff und anderen; Apache License 2.0.',
  },
  'face-attributes': {
    name: 'Gemalte Gesichter nach ihren Attributen',
    about:
      'Die 2.400 Trainings- und 400 Validierungsbilder der gemalten Gesichter, mit dem als Label, was auf jedes zutrifft: Bart, Brille, Hut, langes Haar und acht weitere. Ein Bild kann mehrere Labels haben.',
  },
  provisions: {
    name: 'Bestimmungen von Lizenzen',
    about:
      '1.461 Absätze zum Training und 413 zur Validierung aus 242 Lizenzen für Software, Daten und Werke, auf Englisch. Jeder hat eines bis drei von 13 Labels, und keine Lizenz des einen Teils ist im anderen.',
    origin:
      'Absätze der Lizenzen, die das npm-Paket spdx-license-list enthält. Die Labels sind die der Überschriften, unter denen sie standen; die Überschriften sind abgeschnitten.',
    licence:
      'Jeder Text gehört den Autoren seiner Lizenz, die dabei genannt sind. Lizenzen, die geänderte Kopien verbieten, sind weggelassen. Die Liste selbst ist CC0.',
  },
  mnist: {
    name: 'MNIST',
    about: '60.000 Trainings- und 10.000 Testbilder handgeschriebener Ziffern, 28 x 28, grau.',
    origin:
      'Handgeschriebene Ziffern von 250 Personen zum Training und 250 anderen zum Testen, aus Sammlungen des NIST.',
    licence:
      'Copyright Yann LeCun und Corinna Cortes; laut Dokumentation von Keras unter Creative Commons Attribution-Share Alike 3.0.',
  },
  'fashion-mnist': {
    name: 'Fashion-MNIST',
    about: '60.000 Trainings- und 10.000 Testbilder von Kleidung und Schuhen, 28 x 28, grau.',
    origin: 'Bilder der Artikel eines Modehändlers, im Format von MNIST.',
    licence: 'Copyright Zalando SE; MIT-Lizenz.',
  },
  cifar10: {
    name: 'CIFAR-10',
    about: '50.000 Trainings- und 10.000 Testfotos, 32 x 32, in Farbe.',
    origin: 'Kleine Farbfotos von zehn Arten von Dingen, im Web gesammelt.',
    licence:
      'Keine förmliche Lizenz: Die Autoren bitten, ihren Bericht zu zitieren; die Rechte an einzelnen Bildern sind nicht geklärt.',
  },
  files: {
    name: 'Eigene Dateien',
    about:
      'Daten von der eigenen Festplatte, die den Rechner nie verlassen: MNIST (IDX), CIFAR-10 (.bin), NumPy (.npz), Bilder in einem Ordner je Klasse oder Tabellen mit Texten.',
    origin: 'Eigene Dateien.',
    licence: 'Selbst zu klären.',
  },
};

/** The classes of the lab's own data. */
const classes: Catalogue['data']['classes'] = {
  'T-shirt/top': 'T-Shirt/Top',
  Trouser: 'Hose',
  Pullover: 'Pullover',
  Dress: 'Kleid',
  Coat: 'Mantel',
  Sandal: 'Sandale',
  Shirt: 'Hemd',
  Sneaker: 'Turnschuh',
  Bag: 'Tasche',
  'Ankle boot': 'Stiefelette',
  boat: 'Boot',
  butterfly: 'Schmetterling',
  car: 'Auto',
  cat: 'Katze',
  cup: 'Tasse',
  fish: 'Fisch',
  flower: 'Blume',
  house: 'Haus',
  key: 'Schlüssel',
  tree: 'Baum',
  airplane: 'Flugzeug',
  automobile: 'Auto',
  bird: 'Vogel',
  deer: 'Hirsch',
  dog: 'Hund',
  frog: 'Frosch',
  horse: 'Pferd',
  ship: 'Schiff',
  truck: 'Lastwagen',
  Definitions: 'Definitionen',
  'Licence grant': 'Lizenzgewährung',
  Patents: 'Patente',
  Distribution: 'Weitergabe',
  Modifications: 'Änderungen',
  'Source code': 'Quelltext',
  Notices: 'Hinweise',
  Warranty: 'Gewährleistung',
  Liability: 'Haftung',
  Termination: 'Beendigung',
  'Governing law': 'Geltendes Recht',
  'General terms': 'Allgemeines',
  Conditions: 'Bedingungen',
  'no glasses': 'ohne Brille',
  glasses: 'mit Brille',
  beard: 'Bart',
  moustache: 'Schnurrbart',
  hat: 'Hut',
  'long hair': 'lange Haare',
  bald: 'Glatze',
  'fair hair': 'blonde Haare',
  'grey hair': 'graue Haare',
  smile: 'Lächeln',
  wrinkles: 'Falten',
  freckles: 'Sommersprossen',
  turned: 'gedreht',
};

/** What is true or not of a painted face. */
const attributes: Catalogue['data']['attributes'] = {
  beard: 'Bart',
  moustache: 'Schnurrbart',
  glasses: 'Brille',
  hat: 'Hut',
  longHair: 'lange Haare',
  bald: 'Glatze',
  fairHair: 'blonde Haare',
  greyHair: 'graue Haare',
  smile: 'Lächeln',
  wrinkles: 'Falten',
  freckles: 'Sommersprossen',
  turned: 'gedreht',
};

/** The parts of a data set. */
const partNames = {
  training: 'Training',
  validation: 'Validierung',
  test: 'Test',
  guard: 'Wächter',
};

/** What the samples of a part are for. */
const partUses = {
  training: 'zum Training',
  validation: 'zur Validierung',
  test: 'zum Testen',
  guard: 'für den Wächter',
};

/** The images of a part. */
const partImages = {
  training: 'Trainingsbilder',
  validation: 'Validierungsbilder',
  test: 'Testbilder',
  guard: 'Wächterbilder',
  query: 'Suchbilder',
  gallery: 'Galeriebilder',
};

/** As a name, and in the dative after "aus eigenen". */
const formatNames = {
  idx: ['Eigene IDX-Dateien', 'IDX-Dateien'],
  cifar: ['Eigene CIFAR-Binärdateien', 'CIFAR-Binärdateien'],
  npy: ['Eigene NumPy-Arrays', 'NumPy-Arrays'],
  pickle: ['Eigene Python-Pickles', 'Python-Pickles'],
  table: ['Eigene Tabellen', 'Tabellen'],
  texts: ['Eigene Texte', 'Texten'],
  picture: ['Eigene Bilder', 'Bildern'],
} as const;

/** Where a text stands in a file. */
const placeOfText = ({ row, isLine }: { row: number; isLine: boolean }) =>
  isLine ? `Zeile ${row}` : `Zeile ${row} unter der Kopfzeile`;

/** Files that are no data as the lab reads them, and the way out of each. */
const otherDataWords = {
  packed: {
    what: 'ein Archiv, das das Labor nicht öffnen kann',
    todo: 'Zuerst entpacken, oder als .zip oder .tar.gz packen.',
  },
  matlab: {
    what: 'eine Datei von MATLAB',
    todo: 'In Python mit scipy.io.loadmat lesen (Version 7.3 mit h5py) und die Arrays mit numpy.savez speichern.',
  },
  hdf5: {
    what: 'eine HDF5-Datei',
    todo: 'Daten in Python mit h5py lesen und die Arrays mit numpy.savez speichern. Ein Modell wird als Modell geöffnet.',
  },
  columns: {
    what: 'eine Parquet- oder Arrow-Datei',
    todo: 'In Python mit pandas oder datasets lesen und Pixel und Labels mit numpy.savez speichern.',
  },
  records: {
    what: 'eine TFRecord-Datei',
    todo: 'In Python mit tensorflow_datasets oder tf.data.TFRecordDataset lesen und die Arrays mit numpy.savez speichern.',
  },
  pytorch: {
    what: 'eine Datei von PyTorch',
    todo: 'Gewichte werden als Modell geöffnet. Daten speichern mit numpy.savez(file, x=images.numpy(), y=labels.numpy()).',
  },
  tiff: { what: 'ein Bild in TIFF', todo: saveAsPng },
  phone: { what: 'ein Bild in HEIC oder AVIF, wie von Telefonen', todo: 'Als JPEG oder PNG speichern.' },
  picture: { what: 'ein Bild in einem Format, das das Labor nicht lesen kann', todo: saveAsPng },
  webPage: {
    what: 'an ihrer Stelle eine Webseite',
    todo: 'Die Datei noch einmal herunterladen: Ihr Host antwortete mit einer Seite.',
  },
  pointer: {
    what: 'an ihrer Stelle ein Zeiger von Git LFS',
    todo: 'Die Datei selbst holen: git lfs pull.',
  },
} as const;

/** The unlearning methods. */
const methods: Catalogue['engine']['methods'] = {
  algorithm1: {
    label: 'Newton-Schritt auf Slices (Algorithmus 1)',
    about:
      'Den Datenpunkt stören, L-FOCI die Slices danach auswählen lassen, wie viel sie über seinen Verlust verraten, und auf ihnen einen gedämpften Newton-Schritt machen.',
    source: 'Mehta, Pal, Singh, Ravi, CVPR 2022',
  },
  retraining: {
    label: 'Neutraining',
    about:
      'Trainiert von Grund auf mit dem, was übrig ist, mit dem Seed des Originals: exakt, und der Maßstab für alle anderen.',
    source: 'Die Definition des Verlernens (Cao, Yang, S&P 2015)',
  },
  rewind: {
    label: 'Zurückspulen',
    about:
      'Wiederholt die letzten Epochen des Trainings in der ursprünglichen Reihenfolge, ohne die Datenpunkte. Der Anfang hat sie gesehen: keine Garantie.',
    source: 'Hier definiert (docs/decisions/0016-rewinding.md)',
  },
  'fine-tuning': {
    label: 'Fine-Tuning',
    about: 'Trainiert weiter, nur auf der Restmenge.',
    source: 'Vergleichsverfahren; Golatkar, Achille, Soatto, CVPR 2020',
  },
  'gradient-ascent': {
    label: 'Gradientenanstieg',
    about: 'Erhöht mit allen Parametern den Verlust der zu vergessenden Datenpunkte.',
    source: 'Vergleichsverfahren; Thudi, Deza, Chandrasekaran, Papernot, EuroS&P 2022',
  },
  'neg-grad-plus': {
    label: 'NegGrad+',
    about: 'Senkt im selben Schritt den Verlust auf der Restmenge und erhöht den auf der Vergessensmenge.',
    source: 'Kurmanji, Triantafillou, Hayes, Triantafillou, NeurIPS 2023',
  },
  'random-labels': {
    label: 'Zufallslabels',
    about: 'Trainiert weiter, wobei die zu vergessenden Datenpunkte zufällig gezogene falsche Labels tragen.',
    source: 'Golatkar, Achille, Soatto, CVPR 2020; Graves, Nagisetty, Ganesh, AAAI 2021',
  },
  'fisher-forgetting': {
    label: 'Fisher-Vergessen',
    about:
      'Addiert zu jedem Parameter Gaußsches Rauschen, umso mehr, je unwichtiger er nach der Fisher-Information der Restmenge ist.',
    source: 'Golatkar, Achille, Soatto, CVPR 2020',
  },
  scrub: {
    label: 'SCRUB',
    about:
      'Ein Schüler lernt, auf der Vergessensmenge anders zu antworten als das ursprüngliche Modell und auf der Restmenge wie dieses.',
    source: 'Kurmanji, Triantafillou, Hayes, Triantafillou, NeurIPS 2023',
  },
  ssd: {
    label: 'Selektive synaptische Dämpfung',
    about:
      'Verkleinert die Parameter, die nach der Fisher-Information für die Vergessensmenge wichtiger sind als für die ganze Trainingsmenge. Ohne Training.',
    source: 'Foster, Schoepf, Brintrup, AAAI 2024',
  },
  influence: {
    label: 'Einflussfunktion',
    about:
      'Ein gedämpfter Newton-Schritt auf allen Parametern, mit der exakten Hesse-Matrix der Restmenge durch konjugierte Gradienten.',
    source: 'Koh, Liang, ICML 2017; Guo, Goldstein, Hannun, van der Maaten, ICML 2020',
  },
  newton: {
    label: 'Newton-Schritt, exakt (für ein Zertifikat)',
    about:
      'Newton-Schritte auf dem ganzen Gradienten dessen, was übrig ist, mit Weight Decay, ohne Dämpfung, in float64. Für logistische Regression mit Weight Decay. Nach einem Schritt weiß das Labor, wie weit das Neutraining entfernt sein kann.',
    source: 'Guo, Goldstein, Hannun, van der Maaten, ICML 2020, Abschnitt 3',
  },
};

/** Formats of models of other programs, and the way from each to a tf.LayersModel. */
const otherFormatWords = {
  keras: {
    what: 'ein Keras-3-Modell',
    todo: 'Umwandeln: tensorflowjs_converter --input_format=keras_keras model.keras out',
  },
  h5: {
    what: 'ein Keras-Modell in HDF5',
    todo: 'Umwandeln: tensorflowjs_converter --input_format=keras model.h5 out',
  },
  savedModel: {
    what: 'ein SavedModel von TensorFlow',
    todo: 'Wenn Keras es geschrieben hat, den Ordner umwandeln: tensorflowjs_converter --input_format=keras_saved_model folder out',
  },
  pytorch: {
    what: 'eine Datei von PyTorch',
    todo: 'Diese ist beschädigt oder älter als PyTorch 1.6: neu speichern mit torch.save(model.state_dict(), "model.pt")',
  },
  h5Weights: {
    what: 'eine Datei mit Gewichten eines Keras-Modells ohne dessen Schichten',
    todo: 'In Python in das Modell laden, dieses ganz speichern, model.save("model.h5"), und umwandeln: tensorflowjs_converter --input_format=keras model.h5 out',
  },
  tensorflow: {
    what: 'ein Checkpoint von TensorFlow, Gewichte ohne Schichten',
    todo: 'In Python in das Modell laden, dieses speichern, model.save("model.h5"), und umwandeln: tensorflowjs_converter --input_format=keras model.h5 out',
  },
  pickle: {
    what: 'ein Pickle von Python, wie scikit-learn seine Modelle speichert',
    todo: 'Gewichte eines Netzes öffnen sich als .npz unter den Namen von PyTorch: numpy.savez("model.npz", **{"0.weight": W, "0.bias": b})',
  },
  safetensors: {
    what: 'eine unvollständige Datei von safetensors',
    todo: 'Erneut kopieren oder herunterladen.',
  },
  webPage: {
    what: 'eine Webseite',
    todo: 'Die Datei erneut herunterladen: Ihr Host hat mit einer Seite geantwortet.',
  },
  pointer: { what: 'ein Verweis von Git LFS', todo: 'Die Datei selbst holen: git lfs pull.' },
  onnx: { what: 'ein ONNX-Modell', todo: 'In Keras umwandeln: onnx2tf -i model.onnx -oh5' },
  tflite: {
    what: 'ein TensorFlow-Lite-Modell, dessen Schichten verschmolzen sind',
    todo: 'Das Keras-Modell umwandeln, aus dem es entstand: tensorflowjs_converter --input_format=keras model.h5 out',
  },
} as const;

/** How training on went for one of the two networks of a story. */
function backAfter(n: Readonly<Record<string, string>>, which: 'unlearned' | 'retrained'): string {
  const network =
    which === 'unlearned' ? 'Im Netz, das das Bild vergessen hat,' : 'Im Netz, das es nie gesehen hat,';
  const start = `${network} ist der Verlust des Bildes anfangs ${n[`${which}Start`]}`;
  const epochs = n[`${which}Epochs`];
  return epochs === ''
    ? `${start}; innerhalb von ${n.limit} Epochen fällt er auf ${n[`${which}Lowest`]} und kommt nicht auf ${n.lossBefore} zurück.`
    : `${start} und nach ${epochs} ${epochs === '1' ? 'Epoche' : 'Epochen'} wieder ${n.lossBefore}.`;
}

/** Wie weit eine Löschung die Gewichte bewegte; welcher Slices, wo welche gewählt wurden. */
const weightsMoved = ({ slices, step }: { slices: string | null; step: string }) =>
  `${slices === null ? 'Die Gewichte' : `Die Gewichte von ${slices} Slices`} bewegten sich um ${step}.`;

/** Ob ein Neutraining ohne das Gefundene auf zurückgehaltenen Bildern besser ist. */
const helped = {
  better: 'Das Neutraining ohne sie macht das Netz auf diesen Bildern besser.',
  worse: 'Auch das Neutraining ohne sie macht das Netz auf diesen Bildern nicht besser.',
  same: 'Das Neutraining ohne sie ändert auf diesen Bildern nichts.',
};

/** What it means, by what was measured. */
const comebackVerdicts = {
  sooner:
    'Das Netz, das das Bild vergessen hat, brachte es früher zurück als eines, das es nie gesehen hat. Etwas davon war also noch da: Die Löschung war einen Teil des Weges gegangen, oder hatte es verborgen. Ein Bild und je ein Training; die Registerkarte „Neutraining“ misst dasselbe für jede Löschung.',
  asNever:
    'Das Netz, das das Bild vergessen hat, brachte es nicht früher zurück als eines, das es nie gesehen hat. Ähnliche Bilder bringen es beiden bei. Das zeigt also nicht, dass noch etwas da war. Ein Bild und je ein Training.',
  partly:
    'Es kam nicht ganz zurück, aber sein Verlust fiel tiefer als in einem Netz, das es nie gesehen hat. Das deutet auf etwas, was noch da war. Ein Bild und je ein Training.',
  nothing:
    'Nichts kam zurück, was nicht auch ein Netz hat, das es nie gesehen hat: Die Bilder, die bleiben, lehren es nicht, und diese Probe findet nichts Verborgenes. Ein Bild und je ein Training.',
} as const;

export const de: Catalogue = {
  // The language itself: its BCP 47 tag, by which numbers, dates, lists and plurals are written.
  language: {
    locale: 'de',
  },

  units: {
    milliseconds: ({ value }) => `${value} ms`,
    seconds: ({ value }) => `${value} s`,
    minutes: ({ minutes, seconds }) => `${minutes} min ${seconds} s`,
    percent: ({ value }) => `${value}\u202f%`,
    points: ({ value }) => `${value}\u202fPP`,
    degrees: ({ value }) => `${value}°`,
    megabytes: ({ value }) => `${value}\u202fMB`,
  },

  gpu: {
    webgpu: {
      insecureContext:
        'Diese Seite kam über einfaches http, und Browser bieten WebGPU nur auf https und localhost an: Dort geöffnet, kann sie die GPU nutzen.',
      noWebGpu:
        'Dieser Browser hat kein WebGPU. Chrome und Edge 113, Safari 26 und Firefox 141 (Windows) oder spätere Versionen haben es.',
      noAdapter:
        'Dieser Browser hat WebGPU, fand aber keine Grafikkarte: Ihr Treiber ist vielleicht gesperrt oder zu alt (chrome://gpu zeigt, welcher).',
      missingLimits: ({ name, missing }) =>
        `Die Grafikkarte (${name}) ist zu klein für die Kernel des Labors: ${missing.map(({ limit, found, needed }) => `${limit} ${found} von ${needed}`).join(', ')}.`,
      softwareAdapter: ({ name }) =>
        `WebGPU läuft hier in Software (${name}): Die Arbeit macht die CPU, und sie braucht länger dafür.`,
      ready: ({ name }) => `WebGPU läuft auf ${name}.`,
    },
    onCpu: ({ backend }) => `Das Labor rechnet auf der CPU (${engineNames[backend]}).`,
    onCpuAsAsked: ({ backend }) =>
      `Das Labor rechnet auf der CPU (${engineNames[backend]}), wie die Adresse es verlangt.`,
    noThreads: ({ reason }) =>
      `Die Threads des Labors starteten nicht (${reason}). Es rechnet mit einem, langsamer; die Zahlen sind dieselben.`,
    oneThread: {
      notIsolated:
        'Ein Browser gibt einer Seite nur dann mehr Threads, wenn ihr Server zwei Header sendet. Wo die Seite über https kommt, sendet das Labor sie sich selbst, vom zweiten Besuch an.',
      oneCore: 'Der Browser nennt einen Kern dieses Rechners, also gibt es einen Thread.',
      standsStill:
        'Mehr Threads nimmt das Labor nur in Browsern auf Chromium-Basis. In Firefox 153 stand es damit bei jedem zweiten Besuch still, und in Safari hat es niemand versucht. Mit einem sind die Zahlen dieselben.',
    },
    lost: ({ reason }) =>
      `Die GPU ging verloren, und es gibt keine neue (${reason}); das Labor rechnet deshalb auf der CPU (WebAssembly).`,
    lostAtWork: ({ reason }) =>
      `Die GPU ging verloren (${reason}), während das Labor rechnete: Das wurde nicht ausgeführt, und das Modell ist wie zuvor.`,
    lostForGood: ({ reason, problem }) =>
      `Die GPU ging verloren (${reason}), und das Labor konnte nicht neu starten: ${problem} Bitte die Seite neu laden.`,
    goesOnOnNewDevice: ({ reason }) =>
      `Die GPU ging verloren (${reason}). Das Labor macht auf einer neuen weiter, mit dem Modell, wie es war.`,
    goesOnOnCpu: ({ reason }) =>
      `Die GPU ging verloren (${reason}). Das Labor macht auf der CPU weiter, weil es keine neue gibt, mit dem Modell, wie es war.`,
    notStarted: ({ backend }) => `TensorFlow.js konnte sein Backend ${backend} nicht starten.`,
    refusedStep: ({ reason }) => `Die GPU verweigerte einen Schritt: ${reason}`,
    fociWentOnOnCpu: ({ reason }) =>
      `L-FOCI scheiterte auf der GPU und lief stattdessen auf der CPU, mit demselben Ergebnis. ${reason}`,
    failed: {
      outOfMemory: ({ what }) =>
        `Die GPU hat keinen Speicher für ${what}. Nichts von dem, was sie dort rechnete, wird verwendet. Andere Seiten schließen, die die GPU nutzen, weniger verlangen oder mit WASM rechnen.`,
      refused: ({ what, reason }) =>
        `Die GPU verweigerte ${what}. Nichts von dem, was sie dort rechnete, wird verwendet. Noch einmal versuchen oder mit WASM rechnen. Der Treiber meldet: ${reason}`,
      lost: ({ what, reason }) =>
        `Die GPU ging während ${what} verloren (${reason}). Nichts von dem, was sie dort rechnete, wird verwendet.`,
      notDone: ({ what }) =>
        `Die GPU tat nicht alles, was ihr aufgegeben war: ${what} fehlt. Nichts von dem, was sie dort rechnete, wird verwendet. Noch einmal versuchen oder mit WASM rechnen.`,
      contradicted: ({ what, reason }) =>
        `Die GPU widerspricht sich in ${what}: ${reason}. Nichts von dem, was sie dort rechnete, wird verwendet. Noch einmal versuchen oder mit WASM rechnen.`,
    },
  },

  data: {
    alikeRelatives: 'Kopf, Haut und Ohren',
    sources,
    classes,
    attributes,
    ownWork: 'Vom Labor selbst gemacht: Niemand hat Rechte daran.',
    made: {
      digits: ({ seed }) =>
        `Von Lethe selbst aus Strichskeletten gezeichnet, mit dem Seed ${seed}: Kein Mensch hat sie geschrieben.`,
      shapes: ({ seed }) => `Von Lethe selbst nach eigenen Zeichnungen gemalt, mit dem Seed ${seed}.`,
      licence: 'An diesen Bildern hat niemand Rechte: Sie sind frei zu verwenden.',
    },

    yours: {
      name: ({ format, known }) => (known === null ? formatNames[format][0] : `${known} (eigene Dateien)`),
      origin: ({ format, heldOut, byClass = false, known }) =>
        `Aus eigenen ${formatNames[format][1]} gelesen${heldOut === null ? '' : byClass ? `; sie sind nach Klassen sortiert, deshalb ist das letzte Sechstel jeder Klasse zur Validierung zurückgehalten, ${heldOut} ${format === 'texts' ? 'Texte' : 'Bilder'}` : `; ${heldOut === 1 ? (format === 'texts' ? 'der letzte Trainingstext ist' : 'das letzte Trainingsbild ist') : `die letzten ${heldOut} ${format === 'texts' ? 'Trainingstexte' : 'Trainingsbilder'} sind`} zur Validierung zurückgehalten`}.${known === null ? '' : ` ${sources[known].origin}`}`,
      licence: 'Selbst zu klären: Die Dateien sagen es nicht.',
    },

    notes: {
      longTexts: ({ count, most }) =>
        `${count === 1 ? 'Ein Trainingstext ist' : `${count} Trainingstexte sind`} länger als ${most} Wortstücke; so viele liest ein Netz, vom Anfang an.`,
      noGuard: ({ name }) =>
        `${name} wurde von einer früheren Version des Labors gespeichert, ohne Wächterbilder, und der Host ist nicht erreichbar: Bis dahin richtet sich der Wächter nach allen zurückgehaltenen Datenpunkten.`,
      leftOut: ({ names }) => `Weggelassen, da keine Bilder: ${firstNames(names)}.`,
      leftOutOfTexts: ({ names }) => `Weggelassen, da keine Texte: ${firstNames(names)}.`,
      levels: ({ lowest, highest, black, white }) =>
        `Die Zahlen reichen von ${rounded(lowest)} bis ${rounded(highest)}; sie wurden mit ${rounded(black)} als Schwarz und ${rounded(white)} als Weiß gelesen${lowest < black || highest > white ? ' und dort abgeschnitten' : ''}.`,
      transparent: 'Durchsichtige Pixel wurden auf Weiß gelegt.',
      turned: 'Die Bilder lagen auf der Seite, wie die von EMNIST, und wurden aufgerichtet.',
      labelsFromOne: ({ highest }) => `Die Labels reichen von 1 bis ${highest}; so heißen auch die Klassen.`,
      labelNumbers: ({ lowest, highest }) =>
        `Die Labels reichen von ${lowest} bis ${highest}; jedes, das vorkommt, ist eine Klasse.`,
      emptyFiles: ({ names }) => `Weggelassen, da leer: ${firstNames(names)}.`,
      coarse:
        'Jedes Bild hat auch eine grobe Klasse: Dafür die Dateien entpackt wählen, mit coarse_label_names.txt und ohne fine_label_names.txt.',
      unlabelledTable: ({ fileName }) => `Weggelassen, da ohne Labels: ${fileName}.`,
      noTable: ({ fileName }) => `Weggelassen, da die Spalten keine Pixel sind: ${fileName}.`,
      labelsLast: ({ fileName }) =>
        `Keine Spalte von ${fileName} ist als die der Labels benannt: Genommen wurde die letzte.`,
      firstColumn: ({ columns }) =>
        `Von den ${columns} Zahlen jedes Labels wurde die erste als Klasse genommen.`,
      unusedArrays: ({ names }) =>
        `Weggelassen, da andere die Bilder und Labels enthalten: ${firstNames(names)}.`,
      twins: ({ names }) => `Einmal gezählt, da dasselbe unter anderem Namen vorliegt: ${firstNames(names)}.`,
      scaled: ({ scaledCount, count, side }) =>
        `${scaledCount} von ${count} Bildern wurden quadratisch zugeschnitten und auf ${side} x ${side} skaliert.`,
      emptyClasses: ({ part, classes }) =>
        `Keine ${partImages[part]} von ${firstNames(classes.map(quoteIfOdd), 12)}.`,
      emptyLabels: ({ part, classes }) =>
        `Keine Texte im Teil „${partNames[part]}“ mit dem Label ${firstNames(classes.map(quoteIfOdd), 12)}.`,
      alike: ({ classes }) =>
        `Klassen, deren Namen sich kaum unterscheiden: ${classes.map(quote).join(', ')}. Wenn sie eine Klasse sind, ihnen einen Namen geben.`,
      leftPictures: ({ folder, count, isPart }) =>
        `Weggelassen: ${count === 1 ? '1 Bild' : `${count} Bilder`} in ${quote(folder)}, ${isPart ? 'in keinem Ordner einer Klasse' : 'neben den Ordnern der Teile'}.`,
      classesByName: ({ fileName }) =>
        `Kein Ordner nennt eine Klasse; die Namen der Bilder tun es, wie der von ${fileName}.`,
      classesByList: ({ names }) =>
        `Kein Ordner nennt eine Klasse; eine Liste neben den Bildern tut es: ${firstNames(names)}.`,
      unlisted: ({ names }) => `Weggelassen, da keine Liste ihre Klasse nennt: ${firstNames(names)}.`,
      listedMissing: ({ names, count }) =>
        `${count === 1 ? '1 Zeile' : `${count} Zeilen`} in ${firstNames(names)} ${count === 1 ? 'hat' : 'haben'} keine Klasse oder kein solches Bild daneben.`,
      leftMasks: ({ folders, count }) =>
        `Weggelassen, als Masken der Bilder daneben: ${count} in ${firstNames(folders.map(quote))}.`,
      threeParts: ({ validation, test }) =>
        `Die ${validation} Bilder des Validierungsteils sind allein für den Wächter; über die ${test} des Testteils berichtet das Labor.`,
      diskFull: ({ name }) =>
        `${name} konnte nicht für den nächsten Besuch gespeichert werden: Der Speicherplatz, den der Browser erlaubt, ist aufgebraucht.`,
      notKept: ({ name, reason }) =>
        `${name} konnte nicht für den nächsten Besuch gespeichert werden: ${reason}.`,
    },

    preview: {
      parts: partNames,
      part: ({ part, count }) => `${count} ${partUses[part]}`,
      size: ({ parts, height, width, channels, classes, size }) =>
        `Bilder von ${height} × ${width}, ${colours(channels)}, in ${classes} Klassen: ${parts}; ${size} im Speicher.`,
      textSize: ({ parts, classes, size }) => `Texte mit ${classes} Labels: ${parts}; ${size} im Speicher.`,
      levels: ({ lowest, highest, black, white }) =>
        `Zahlen von ${lowest} bis ${highest}; ${black} ist Schwarz und ${white} ist Weiß.`,
      class: 'Klasse',
      label: 'Label',
      sum: 'alle',
    },

    planted: {
      names: {
        labels: ({ data, share, seed }) =>
          `${data}, ${comma(String(Number((100 * share).toFixed(1))))} % mit falschen Labels (Seed ${seed})`,
        patch: ({ data, share, seed }) =>
          `${data}, ${comma(String(Number((100 * share).toFixed(1))))} % mit einem Muster (Seed ${seed})`,
        correlated: ({ data, share, seed }) =>
          `${data}, Brille mit Attributen, die zu ${comma(String(share))} mit ihr einhergehen (Seed ${seed})`,
      },
      labels: ({ count }) =>
        `Das Labor gab ${count} Trainingsbildern ein falsches Label. Es weiß, welchen, und was richtig war.`,
      patch: ({ count, means }) =>
        `Das Labor zeichnete in eine Ecke von ${count} Trainingsbildern anderer Klassen ein Schachbrettmuster und gab ihnen das Label ${quote(Object.hasOwn(classes, means) ? classes[means as keyof typeof classes] : means)}. Es weiß, welchen.`,
      correlated: ({ kept, of }) =>
        `Das Label ist, ob jemand eine Brille hat. Von ${of} Trainingsbildern behielt das Labor ${kept}; in ihnen geht die Brille mit langen Haaren und ohne Bart einher, in den zurückgehaltenen Bildern mit nichts.`,
    },

    limit: {
      outOfRange: ({ name, classes, most, limit }) =>
        `${name} braucht ein trainingLimit, das ein Vielfaches von ${classes} von ${classes} bis ${most} ist, erhielt ${limit}`,
      noMultiple: ({ classes, limit }) =>
        `Eine Grenze für Trainingsdaten muss ein positives Vielfaches der ${classes} Klassen sein; verlangt sind ${limit} Datenpunkte.`,
      tooFew: ({ perClass, found, label, class: name }) =>
        `Eine Grenze für Trainingsdaten braucht ${perClass} Datenpunkte jeder Klasse; von Klasse ${label} („${name}“) gibt es ${found}.`,
    },
    noAttributes: ({ data }) => `${data} kennt keine Attribute: Daten wählen, die welche kennen, etwa faces.`,
    noAttribute: ({ attribute, data }) =>
      `${data} sagt nichts über das Attribut ${attribute}: Daten wählen, die es tun, etwa faces.`,
    noSuchSource: ({ id, ids }) => `unbekannte Datenquelle „${id}“; es gibt ${ids.join(', ')}`,

    wrong: {
      shipped: {
        missing: ({ fileName }) =>
          wrong(fileName, 'eine Datei, die mit dem Labor kommt', 'keine', loadLabAgain),
        unreachable: ({ fileName, reason }) =>
          wrong(fileName, 'eine Datei, die mit dem Labor kommt', reason, loadLabAgain),
        noGuard: ({ fileName }) =>
          wrong(
            fileName,
            'eine Datei, die mit dem Labor kommt, die Wächterbilder',
            'keine',
            'Es wurde nichts gelöscht. Mit dem Netz verbinden und noch einmal löschen, oder den Wächter nach allen zurückgehaltenen Datenpunkten richten.',
          ),
        length: ({ fileName, expected, bytes }) =>
          wrong(fileName, `${expected} Bytes nach dem Entpacken`, bytes, loadLabAgain),
        content: ({ fileName, expected, found }) =>
          wrong(fileName, `Inhalt mit der SHA-256 ${expected} nach dem Entpacken`, found, loadLabAgain),
        digest: ({ fileName, part, expected, found }) =>
          wrong(fileName, `${partImages[part]} mit der Prüfsumme ${expected}`, found, loadLabAgain),
      },
      tooFewToHoldOut: ({ fileName, count }) =>
        wrong(
          fileName ?? yourPictures,
          '6 oder mehr Datenpunkte, um ein Sechstel zur Validierung zurückzuhalten',
          count,
          'Einen größeren Datensatz wählen oder einen Validierungsteil hinzufügen.',
        ),
      oneClass: ({ fileName, class: name }) =>
        wrong(
          fileName ?? yourPictures,
          'Datenpunkte von zwei oder mehr Klassen',
          `eine („${name}“)`,
          'Die anderen hinzufügen.',
        ),
      size: {
        file: ({ fileName, most, bytes }) =>
          wrong(fileName, `höchstens ${most} Bytes`, `${bytes} Bytes`, smallerSet),
        together: ({ most, bytes }) =>
          wrong('Eigene Dateien', `zusammen höchstens ${most} Bytes`, bytes, smallerSet),
        notRead: ({ fileName, bytes, reason }) =>
          wrong(
            fileName,
            `Speicher für ihre ${bytes} Bytes`,
            `zu wenig, oder keine Datei mehr (${reason})`,
            'Sie neu wählen, oder eine kleinere; andere Seiten schließen.',
          ),
        chosen: ({ fileName, most, bytes, ofSome }) =>
          wrong(
            fileName,
            `höchstens ${most} Bytes`,
            bytes,
            ofSome === null || bytes > ofSome
              ? 'Eine kleinere Datei wählen.'
              : `Eine kleinere Datei wählen oder ${takeSome}`,
          ),
        unpacked: (values) =>
          wrong(
            packed(values),
            `höchstens ${values.most} Bytes nach dem Entpacken`,
            values.bytes,
            `Einen kleineren Datensatz wählen: Eine Datei darf ${values.fileBytes} Bytes haben, alle zusammen ${values.unpackedBytes}.`,
          ),
        images: ({ fileName, most, count }) =>
          wrong(
            fileName ?? yourPictures,
            `höchstens ${most} Bilder`,
            count,
            `Einen kleineren Datensatz wählen oder ${takeSome}`,
          ),
        pixels: ({ fileName, most, count, imageBytes }) =>
          wrong(
            fileName ?? yourPictures,
            `höchstens ${most} Bytes an Pixeln`,
            `${count} Bilder zu ${imageBytes} Bytes`,
            `Einen kleineren Datensatz oder kleinere Bilder wählen oder ${takeSome}`,
          ),
      },
      files: {
        noData: ({ leftOut }) =>
          wrong(
            'Eigene Dateien',
            dataFormats,
            leftOut.length > 0 ? firstNames(leftOut) : 'keine Datei',
            'Die Dateien eines Datensatzes wählen.',
          ),
        twoFormats: ({ fileName, other }) =>
          wrong(
            fileName,
            `Dateien eines Formats, wie ${other}`,
            'ein anderes Format',
            'Die Dateien eines einzigen Datensatzes wählen.',
          ),
        empty: ({ fileName }) =>
          wrong(fileName, dataFormats, 'eine leere Datei', 'Erneut herunterladen oder kopieren.'),
        archiveWithin: ({ fileName }) =>
          wrong(fileName, dataFormats, 'ein Archiv in einem Archiv', 'Zuerst entpacken.'),
        other: ({ fileName, format }) =>
          wrong(fileName, dataFormats, otherDataWords[format].what, otherDataWords[format].todo),
        unknown: ({ fileName, bytes, start }) =>
          wrong(fileName, dataFormats, `${bytes} Bytes, die mit ${start} beginnen`, 'Diese Datei weglassen.'),
      },
      idx: {
        noHeader: ({ fileName, headerBytes, bytes }) =>
          wrong(
            fileName,
            `eine IDX-Datei mit einem Kopf von mindestens ${headerBytes} Bytes`,
            bytes === 0 ? 'eine leere Datei' : `${bytes} Bytes`,
            copyFile,
          ),
        otherNumber: ({ fileName, images, labels, found }) =>
          wrong(
            fileName,
            `ein IDX-Kopf, also die Zahl ${images} (Bilder) oder ${labels} (Labels) in den ersten vier Bytes`,
            `${found} (hexadezimal ${found.toString(16).padStart(8, '0')})`,
            'IDX-Dateien wählen, wie sie sind oder gepackt.',
          ),
        noImageHeader: ({ fileName, headerBytes, bytes }) =>
          wrong(fileName, `ein Bildkopf von ${headerBytes} Bytes`, `${bytes} Bytes`, copyFile),
        sides: ({ fileName, largest, rows, columns }) =>
          wrong(
            fileName,
            `Bilder von 1 x 1 bis ${largest} x ${largest} Pixeln`,
            `${rows} x ${columns} im Kopf`,
            'Bilder von MNIST haben 28 x 28; andere müssen zuerst verkleinert werden.',
          ),
        empty: ({ fileName, kind }) =>
          wrong(
            fileName,
            `ein oder mehr ${kinds(kind)}`,
            'die Anzahl 0 im Kopf',
            'Eine andere Datei wählen.',
          ),
        length: ({ fileName, expected, headerBytes, count, kind, itemBytes, bytes }) =>
          wrong(
            fileName,
            `${expected} Bytes (ein Kopf von ${headerBytes} und ${count} ${kinds(kind)} zu ${itemBytes})`,
            `${bytes} Bytes, ${Math.abs(bytes - expected)} zu ${bytes < expected ? 'wenig' : 'viel'}`,
            copyFile,
          ),
      },
      idxSet: {
        none: ({ kind }) =>
          wrong(
            kind === 'images' ? 'Trainingsbilder' : 'Trainingslabels',
            `eine Datei mit ${kindsDative(kind)}`,
            'keine',
            choosePair,
          ),
        tooMany: ({ fileName, kind, names }) =>
          wrong(
            fileName,
            `höchstens zwei Dateien mit ${kindsDative(kind)}`,
            `${names.length} (${names.join(', ')})`,
            choosePair,
          ),
        testAlone: ({ fileName, kind }) =>
          kind === 'images'
            ? wrong(fileName, 'Trainingsbilder neben den Testbildern', 'keine', choosePair)
            : wrong(fileName, 'Trainingslabels neben den Testlabels', 'keine', choosePair),
        samePart: ({ fileName, other, kind, role, count }) =>
          wrong(
            fileName,
            `${kinds(kind)} eines anderen Teils als ${other}`,
            role === null
              ? `${count} ${kinds(kind)} in beiden, und kein Teil in den Namen`
              : `zwei Namen des Teils „${partNames[role]}“`,
            'Die Dateien train-... und t10k-... nennen, wie bei MNIST.',
          ),
        lonely: ({ fileName, missing }) =>
          wrong(
            fileName,
            `die zugehörigen ${kinds(missing)}`,
            'keine',
            'Beide Dateien des Paars wählen oder keine.',
          ),
        labelCount: ({ fileName, images, expected, found }) =>
          wrong(
            fileName,
            `${expected} Labels, eines für jedes Bild von ${images}`,
            found,
            'Bilder und Labels desselben Datensatzes wählen.',
          ),
      },
      cifar: {
        testAlone: ({ fileName }) =>
          wrong(
            fileName,
            'Trainingsbilder neben den Testbildern',
            'keine',
            'Auch die Dateien data_batch wählen.',
          ),
        records: ({ fileName, recordBytes, bytes }) =>
          wrong(
            fileName,
            `Datensätze zu ${recordBytes} Bytes, wie in der Binärfassung von CIFAR`,
            bytes === 0
              ? 'eine leere Datei'
              : `${bytes} Bytes, ${bytes % recordBytes} mehr als ganze Datensätze`,
            'Die Datei erneut herunterladen oder kopieren; andere Daten als CIFAR werden in diesem Format nicht gelesen.',
          ),
        label: ({ fileName, largest, label, record }) =>
          wrong(
            fileName,
            `Labels von 0 bis ${largest} am Anfang jedes Datensatzes`,
            `${label} in Datensatz ${record} (von 0 gezählt)`,
            'Die Dateien der Binärfassung von CIFAR wählen.',
          ),
      },
      npy: {
        noHeader: ({ fileName }) => wrong(fileName, 'ein NPY-Kopf der Version 1 bis 3', 'keiner', saveArray),
        longHeader: ({ fileName, most, bytes }) =>
          wrong(fileName, `ein Kopf von höchstens ${most} Bytes`, bytes, saveArray),
        type: ({ fileName, type }) =>
          wrong(fileName, 'ganze Zahlen oder Gleitkommazahlen', `der Typ ${type}`, saveOther(type)),
        objects: ({ fileName }) =>
          wrong(
            fileName,
            'ein Array aus Zahlen oder Texten',
            'eines aus anderen Python-Objekten',
            'Zahlen daraus machen, wie numpy.stack(list(array)) es tut, wo alle dieselbe Form haben, und diese speichern.',
          ),
        length: ({ fileName, expected, shape, itemBytes, bytes }) =>
          wrong(fileName, `${expected} Bytes an Zahlen (${by(shape)} zu ${itemBytes})`, bytes, saveArray),
        dimensions: ({ fileName, most, sizes }) =>
          wrong(
            fileName,
            `ein Array mit 1 bis ${most} Dimensionen`,
            sizes === null ? 'keine Form' : `die Form (${sizes})`,
            saveArray,
          ),
      },
      npySet: {
        missing: ({ array, names }) =>
          wrong(
            'Eigene NumPy-Arrays',
            `ein Array ${array}`,
            names,
            'Die Arrays x_train, y_train und auf Wunsch x_test und y_test nennen.',
          ),
        twoShapes: ({ fileName, other, expected, found }) =>
          wrong(
            fileName,
            `Bilder von ${by(expected)}, wie in ${other}`,
            by(found),
            'Die Arrays eines einzigen Datensatzes speichern.',
          ),
        shape: ({ fileName, largest, shape }) =>
          wrong(
            fileName,
            `Bilder als n x Höhe x Breite, oder mit 1, 3 oder 4 Kanälen dahinter oder davor, oder als Zeilen eines Quadrats, Seiten von 1 bis ${largest}`,
            `die Form ${by(shape)}`,
            'Umformen; größere Bilder verkleinern.',
          ),
        pixel: ({ fileName, value, index }) =>
          wrong(
            fileName,
            'Zahlen',
            `${value} als Zahl ${index} (von 0 gezählt)`,
            'Ersetzen, was keine Zahl ist, oder solche Bilder weglassen.',
          ),
        labelShape: ({ fileName, count, images, shape }) =>
          wrong(
            fileName,
            `${count} Labels, eines für jedes Bild von ${images}`,
            shape.length === 1 ? `${shape[0]}` : `die Form ${by(shape)}`,
            shape.length === 1
              ? 'Bilder und Labels eines einzigen Datensatzes speichern, zu jedem Bild sein Label.'
              : 'Labels als Klassennummern speichern: numpy.argmax macht sie aus One-Hot-Zeilen.',
          ),
        unmapped: ({ fileName, value, index }) =>
          wrong(
            fileName,
            'Labels, die die Zuordnung daneben nennt',
            `${value} als Label ${index} (von 0 gezählt)`,
            'Die Zuordnung dieser Dateien wählen oder sie weglassen.',
          ),
        twice: ({ fileName, other }) =>
          wrong(
            fileName,
            `ein Array seiner Art neben ${other}`,
            'ein zweites, mit anderen Zahlen',
            'Eines davon weglassen.',
          ),
        classes: ({ fileName, most, count }) =>
          wrong(fileName, `höchstens ${most} Klassen`, count, 'Labels mit weniger Klassen wählen.'),
        severalLabels: ({ fileName, count, images, columns }) =>
          wrong(
            fileName,
            `eine Klasse für jedes Bild, eine einzige 1 in jeder Zeile von ${columns}`,
            `${count} von ${images} Zeilen mit mehreren oder keiner`,
            'Mehrere Labels für ein Bild sind keine Klassen: eine Spalte behalten, oder eine Klasse für jedes Bild.',
          ),
        label: ({ fileName, value, index }) =>
          wrong(
            fileName,
            'ganzzahlige Labels',
            `${value} als Label ${index} (von 0 gezählt)`,
            'Die Klassen ab 0 nummerieren oder benennen.',
          ),
      },
      pickle: {
        broken: ({ fileName, reason }) =>
          wrong(fileName, 'ein vollständiges Python-Pickle', `ein kaputtes (${reason})`, downloadAgain),
        numbers: ({ fileName, type }) =>
          wrong(fileName, 'ganze Zahlen oder Gleitkommazahlen', `solche vom Typ ${type}`, saveOther(type)),
        asks: ({ fileName, name }) =>
          wrong(
            fileName,
            'ein Python-Pickle mit Arrays, Listen und Dictionarys',
            `eines, das Python nach ${name} fragt; nichts davon wurde ausgeführt`,
            name.startsWith('pandas.')
              ? 'Die Tabelle in Python speichern, mit frame.to_csv("data.csv", index=False).'
              : saveArray,
          ),
        noImages: ({ fileName }) =>
          wrong(fileName, 'Bilder und Labels zum Trainieren, als "data" und "labels"', 'keine', saveArray),
      },
      texts: {
        encoding: ({ fileName }) =>
          wrong(
            fileName,
            'Text in UTF-8',
            'andere Bytes',
            'Die Datei neu speichern, mit der Kodierung UTF-8.',
          ),
        quotes: ({ fileName, row }) =>
          wrong(
            fileName,
            'ein Anführungszeichen am Ende jedes Textes, der mit einem beginnt',
            `keines in Zeile ${row}`,
            'Die Zeile berichtigen oder weglassen.',
          ),
        cells: ({ fileName, row, expected, found }) =>
          wrong(
            fileName,
            `${expected} Spalten in ${placeOfText({ row, isLine: false })}`,
            found,
            'Die Zeile berichtigen oder weglassen. Ein Text mit Trennzeichen darin braucht Anführungszeichen um sich.',
          ),
        noText: ({ fileName, names }) =>
          wrong(fileName, 'eine Spalte "text"', firstNames(names), 'Die Spalte mit den Texten so nennen.'),
        noLabels: ({ fileName, names }) =>
          wrong(
            fileName,
            'eine Spalte "label" oder "labels"',
            firstNames(names),
            'Die Spalte mit den Labels so nennen; zwischen mehreren Labels eines Textes steht ";".',
          ),
        jsonLine: ({ fileName, row, text }) =>
          wrong(
            fileName,
            `ein JSON-Objekt in Zeile ${row}`,
            quote(text),
            'Die Zeile berichtigen oder weglassen.',
          ),
        noTextIn: ({ fileName, row, names }) =>
          wrong(
            fileName,
            `ein Feld "text" in Zeile ${row}`,
            firstNames(names),
            'Den Text in jeder Zeile so nennen.',
          ),
        noLabelsIn: ({ fileName, row, names }) =>
          wrong(
            fileName,
            `ein Feld "label" oder "labels" in Zeile ${row}`,
            firstNames(names),
            'Es in jeder Zeile so nennen: ein Label oder eine Liste davon.',
          ),
        empty: ({ fileName, what, ...place }) =>
          wrong(
            fileName,
            `ein ${what === 'text' ? 'Text' : 'Label'} in ${placeOfText(place)}`,
            'nichts',
            'Hinzufügen oder die Zeile weglassen.',
          ),
        tooMany: ({ fileName, most, count }) =>
          wrong(fileName, `höchstens ${most} Texte`, count, 'Einen Teil davon wählen.'),
        tooFew: ({ fileName, fewest, count }) =>
          wrong(
            fileName,
            `${fewest} oder mehr Texte zum Trainieren`,
            count,
            fewest === 1 ? 'Auch die Datei zum Trainieren wählen.' : 'Einen größeren Datensatz wählen.',
          ),
        labels: ({ fileName, most, count }) =>
          wrong(
            fileName,
            `2 bis ${most} Labels`,
            count,
            'Prüfen, ob die Spalte der Labels in jeder Zeile den Namen einer Klasse enthält.',
          ),
      },
      table: {
        columns: ({ fileName, columns }) =>
          wrong(
            fileName,
            'ein Label und die Pixel eines quadratischen Bildes in jeder Zeile',
            `${columns} Spalten`,
            'Das Labor nimmt Bilder und Texte, keine anderen Tabellen. Eine Spalte für das Label und eine für jedes Pixel behalten, und die Pixel nummerieren, wo Spalten Namen haben. Bei Texten die Spalten "text" und "label" nennen.',
          ),
        cell: ({ fileName, line, text }) =>
          wrong(
            fileName,
            `Zahlen als Pixel in Zeile ${line}`,
            quote(text),
            'Die Zeile berichtigen oder weglassen.',
          ),
        cells: ({ fileName, line, expected, found }) =>
          wrong(
            fileName,
            `${expected} Spalten in Zeile ${line}`,
            found,
            'Die Zeile berichtigen oder weglassen.',
          ),
        noLabels: ({ fileName }) =>
          wrong(fileName, 'eine Spalte mit Labels', 'keine', 'Auch die Tabelle zum Trainieren wählen.'),
      },
      picture: {
        size: ({ fileName, most, size }) =>
          wrong(
            fileName,
            `ein Bild mit bis zu ${most / 1e6} Millionen Pixeln`,
            size ? by(size) : 'kein Kopf von JPEG, GIF oder WebP, der eine Größe nennt',
            size ? 'Verkleinern oder weglassen.' : saveAsPng,
          ),
        noBrowser: ({ fileName }) =>
          wrong(
            fileName,
            'ein Bild in PNG, JPEG, GIF, BMP oder PPM',
            'eines, das nur ein Browser dekodieren kann',
            `Auf der Seite öffnen oder als PNG speichern: mogrify -format png "${fileName}".`,
          ),
        damaged: ({ fileName, reason }) =>
          wrong(fileName, 'ein vollständiges Bild', `ein beschädigtes (${reason})`, saveAsPng),
      },
      bmp: {
        header: ({ fileName }) => wrong(fileName, 'ein BMP-Kopf', 'keiner', saveAsPng),
        packed: ({ fileName, bits, compression }) =>
          wrong(
            fileName,
            'ein BMP-Bild, das nicht gepackt ist',
            `eines mit ${bits} Bit je Pixel, gepackt auf die Art ${compression}`,
            saveAsPng,
          ),
        cut: ({ fileName, expected, bytes }) =>
          wrong(fileName, `ein BMP-Bild von ${expected} Bytes`, bytes, copyFile),
      },
      pnm: {
        header: ({ fileName }) =>
          wrong(
            fileName,
            'ein Kopf von PBM, PGM oder PPM mit Breite, Höhe und größter Stufe',
            'keiner',
            saveAsPng,
          ),
        cut: ({ fileName, expected }) => wrong(fileName, `${expected} Stufen`, 'weniger', copyFile),
      },
      png: {
        noHeader: ({ fileName, most }) => wrongPng(fileName, most, 'kein PNG-Kopf'),
        size: ({ fileName, most, width, height }) => wrongPng(fileName, most, `${width} x ${height}`),
        damaged: ({ fileName, most, reason }) => wrongPng(fileName, most, `ein beschädigtes (${reason})`),
      },
      folder: {
        noTraining: ({ fileName }) =>
          wrong(fileName, 'ein Ordner train daneben', 'keiner', 'Den Ordner darüber wählen.'),
        misplaced: ({ fileName, folder }) =>
          wrong(
            fileName,
            'ein Bild im Ordner seiner Klasse, wie in "train/katze/1.png"',
            folder ? `der Ordner ${quote(folder)}` : 'kein Ordner',
            folderEach,
          ),
        noPictures: ({ side }) =>
          `Dieses Modell nimmt Bilder von ${side} x ${side} Pixeln, und diese Daten sind keine Bilder. Einen Ordner mit Bildern für jede Klasse wählen.`,
        tooManyLarge: ({ most, count, side }) =>
          `Ein Modell für Bilder von ${side} x ${side} Pixeln nimmt höchstens ${most} davon, und dies sind ${count}. Weniger wählen oder die Trainingsbilder begrenzen.`,
        untrainedClass: ({ class: name }) =>
          wrong(
            `Die Klasse ${quote(name)}`,
            'Bilder zum Trainieren',
            'keine',
            'Einige hinzufügen oder die Klasse entfernen.',
          ),
        classes: ({ most, count, only }) =>
          wrong(
            yourPictures,
            `2 bis ${most} Klassen, ein Ordner für jede`,
            only === null ? count : `eine (${quote(only)})`,
            folderEach,
          ),
      },
      gzip: {
        length: ({ fileName, bytes, declared }) =>
          wrong(
            fileName,
            `eine gzip-Datei, die mit der Länge ihres Inhalts endet, ${bytes} Bytes`,
            `dort ${declared}`,
            downloadAgain,
          ),
        broken: ({ fileName, reason }) =>
          wrong(fileName, 'ein vollständiger gzip-Strom', `ein kaputter (${reason})`, downloadAgain),
        tooLarge: ({ fileName, most }) =>
          wrong(fileName, `höchstens ${most} Bytes nach dem Entpacken`, 'mehr', smallerSet),
      },
      tar: {
        noEnd: ({ fileName }) => wrong(fileName, 'ein Block aus Nullen am Ende', 'keiner', copyTar),
        cut: ({ fileName, member, expected, bytes }) =>
          wrong(fileName, `${expected} Bytes von ${member}`, `nur ${bytes}`, copyTar),
        checksum: ({ fileName, expected, at, found }) =>
          wrong(fileName, `ein Kopf mit der Prüfsumme ${expected} bei Byte ${at}`, found, copyTar),
        noSize: ({ fileName, at }) =>
          wrong(fileName, `eine Größe in Oktalziffern bei Byte ${at}`, 'etwas anderes', copyTar),
      },
      zip: {
        noEnd: ({ fileName }) => wrong(fileName, 'ein zip-Verzeichnis am Ende', 'keines', copyZip),
        directory: ({ fileName, before, upTo }) =>
          wrong(
            fileName,
            `ein zip-Verzeichnis vor Byte ${before}`,
            upTo === null ? 'keines' : `eines bis Byte ${upTo}`,
            copyZip,
          ),
        directoryEnd: ({ fileName, count, expected, found }) =>
          wrong(fileName, `ein Verzeichnis mit ${count} Einträgen bis Byte ${expected}`, found, copyZip),
        noEntry: ({ fileName, index, count, at }) =>
          wrong(fileName, `Eintrag ${index} von ${count} im Verzeichnis bei Byte ${at}`, 'keiner', copyZip),
        method: (values) =>
          wrong(
            packed(values),
            'eine unkomprimierte oder mit deflate gepackte Datei',
            values.method === null ? 'eine verschlüsselte' : `Methode ${values.method}`,
            'Als gewöhnliches zip packen.',
          ),
        noContent: (values) => wrong(packed(values), `ihr Inhalt bei Byte ${values.at}`, 'keiner', copyZip),
        cut: (values) => wrong(packed(values), `${values.expected} Bytes`, `nur ${values.bytes}`, copyZip),
        storedSize: (values) =>
          wrong(
            packed(values),
            `${values.packed} Bytes, wie gespeichert`,
            `eine Größe von ${values.unpacked}`,
            copyZip,
          ),
        crc: (values) => wrong(packed(values), 'Inhalt zu seiner CRC-32', 'anderer', copyZip),
        farFewer: (values) => wrong(packed(values), `${values.expected} Bytes`, 'viel weniger', copyZip),
        more: (values) =>
          wrong(packed(values), `${values.expected} Bytes nach dem Entpacken`, 'mehr', copyZip),
        fewer: (values) =>
          wrong(
            packed(values),
            `${values.expected} Bytes nach dem Entpacken`,
            `nur ${values.bytes}`,
            copyZip,
          ),
        broken: (values) =>
          wrong(
            packed(values),
            'ein vollständiger deflate-Strom',
            `ein kaputter (${values.reason})`,
            copyZip,
          ),
      },
      parquet: {
        short: ({ fileName, bytes }) => wrong(fileName, 'eine Parquet-Datei', `${bytes} Bytes`, fetchAgain),
        footer: ({ fileName, bytes }) =>
          wrong(fileName, 'eine Parquet-Datei', `ein Fuß von ${bytes} Bytes`, fetchAgain),
        lists: ({ fileName }) => wrong(fileName, 'ein Bild je Zeile', 'eine Spalte mit Listen', fetchAgain),
        rows: ({ fileName, expected, found }) => wrong(fileName, `${expected} Zeilen`, found, fetchAgain),
        groupRows: ({ fileName, expected, found }) =>
          wrong(fileName, `${expected} Zeilen in einer Zeilengruppe`, found, fetchAgain),
        noPicture: ({ fileName, column, found }) =>
          wrong(fileName, `ein Bild in der Spalte „${column}“`, found, fetchAgain),
        damaged: ({ fileName }) =>
          wrong(fileName, 'eine Parquet-Datei mit Bildern', 'eine beschädigte', fetchAgain),
      },
      download: {
        label: ({ fileName, largest, found }) =>
          wrong(fileName, `eine Klassennummer von 0 bis ${largest}`, found, fetchAgain),
        tooFewOfClass: ({ fileName, expected, class: name, found }) =>
          wrong(fileName, `${expected} Bilder der Klasse ${name}`, found, 'Weniger Trainingsbilder wählen.'),
        pictureBytes: (values) => wrongPicture(values, `${values.bytes} Bytes`),
        pictureSize: (values) => wrongPicture(values, `${values.statedHeight} x ${values.statedWidth} Pixel`),
        pictureKind: (values) =>
          wrongPicture(
            values,
            `${values.found} ${values.found === 1 ? 'Kanal' : 'Kanäle'} zu ${values.depth} Bit, ${values.numbers} Zahlen`,
          ),
        pictureDamaged: (values) => wrongPicture(values, 'ein beschädigtes Bild'),
      },
    },

    download: {
      refused: ({ status, ...transfer }) => notFetched(transfer, `Antwort ${status}`),
      silent: ({ seconds, ...transfer }) => notFetched(transfer, `${seconds} s lang kam nichts an`),
      unreachable: (transfer) =>
        notFetched(transfer, 'nicht erreichbar oder nicht für diese Seite freigegeben'),
      brokeOff: (transfer) => notFetched(transfer, 'die Verbindung brach ab'),
      tooMuch: ({ most, ...transfer }) => notFetched(transfer, `mehr als ${most} Bytes gesendet`),
      tooLittle: ({ received, expected, ...transfer }) =>
        notFetched(transfer, `${received} von ${expected} Bytes gesendet`),
    },
  },

  model: {
    architectures: {
      'mnist-logistic': {
        label: 'Logistische Regression',
        about: 'Von Pixeln zu Klassen in einer dichten Schicht: ein konvexer Verlust, ein Slice je Klasse.',
      },
      'mnist-logistic-minimum': {
        label: 'Logistische Regression im Minimum',
        about:
          'Dieselbe dichte Schicht, bis zum einzigen Minimum ihres Verlusts mit Weight Decay trainiert: das Modell, für das Löschungen zertifiziert werden können.',
      },
      'mnist-2nn': {
        label: 'Zweischichtiges Netz',
        about:
          'Eine verborgene Schicht mit 100 ReLU-Einheiten: das kleinste Netz, in dem es etwas auszuwählen gibt.',
      },
      'mnist-cnn': {
        label: 'LeNet',
        about: 'Zwei 5-x-5-Faltungen mit 8 und 16 Filtern, jede mit Pooling, und eine dichte Schicht.',
      },
      'cifar-net': {
        label: 'CIFAR10Net',
        about:
          'Das Netz der Veröffentlichung: zwei 5-x-5-Faltungen mit 10 und 20 Filtern und Pooling, dichte Schichten mit 250, 100 und 10.',
      },
      'cifar-cnn-narrow': {
        label: 'Sechs Faltungen, schmal',
        about:
          'Sechs 3-x-3-Faltungen mit 16 bis 128 Filtern und Pooling und drei dichte Schichten: lässt sich auf einem kleinen Rechner trainieren.',
      },
      'cifar-cnn-narrow-bn': {
        label: 'Sechs Faltungen, schmal, batch-normalisiert',
        about: 'Das schmale Netz mit Batch-Normalisierung nach jeder Faltung; beim Verlernen eingefroren.',
      },
      'cifar-cnn': {
        label: 'Sechs Faltungen',
        about:
          'Die Breiten der Autoren, 32 bis 256 Filter, und dichte Schichten mit 1.024 und 512: für eine richtige GPU.',
      },
      'cifar-cnn-bn': {
        label: 'Sechs Faltungen, batch-normalisiert',
        about:
          'Die Breiten der Autoren mit Batch-Normalisierung nach jeder Faltung; beim Verlernen eingefroren.',
      },
      'cifar-resnet': {
        label: 'ResNet-8',
        about:
          'Drei Residualblöcke mit 16, 32 und 64 Filtern und Batch-Normalisierung: acht Schichten mit Gewichten auf dem längsten Weg.',
      },
      'face-resnet': {
        label: 'Kleines ResNet',
        about:
          'Eine Faltung mit Schrittweite 2, drei Residualblöcke mit 8, 16 und 32 Filtern und Batch-Normalisierung und eine dichte Schicht mit 64: das Netz der gemalten Gesichter.',
      },
      'face-attributes': {
        label: 'Kleines ResNet mit Sigmoiden',
        about:
          'Das Netz der gemalten Gesichter mit einer Sigmoid je Klasse, für Bilder, die mehrere Labels haben.',
      },
      transformer: {
        label: 'Transformer',
        about:
          'Ein Block eines Transformer-Encoders auf Wortstücken: eine Einbettung aus 64 Zahlen, Attention mit 4 Köpfen, zwei dichte Schichten mit 128 und 64 für jedes Stück und eine Sigmoid je Klasse auf dem Mittel der Stücke. Er liest Texte.',
      },
    },
    unnamedOwnModel: 'Eigenes Modell',
    ownModel: ({ height, width, channels }) =>
      `Eigenes Modell, für Bilder von ${height} x ${width} x ${channels}.`,

    look: {
      size: ({ input, classes, parameters, slices }) =>
        `Nimmt ${input.slice(0, -1).every((size) => size === 1) ? `Zeilen mit ${input.at(-1)} Zahlen` : `Bilder von ${by(input)}`} und unterscheidet ${classes} Klassen; ${parameters} Parameter, ${slices} Slices.`,
      layer: 'Schicht',
      output: 'Ausgabe',
      parameters: 'Parameter',
      slices: 'Slices',
      weightsEach: 'Gewichte je Slice',
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
      card: ({ data, count, trainingAccuracy, validationAccuracy }) =>
        `Auf ${count} Datenpunkten von ${data} trainiert: ${trainingAccuracy} davon richtig, und ${validationAccuracy} der zurückgehaltenen.`,
      measured: ({ name, accuracy, loss }) =>
        `Auf den zurückgehaltenen Datenpunkten von ${name}: ${accuracy} richtig, Verlust ${loss}.`,
      scalings: ({ images }) =>
        `Skalierung der Pixel, gemessen auf höchstens ${images} zurückgehaltenen Bildern; die mit dem Stern wird genommen:`,
    },

    notes: {
      files: ({ names }) => `Weggelassen, da das Modell keine solche Datei nennt: ${firstNames(names)}.`,
      identity: ({ layers }) =>
        `Weggelassen, da sie im trainierten Modell nichts bewirken: ${layers.join(', ')}.`,
      scaling: ({ layers }) => `In die Skalierung der Pixel übernommen: ${layers.join(', ')}.`,
      softmax: ({ layer }) =>
        `Die Softmax von „${layer}“ ist weggelassen: Der Verlust des Labors nimmt die Zahlen davor.`,
      otherEnd: ({ layer, activation }) =>
        `Die Zahlen von „${layer}“ enden in ${activation}, weder in einer Softmax noch in Sigmoiden: Das Labor nimmt sie als Logits, von denen sein Verlust die Softmax nimmt.`,
      torchLosses: ({ names }) =>
        `Weggelassen, als Gewichte eines Verlusts und nicht des Modells: ${names.join(', ')}.`,
      oneSigmoid: ({ layer }) =>
        `Die eine Sigmoid von „${layer}“ wurde zu zwei Ausgaben mit einer Softmax, die dieselben Wahrscheinlichkeiten und denselben Verlust haben.`,
      sigmoids: ({ layer }) =>
        `Die Sigmoide von „${layer}“ antworten für jede Klasse einzeln. Der Verlust ist ihre binäre Kreuzentropie, gemittelt über die Klassen; ein Datenpunkt gilt als richtig, wo seine Klasse die größte Sigmoid hat.`,
      body: ({ takes, width, parameters }) =>
        `Die Schichten bis zum letzten Pooling bleiben, wie sie sind (${parameters} Parameter): Sie machen aus jedem Bild von ${by(takes)} einmal ${width} Zahlen. Das Labor trainiert und verlernt die Schichten dahinter.`,
      flat: ({ count, shape }) =>
        `Das Modell nimmt ${count} Zahlen; Bilder von ${by(shape)} werden ihm Zeile für Zeile vorgelegt.`,
      torch: ({ model, layers, more, inOrder }) =>
        `Die Gewichte von PyTorch passen zu ${model}: ${layers.join(', ')}${more > 0 ? ` und ${more} weitere Schichten` : ''}${inOrder ? '' : ', was nicht ihre Reihenfolge in der Datei ist'}.`,
      otherData: ({ name }) => `Der Checkpoint wurde auf anderen Daten als ${name} trainiert.`,
    },

    refused: {
      freeSizes:
        'Das Modell nimmt Bilder jeder Größe. Mit --data die Daten nennen, für die es ist; sie haben eine Größe.',
      notFinite: ({ weight, value }) =>
        `Die Gewichte in der Datei enthalten ${value} in „${weight}“: Das Training, das sie erzeugte, ist entgleist. Eine frühere Datei davon nehmen oder mit kleinerer Schrittweite trainieren.`,
      ends: ({ inputs, outputs }) =>
        `Das Modell hat ${inputs} Eingänge und ${outputs} Ausgänge; das Labor nimmt Modelle mit je einem.`,
      nested: ({ layer }) =>
        `Die Schicht „${layer}“ ist selbst ein Modell; das Labor nimmt Modelle mit einfachen Schichten.`,
      shared: ({ layer, times }) =>
        `Die Schicht „${layer}“ wird ${times}-mal verwendet; das Labor nimmt Schichten, die einmal verwendet werden.`,
      outside: ({ layer }) => `Die Schicht „${layer}“ liest etwas außerhalb des Modells.`,
      noLayers: 'Die Topologie des Modells hat keine Liste von Schichten.',
      oneOutput:
        'Das Modell hat einen Ausgang ohne Sigmoid: Es liefert eine Zahl, und das Labor nimmt Modelle, die Klassen unterscheiden. Ist die Zahl ein Logit, der letzten Schicht eine Sigmoid geben.',
      scalingWithin: ({ layer }) =>
        `Die Schicht „${layer}“ skaliert Werte innerhalb des Modells; das Labor nimmt solche Schichten am Anfang, wo sie die Pixel skalieren.`,
      scalingNumbers: ({ layer }) =>
        `Die Schicht „${layer}“ skaliert die Pixel mit Zahlen, die nicht in der Datei stehen, oder mit 0. Das Modell mit ihnen exportieren.`,
      cannotLay: ({ layer, kind }) =>
        `Die Schicht „${layer}“ (${kind}) passt nicht zu dem, was sie liest. Entweder ist das Modell für Bilder anderer Größe oder mit anderen Kanälen, oder die Schicht hat eine Option, die das Labor nicht kennt, oder die Datei ist beschädigt. Zuerst die Daten öffnen, mit denen es trainiert wurde; hilft das nicht, neu exportieren, ohne diese Schicht.`,
      weightShapes: ({ layer, found }) =>
        `Die Gewichte der Schicht „${layer}“ haben in der Datei die Formen ${found}, und die Schicht braucht andere. Entweder ist das Modell für Bilder anderer Größe oder mit anderen Kanälen, oder die Schicht hat eine Option, die das Labor nicht kennt, oder die Datei ist beschädigt. Zuerst die Daten öffnen, mit denen es trainiert wurde; hilft das nicht, neu exportieren.`,
      noWeights: ({ layer, part }) =>
        `In den Gewichtsdateien fehlt ${part} der Schicht „${layer}“. Das Modell mit allen Gewichten exportieren.`,
      afterSigmoids: ({ layer, last }) =>
        `Auf die Sigmoide von „${layer}“ folgt „${last}“; die Ausgaben sind so weder Wahrscheinlichkeiten von Klassen noch die Zahlen davor. Das Modell mit seinen Sigmoiden, einer Softmax oder einfachen Zahlen (Logits) enden lassen.`,
      largeImages: ({ sizes, most }) =>
        `Die Eingabe des Modells [${sizes.join(', ')}] hat mehr als 64 Pixel je Seite. Von solchen Modellen nimmt das Labor die mit quadratischen Bildern bis ${most} Pixel je Seite, grau oder in Farbe.`,
      noHead:
        'Das Modell nimmt Bilder mit mehr als 64 Pixeln je Seite. Von solchen Modellen ändert das Labor die Schichten hinter dem letzten Pooling über die ganze Karte, und dieses hat keine solchen Schichten.',
      needsPictures: ({ takes, input }) =>
        `Das Modell nimmt Bilder von ${by(takes)}, und diese Daten haben ${by(input)}. Zuerst einen Ordner mit Bildern für jede Klasse öffnen, dann das Modell: Das Labor skaliert die Bilder auf seine Größe.`,
      tooManyFeatures: ({ count, width }) =>
        `Was das Modell vor seinen letzten Schichten aus ${count} Bildern macht, je ${width} Zahlen, passt nicht in den Speicher. Weniger Bilder nehmen.`,
      grouped: ({ layer }) =>
        `Die Faltung „${layer}“ ist in Gruppen geteilt. Das Labor nimmt Faltungen ohne Gruppen und solche mit einer Gruppe für jeden Kanal (DepthwiseConv2D); das Modell mit einer davon an ihrer Stelle trainieren.`,
      number: ({ layer, part, found }) =>
        `Die Schicht „${layer}“ braucht für ${part} eine ganze Zahl ab 1 und hat ${found}.`,
      outputNotLast: 'Der Ausgang des Modells ist nicht seine letzte Schicht.',
      mapOutput: ({ height, width }) =>
        `Das Modell liefert eine Karte von ${height} x ${width} Pixeln; das Labor nimmt Klassifikatoren mit einer Zahl je Klasse.`,
      largeMap: ({ layer, height, width, channels }) =>
        `Die Schicht „${layer}“ liefert für jedes Bild Karten von ${height} x ${width} x ${channels} Zahlen; dafür hat das Labor nicht genug Speicher.`,
      inputSize: ({ sizes }) => `Die Eingabe des Modells [${sizes.join(', ')}] hat keine feste Größe.`,
      inputNoImage: ({ sizes }) => `Die Eingabe des Modells [${sizes.join(', ')}] ist kein Bild.`,
      channelsFirst: ({ layer }) =>
        `Die Schicht „${layer}“ will die Kanäle zuerst; das Labor nimmt sie zuletzt.`,
      doesNotFit: ({ layer, reason }) => `Die Schicht „${layer}“ passt nicht: ${reason}.`,
      softmaxWithin: ({ layer }) => `Die Softmax von „${layer}“ steht nicht am Ende des Modells.`,
      activation: ({ layer, activation, taken }) =>
        `Die Schicht „${layer}“ hat die Aktivierung „${activation}“; das Labor nimmt ${taken.join(', ')} und am Ende Softmax.`,
      denseOnMap: ({ layer }) =>
        `Die dichte Schicht „${layer}“ arbeitet auf jedem Pixel einer Karte; davor ein Flatten setzen.`,
      reluCeiling: ({ layer }) =>
        `Die Schicht „${layer}“ ist eine ReLU mit Schwelle oder einer anderen Decke als 6; das Labor nimmt einfache, ReLU6 und LeakyReLU.`,
      layerKind: ({ layer, kind }) =>
        `Die Schicht „${layer}“ ist von der Art ${kind}, deren Slices das Labor nicht ändern kann. Es nimmt Dense, Conv2D, DepthwiseConv2D, SeparableConv2D, BatchNormalization, LayerNormalization, Activation, ReLU, LeakyReLU, MaxPooling2D, AveragePooling2D, GlobalMaxPooling2D, GlobalAveragePooling2D, ZeroPadding2D, Add, Concatenate, Flatten, Reshape und Dropout.`,
      batchNormAxis: ({ layer, axis, sizes }) =>
        `Die Batch-Normalisierung „${layer}“ läuft entlang der Achse ${axis} von [${sizes}]; das Labor nimmt die der Kanäle.`,
      concatAxis: ({ layer, axis }) =>
        `Die Verkettung „${layer}“ läuft entlang der Achse ${axis}; das Labor nimmt die der Kanäle.`,
      layerNormAxis: ({ layer, axes, sizes }) =>
        `Die Schichtnormalisierung „${layer}“ läuft entlang der Achsen ${axes.join(', ')} von [${sizes}]; das Labor nimmt die der Kanäle.`,
      layerNormParts: ({ layer }) =>
        `Der Schichtnormalisierung „${layer}“ fehlt Skala oder Verschiebung; das Labor nimmt solche, die beides haben.`,
      padding: ({ layer, padding }) =>
        `Die Schicht „${layer}“ hat das Padding „${padding}“; das Labor nimmt same und valid.`,
      dilated: ({ layer }) =>
        `Die Faltung „${layer}“ ist gedehnt (dilated); das Labor nimmt einfache Faltungen.`,
      otherImages: ({ takes, input }) =>
        `Das Modell nimmt Bilder von ${by(takes)}, und diese Daten haben ${by(input)}. ${fitEachOther}`,
      otherClasses: ({ gives, classes }) =>
        `Das Modell unterscheidet ${gives} Klassen, und diese Daten haben ${classes}. ${fitEachOther}`,
    },

    checkpoint: {
      secantBytes: ({ model, expected, found }) =>
        `Das Sekantenpaar von ${model} braucht ${expected} Bytes, und secant.bin hat ${found}.`,
      secantNotFinite: ({ vector, place, found }) =>
        `secant.bin: ${vector}[${place}]: erwartet: eine endliche Zahl; gefunden: ${found}. Daraus würde die Krümmung des Trainingsverlusts gemacht.`,
      parameters: ({ expected, found }) =>
        `Das Modell hat ${found} Parameter, seine Karte sagt ${expected}: Sie gehören nicht zusammen.`,
      noModel: ({ reason }) =>
        `Das ist kein Modell, das TensorFlow.js lesen kann: ${whyUnreadable(reason)}. Die model.json eines tf.LayersModel und die zugehörigen Gewichtsdateien wählen.`,
      missingPart: ({ fileName, part }) =>
        `${fileName} hat kein ${part}: Das ist kein Checkpoint des Labors. Eine Datei wählen, die mit „Checkpoint exportieren“ entstand.`,
      several: ({ folders }) => `Das sind mehrere Checkpoints: einen der Ordner ${folders} wählen.`,
      noModelJson: ({ names }) =>
        `Unter ${names.join(', ')} ist keine model.json. model.json und die zugehörigen Gewichtsdateien zusammen wählen.`,
      emptyFile: ({ file }) => `${file} ist leer. Erneut kopieren oder herunterladen.`,
      severalModels: ({ names }) =>
        `Das sind mehrere Modelle: ${names.join(', ')}. Eines davon mit seinen Gewichtsdateien wählen.`,
      graphModel: ({ file }) =>
        `${file} ist ein Graph-Modell: Seine Schichten sind verschmolzen und lassen sich nicht einzeln ändern.\nDas Keras-Modell umwandeln, aus dem es entstand: tensorflowjs_converter --input_format=keras model.h5 out`,
      otherFormat: ({ file, format }) =>
        `${file} ist ${otherFormatWords[format].what}; das Labor öffnet ein tf.LayersModel (model.json mit Gewichtsdateien) und Gewichte von PyTorch (.pt).\n${otherFormatWords[format].todo}`,
      torch: {
        noWeights: ({ file }) =>
          `${file} enthält keine Gewichte unter Namen. Speichern mit torch.save(model.state_dict(), "model.pt").`,
        noNumbers: ({ file }) => `${file} enthält Texte, wo Gewichte Zahlen sind.`,
        noHeader: ({ file }) =>
          `${file} ist keine vollständige safetensors-Datei: Ihr Kopf ist nicht lesbar. Erneut kopieren oder herunterladen.`,
        noTensor: ({ file, name }) =>
          `${file}: „${name}“ hat keine Form, keinen Platz oder Zahlen eines Typs, den das Labor nicht liest.`,
        otherLength: ({ file, name }) =>
          `${file}: Die Zahlen von „${name}“ sind nicht alle da. Erneut kopieren oder herunterladen.`,
        fitsNone: ({ file, isDescribed, layers, more }) =>
          `Die Gewichte in ${file} sind nicht die ${isDescribed ? 'der Schichten in der Beschreibung daneben' : 'eines Modells des Labors für diese Bilder'}. Es sind ${layers.join(', ')}${more > 0 ? ` und ${more} weitere Schichten` : ''}.\n${isDescribed ? 'Die Beschreibung muss jede Schicht mit Gewichten nennen, in ihrer Reihenfolge' : 'Die Schichten in einer JSON-Datei beschreiben und beide zusammen wählen'}: docs/checkpoints.md sagt, wie.`,
        option: ({ where, type, option }) =>
          `${where} der Beschreibung (${type}) hat die Option „${option}“, die das Labor dort nicht kennt: Faltungen sind ohne Dehnung, in einer Gruppe oder in einer je Kanal, und Pooling lässt weg, was kein ganzes Fenster ist.`,
        layerType: ({ where, type, known }) =>
          `${where} der Beschreibung ist ein ${type}, das das Labor nicht hat. Es nimmt ${known.join(', ')}.`,
        brokenDescription: ({ file }) =>
          `${file} ist kein JSON: Ein Komma oder eine Klammer fehlt, oder es ist eine zu viel.`,
        paddedMaximum: ({ where }) =>
          `${where} der Beschreibung, ein MaxPool2d mit Padding, folgt auf Schichten, die Zahlen unter 0 liefern können. Das Labor füllt mit Nullen auf, die PyTorch dort auslässt: die ReLU davor setzen oder das Padding weglassen.`,
        noLayer: ({ where, type }) =>
          `${where} der Beschreibung (${type}) findet in der Datei keine Schicht: Weniger haben dort Gewichte, oder sie heißt anders.`,
        otherLayer: ({ where, type, layer, shape }) =>
          `${where} der Beschreibung ist ein ${type}, und das Gewicht von „${layer}“ hat die Form [${shape.join(', ')}]: die gemeinte Schicht nennen.`,
        doesNotFit: ({ where, type }) =>
          `${where} der Beschreibung (${type}) passt nicht zu dem, was es liest. Ein Linear nach Karten braucht ein Flatten davor.`,
      },
      missingWeights: ({ path }) =>
        `Das Modell braucht die Gewichtsdatei ${path}. model.json und die zugehörigen Gewichtsdateien zusammen wählen.`,
      otherData: ({ count, data }) =>
        `Dieser Checkpoint gehört zu ${count} Trainingsdatenpunkten von ${data}, die nicht hier sind. Zuerst diese Daten öffnen, dann den Checkpoint.`,
      otherModel: ({ count, model, parameterCount }) =>
        `Der Checkpoint hat ${count} Parameter, und ${model} hat ${parameterCount}.`,
      otherDigest: ({ path, count, data, hereCount, here }) =>
        `${path} gehört zu ${count} Trainingsdatenpunkten von ${data}, und dies sind ${hereCount} von ${here}: Ihre Prüfsummen sind verschieden. --data und --limit prüfen.`,
      noneShip: ({ model, count, data, models }) =>
        `Für diese ${count} Trainingsdatenpunkte von ${data} kommen keine Gewichte ${model === null ? 'irgendeines Modells' : `von ${model}`} mit; es gibt: ${models}. Mit "lethe train --out DIR" trainieren und den Ordner, der dort entsteht, mit --checkpoint nennen.`,
      noneThere: ({ path }) => `Es gibt keinen Checkpoint ${path}.`,
      nothingThere: ({ path }) => `Es gibt keine Datei und keinen Ordner ${path}.`,
      unlearned: ({ removedCount, path }) =>
        `Aus den Gewichten in ${path} wurden ${removedCount} Datenpunkte verlernt, und niemand weiß, welche: Sie würden als vorhanden gezählt. Die Gewichte nehmen, aus denen sie verlernt wurden.`,
      missingInFolder: ({ folder, name }) =>
        `${folder} hat kein ${name}: Ein Checkpoint ist ein Ordner, wie "lethe train" ihn schreibt.`,
    },

    training: {
      range: ({ name, whole, from, to, value }) =>
        `Das Training braucht für ${name} ${whole ? 'eine ganze Zahl' : 'eine Zahl'} von ${from} bis ${to}, nicht ${value}.`,
      choice: ({ name, choices, value }) =>
        `Das Training braucht für ${name} ${choices.join(' oder ')}, nicht ${value}.`,
      diverged: ({ loss, guess }) =>
        `Das Training ist divergiert: Der mittlere Verlust ist ${comma(loss.toPrecision(3))}, und Raten hat ${comma(guess.toPrecision(3))}. Die Gewichte sind, wie sie waren; eine kleinere Lernrate verwenden.`,
      notConvex: ({ model }) =>
        `Nur logistische Regression (eine dichte Schicht mit Bias auf den Pixeln) lässt sich bis zum Minimum trainieren, und ${model} ist ein anderes Modell. Ein anderes Optimierungsverfahren wählen.`,
      noneFound: ({ data }) =>
        `L-FOCI findet kein Attribut, das das Label von ${data} verrät: Die Attribute nennen, die verborgen werden sollen.`,
      nothingHides: ({ model }) =>
        `Gradientenumkehr braucht vor der Ausgabe Schichten, die die Attribute verbergen, und ${model} hat keine, die trainiert werden. Ein Modell mit mehreren Schichten wählen oder nichts umkehren.`,
      textsStay: 'Texte werden weder verschoben noch gespiegelt: als Augmentierung „keine“ wählen.',
      minimumNeeds: ({ weightDecay, augmentation }) =>
        `Training bis zum Minimum braucht einen Weight Decay über 0 und keine Augmentierung; eingestellt sind Weight Decay ${weightDecay} und Augmentierung ${augmentation}.`,
      noMinimum: ({ epochs, gradient, wanted }) =>
        `Das Minimum wurde in ${epochs} ${epochs === 1 ? 'Schritt' : 'Schritten'} nicht erreicht: Der Gradient ist ${comma(gradient.toPrecision(2))}, und das Training hält bei ${wanted}. Mehr Epochen erlauben oder einen größeren Weight Decay nehmen: float32 stellt große Gewichte weniger genau dar.`,
      lossNotFinite:
        'Der Verlust dieses Modells auf diesen Daten ist keine Zahl: Seine Gewichte sind beschädigt, oder es wurde für andere Daten gemacht.',
      unbounded:
        'Die Gewichte sind über alle Grenzen gewachsen: Einen Verlust zu erhöhen hat kein Ende. Das Modell ist, wie es war; eine kleinere Lernrate oder weniger Schritte oder Epochen verwenden.',
    },
    noSuchScaling: ({ id }) =>
      `Das offene Modell wurde unter der Skalierung ${id} nicht gemessen: Nur bei einem eigenen Modell gibt es Skalierungen zur Wahl.`,
    notMeasured: ({ id, measured }) =>
      `Das Modell hat unter der Skalierung ${id} keinen endlichen Verlust, oder seine Bilder haben keine solche; gemessen wurde es unter ${measured.join(', ')}.`,
    noSuchModel: ({ id, ids }) => `Es gibt kein Modell „${id}“; es gibt ${ids.join(', ')}.`,
    readsImages: ({ model, models }) =>
      `Das Modell „${model}“ liest Bilder, und diese Daten sind Texte. Modelle dafür: ${models.join(', ')}.`,
    noHeads:
      'Dieses Modell hat keine Attention, also keine Köpfe, die Slices sein könnten: die Einheiten der Projektionen wählen.',
    givesOneClass: ({ model, models }) =>
      `Das Modell „${model}“ nennt eine Klasse, und diese Bilder haben mehrere Labels. Modelle dafür: ${models.join(', ')}.`,
    readsTexts: ({ model, models }) =>
      `Das Modell „${model}“ liest Texte, und diese Daten sind Bilder. Modelle dafür: ${models.join(', ')}.`,

    field: (wrong) =>
      `${placeIn(wrong)}: erwartet: ${expectedWords(wrong.expected)}; gefunden: ${foundWords(wrong.found)}.`,
    newerVersion: (wrong) =>
      `${placeIn(wrong)}: erwartet: höchstens ${wrong.newest}; gefunden: ${wrong.found}: Eine neuere Version des Labors hat es geschrieben. Mit dieser Version öffnen: die Seite neu laden oder das Labor aktualisieren.`,
    olderVersion: (wrong) =>
      `${placeIn(wrong)}: erwartet: mindestens ${wrong.oldest}; gefunden: ${wrong.found}: Dieses Labor liest das nicht mehr.`,
  },

  engine: {
    looks: {
      noRetrained: ({ id }) =>
        `Das Modell, das für Zustand ${id} neu trainiert wurde, ist nicht im Speicher: den Zustand noch einmal mit dem Neutraining vergleichen.`,
      noTrace: 'Diese Löschung wählte ihre Slices ohne L-FOCI: Es gibt keine Spur davon.',
      noImage: ({ index, last }) => `Es gibt keinen Datenpunkt ${index}: Der letzte ist ${last}.`,
      noMaps: ({ layer }) => `Die Schicht „${layer}“ hat keine Karten: Sie ist keine Faltung.`,
      noDamping: 'Der Einfluss von Datenpunkten braucht eine Dämpfung über 0: unter „Löschung“ einstellen.',
    },
    history: {
      missing: ({ id }) =>
        `Die Gewichte von Zustand ${id} sind nicht gespeichert: Seine Löschungen müssen wiederholt werden.`,
      damaged: ({ id }) =>
        `Die Gewichte von Zustand ${id} sind nicht die, die seine Prüfsumme verspricht: Seine Löschungen müssen wiederholt werden.`,
      remadeOtherwise: ({ id, device, here }) =>
        device === here
          ? `Löschung ${id} ging bei der Wiederholung anders aus: Ein anderer Browser, ein anderer Treiber oder eine andere Version des Labors rundet anders. Das Modell ist, wie es war.`
          : `Löschung ${id} ging bei der Wiederholung anders aus: Sie entstand auf ${device}, und dies ist ${here}, wo Summen in anderer Reihenfolge gerundet werden. Dort zu ihr gehen, wo sie entstand. Das Modell ist, wie es war.`,
      removal: ({ id, problem }) => `Löschung ${id}: ${problem}`,
      number: ({ id }) => `ihre Nummer ist ${id}`,
      laterParent: ({ parent }) => `sie geht von Zustand ${parent} aus, der später kommt`,
      otherParent: 'sie geht von anderen Gewichten aus, als ihr Vorgänger hat',
      otherWeights: 'die Gewichte sind nicht die, die ihre Prüfsumme verspricht',
      noSample: ({ sample, count }) => `Datenpunkt ${sample} ist nicht unter den ${count} Trainingsdaten`,
      removedTwice: ({ sample }) => `Datenpunkt ${sample} ist zweimal gelöscht`,
      samplesLeft: ({ count }) => `sie sagt, dass ${count} Datenpunkte übrig sind`,
      rejectedChange: 'sie wurde verworfen und ändert doch Gewichte',
      valueCount: ({ values, count }) => `sie hat ${values} Werte für ${count} Gewichte`,
      placeCount: ({ places, values }) => `sie hat ${places} Stellen für ${values} Werte`,
      places: ({ count }) => `ihre Stellen sind keine steigenden Zahlen unter ${count}`,
      noCurrent: 'der Zustand, in dem das Modell war, fehlt',
    },
    methods,
    selections: {
      lfoci: {
        label: 'L-FOCI',
        about:
          'Die Markov-Decke des Verlusts unter den Slices (Algorithmus 2), geschätzt aus den verrauschten Kopien.',
      },
      cheap: {
        label: 'Sparsam',
        about: 'Nur der erste Schritt von L-FOCI: der eine Slice mit dem größten T(Verlust, Slice).',
      },
      random: {
        label: 'Zufällig',
        about: 'So viele Slices, wie L-FOCI wählt, zufällig gezogen: was die Auswahl selbst wert ist.',
      },
      'random-layer': {
        label: 'Zufällig, gleiche Schichten',
        about:
          'So viele Slices jeder Schicht, wie L-FOCI dort wählt, zufällig gezogen: was die Auswahl von L-FOCI über die Schichten hinaus wert ist.',
      },
      'random-label': {
        label: 'Zufällig, mit der Einheit des Labels',
        about:
          'So viele Slices jeder Schicht, wie L-FOCI dort wählt, zufällig gezogen, aber immer mit der Ausgabeeinheit des Labels: was die Auswahl von L-FOCI über Schichten und Label hinaus wert ist.',
      },
      one: { label: 'Einer', about: 'Ein Slice, zufällig gezogen.' },
      saliency: {
        label: 'Salienz',
        about:
          'Die Slices mit dem größten Gradienten des Verlusts der zu vergessenden Datenpunkte, zusammen mit nicht mehr Parametern, als L-FOCI wählt.',
      },
      'saliency-slices': {
        label: 'Salienz, gleich viele Slices',
        about:
          'So viele Slices, wie L-FOCI wählt: die mit dem größten Gradienten des Verlusts der zu vergessenden Datenpunkte. Sie können viel mehr Parameter haben.',
      },
      full: { label: 'Alle', about: 'Jeder Slice: gar keine Auswahl.' },
    },
    curvatures: {
      secant: {
        label: 'Sekante, y y\u2032 / s\u2032y',
        about:
          'Rang eins. s ist der Schritt der letzten Epoche auf dem Block, y die Hesse-Matrix des Blocks mal s, durch ein exaktes Produkt, auf Datenpunkten, die übrig sind. Wo s\u2032y nicht positiv ist, entfällt sie: Nur die Dämpfung bleibt.',
      },
      'secant-cut': {
        label: 'Sekante, wie veröffentlicht',
        about:
          'Rang eins, aus dem Sekantenpaar aller Gewichte in der letzten Epoche, auf den Block zugeschnitten, und aus einem kleinen Schritt auf dem Datenpunkt. Was die anderen Gewichte taten, steckt in y: Sie ist keine Sekante der Hesse-Matrix des Blocks. Wo s\u2032y nicht positiv ist, entfällt das Paar.',
      },
      'secant-l1': {
        label: 'Sekante, y y\u2032 / |s|\u2081',
        about: 'Die Formel aus dem Code der Autoren, mit exakten Gradienten in den Paaren.',
      },
      'authors-1': {
        label: 'Code der Autoren, torch < 2',
        about:
          'Nur zum Vergleich. So verhält sich dieser Code: Der gespeicherte Gradient ist ein Vielfaches dessen des letzten Minibatches, und die Hesse-Matrix des Datenpunkts ist g g\u2032 / (p 10\u207b\u2076), was den Schritt umkehrt.',
      },
      'authors-2': {
        label: 'Code der Autoren, torch \u2265 2',
        about:
          'Nur zum Vergleich. Derselbe Code, wo Gradienten verworfen statt genullt werden: eine Summe über Minibatches, und eine Hesse-Matrix des Datenpunkts, die genau 0 ist.',
      },
      fisher: {
        label: 'Fisher, g g\u2032',
        about:
          'Rang eins: das äußere Produkt des Gradienten des mittleren Verlusts, und das des Datenpunkts.',
      },
      'block-fd': {
        label: 'Block über Differenzen',
        about:
          'Die volle Hesse-Matrix des Blocks aus zentralen Differenzen exakter Gradienten. Durch ReLU und Max-Pooling tritt sie über Knicke; ihr Fehler gegen exakte Produkte wird gezeigt.',
      },
      block: {
        label: 'Block, exakt',
        about:
          'Die volle Hesse-Matrix des Blocks aus exakten Produkten der Hesse-Matrix mit Vektoren, und Cholesky.',
      },
      cg: {
        label: 'Konjugierte Gradienten',
        about: 'Ohne Matrix, auf exakten Produkten der Hesse-Matrix mit Vektoren: für Blöcke jeder Größe.',
      },
      ggn: {
        label: 'Gauß-Newton',
        about:
          'Die Hesse-Matrix ohne die Krümmung des Netzes selbst, J\u2032 H_L J. Sie ist nie indefinit, die Dämpfung wird also nie erhöht. Ohne Matrix, mit exakten Produkten: für Blöcke jeder Größe.',
      },
      kfac: {
        label: 'K-FAC',
        about:
          'Kronecker-Faktoren jeder Schicht, Kovarianz der Eingaben und Kovarianz der Ausgabegradienten (Anhang D.4).',
      },
    },
    retrainingOrders: {
      coupled: {
        label: 'Gekoppelt',
        about:
          'Die ursprüngliche Reihenfolge aller Datenpunkte ohne die gelöschten: Batches behalten ihre Plätze. Die beiden Trainings unterscheiden sich allein durch die gelöschten Datenpunkte.',
      },
      independent: {
        label: 'Unabhängig',
        about:
          'Eine neue Reihenfolge der übrigen Datenpunkte, wie bevor es die gekoppelte gab. Sie unterscheidet sich vom Original auch durch die Reihenfolge, und das allein bewegt die Gewichte.',
      },
    },
    updates: {
      sekhari: {
        label: 'Sekhari',
        about:
          'Gleichungen 13 bis 15: der Schritt (H\u2032 + \u03bbI)\u207b\u00b9 m g / (n \u2212 m) mit H\u2032 = (n H \u2212 m H_s) / (n \u2212 m).',
      },
      cr: {
        label: 'CR',
        about:
          'Nur die Hesse-Matrix des Datenpunkts selbst: der Schritt (H_s + \u03bbI)\u207b\u00b9 g. Lang; die Autoren geben ihm kein Rauschen.',
      },
      'gradient-ascent': {
        label: 'Gradientenanstieg',
        about: 'Ohne Krümmung: der Schritt m g / ((n \u2212 m) \u03bb) auf den gewählten Slices.',
      },
    },
    attentions: {
      rows: {
        label: 'Einheiten der Projektionen',
        about: 'Jede Einheit der Schichten für Queries, Keys und Values ist ein Slice, wie in jeder Schicht.',
      },
      heads: {
        label: 'Ganze Köpfe',
        about:
          'Ein Slice ist ein Kopf: seine Einheiten für Queries, Keys und Values zusammen, mit ihren Biases. Die Schicht hinter den Köpfen behält ihre Einheiten als Slices.',
      },
    },
    weightDecays: {
      trained: {
        label: 'Wie trainiert',
        about:
          'Der Schritt ist der des Verlusts, auf dem trainiert wurde: Der Weight Decay zog die Gewichte gegen 0, und der Schritt berücksichtigt das. Gewichte, die nicht hier trainiert wurden, gelten als ohne trainiert.',
      },
      none: {
        label: 'Weggelassen',
        about: 'Der Schritt lässt den Weight Decay des Trainings weg, wie veröffentlicht.',
      },
    },
    guardSets: {
      own: {
        label: 'Eigene Datenpunkte',
        about:
          'Weder trainiert noch berichtet, damit der Wächter nicht auswählt, was berichtet wird: die nächsten Datenpunkte der Quelle, der Validierungsteil bei Dateien mit Testteil, sonst die Hälfte der zurückgehaltenen Datenpunkte. Wo das unter 100 wären, werden alle zurückgehaltenen Datenpunkte genommen, und der Bericht sagt es.',
      },
      apart: {
        label: 'Getrennte Datenpunkte, wie früher',
        about:
          'Was frühere Links, Sitzungen und Läufe sagen. Es sind die eigenen Datenpunkte, außer bei den mitgelieferten Datensätzen und Teilen von Downloads, die keine hatten: Dort werden alle zurückgehaltenen Datenpunkte genommen.',
      },
      validation: {
        label: 'Alle zurückgehaltenen Datenpunkte',
        about: 'Die Validierungsmenge. Der Wächter beeinflusst dann, was über sie berichtet wird.',
      },
    },
    guardImages: {
      next: ({ count }) => `${count} weitere Datenpunkte der Quelle, weder trainiert noch berichtet`,
      part: ({ count }) => `die ${count} Datenpunkte des Validierungsteils, weder trainiert noch berichtet`,
      half: ({ count }) =>
        `die Hälfte der zurückgehaltenen Datenpunkte, ${count}, weder trainiert noch berichtet`,
      apart: ({ count }) => `${count} Datenpunkte, weder trainiert noch berichtet`,
      validation: ({ count }) => `alle ${count} zurückgehaltenen Datenpunkte, die auch berichtet werden`,
    },
    batches: {
      union: {
        label: 'Vereinigung der einzelnen Decken',
        about:
          'Jeder Datenpunkt wird für sich gestört und wählt die Slices, die er allein wählen würde. Der Schritt geht über ihre Vereinigung.',
      },
      mean: {
        label: 'Mittel über den Batch',
        about:
          'Eine Decke, die des mittleren Verlusts des Batches über seinen mittleren Aktivierungen, wie veröffentlicht. In einem Mittel über viele Datenpunkte bleibt wenig von dem, wovon einer abhängt: Es kann Slices wählen, die keiner von ihnen braucht.',
      },
    },
    numbers,
    microF1: {
      residualAccuracy: {
        label: 'Mikro-F1 des Rests',
        about:
          'Mikro-F1 auf der Restmenge (alle nicht gelöschten Trainingsdaten): über alle vergebenen und alle wahren Klassen, jede gezählt, 2 x richtige / (vergebene + wahre). Eine Klasse ist vergeben, wenn ihre Wahrscheinlichkeit über ein Halb liegt.',
      },
      validationAccuracy: {
        label: 'Mikro-F1 der Validierung',
        about: 'Mikro-F1 auf den zurückgehaltenen Daten: 2 x richtige Klassen / (vergebene + wahre).',
      },
      forgetAccuracy: {
        label: 'Mikro-F1 des Vergessenen',
        about:
          'Mikro-F1 auf allen gelöschten Daten: 2 x richtige Klassen / (vergebene + wahre). Das Ziel ist der Wert des neu trainierten Modells, nicht 0.',
      },
    },
    metrics: {
      residualAccuracy: {
        label: 'Restgenauigkeit',
        about:
          'Anteil der Restmenge (alle nicht gelöschten Trainingsdaten), den das Modell richtig klassifiziert.',
      },
      residualLoss: {
        label: 'Restverlust',
        about: 'Mittlere Kreuzentropie auf der Restmenge.',
      },
      validationAccuracy: {
        label: 'Validierungsgenauigkeit',
        about: 'Anteil der zurückgehaltenen Datenpunkte, den das Modell richtig klassifiziert.',
      },
      validationLoss: {
        label: 'Validierungsverlust',
        about: 'Mittlere Kreuzentropie auf den zurückgehaltenen Datenpunkten.',
      },
      forgetAccuracy: {
        label: 'Vergessensgenauigkeit',
        about:
          'Anteil aller gelöschten Datenpunkte, den das Modell noch richtig klassifiziert. Das Ziel ist der Wert des neu trainierten Modells, nicht 0.',
      },
      forgetLoss: {
        label: 'Vergessensverlust',
        about:
          'Mittlere Kreuzentropie auf allen gelöschten Datenpunkten. Das Ziel ist der Wert des neu trainierten Modells.',
      },
      decayedGradientNorm: {
        label: 'Norm des Restgradienten',
        about:
          'Norm des Gradienten, auf der Restmenge, des Verlusts, auf dem trainiert wurde: mittlerer Verlust plus Weight Decay (Lemma 1). In einem Minimum für das, was übrig ist, ist sie 0. Wenige Modelle wurden bis dahin trainiert: Das Ziel ist der Wert des neu trainierten Modells.',
      },
      residualGradientNorm: {
        label: 'Norm des Restgradienten, ohne Weight Decay',
        about:
          'Dasselbe für den mittleren Verlust allein. In einem Minimum des Verlusts, auf dem trainiert wurde, ist sie nicht 0, sondern Weight Decay mal Norm der Gewichte. Das Ziel ist der Wert des neu trainierten Modells.',
      },
      batchGradientNormMean: {
        label: 'Mittlere Gradientennorm der Batches (Autoren)',
        about:
          'Was die Autoren „residual gradient norm“ nennen: das Mittel über Batches zu 128 der Norm ihres Gradienten. Größer als die Norm des mittleren Gradienten.',
      },
      distanceToOriginal: {
        label: 'Abstand zum Original',
        about: 'Euklidischer Abstand aller Gewichte von denen des ursprünglichen Modells.',
      },
      attackOnLoss: {
        label: 'Populationsangriff über den Verlust',
        about:
          'Fläche unter der Kurve, wenn eine einzige Schwelle auf dem Verlust Daten der Restmenge von zurückgehaltenen unterscheiden soll: 50 % ist Raten. Sie gilt für alle zusammen und sagt nichts über einen einzelnen Datenpunkt: Das tut der Angriff auf jeden Datenpunkt. Das Ziel ist der Wert des neu trainierten Modells.',
      },
      attackOnEntropy: {
        label: 'Populationsangriff über die Entropie',
        about: 'Dasselbe mit einer Schwelle auf der Entropie der Vorhersage.',
      },
      forgetMembersOnLoss: {
        label: 'Populationsangriff auf die gelöschten (Verlust)',
        about:
          'Anteil der gelöschten Datenpunkte, den der Populationsangriff mit seiner besten Schwelle auf dem Verlust für Trainingsdaten hält. Entfällt bei weniger als 30 gelöschten Datenpunkten und wo dieser Angriff nicht besser als Raten ist: Dort kann er nichts unterscheiden. Das Ziel ist der Wert des neu trainierten Modells.',
      },
      forgetMembersOnEntropy: {
        label: 'Populationsangriff auf die gelöschten (Entropie)',
        about: 'Dasselbe mit der besten Schwelle auf der Entropie.',
      },
      zeroRetrainForgetting: {
        label: 'Zero Retrain Forgetting',
        about:
          '1 \u2212 mittlere Jensen-Shannon-Divergenz zwischen diesem und einem zufällig initialisierten Modell auf den gelöschten Datenpunkten: 1, wo beide dasselbe vorhersagen. Das Ziel ist der Wert des neu trainierten Modells.',
      },
    },
    columns: {
      dataset: 'Der Datensatz, mit seiner Kennung.',
      model: 'Das Modell, mit seiner Kennung.',
      train_epochs: 'Epochen, die das ursprüngliche Modell trainiert wurde.',
      selectionType:
        'Wie Slices ausgewählt wurden: FOCI (L-FOCI), Random, One, Full; bei einer Auswahl, die die Autoren nicht haben, ihre Kennung hier. Leer bei anderen Verfahren als Algorithmus 1.',
      order: 'Hessian: ein Schritt mit Krümmung. BP (Backpropagation): die Änderung ohne Krümmung.',
      HessType:
        'Die Änderung: Sekhari (Gleichungen 13 bis 15, benannt nach der Analyse von Sekhari et al. 2021, der sie folgt) oder CR (nur die Hesse-Matrix des Datenpunkts selbst).',
      approxType:
        'Die Krümmung: FD (finite Differenzen; hier jede Sekante) oder Fisher. Leer bei einer Krümmung, die die Autoren nicht haben.',
      run: 'Nennt die Wiederholung: der Seed des Laufs.',
      orig_trainset_size: 'Trainingsdaten des ursprünglichen Modells.',
      delta: 'Einer Garantie: leer, da keine Löschung eine gibt. Rauschen hat eigene Spalten.',
      epsilon: 'Einer Garantie: leer, da keine Löschung eine gibt. Rauschen hat eigene Spalten.',
      l2_reg:
        'Die Dämpfung, die zur Diagonale der Hesse-Matrix addiert wird. Sie ist nicht der Weight Decay des Trainings.',
      val_acc_before:
        'Validierungsgenauigkeit des ursprünglichen Modells vor jeder Löschung, in jeder Zeile.',
      val_loss_before: 'Validierungsverlust des ursprünglichen Modells vor jeder Löschung, in jeder Zeile.',
      scrub_list: 'Die Datenpunkte dieser Löschung, mit ihren Plätzen in der Trainingsmenge.',
      n_removals: 'Datenpunkte, die vor dieser Löschung schon weg waren: 0 bei der ersten.',
      bad_sample: 'Ob der Wächter die Löschung verworfen hat.',
      time: 'Sekunden des Rechnens von der ersten Zeile bis zum Ende dieser, andere Zweige und verworfene Löschungen eingeschlossen. (Die Autoren schreiben die Uhrzeit.)',
      val_acc_after: 'Validierungsgenauigkeit nach dieser Löschung.',
      val_loss_after: 'Validierungsverlust nach dieser Löschung.',
      sample_loss_before: 'Mittlerer Verlust der Datenpunkte dieser Löschung, davor.',
      sample_loss_after: 'Mittlerer Verlust der Datenpunkte dieser Löschung, danach.',
      sample_gradnorm_before: 'Mittlere Norm der Gradienten der Verluste dieser Datenpunkte, davor.',
      sample_gradnorm_after: 'Mittlere Norm der Gradienten der Verluste dieser Datenpunkte, danach.',
      residual_loss_after: 'Mittlerer Verlust auf den übrigen Trainingsdaten, danach.',
      residual_acc_after: 'Genauigkeit auf den übrigen Trainingsdaten, danach.',
      residual_gradnorm_after:
        'Was die Autoren Norm des Restgradienten nennen: das Mittel der Normen der Gradienten von Batches zu 128. Gemessen, wo danach gefragt war.',
      id: 'Die Nummer der Löschung und des Zustands, zu dem sie führte, ab 1.',
      parent: 'Der Zustand, von dem sie ausging; 0: das ursprüngliche Modell.',
      accepted:
        'Ob der Wächter sie durchließ. Eine verworfene Löschung ließ das Modell, wie es war; ihre Werte danach sagen, was sie bewirkt hätte.',
      retain_count: 'Trainingsdaten, die danach übrig sind.',
      backend: 'Womit gerechnet wurde: webgpu, wasm oder cpu.',
      device: 'Die Grafikkarte oder die CPU.',
      digest_before: 'Der Gewichte davor.',
      digest_after: 'Der Gewichte danach.',
      method: 'Das Verfahren, mit seiner Kennung.',
      method_numbers: 'Die Zahlen des Verfahrens, die angegeben wurden.',
      selection: 'Wie Slices ausgewählt wurden, mit der Kennung hier.',
      attention:
        'Was von Attention ein Slice ist: rows (jede Einheit ihrer Projektionen) oder heads (ganze Köpfe); bei anderen Modellen immer rows.',
      curvature: 'Die Krümmung, mit der Kennung hier.',
      update: 'Die Änderung, mit der Kennung hier.',
      weight_decay: 'Ob der Weight Decay des Trainings Teil eines Newton-Schritts ist: trained oder none.',
      batch: 'Wie L-FOCI für mehrere Datenpunkte zugleich auswählt.',
      perturbations: 'Verrauschte Kopien jedes Datenpunkts, aus denen ausgewählt wird.',
      perturbation_deviation: 'Standardabweichung dieses Rauschens, in Einheiten der normierten Eingabe.',
      max_slices: 'So viele Slices darf die Auswahl höchstens nehmen; leer: beliebig viele.',
      hessian_samples:
        'Trainingsdaten, auf denen eine exakte oder über Differenzen bestimmte Hesse-Matrix gemessen wird; auto: so viele, wie die Krümmung von sich aus nimmt.',
      solver: 'Wie das gedämpfte System gelöst wird.',
      guard: 'Genauigkeit auf den Datenpunkten des Wächters, die eine Löschung kosten darf; leer: beliebig.',
      guard_set:
        'Nach welchen Datenpunkten sich der Wächter richten sollte: own (weder trainiert noch berichtet), apart (dieselben, wie frühere Labore sie hatten) oder validation.',
      guard_went_by:
        'Nach welchen Datenpunkten er sich richtete: next (weitere der Quelle), part (der Validierungsteil neben einem Testteil), half (der zurückgehaltenen, nicht berichtet), apart (einer davon, wie frühere Labore sie hatten) oder validation (alle zurückgehaltenen); leer, wo er aus war, und in älteren Berichten.',
      guard_images:
        'Nach wie vielen Datenpunkten er sich richtete; leer, wo er aus war, und in älteren Berichten.',
      guard_accuracy_before: 'Genauigkeit darauf vor der Löschung.',
      guard_accuracy_after: 'Genauigkeit darauf danach.',
      noise_epsilon:
        'Wofür das Rauschen nach der Formel von Sekhari gemacht wurde, die nichts zertifiziert; leer, wo es aus ist.',
      noise_delta: 'Wie noise_epsilon.',
      seed: 'Der Seed des Verfahrens: von Störung, Zufalls-Slices, Rauschen und Trainingsschritten dieser Löschung.',
      draw_seed:
        'Der Seed der Ziehung, aus der die Datenpunkte stammen; leer, wo sie nicht zufällig gezogen wurden.',
      training_seed: 'Der Seed des Trainings des ursprünglichen Modells.',
      memorisation:
        'Wie sehr das Training den Datenpunkt auswendig lernt: die mittlere Margin von Modellen, die mit ihm trainiert wurden, minus die von solchen ohne ihn, aus einem Ensemble auf zufälligen Hälften der Daten; bei mehreren Datenpunkten das Mittel. Leer, wo es kein Ensemble gibt.',
      memorisation_error: 'Der Standardfehler von `memorisation`.',
      slices: 'Slices, die ausgewählt wurden.',
      parameters: 'Parameter darin.',
      step_norm: 'Der Änderung der Gewichte, ohne Rauschen.',
      noise_norm: 'Des Rauschens, das addiert wurde.',
      distance_bound:
        'Wie weit die Gewichte der Löschung höchstens von denen des Neutrainings entfernt sind; leer bei Modellen ohne solche Schranke.',
      noise_sigma: 'Standardabweichung des Rauschens eines Parameters.',
      rewind_epochs: 'Epochen des Trainings, die das Zurückspulen wiederholte; leer bei anderen Verfahren.',
      rewind_epochs_of: 'Epochen dieses Trainings insgesamt.',
      rewind_remade_epochs:
        'Epochen, die vorher neu trainiert wurden, um die Gewichte zu haben, bei denen das Zurückspulen beginnt; 0, wo sie gespeichert waren.',
      rewind_remade_ms: 'Wie lange das dauerte. Es ist kein Teil von removal_ms.',
      rewind_original_distance:
        'Wie weit von den ursprünglichen Gewichten das ursprüngliche Training endet, wenn es hier läuft; 0: Es wiederholt sie. Leer, wo das Zurückspulen mit frischen Gewichten begann.',
      damping_used: 'Die verwendete Dämpfung: erhöht, wo das System nicht positiv definit war.',
      eigenvalue_smallest: 'Kleinster Eigenwert der gedämpften Hesse-Matrix des Blocks.',
      eigenvalue_largest: 'Größter Eigenwert der gedämpften Hesse-Matrix des Blocks.',
      cosine_to_gradient:
        'Des Winkels zwischen Schritt und Gradient: 1 heißt, dass die Hesse-Matrix den Schritt nicht gedreht hat.',
      solve_residual: 'Fehler der Lösung des gedämpften Systems, als Anteil seiner rechten Seite.',
      largest_change:
        'Größte absolute Änderung einer vorhergesagten Wahrscheinlichkeit, irgendeiner Klasse, über alle Trainingsdaten, auch die gelöschten, und alle zurückgehaltenen Datenpunkte.',
      without_effect:
        'Der Schritt ist 0, oder largest_change liegt unter 0,000001: Die Löschung änderte nichts, was eine Vorhersage zeigt.',
      hessian_samples_used:
        'Trainingsdaten, auf denen die Hesse-Matrix gemessen wurde; leer, wo sie aus dem Training oder von den gelöschten Datenpunkten stammt.',
      weight_decay_used: 'Der Weight Decay im Schritt, auf beiden Seiten des Systems; 0: keiner.',
      weight_decay_trained:
        'Der Weight Decay, mit dem die Gewichte trainiert wurden; leer, wo niemand ihn kennt, und in Löschungen älterer Versionen.',
      term_norm:
        'Woraus ein Newton-Schritt auf allen Gewichten besteht: m (g + wd w) / (n \u2212 m), mit dem Weight Decay wd im Schritt. Leer in Löschungen älterer Versionen.',
      neglected_norm:
        'Des übrigen Gradienten auf dem, was übrig ist, mit Weight Decay, den ein Newton-Schritt weglässt: 0 in einem Minimum. Wo sie größer ist als term_norm, bewegt das Neutraining die Gewichte hauptsächlich anderswohin. Leer in Löschungen älterer Versionen.',
      removal_ms: 'Diese Löschung, mit ihrer Auswertung.',
      removals_ms:
        'Alle Löschungen vom ursprünglichen Modell bis zu diesem Zustand, mit ihren Auswertungen. Neben retraining_ms sagt das, was schneller war.',
      divergence_validation:
        'Mittlere Jensen-Shannon-Divergenz der Vorhersagen des Modells nach dem Verlernen und des neu trainierten, auf zurückgehaltenen Datenpunkten.',
      divergence_forget: 'Dasselbe auf den gelöschten Datenpunkten.',
      distance_to_retrained:
        'Euklidischer Abstand der Gewichte des Modells nach dem Verlernen und des neu trainierten.',
      relearn_epochs_unlearned:
        'Epochen auf allen Trainingsdaten, bis der Verlust auf den gelöschten Datenpunkten nicht größer ist als der des ursprünglichen Modells; leer: nicht innerhalb der Grenze.',
      relearn_epochs_retrained: 'Dasselbe beim neu trainierten Modell.',
      retraining_ms: 'Training von Grund auf mit dem, was übrig ist.',
      relearn_retained_epochs_unlearned:
        'Epochen allein auf dem, was übrig ist, bis der Verlust auf den gelöschten Datenpunkten nicht größer ist als der des ursprünglichen Modells; leer: nicht innerhalb der Grenze.',
      relearn_retained_epochs_retrained: 'Dasselbe beim neu trainierten Modell.',
      relearn_retained_loss_unlearned:
        'Der kleinste Verlust auf den gelöschten Datenpunkten in diesem Training.',
      relearn_retained_loss_retrained: 'Dasselbe beim neu trainierten Modell.',
      probe_forget_original:
        'Anteil der gelöschten Datenpunkte, deren Label eine lineare Sonde liest, für jede verborgene Schicht des ursprünglichen Modells.',
      probe_forget_unlearned: 'Dasselbe beim Modell nach dem Verlernen.',
      probe_forget_retrained: 'Dasselbe beim neu trainierten Modell.',
      probe_held_out_unlearned:
        'Anteil anderer zurückgehaltener Datenpunkte, den die Sonden auf dem Modell nach dem Verlernen lesen.',
      cka_unlearned_to_original:
        'Lineare CKA jeder verborgenen Schicht im Modell nach dem Verlernen und im ursprünglichen: 1 heißt gleich bis auf Drehung und Skala.',
      cka_unlearned_to_retrained: 'Dasselbe beim Modell nach dem Verlernen und dem neu trainierten.',
      cka_retrained_to_original: 'Dasselbe beim neu trainierten und dem ursprünglichen Modell.',
      neighbours_loss_change_unlearned:
        'Mittlerer Verlust der übrigen Datenpunkte, die den gelöschten am nächsten sind: Modell nach dem Verlernen minus ursprüngliches.',
      neighbours_loss_change_retrained: 'Dasselbe, neu trainiertes minus ursprüngliches Modell.',
      neighbours_control_change_unlearned:
        'Dasselbe bei gleich vielen anderen, zufällig gezogenen: Modell nach dem Verlernen minus ursprüngliches.',
      neighbours_control_change_retrained:
        'Dasselbe bei diesen, neu trainiertes minus ursprüngliches Modell.',
      rewind_line_recovered:
        'Das Zurückspulen neben den Löschungen: für jede Zahl letzter Epochen, die ohne die gelöschten Datenpunkte wiederholt werden, der Anteil der Änderung ihres Verlusts, die gekoppeltes Neutraining bewirkt. Alle Epochen sind das gekoppelte Neutraining selbst.',
      rewind_line_ms:
        'Wie lange diese Epochen dauerten, in Millisekunden, ohne die Herstellung ihres Anfangs.',
      rewind_line_step_ms:
        'Zeit aller Löschungen, die zu diesem Zustand führten, ohne ihre Auswertungen: Sie steht neben rewind_line_ms.',
      rewind_line_side:
        'Wo die Löschungen stehen. below: Ein gemessenes Zurückspulen holt ebenso viel in nicht mehr Zeit. above: Eines, das so lange dauert, holt nicht mehr. between: weder noch. quicker: Kein Zurückspulen ist so schnell, und alle holen mehr. past: Der Anteil ist über 1.',
      rewind_line_remade_epochs:
        'Epochen, die vorher neu trainiert wurden, um die Gewichte zu haben, bei denen das Zurückspulen beginnt; 0, wo sie gespeichert waren.',
      rewind_line_remade_ms: 'Wie lange das dauerte. Es ist kein Teil von rewind_line_ms.',
      failed:
        'Warum die Löschung nicht gemacht werden konnte; alles, was gemessen worden wäre, ist dann leer.',
      retraining_order:
        'Reihenfolge des Neutrainings: coupled, die ursprüngliche ohne die gelöschten Datenpunkte; oder independent, eine andere.',
      retraining_seed:
        'k: Das Modell wurde mit den k-ten anderen Seeds neu trainiert, die aus denen des ursprünglichen Trainings und k gezogen sind. Leer: mit denen des ursprünglichen Trainings.',
      floor_sample:
        'Der Datenpunkt ohne Einfluss, der für die gekoppelte Nachweisgrenze weggelassen wurde: einer der acht mit dem kleinsten Gradienten. Leer bei unabhängiger Reihenfolge und anderem Seed.',
      divergence_validation_floor:
        'Gekoppelte Nachweisgrenze von divergence_validation: des ursprünglichen Modells und des ohne einen Datenpunkt ohne Einfluss neu trainierten.',
      divergence_forget_floor: 'Dasselbe auf den gelöschten Datenpunkten.',
      distance_to_retrained_floor:
        'Gekoppelte Nachweisgrenze des Abstands: der Gewichte des ursprünglichen Modells und des ohne einen Datenpunkt ohne Einfluss neu trainierten.',
      recovered_loss:
        'Summe der Verluständerungen durch das Verlernen über die gelöschten Datenpunkte, geteilt durch die Summe durch gekoppeltes Neutraining. Leer, wo das nicht definiert ist: Letztere liegt unter dem Doppelten ihrer Nachweisgrenze, oder das Modell wurde in unabhängiger Reihenfolge oder mit anderem Seed neu trainiert.',
      recovered_margin: 'Dasselbe für Margins: Log-Odds des Labels.',
      recovered_validation_loss:
        'Korrelation, über die zurückgehaltenen Datenpunkte, der Verluständerung durch das Verlernen und durch gekoppeltes Neutraining.',
      recovered_validation_margin: 'Dasselbe für Margins.',
      cosine_to_retraining:
        'Kosinus zwischen der bewirkten Änderung der Gewichte und der des gekoppelten Neutrainings, beide vom Original aus.',
      cosine_to_retraining_floor:
        'Kosinus zwischen der bewirkten Änderung und der eines Neutrainings ohne einen Datenpunkt ohne Einfluss.',
      distance_left:
        'Abstand der Gewichte nach dem Verlernen von den neu trainierten, geteilt durch den der ursprünglichen von ihnen.',
      recovered_loss_seeds:
        'Andere Seeds des Trainings, für die der Anteil der Verluständerung definiert ist; leer, wo es weniger als zwei sind oder nach keinem gefragt war.',
      recovered_loss_mean:
        'Mittel von recovered_loss über diese Seeds: Jeder hat ein eigenes Original, dieselben Löschungen und ein eigenes gekoppeltes Neutraining.',
      recovered_loss_low: 'Unteres Ende des 95-%-Intervalls dieses Mittels, nach Students Verteilung.',
      recovered_loss_high: 'Oberes Ende davon.',
      recovered_margin_seeds:
        'Andere Seeds des Trainings, für die der Anteil der Margin-Änderung definiert ist; leer, wo es weniger als zwei sind oder nach keinem gefragt war.',
      recovered_margin_mean:
        'Mittel von recovered_margin über diese Seeds: Jeder hat ein eigenes Original, dieselben Löschungen und ein eigenes gekoppeltes Neutraining.',
      recovered_margin_low: 'Unteres Ende des 95-%-Intervalls dieses Mittels, nach Students Verteilung.',
      recovered_margin_high: 'Oberes Ende davon.',
    },
    columnFamilies: {
      authors: ({ meaning }) => `${meaning} Benannt wie in multi_scrub.py der Autoren.`,
      metrics: {
        before: ({ label, explanation }) =>
          `${label} des Modells vor der Löschung, auf den Mengen, wie sie danach sind. ${explanation}`,
        after: ({ label, explanation }) => `${label} nach der Löschung. ${explanation}`,
        retrained: ({ label }) => `${label} des neu trainierten Modells, auf denselben Mengen.`,
        gap: ({ label }) => `${label}: Modell nach dem Verlernen minus neu trainiertes.`,
        floor: ({ label }) =>
          `${label}: was das Weglassen eines Datenpunkts ohne Einfluss im gekoppelten Neutraining ändert, ohne Vorzeichen. Eine kleinere Lücke bedeutet nichts.`,
        band: ({ label }) =>
          `${label}: halbe Breite des 95-%-Bands der Lücke zu einem Modell mit anderem Seed, t s sqrt(2) über 16 Modelle. Leer, wo es nicht gemessen wurde oder nichts sagt.`,
        within: ({ label }) =>
          `${label}: ob die Lücke innerhalb dieses Bands liegt, des Rauschens des Neutrainings.`,
      },
      phases: {
        wall: ({ phase }) => `Verstrichene Zeit des Schritts „${phase}“.`,
        gpu: ({ phase }) =>
          `GPU-Zeit im Schritt „${phase}“; leer, wo dort nichts gerechnet wurde oder sie keine Uhr hat.`,
      },
    },
    columnUnits: {
      text: 'Text',
      number: 'Zahl',
      count: 'Anzahl',
      flag: '1 ja, 0 nein',
      list: 'Liste',
      pairs: 'Name=Wert, durch Leerzeichen',
      digest: 'SHA-256, hexadezimal',
      share: 'Anteil, 0 bis 1',
      points: 'Prozentpunkte',
      nats: 'Nats',
      norm: 'euklidische Norm von Gewichten',
      ratio: 'Verhältnis',
      cosine: '−1 bis 1',
      divergence: 'Bits, 0 bis 1',
      epochs: 'Epochen',
      seconds: 's',
      milliseconds: 'ms',
    },
    columnSigns: {
      higher: 'höher ist besser',
      lower: 'niedriger ist besser',
      retrained: 'Ziel ist der Wert des neu trainierten Modells',
      gap: 'über 0: größer im Modell nach dem Verlernen; Ziel ist 0',
      change: 'über 0: größer geworden',
      cosine: '1 gleiche Richtung, 0 rechtwinklig, −1 entgegengesetzt',
      correlation:
        '1 proportional Datenpunkt für Datenpunkt, 0 ohne Zusammenhang, −1 proportional mit anderem Vorzeichen',
      recovered: '1 was Neutraining bewirkt, 0 nichts, über 1 zu weit',
      left: '0 angekommen, 1 nicht näher als das Original',
    },
    presets: {
      default: {
        label: 'Standard',
        about:
          'Die Dämpfung, mit der das Labor beginnt, und kein Rauschen: Zu sehen ist die Änderung selbst.',
      },
      paper: {
        label: 'Veröffentlichung',
        about:
          'Der veröffentlichte Schritt: \u03bb 0,01, die Sekante wie veröffentlicht, kein Weight Decay im Schritt, eine Decke für das Mittel eines Batches, Rauschen nach der Formel von Sekhari für \u03b5 0,1 und \u03b4 0,01, die nichts zertifiziert. Was von den Experimenten der Veröffentlichung abweicht, steht darunter.',
      },
    },

    stops: {
      noGain: 'Kein übriger Slice verrät mehr über den Verlust: Der beste hat T \u2264 0.',
      maxSlices: 'Die Höchstzahl an Slices ist erreicht.',
      cheap: 'Die sparsame Variante nimmt einen Slice.',
      exhausted: 'Die gewählten Slices erklären den Verlust vollständig, oder es ist kein Slice übrig.',
      noInformation:
        'Weder Verlust noch Aktivierungen ändern sich unter dieser Störung: Nichts wird gewählt, das Modell bleibt, wie es ist.',
      union: ({ count }) =>
        `Die Vereinigung der Markov-Decken aller einzelnen Datenpunkte. ${count === 1 ? 'Sie ist ein Slice' : 'Die Slices, die die meisten Datenpunkte wählten, stehen vorn'}.`,
      random: 'So viele Slices, wie L-FOCI wählt, zufällig gezogen.',
      randomLayer: 'So viele Slices jeder Schicht, wie L-FOCI dort wählt, zufällig gezogen.',
      randomLabel:
        'So viele Slices jeder Schicht, wie L-FOCI dort wählt, zufällig gezogen, mit den Ausgabeeinheiten der Labels.',
      saliencyParameters:
        'Die Slices mit dem größten Gradienten, die zusammen nicht mehr Parameter haben als die von L-FOCI.',
      one: 'Ein Slice, zufällig gezogen.',
      saliency: 'So viele Slices, wie L-FOCI wählt, die mit dem größten Gradienten.',
      every: 'Jeder Slice.',
      firstSlices: ({ count }) => `Die ersten Slices, bis zur Grenze von ${count}.`,
    },

    effects: {
      noStep: 'Diese Löschung hat nichts geändert: Ihr Schritt ist 0, und das Modell ist, was es vorher war.',
      unnoticed: ({ change, bound }) =>
        `Diese Löschung hat fast nichts geändert: Keine vorhergesagte Wahrscheinlichkeit irgendeines Datenpunkts bewegte sich um ${bound} oder mehr. Die größte Änderung ist ${change}.`,
    },

    replay: {
      otherDevice: ({ backend, device, hereBackend, here, kernels }) =>
        `Diese Löschungen entstanden auf ${backend} (${device}${{ own: ', eigene Kernel des Labors', stock: ', Kernel von TensorFlow.js', none: '' }[kernels ?? 'none']}), und dies ist ${hereBackend} (${here}): Ein anderes Gerät rundet Summen in anderer Reihenfolge. Sie dort wiederholen, wo sie entstanden.`,
      sameDevice:
        'Sie entstanden auf demselben Gerät; also rundet ein anderer Browser, ein anderer Treiber oder eine andere Version des Labors anders.',
    },

    certificate: {
      otherModel: ({ model }) =>
        `Für das Modell ${germanModel(model)}, wie es trainiert wurde, lässt sich nichts zertifizieren. Nötig ist logistische Regression, bis zum Minimum und nicht weiter trainiert, mit Weight Decay: die logistische Regression wählen, die im Minimum mitkommt, oder mit dem Optimierungsverfahren „Newton, bis zum Minimum“ trainieren.`,
      measuredNormalisation: ({ data }) =>
        `Auf ${data} lässt sich nichts zertifizieren: Mittel und Streuung, mit denen die Pixel normiert sind, wurden auf solchen Bildern gemessen, also steckt jeder Datenpunkt darin. Daten mit festen Zahlen wählen: die Bilder von Fashion-MNIST, die mit dem Labor kommen.`,
      begun:
        'Ein Zertifikat muss festgelegt werden, bevor etwas gelöscht wird, und es wurde schon etwas gelöscht. Zuerst neu beginnen: Die Sitzung ist dann vergessen.',
      fixedAlready:
        'Die Bedingungen des Zertifikats stehen fest und lassen sich nicht ändern. Für andere neu beginnen.',
      notFixed:
        'Es sind keine Bedingungen festgelegt: Epsilon, Delta und Sigma festlegen, bevor etwas gelöscht wird.',
      notAtMinimum: ({ gradient, wanted }) =>
        `Das Modell ist nicht in seinem Minimum: Der Gradient seines Verlusts mit Weight Decay ist ${comma(gradient.toPrecision(2))} und darf ${wanted} sein. Zuerst bis zum Minimum trainieren.`,
      noneLeft: ({ releases }) =>
        `${releases === 1 ? 'Die eine Freigabe ist' : `Alle ${releases} Freigaben sind`} gemacht, und unter diesen Bedingungen kann es keine weitere geben. Neu beginnen, um andere festzulegen.`,
      tooFar: ({ together, allowed, before }) =>
        `Keine Freigabe: Das Neutraining kann ${comma(together.toPrecision(3))} entfernt sein${before > 0 ? `, zusammen mit ${before} ${before === 1 ? 'früheren Freigabe' : 'früheren Freigaben'}` : ''}, und ${comma(allowed.toPrecision(3))} ist erlaubt. Einen weiteren Newton-Schritt machen oder neu trainieren.`,
      notSaved: ({ problem }) =>
        `Keine Freigabe: Es ließ sich nicht speichern, dass sie gemacht wurde, sie würde also nicht gezählt. ${problem}`,
    },
    refused: {
      noiseEpsilon: ({ epsilon }) =>
        `Die Formel von Sekhari gilt für ein Epsilon unter 1, nicht ${epsilon}. Ein kleineres nehmen oder das Rauschen ausschalten.`,
      noiseUpdate: ({ update }) =>
        `Keine Formel sagt, wie viel Rauschen die Änderung ${update} braucht: Die von Sekhari handelt vom Newton-Schritt auf der Hesse-Matrix dessen, was übrig ist. Die Änderung sekhari nehmen oder das Rauschen ausschalten.`,
      noiseCurvature: ({ curvature }) =>
        `Keine Formel sagt, wie viel Rauschen die Krümmung ${curvature} braucht: Ihr System kann indefinit gelöst sein. Eine andere Krümmung nehmen oder das Rauschen ausschalten.`,
      newton: ({ model, weightDecay }) =>
        `Der exakte Newton-Schritt ist für logistische Regression mit Weight Decay, und ${model} ${weightDecay > 0 ? 'ist ein anderes Modell' : 'wurde ohne einen bekannten trainiert'}. Ein anderes Verfahren oder Modell wählen.`,
      range: ({ number, minimum, maximum, value }) =>
        `${numbers[number].label}: Eine Zahl von ${minimum} bis ${maximum} ist nötig, nicht ${value}.`,
      notWhole: ({ number, value }) => `${numbers[number].label}: Eine ganze Zahl ist nötig, nicht ${value}.`,
      choice: ({ setting, choices, value }) =>
        `${setting} ist eines von ${choices.join(', ')}, nicht ${value}.`,
      maxSlices: ({ value }) => `maxSlices muss eine ganze Zahl ab 1 oder null sein, nicht ${value}.`,
      noSuchNumber: ({ method, name }) => `${methods[method].label} hat keine Zahl namens ${name}.`,
      noSample: 'Eine Löschung braucht mindestens einen Datenpunkt; es ist keiner angegeben.',
      sampleRange: ({ largest, sample }) =>
        `Eine Löschung braucht Datenpunkte von 0 bis ${largest}, nicht ${sample}.`,
      sampleTwice: 'Eine Löschung braucht jeden Datenpunkt einmal, und einer ist zweimal genannt.',
      noPixels: 'Dieses Modell bekommt Merkmale der Bilder, nicht ihre Pixel: Es gibt keine zu betrachten.',
      removedAlready: ({ sample }) => `Datenpunkt ${sample} ist schon gelöscht.`,
      noDamping:
        'Eine Dämpfung von 0 braucht den Weight Decay des Trainings im Schritt, und hier gibt es keinen: Die Hesse-Matrix allein hat vielleicht keine Inverse. Eine Dämpfung über 0 nehmen.',
      noiseWithoutDamping:
        'Das Rauschen richtet sich nach der Dämpfung, und für eine Dämpfung von 0 gibt es keines.',
      takesAll: ({ count }) =>
        `Eine Löschung muss mindestens einen der ${count} Datenpunkte übrig lassen, und diese nimmt alle.`,
      emptyClass: ({ label }) => `Von Klasse ${label} ist kein Datenpunkt zum Vergessen übrig.`,
      notRejected:
        'Diese Löschung wurde vom Wächter nicht verworfen: Das Modell, zu dem sie führte, wird verglichen, wie es ist.',
      nothingToAttack: 'In diesem Zustand ist nichts gelöscht, also gibt es nichts anzugreifen.',
      ensembleDamaged: ({ model, data }) =>
        `Das mitgelieferte Ensemble von ${model} auf ${data} ist beschädigt: Seine Dateien sind nicht die seiner Karte. Das Labor neu laden.`,
      noPatch: 'In diese Daten wurde kein Muster eingebaut, also gibt es keines zu probieren.',
      drawSize: ({ most, count }) =>
        `Eine zufällige Ziehung nimmt 1 bis ${most} Datenpunkte, nicht ${count}.`,
      blanketSamples: ({ samples }) => `Die Demo zieht 20 bis 5000 Datenpunkte, nicht ${samples}.`,
      blanketRepeats: ({ repeats }) => `Die Demo wiederholt 1- bis 100-mal, nicht ${repeats}-mal.`,
      mixedMeasures:
        'Eine Sitzung hat entweder einen Verlauf ganzer Berichte oder Löschungen, die weniger maßen: Beides zugleich geht nicht.',
      nothingToUndo: 'Es gibt keine Löschung, die sich rückgängig machen ließe.',
      nothingToRedo: 'Es gibt keine zurückgenommene Löschung zu wiederholen.',
      noSuchState: ({ last, id }) => `Der Verlauf hat die Zustände 0 bis ${last}, nicht ${id}.`,
      longName: ({ most, length }) =>
        `Der Name eines Zustands hat höchstens ${most} Zeichen, dieser hat ${length}.`,
    },

    failed: {
      denseSolver: ({ largest, parameters }) =>
        `Der volle Löser nimmt Blöcke bis ${largest} Parameter, und diese Auswahl hat ${parameters}. woodbury verwenden, das denselben Schritt ergibt. Das Modell ist, wie es war.`,
      kroneckerInputs: ({ largest, parameters, layer }) =>
        `Kronecker-Faktoren nehmen bis ${largest} Parameter je Einheit, und die Schicht „${layer}“ hat ${parameters}. Slices einer anderen Schicht oder eine andere Hesse-Matrix wählen. Das Modell ist, wie es war.`,
      blockTooLarge: ({ curvature, largest, parameters }) =>
        `Die Krümmung ${curvature} nimmt Blöcke bis ${largest} Parameter, und diese Auswahl hat ${parameters}: die Zahl der Slices begrenzen oder cg verwenden, das denselben Schritt ergibt.`,
      twoClasses: ({ classes }) =>
        `Ein falsches Label braucht zwei Klassen, und diese Daten haben ${classes}.`,
      rewindEpochs: ({ epochs, of }) =>
        `Das Zurückspulen soll die letzten ${epochs} Epochen wiederholen, und das Training hatte ${of}: 1 bis ${of} wählen.`,
      rewindMinimum:
        'Diese Gewichte wurden mit Newton-Schritten bis zu einem Minimum trainiert; da gibt es keine Epochen zu wiederholen: das Neutraining oder den exakten Newton-Schritt verwenden.',
      scrubWeights:
        'SCRUB braucht alpha oder gamma über 0, nicht 0 und 0: Nichts würde die Restmenge festhalten.',
      outputsNotFinite:
        'Die neuen Gewichte sind so groß, dass die Ausgaben des Modells keine Zahlen mehr sind: Schritt oder Rauschen war zu lang. Das Modell ist, wie es war; mehr Dämpfung, ein größeres Epsilon oder eine kleinere Lernrate verwenden.',
      notRetrainable:
        'Wie diese Gewichte entstanden, ist nicht bekannt (ein Modell von außen, oder eines, aus dem Datenpunkte verlernt wurden): hier eines trainieren, dann lässt es sich neu trainieren.',
      fociNeedsGpu: 'L-FOCI auf der GPU braucht das WebGPU-Backend.',
    },
  },

  lab: {
    notOpen: 'Das Labor ist noch nicht geöffnet.',
    compareFirst:
      'Zuerst den jetzigen Zustand mit dem Neutraining vergleichen: Was zurückkommt, wird neben dem neu trainierten Modell gelesen.',
    experiments: {
      folders: ({ count }) =>
        count === 0
          ? 'Diese Dateien sind kein Experiment: Unter ihnen ist keine experiment.json. Den Ordner wählen, den lethe run geschrieben hat.'
          : `Das sind ${count} Experimente. Den Ordner eines einzigen wählen.`,
      damaged: ({ file }) =>
        `${file} ist beschädigt oder gehört zu einem Experiment, das dieses Labor nicht hat.`,
      missing: ({ missing, count }) =>
        `${missing} von ${count} Zellen fehlen hier. Mit lethe run NAME --resume fertigstellen oder die Teile mit lethe merge verbinden.`,
    },
    doctor: {
      passed: ({ name, kernels, cases }) =>
        `Alle ${kernels} Kernel rechneten auf ${name}, was sie sollten, in ${cases} Fällen.`,
      failed: ({ name, kernels, failed }) =>
        `${failed.length} von ${kernels} Kernels rechneten auf ${name} nicht, was sie sollten (${failed.join(', ')}). Dort mit WASM rechnen und diesen Bericht an die Entwickler des Labors schicken.`,
      complained: ({ name, complaint }) =>
        `Alle Kernel rechneten auf ${name}, was sie sollten, aber das Gerät beschwerte sich: ${complaint}`,
      tolerances: { exact: 'exakt', relativeToSize: 'relativ zur Größe', residual: 'Residuum' },
      isPassed: 'bestanden',
      isFailed: ({ failed }) => `${failed} fehlgeschlagen`,
      allEqual: 'alles gleich',
      ofBound: ({ share }) => `${share} der Schranke`,
      pastBound: 'über jeder Schranke',
      ofLimit: ({ share, of }) => `${share} der ${of === 'bandwidth' ? 'Bandbreite' : 'Rechenleistung'}`,
      wrong: ({ name, wrong, index, got, expected }) =>
        `${name}: ${wrong} falsch; Eintrag ${index} ist ${got} statt ${expected}`,
      notComputed: ({ name, error }) => `${name}: nicht gerechnet. ${error}`,
      speeds: ({ bandwidth, arithmetic }) =>
        `Hier gemessen: ${bandwidth} GB/s kopiert (Bandbreite), ${arithmetic} Milliarden Operationen je Sekunde (Rechenleistung).`,
      hostClock:
        'Dieses Gerät hat keine eigene Uhr: Die Zeiten enthalten den Weg zum Gerät und zurück und sind keine Anteile dessen, was es kann.',
      columns: {
        kernel: 'Kernel',
        outcome: 'Ergebnis',
        cases: 'Fälle',
        tolerance: 'Verglichen',
        worst: 'Größter Fehler',
        time: 'Zeit',
        limit: 'Anteil an der Grenze',
        timed: 'Was gemessen wurde',
      },
    },
    noFilesRead: 'Es wurden keine Dateien gelesen: bitte erneut wählen.',
    loading: {
      files: 'die eigenen Dateien',
      model: 'das Modell',
      original: 'das ursprüngliche Modell',
      modelAsItWas: 'das Modell, wie es war',
      run: 'der Lauf',
      session: 'die Sitzung',
    },
    atWork: 'Das Labor rechnet: warten, bis es fertig ist, oder abbrechen.',
    background: {
      atWork:
        'Das Labor trainiert oder greift im Hintergrund ein Ensemble an: warten, bis das fertig ist, oder anhalten.',
      elsewhere:
        'Ein anderes Fenster dieses Browsers arbeitet an diesem Ensemble: warten, bis es fertig ist, oder dort anhalten.',
    },
    untrained: ({ model }) => `${model} muss zuerst auf diesen Daten trainiert werden.`,
    noShipped: ({ model, file }) =>
      `Die mitgelieferten Gewichte von ${model} konnten nicht geladen werden (${file}). Die Seite neu laden.`,
    noSuchRemoval: ({ id }) => `Diese Sitzung hat keine Löschung ${id}.`,
    chainBroken: ({ file }) =>
      `${file}: Das ist nicht die Zeile, die geschrieben wurde: Etwas darin oder in einer Zeile davor wurde geändert.`,
    chainMissing: ({ file }) =>
      `${file}: Sie hat kein "chain", und die Zeilen davor haben eines: Sie wurde nicht vom Labor geschrieben, oder sie wurde geändert.`,
    tooDeep: ({ file, deepest }) => `${file}: ist mehr als ${deepest} Ebenen tief verschachtelt.`,
    noJson: ({ file }) => `${file}: ist kein JSON oder abgeschnitten.`,
    card: 'die Karte',
    removalPlace: ({ id }) => `Löschung ${id}`,
    linePlace: ({ file, line }) => `${file}, ${linePlace({ line })}`,
    unchained:
      'Ein älteres Labor hat diese Löschungen geschrieben, ohne Kette über ihre Zahlen: Ihre Gewichte sind durch Prüfsummen belegt, die anderen Zahlen nicht.',

    sessionFile: {
      field: ({ where, expected, found }) =>
        unopened(
          `${where || 'die Datei'}: erwartet: ${expectedWords(expected)}; gefunden: ${foundWords(found)}`,
        ),
      newerVersion: ({ where, found, newest }) =>
        unopened(
          `${where}: erwartet: höchstens ${newest}; gefunden: ${found}: Eine neuere Version des Labors hat sie geschrieben`,
          'Mit dieser Version öffnen: die Seite neu laden oder das Labor aktualisieren.',
        ),
      olderVersion: ({ where, found, oldest }) =>
        unopened(`${where}: erwartet: mindestens ${oldest}; gefunden: ${found}`),
      noJson: unopened(
        'Die Datei ist kein JSON oder abgeschnitten',
        'Eine Datei wählen, die das Labor als „Sitzung (JSON)“ exportiert hat.',
      ),
      checksum: unopened(
        'checksum: Was die Datei enthält, ist nicht, was geschrieben wurde: Sie wurde beschädigt oder bearbeitet',
      ),
      tooDeep: unopened('Die Datei ist zu tief verschachtelt'),
      chain: ({ problem }) => unopened(problem.replace(/\.$/, '')),
      history: ({ problem }) => unopened(`removals: ${problem}`),
      otherData: ({ count, data }) =>
        unopened(
          `dataset: Sie gehört zu ${count} Trainingsdatenpunkten von ${data}, die nicht hier sind`,
          'Zuerst diese Daten öffnen, dann die Sitzung.',
        ),
      otherWeights: ({ model, isInFile }) =>
        unopened(
          `model.digest: Die ursprünglichen Gewichte von ${model} ${isInFile ? 'in der Datei' : ', die mit diesem Labor kommen,'} sind nicht die, von denen die Sitzung ausging`,
        ),
      notOne: ({ count }) =>
        unopened(`erwartet: eine Datei; gefunden: ${count}`, 'Eine einzige Sitzungsdatei wählen.'),
      tooLong:
        'Die Sitzung lässt sich nicht schreiben: Ihr Verlauf ändert mehr Werte, als ein Text fassen kann. Stattdessen die Gewichte und die Tabelle der Löschungen (CSV) exportieren.',
    },

    kept: {
      unnamed: ({ model, data, removals }) =>
        `${model} auf ${data}, ${removals === 1 ? '1 Löschung' : `${removals} Löschungen`}`,
      left: ({ name }) => `Der bisherige Verlauf ist als „${name}“ aufbewahrt: „Sitzung“ öffnet ihn wieder.`,
      failed: ({ problem }) =>
        `Der jetzige Verlauf ließ sich nicht aufbewahren, deshalb wurde nichts an seine Stelle gesetzt. ${problem}`,
      gone: 'Diese Sitzung ist nicht mehr aufbewahrt: Ein anderes Fenster hat sie gelöscht, oder neuere nahmen ihren Platz ein.',
      noName: 'Eine Sitzung braucht einen Namen.',
    },

    recipe: {
      inLink: 'das Rezept im Link',
      none: ({ place }) =>
        `${place}: enthält kein Rezept. Nötig ist ein Link mit "#recipe=", ein Rezept oder eine Sitzung als JSON.`,
      damaged:
        'Das Rezept im Link wurde unterwegs abgeschnitten oder verändert: den ganzen Link noch einmal kopieren.',
      tooLong: ({ bytes }) =>
        `Das Rezept im Link enthält mehr als ${Math.round(bytes / 2 ** 20)} MB; das schreibt kein Labor.`,
      noData: ({ count, data }) =>
        `Das Rezept gehört zu ${count} Trainingsdatenpunkten von ${data}, die hier nicht offen sind. Zuerst genau diese Daten öffnen, dann das Rezept.`,
      noOriginal: ({ model }) =>
        `Das Rezept geht von Gewichten von ${model} aus, die nicht hier sind und die kein darin beschriebenes Training erzeugt. Zuerst ihren Checkpoint öffnen, dann das Rezept.`,
      untrained: 'Das Rezept gehört zu einem Modell, das nicht trainiert ist: Es hat keine Löschungen.',
      step: ({ step, steps, problem }) =>
        `Löschung ${step} von ${steps} des Rezepts lässt sich nicht machen: ${problem}`,
      same: ({ count, digest }) =>
        `Gleiche Prüfsumme: ${count === 0 ? 'Das ursprüngliche Modell hat' : count === 1 ? 'Die Löschung wurde wiederholt und ergab' : `${count} Löschungen wurden wiederholt und ergaben`} die Gewichte, die das Rezept nennt (${digest.slice(0, 12)}).`,
      notSaid: ({ digest }) =>
        `Das Rezept nennt keine Prüfsumme. Die Gewichte hier haben ${digest.slice(0, 12)}.`,
      different: ({ expected, digest }) =>
        `Andere Prüfsumme: Das Rezept nennt ${expected.slice(0, 12)}, und die Gewichte hier haben ${digest.slice(0, 12)}.`,
      otherOriginal: ({ model }) =>
        `${model} wurde noch einmal trainiert, und schon die ursprünglichen Gewichte gingen anders aus.`,
      sameAccuracies: 'Die Genauigkeiten sind die, die das Rezept nennt.',
      otherAccuracies: ({ changes }) =>
        `${changes.map(({ of, expected, found }) => `${accuracyNames[of]} ist ${percentOf(found)}, das Rezept sagt ${percentOf(expected)}`).join('; ')}.`,
    },

    saving: {
      conflict:
        'Ein anderes Fenster hat diese Sitzung offen und schrieb sie zuletzt; was hier geschieht, wird nicht mehr gespeichert. Das andere Fenster schließen und neu laden; wenn die Sitzung wichtig ist, sie vorher exportieren.',
      gone: 'Was von dieser Sitzung gespeichert war, ist nicht mehr da.',
      full: 'Der Speicher des Browsers ist voll; ein Neuladen würde die letzten Löschungen verlieren. Die Sitzung exportieren, um sie zu behalten, und Checkpoints löschen, um Platz zu schaffen.',
      newer:
        'In diesem Browser war eine neuere Version des Labors offen, und diese weiß nicht, wie jene speichert. Die Sitzung exportieren und neu laden, um die neuere Version zu bekommen.',
      closed: ({ reason }) =>
        `Der Browser lässt diese Seite nichts speichern (${reason}); ein Neuladen würde die Löschungen verlieren. Die Sitzung exportieren, um sie zu behalten.`,
      noIndexedDb:
        'Der Browser lässt diese Seite nichts speichern (er hat hier kein IndexedDB); ein Neuladen würde die Löschungen verlieren. Die Sitzung exportieren, um sie zu behalten.',
      stuck: ({ seconds }) =>
        `Der Speicher des Browsers antwortet seit ${seconds} Sekunden nicht: Das Labor macht weiter, und was es tut, ist erst gespeichert, wenn er antwortet. Die Sitzung exportieren, um sie zu behalten.`,
      aside:
        'Das Labor wurde ohne das Gespeicherte geöffnet und lässt es unberührt: Was mit diesem Modell geschieht, wird nicht gespeichert. Neu beginnen, um wieder zu speichern; das löscht die gespeicherten Löschungen.',
      notExported: ({ name, reason }) => `${name}: ${reason}`,
      noOrigin: 'niemand weiß mehr, zu welchen Daten und welchem Modell das gehört.',
      cutShort:
        'Das Speichern wurde unterbrochen: Was zuletzt geschah, wird mit dem nächsten Schritt gespeichert.',
      dropped: ({ count }) =>
        `Nichts lässt sich speichern, und der Arbeitsspeicher für den Verlauf ist voll: Die Gewichte der ${count} ältesten Zustände wurden fallen gelassen. Ihre Berichte bleiben; wer zu einem zurückgeht, wiederholt seine Löschungen.`,
      noCheckpoint: 'Dieser Checkpoint ist nicht mehr im Speicher des Browsers.',
    },

    run: {
      several: ({ count }) => `Das sind ${count} Ordner von Läufen: einen davon wählen.`,
      noneAmong: ({ count }) =>
        `Unter ${count === 1 ? 'der einen Datei' : `den ${count} Dateien`} ist keine Sitzungsdatei und kein Ordner eines Laufs (mit seiner run.json).`,
      noData: ({ data }) =>
        `Dieser Lauf gehört zu ${data}; diese Daten sind nicht hier. Zuerst sie öffnen, dann den Lauf.`,
      noOriginal: ({ model }) =>
        `Die Gewichte, von denen dieser Lauf ausging (${model}), sind nicht hier. Zuerst den Checkpoint öffnen, mit dem er gemacht wurde, dann den Lauf.`,
      damaged: ({ problem }) => `Dieser Lauf lässt sich nicht öffnen: ${problem}`,
      failed: ({ count }) =>
        `${count} seiner geplanten Löschungen schlugen fehl und ließen das Modell, wie es war.`,
      noWeights:
        'weights.bin ist nicht unter den Dateien: Das Modell ist das Original. Zu einem Zustand gehen, um seine Löschungen zu wiederholen.',
      strangeWeights:
        'weights.bin gehört zu keiner Zeile von removals.jsonl: Das Modell ist das Original. Zu einem Zustand gehen, um seine Löschungen zu wiederholen.',
    },

    restored: {
      removals: ({ count }) =>
        count === 1
          ? 'Die Löschung des letzten Besuchs ist wieder da.'
          : `Die ${count} Löschungen des letzten Besuchs sind wieder da.`,
      damaged: ({ problem, kept, count }) =>
        `Der gespeicherte Verlauf war beschädigt (${problem}): ${kept} seiner ${count} Löschungen sind wieder da.`,
      missing: ({ state, reached }) =>
        `Die Gewichte von Zustand ${state}, in dem das Modell war, sind im Speicher des Browsers beschädigt: Das Modell ist in Zustand ${reached}. Zu Zustand ${state} gehen, um seine Löschungen zu wiederholen.`,
      weights: 'Die Gewichte des letzten Besuchs sind wieder da.',
      noWeights: ({ problem }) =>
        `Die Gewichte des letzten Besuchs lassen sich nicht wieder öffnen: ${problem}`,
      noVisit: ({ data, problem }) =>
        `Was beim letzten Besuch offen war, auf ${data}, lässt sich nicht wieder öffnen: ${problem}`,
      ownData: ({ data }) =>
        `Der letzte Besuch arbeitete mit eigenen Daten (${data}). Dieselben Dateien wieder öffnen, dann kommen die Löschungen zurück.`,
      imagesGone: 'Der Browser hat die Daten nicht mehr. Sie neu herunterladen.',
      imagesOtherwise: 'Die Daten sind anders ausgefallen, die Löschungen gehören also nicht zu ihnen.',
      unlearned: ({ count }) =>
        `Aus diesen Gewichten ${count === 1 ? 'wurde ein Datenpunkt' : `wurden ${count} Datenpunkte`} verlernt. Das Labor hält sie für ein ursprüngliches Modell und zählt alle Datenpunkte als vorhanden; um bei den Löschungen weiterzumachen, stattdessen die Sitzung öffnen.`,
    },
  },

  experiments: {
    defaults: 'die Standardwerte',
    sweepTitle: 'Durchlauf',
    titles: {
      fig3: 'Abbildungen 3 und 9: exakte Gleichstände neben L-FOCI, zwölf binäre Attribute',
      fig8: 'Abbildungen 8 und 12: Aktivierungskarten vorher und nachher',
      fig11: 'Abbildung 11: Neutraining eines batch-normalisierten Netzes, und ein letzter Batch aus einem',
      recovered: 'Über die Veröffentlichung hinaus: was jeder Schritt wiederherstellt, und was er kostet',
      table1: 'Tabelle 1: die Markov-Decke von 3D-Bullseye',
      lemma1: 'Lemma 1: Norm des Restgradienten nach dem Schritt von L-FOCI und dem vollen Schritt, über n',
      theorem1: 'Satz 1: wieder und wieder Blockschritte, bis zum Minimum dessen, was übrig ist',
      'fig5-left': 'Abbildung 5, links: ein Datenpunkt nach dem anderen, logistische Regression',
      'fig5-right': 'Abbildung 5, rechts: bis die Genauigkeit fällt, Netze für Farbbilder',
      fig6: 'Abbildungen 6 und 10: L-FOCI neben Neutraining, zwei Werte für Weight Decay',
      fig7a: 'Abbildung 7a: eine Klasse, Bild für Bild vergessen',
      'appendix-d4': 'Anhang D.4: K-FAC neben L-FOCI, zweischichtiges Netz',
      fig4: 'Abbildung 4: Attribute, durch Gradientenumkehr verborgen',
      fig9: 'Abbildungen 3 und 9: die Decke jedes Attributs gemalter Gesichter',
      identities: 'Abbildung 7a auf gemalten Gesichtern: eine Person, Bild für Bild vergessen',
      reid: 'Abschnitt 7.4: Fremde wiedergefunden, über die Löschungen',
      cheap: 'Sparsames L-FOCI neben der vollen Auswahl, gemalte Gesichter',
      table7b:
        'Tabelle 7b: Bestimmungen der häufigsten und der seltensten Klasse, eine nach der anderen gelöscht',
    },
    axes: {
      removed: 'gelöschte Datenpunkte',
      accuracy: 'Genauigkeit, %',
      residualAccuracy: 'Restgenauigkeit, %',
      validationAccuracy: 'Validierungsgenauigkeit, %',
      forgetAccuracy: 'Vergessensgenauigkeit, %',
      residualLoss: 'Restverlust, Nats',
      validationLoss: 'Validierungsverlust, Nats',
      sampleGradientNorm: 'Gradientennorm des gelöschten Datenpunkts, danach',
      distance: 'Abstand zu den ursprünglichen Gewichten',
      samples: 'Datenpunkte n',
      ms: 'Zeit, ms',
      agreement: 'gefundene Spalten, %',
      truePositives: 'von der Decke gefunden, %',
      falsePositives: 'von den anderen gefunden, %',
      cost: 'Zeit, in Neutrainings',
      iteration: 'Blockschritte',
      distanceToMinimum: 'Abstand zum Minimum dessen, was übrig ist',
      residualGradientNorm: 'Norm des Restgradienten',
    },
    noStrangers: ({ data }) =>
      `${data} hat keine Fremden, die wiederzufinden wären: Daten wählen, die welche haben, etwa faces.`,
    rows: {
      identities: {
        noises: {
          none: 'ohne Rauschen',
          n: 'ε = 0,01 für die vorhandenen Bilder',
          paper: 'ε = 0,01, Rauschen für 262.200 Bilder',
        },
        forget_accuracy: 'gelöschte Bilder',
        person_validation: 'die Person, zurückgehalten',
        relative_validation: 'verwandte Person, zurückgehalten',
        others_validation: 'alle anderen, zurückgehalten',
      },
      reid: {
        mean_average_precision: 'Mean Average Precision, %',
        rank_one: 'Rang 1, %',
      },
      table7b: {
        most: 'häufigste Klasse',
        least: 'seltenste Klasse',
        overall_f1: 'Mikro-F1, zurückgehalten, %',
        class_f1: 'F1 der Klasse, zurückgehalten, %',
        none: 'ohne Rauschen',
        epsilon: ({ epsilon }) => `ε = ${String(epsilon).replace('.', ',')}`,
      },
      cheap: { time: 'Zeit einer Löschung, ms', removal: 'eine Löschung' },
      fig4: {
        strength: ({ strength }) => `Stärke ${strength}`,
        heads: {
          none: 'kein Kopf',
          all: 'alle',
          random: 'zufällig',
          picked: 'von L-FOCI',
        },
        groups: {
          all: 'alle',
          beard: 'Bart',
          no_beard: 'kein Bart',
          long_hair: 'lange Haare',
          short_hair: 'keine langen Haare',
        },
      },
      fig5Right: {
        base: 'vor jeder Löschung',
        untilFall: ({ points }) =>
          `Löschungen, bis die Genauigkeit um über ${points} ${points === 1 ? 'Prozentpunkt' : 'Prozentpunkte'} gefallen ist`,
        fell: 'fiel',
        never: 'fiel nie',
      },
      fig6: {
        none: 'L-FOCI, ohne Rauschen',
        n: 'L-FOCI, Rauschen für n',
        '50000': 'L-FOCI, Rauschen für 50.000',
        retrained: 'neu trainiert',
        decay: ({ decay }) => `Weight Decay ${comma(String(decay))}`,
      },
      fig3: {
        exact: 'FOCI, exakte Gleichstände',
        lfoci: 'L-FOCI',
        agreement: 'in beiden, von denen in einer',
        exact_causes: 'von den drei Ursachen, exakt',
        lfoci_causes: 'von den drei Ursachen, L-FOCI',
      },
      fig8: {
        before: { forgotten: 'vergessen, vorher', kept: 'behalten, vorher' },
        after: { forgotten: 'vergessen, nachher', kept: 'behalten, nachher' },
        change: ({ most }) => `Änderung, bis ${comma(most.toPrecision(2))}`,
      },
      fig11: {
        keep: 'Batch aus einem',
        frozen: 'Batch aus einem, laufende Statistik',
        join: 'zusammengelegt',
      },
      recovered: {
        rewind: 'Zurückspulen',
        loss_share: 'Anteil an der Änderung des Verlusts',
        distance_left: 'Anteil des Abstands, der bleibt',
        retraining: 'Neutraining',
      },
      table1: {
        forms: { radii: 'Radien', coordinates: 'Koordinaten', features: 'gelernte Merkmale' },
        methods: {
          lfoci: 'L-FOCI',
          'codec-test': 'Tests mit L-CODEC',
          'cmi-test': 'Tests mit k-NN-CMI',
        },
      },
      lemma1: {
        gap: 'L-FOCI minus voll',
        lfoci_norm: 'nach L-FOCI',
        full_norm: 'nach dem vollen Schritt',
        slope: ({ model, slope, half }) =>
          `${model}: Steigung ${comma(slope.toFixed(2))} ± ${comma(half.toFixed(2))}`,
      },
      theorem1: {
        slices: ({ count }) => (count === 1 ? 'ein Slice auf einmal' : `${count} Slices auf einmal`),
      },
      fig7a: {
        noNoise: 'ohne Rauschen',
        epsilon: ({ epsilon }) => `ε = ${epsilon}`,
      },
    },
  },

  // The command line speaks English whatever the page speaks: its output goes into files and to other programs.
  cli: en.cli,

  page: {
    worker: {
      ended: 'Der Worker des Labors endete, bevor das fertig war.',
      restarted: 'Das Labor wurde neu gestartet, bevor das fertig war.',
      closed: 'Das Labor wurde geschlossen, bevor das fertig war.',
      notStarted: ({ reason }) =>
        `Der Worker des Labors konnte nicht starten: ${reason ?? 'sein Skript konnte nicht geladen werden'}.`,
      error: ({ reason }) =>
        `Im Labor ging etwas schief (${reason}). Das Labor macht weiter; wenn die Anzeige nicht stimmt, es neu starten.`,
      cameBack: ({ removals }) =>
        `Der Worker des Labors endete unerwartet und wurde neu gestartet${removals === 0 ? '' : removals === 1 ? ', mit der Löschung, die gespeichert war' : `, mit den ${removals} Löschungen, die gespeichert waren`}. Was gerade lief, wurde nicht ausgeführt.`,
      startedAgain: 'Das Labor wurde neu gestartet. Was gerade lief, wurde nicht ausgeführt.',
      endsAgain: 'Der Worker des Labors endete bald nach dem Neustart noch einmal.',
      silent:
        'Das Labor hat seit 15 Sekunden nicht geantwortet. Vielleicht rechnet es an einem großen Schritt, vielleicht hängt es.',
      stuck:
        'Das Labor hat noch nicht angehalten. Abwarten oder neu starten: Fertige Löschungen sind gespeichert.',
      startAgain: 'Labor neu starten',
    },

    doctor: {
      documentTitle: 'Doktor: jeder Kernel auf diesem Rechner \u2013 Lethe',
      title: 'Rechnet dieser Rechner, was er soll?',
      toLab: 'Zum Labor',
      about:
        'Jeder Kernel des Labors wird hier mit WebGPU gerechnet, in den Fällen seiner Tests, und mit demselben in float64 auf der CPU verglichen. Das dauert einige Sekunden bis eine Minute, braucht keine Daten und sendet nichts.',
      examine: 'Diesen Rechner untersuchen',
      again: 'Noch einmal untersuchen',
      cancel: 'Abbrechen',
      begins: 'Messen, was die Grafikkarte kann',
      trying: ({ kernel, done, total }) => `${done} von ${total} Fällen: ${kernel}`,
      progress: 'Fertige Fälle',
      where: ({ adapter, lab, runtime, time }) => `${adapter}, Lethe ${lab} in ${runtime}, ${time}.`,
      tableTitle: 'Kernel',
      copy: 'Als JSON kopieren',
      copied: 'Kopiert: in eine Fehlermeldung einfügen.',
      notCopied:
        'Diese Seite darf die Zwischenablage nicht benutzen: den Text darunter öffnen, markieren und kopieren.',
      show: 'Als JSON zeigen',
    },

    experiments: {
      documentTitle: 'Experimente \u2013 Lethe',
      title: 'Die Experimente der Veröffentlichung',
      toLab: 'Zum Labor',
      about:
        'Jede Abbildung ist ein Befehl: "npx lethe run NAME" berechnet sie und zeichnet dasselbe Bild wie diese Seite. Was mit der Veröffentlichung übereinstimmt und was nicht, steht in docs/experiments.md.',
      open: 'Ordner eines Experiments öffnen…',
      openAbout:
        'Was lethe run oder lethe merge hinterließ; auch durch Ziehen hierher. Nichts wird gesendet.',
      folderInput: 'Ordner eines Experiments',
      figures: 'Abbildungen, die mit dem Labor kommen',
      shown: 'Abbildung',
      reading: 'Das Experiment wird gelesen…',
      made: ({ scale, data, limit, runs }) =>
        [
          scale === 'small' ? 'Kleiner Maßstab' : 'Maßstab der Veröffentlichung',
          ...(data === null ? [] : [data]),
          ...(limit === null ? [] : [`${limit} Trainingsdaten`]),
          ...(runs === null ? [] : [runs === 1 ? 'der erste Lauf' : `die ersten ${runs} Läufe`]),
        ].join(', '),
      cells: ({ made, cells }) => `${made}, ${cells === 1 ? 'eine Zelle' : `${cells} Zellen`}.`,
      picture: ({ title }) => `${title}. Die Zahlen stehen in der Tabelle darunter.`,
      table: ({ title }) => `Tabelle: ${title}`,
      interval: ({ mean, low, high }) => `${mean} (${low} bis ${high})`,
      save: {
        picture: 'Bild speichern (SVG)',
        table: 'Tabelle speichern (CSV)',
        times: 'Zeiten speichern (CSV)',
      },
      notFetched: ({ status }) =>
        `Die Abbildung kam nicht: Der Server antwortete ${status}. Noch einmal versuchen.`,
    },

    jobs: {
      does: {
        retrain: 'Neutraining mit dem, was übrig ist',
        comeback: 'Messen, ob es zurückkommt',
        train: 'Training',
        unlearn: 'Verlernen',
        startAgain: 'Neustart des Labors',
        replay: 'Wiederholen der Löschungen',
        pixels: 'Messen, wie sehr der Verlust von jedem Pixel abhängt',
        words: 'Messen, wie sehr der Verlust von jedem Wort abhängt',
        blankets: 'Suche nach Markov-Decken',
      },
      done: ({ what }) => `${what}: fertig.`,
      goesOn: ({ what, left }) => `${what}\u2026${left === null ? '' : ` noch ${left}`}`,
      left: ({ left }) => `, noch ${left}`,
      stoppedLate: 'Das Labor hat jetzt angehalten. Zu sehen ist, was es getan hat.',
      noImages: ({ reason }) =>
        `Die Datenpunkte kamen nicht an (${reason}). Das Labor arbeitet ohne sie weiter und fragt beim nächsten Schritt wieder nach ihnen.`,
      trainFirst: ({ model, data }) => `Zuerst ${model} auf ${data} trainieren.`,
      cancelledBefore: 'Abgebrochen, bevor es begann.',
      openingCancelled: 'Das Öffnen des Labors wurde abgebrochen.',
      startingWorker: 'Start des Workers',
      opening: ({ name }) => `Öffnen von ${name}`,
    },
    ensemble: {
      follows: {
        band: ({ done, count }) => `Neutraining mit anderen Seeds: ${done} von ${count}`,
        seeds: ({ done, count }) => `Dieselben Löschungen mit anderen Seeds: ${done} von ${count}`,
      },
      background: {
        title: 'Im Hintergrund',
        ensemble: ({ done, count, model, data }) =>
          `${model} auf Hälften von ${data}: ${done} von ${count} Modellen trainiert`,
        attack: ({ done, count, model, data }) =>
          `Der Angriff auf ${model}, trainiert auf Hälften von ${data}: Die Datenpunkte sind aus ${done} von ${count} Modellen gelöscht`,
        begins: ({ model, data }) => `${model} auf Hälften von ${data}: sucht, was schon da ist`,
        left: ({ left }) => `, noch etwa ${left}`,
        rests: 'Es ruht, während eine andere Aufgabe läuft, und geht dann von selbst weiter.',
        about:
          'Inzwischen lässt sich weiterarbeiten. Es geht weiter, wenn die Seite wieder geöffnet wird, und endet ganz erst durch Anhalten; trainierte Modelle bleiben.',
        stop: 'Anhalten',
      },
      done: {
        ensemble: ({ count, model, data }) =>
          `Alle ${count} Modelle von ${model} auf Hälften von ${data} sind trainiert.`,
        attack: ({ model, data }) =>
          `Der Angriff auf jeden Datenpunkt ist fertig: Modelle von ${model} auf Hälften von ${data}.`,
      },
      cancelled: 'Angehalten. Trainierte Modelle bleiben, und das nächste Mal geht es von dort weiter.',
      title: 'Der Angriff auf jeden Datenpunkt',
      about:
        'Kann ein Angriff für jeden Datenpunkt einzeln erkennen, dass ein Modell ihn einmal hatte? Er stützt sich auf Modelle, die auf zufälligen Hälften der Daten trainiert sind: solche, die den Datenpunkt hatten und dann verlernten, wie es hier geschah, neben solchen, die ihn nie hatten.',
      offer: ({ count, seed }) =>
        `Für dieses Modell auf diesen Daten gibt es kein Ensemble von ${count} Modellen mit dem Seed ${seed}. Zuerst müssen ${count} Modelle trainiert werden, jedes auf einer zufälligen Hälfte der Daten. Sie bleiben im Speicher dieses Browsers und sagen auch, wie sehr jeder Datenpunkt auswendig gelernt ist.`,
      takes: ({ time }) => `Auf diesem Rechner dauert das etwa ${time}.`,
      measuring: 'Wie lange das dauert, wird gerade ermittelt.',
      goesOn: ({ made, count }) => `${made} von ${count} sind schon trainiert; von dort geht es weiter.`,
      choice: {
        count: 'Modelle',
        seed: 'Seed des Ensembles',
        button: 'Dieses Ensemble verwenden',
        about:
          'Mehr Modelle machen Standardfehler und Intervalle enger und dauern länger. Die mitgelieferten Ensembles haben 64 Modelle und den Seed 1. Was von einem anderen Ensemble trainiert ist, bleibt: Wird es wieder gewählt, ist es wieder da.',
      },
      beingMade:
        'Die Modelle werden im Hintergrund trainiert: Die Zeile oben sagt, wie weit sie sind. Inzwischen lässt sich weiterarbeiten.',
      beingAttacked:
        'Im Hintergrund läuft ein Angriff auf dieses Ensemble: Die Zeile oben sagt, wie weit er ist. Sein Ergebnis steht hier, in dem Zustand, zu dem es gehört.',
      make: 'Modelle trainieren',
      run: 'Jeden Datenpunkt angreifen',
      runAbout:
        'Macht die Löschungen dieses Zustands auf jedem Modell, das einige der Datenpunkte hatte, mit demselben Verfahren und denselben Einstellungen. Fehlende Modelle werden dafür trainiert.',
      cost: ({ count }) =>
        `Die Löschungen werden auf bis zu ${count} Modellen wiederholt, im Hintergrund. Das lässt sich anhalten und später fortsetzen.`,
      ofState: 'Der Angriff gilt dem Zustand, in dem das Modell ist.',
      result: ({ models }) => `Ergebnis, über ${models} Modelle`,
      columns: {
        what: 'Modelle, die den Datenpunkt hatten',
        auc: 'AUC',
        rate: ({ percent }) => `Gefunden, bei ${percent} Fehlalarmen`,
      },
      rows: { untouched: 'wie trainiert', unlearned: 'nach den Löschungen' },
      interval: ({ value, low, high }) => `${value} (${low} bis ${high})`,
      tooFew: 'zu wenige Werte',
      verdict: {
        none: 'Zu wenige Modelle hatten diese Datenpunkte, oder zu wenige hatten sie nicht: Der Angriff sagt nichts.',
        blind:
          'Dieser Angriff kann, innerhalb seines Intervalls, schon die Modelle, wie sie trainiert wurden, nicht von denen unterscheiden, die diese Datenpunkte nie hatten, und nach den Löschungen auch nicht. Über die Löschungen sagt er also nichts.',
        guessing:
          'Dieser Angriff erkennt die Modelle, wie sie trainiert wurden. Nach den Löschungen ist er, innerhalb seines Intervalls, nicht besser als Raten: Er kann Modelle, die diese Datenpunkte hatten, nicht von Modellen unterscheiden, die sie nie hatten. Das ist kein Beweis, dass ein anderer Angriff es nicht kann.',
        tells:
          'Auch nach den Löschungen unterscheidet der Angriff Modelle, die die Datenpunkte hatten, von Modellen, die sie nie hatten. Entweder ist etwas von ihnen geblieben, oder die Löschungen gingen zu weit.',
        below:
          'Nach den Löschungen liegt die AUC um mehr als ihr Intervall unter 0,5. Das ist kein Vergessen über das Raten hinaus. Jedes Modell wird nach den anderen beurteilt, was die AUC senkt, wo wenige Datenpunkte angegriffen werden: Bei einem einzigen Datenpunkt, 64 Modellen und nichts zu erkennen ist sie im Mittel 0,44.',
      },
      auc: 'AUC: wie oft ein Modell, das den Datenpunkt hatte, höher bewertet wird als eines, das ihn nie hatte. 0,5 ist Raten, 1 erkennt immer. In Klammern das 95-%-Intervall, durch Bootstrap über die Modelle.',
      skipped: ({ count }) =>
        count === 1
          ? 'Ein Datenpunkt ist ausgelassen: Zu wenige Modelle hatten ihn, oder zu wenige hatten ihn nicht.'
          : `${count} Datenpunkte sind ausgelassen: Zu wenige Modelle hatten sie, oder zu wenige hatten sie nicht.`,
      failed: ({ count }) =>
        count === 1
          ? 'Ein Modell ist ausgelassen: Die Löschungen ließen sich darauf nicht machen.'
          : `${count} Modelle sind ausgelassen: Die Löschungen ließen sich darauf nicht machen.`,
      percentiles: 'Das Modell auf dem Bildschirm',
      percentilesAbout:
        'Von einem einzelnen Modell kann niemand sagen, wie gut ein Angriff ist. Aber seine Margin auf jedem vergessenen Datenpunkt hat einen Platz unter den Margins von Modellen, die ihn nie hatten: 50 ist die Mitte, nahe 100 läge ein Modell, das den Datenpunkt kennt. Jene Modelle sahen die Hälfte der Daten; es zählt also der Platz neben dem des neu trainierten Modells.',
      percentileColumns: {
        sample: 'Datenpunkt',
        memorised: 'Auswendig gelernt',
        unlearned: 'Perzentil, nach dem Verlernen',
        retrained: 'Perzentil, neu trainiert',
      },
      notRetrained: 'Mit dem Neutraining vergleichen, um den Platz des neu trainierten Modells zu sehen.',
      morePercentiles: ({ count }) => `Und ${count} weitere.`,
    },
    setup: {
      amounts: {
        title: 'Trainingsdaten',
        all: 'Alle',
        equal: 'gleich viele von jeder Klasse',
        shipped: 'gleich viele von jeder Klasse; trainierte Gewichte kommen mit dem Labor',
        longer: 'dauert länger',
        beyondShipped: ({ shipped }) =>
          `mehr als die ${shipped}, für die Gewichte mitkommen: zuerst trainieren`,
        asInFiles: 'wie sie in den Dateien sind',
      },
      facts: { origin: 'Herkunft', licence: 'Lizenz', citation: 'Zu zitieren' },
      data: {
        title: 'Daten',
        about: ({ name }) => `Über ${name}`,
        size: ({ training, validation, height, width, channels, classes }) =>
          `${training} Trainings- und ${validation} Validierungsbilder von ${height} × ${width}, ${colours(channels)}, in ${classes} Klassen.`,
        textSize: ({
          training,
          validation,
          classes,
        }: Record<'training' | 'validation', string> & { classes: number }) =>
          `${training} Trainings- und ${validation} Validierungstexte mit ${classes} Labels.`,
        guard: ({ images }) => `Allein für den Wächter: ${images}.`,
        otherAmount: 'Andere Anzahl von Datenpunkten nehmen…',
        groups: { builtin: 'Im Labor', download: 'Downloads', kept: 'Eigene Dateien, im Speicher' },
      },
      plant: {
        title: 'Etwas zum Finden einbauen',
        about:
          'Das Labor zieht mit einem Seed Trainingsbilder und ändert sie. Es weiß, welche es sind; so ist zu sehen, wie gut sie gefunden und vergessen werden. Das Modell ist danach untrainiert: Es muss zuerst trainiert werden.',
        kind: 'Was eingebaut wird',
        kinds: {
          labels: 'Falsche Labels',
          patch: 'Ein Muster, das für eine andere Klasse steht',
          correlated: 'Attribute, die mit dem Label einhergehen',
        },
        share: 'Anteil der Trainingsdaten',
        strength: 'Wie stark sie mit ihm einhergehen',
        correlatedAbout:
          'Das Label wird, ob jemand eine Brille hat. In den Trainingsbildern, die bleiben, geht die Brille mit langen Haaren und ohne Bart einher, in den zurückgehaltenen Bildern mit nichts. Beim Training lassen sich Attribute durch Gradientenumkehr verbergen.',
        percent: ({ percent }) => `${percent}\u202f%`,
        seed: 'Seed des Eingebauten',
        button: 'Diese Daten damit öffnen',
      },
      download: {
        title: ({ name }) => `${name} herunterladen?`,
        leave: 'Lassen',
        take: 'Herunterladen',
        about:
          'Der Browser holt die Bilder von einem öffentlichen Host und behält sie: Der nächste Besuch braucht kein Netz.',
      },
      ownModel: {
        title: 'Dieses Modell nehmen?',
        scalingAbout:
          'Wie dieses Modell trainiert wurde, steht nicht in seiner Datei: Es wurde unter jeder üblichen Skalierung der Pixel gemessen, und vorgeschlagen wird die, unter der es am besten ist.',
      },
      files: {
        title: 'Diese Daten nehmen?',
        leave: 'Alles lassen, wie es war',
        take: 'Nehmen',
        whole: ({ name, size, from }) => `${name}: ${size} ${from}`,
        from: ({ names }) => `Aus ${names}.`,
        pictures: 'Die ersten Trainingsbilder',
        text: 'Der erste Trainingstext',
        reading: ({ names }) => `Lesen von ${names}`,
        opened: ({ images, names }) => `${images} Trainingsdatenpunkte aus ${names} geöffnet.`,
        andMore: ({ names, more }) => `${names} und ${more} weitere`,
      },
      model: {
        title: 'Modell',
        notTrained: 'nicht trainiert',
        layer: 'Schicht',
        slices: 'Slices',
        weightsEach: 'Gewichte je Slice',
        filters: ({ count }) => `${count} Filter`,
        units: ({ count }) => `${count} Einheiten`,
        heads: ({ count }) => `${count} Köpfe`,
      },
      weights: {
        notTrained: ({ model }) => `${model} ist auf diesen Daten noch nicht trainiert.`,
        rightOn: 'Richtige Antworten',
        scaling: 'Skalierung der Pixel',
        scalingRow: ({ name, accuracy, loss }) => `${name}: ${accuracy} richtig, Verlust ${loss}`,
        scalingAbout: ({ images }) =>
          `Wie dieses Modell trainiert wurde, steht nicht in seiner Datei; deshalb wurde es unter jeder üblichen Skalierung auf höchstens ${images} zurückgehaltenen Bildern gemessen. Genommen wurde die mit dem kleinsten Verlust auf diesen und gleich vielen Trainingsbildern. Eine andere Wahl öffnet das Modell neu.`,
        scalings: {
          unit: 'von 0 bis 1',
          symmetric: 'von −1 bis 1',
          bytes: 'von 0 bis 255',
          data: 'nach Mittel und Streuung der Daten, wie im Labor',
          imagenet: 'nach Mittel und Streuung von ImageNet',
        },
        accuracies: (values) =>
          `${values.validationAccuracy} von ${values.validation} Validierungsdatenpunkten${values.ofTrainingSet ? ' (weitere Trainingsdaten, die das Modell nie sah)' : ''}; ${values.trainingAccuracy} von ${values.training} Trainingsdatenpunkten`,
        title: 'Gewichte',
        about: ({ origin, parameters }) => `${origin}, ${parameters} Parameter`,
        origins: {
          shipped: 'mit dem Labor geliefert',
          trained: 'hier trainiert',
          checkpoint: 'aus einem Checkpoint',
          own: 'eigenes Modell',
        },
        shipped: {
          present: 'Sie sind exakt (float32): Neutraining auf allen Datenpunkten ergibt sie wieder.',
          former: 'Es sind die gerundeten (float16), auf denen frühere Links, Sitzungen und Läufe beruhen.',
        },
        openShipped: {
          present: 'Die exakten öffnen',
          former: 'Die früheren, gerundeten öffnen',
        },
        training: 'Training',
        course: (values) =>
          values.minimum
            ? `Bis zum Minimum des Verlusts auf ${values.data} mit Weight Decay ${comma(String(values.weightDecay))}, mit dem Newton-Verfahren in float64, auf ${values.backend}`
            : `${values.epochs} Epochen auf ${values.data}${values.stages > 1 ? ` in ${values.stages} Trainings, das letzte mit` : ''}, ${values.optimizer}, Batches zu ${values.batchSize}, Lernrate ${comma(String(values.learningRate))}${values.cosine ? ' (Kosinus)' : ''}, Weight Decay ${comma(String(values.weightDecay))}${values.augmentation === null ? '' : `, ${values.augmentation}`}, Seed ${values.seed}, auf ${values.backend}`,
      },
      open: {
        title: 'Öffnen…',
        files: 'Datendateien…',
        filesAbout:
          'MNIST (IDX, auch .gz), CIFAR-10 (.bin, .tar.gz), NumPy (.npz), Tabellen mit Texten oder ein zip mit Bildern',
        filesInput: 'Datendateien',
        folder: 'Einen Ordner…',
        folderAbout:
          'Bilder in einem Ordner je Klasse, ein Lauf der Kommandozeile oder ein dort trainiertes Modell',
        folderInput: 'Ein Ordner',
        model: 'Ein Modell oder einen Checkpoint…',
        modelAbout: 'model.json mit seinen .bin-Dateien, oder ein .lethe.zip',
        modelInput: 'Ein Modell oder ein Checkpoint',
        about: 'Die Dateien verlassen den Rechner nie. Sie lassen sich auch irgendwo auf die Seite ziehen.',
      },
      checkpoints: {
        inBrowser: 'In diesem Browser',
        none: 'Noch nichts gespeichert.',
        cancelled: 'Abgebrochen. Was vom Speicher des Browsers schon verlangt war, kann noch geschehen.',
        name: 'Die trainierten Gewichte aufbewahren als',
        nameAbout: 'Wie sie trainiert wurden: Löschungen werden nicht aufbewahrt.',
        noName: 'Ein Checkpoint braucht einen Namen.',
        save: 'Speichern',
        export: 'Exportieren',
        exportAbout: 'Die Gewichte als Datei: model.json und alles, was das Verlernen braucht, in einem zip',
        openFile: 'Eine Datei öffnen…',
        fileInput: 'Eine Checkpoint-Datei',
        accuracy: ({ model, accuracy }) => `${model}, Validierung ${accuracy}`,
        data: ({ name, images }) => `${name}, ${images} Datenpunkte`,
        otherData: '(nicht die offenen Daten)',
        saved: ({ date, size }) => `${date}, ${size}`,
        load: 'Laden',
        delete: 'Löschen',
        deleteForGood: 'Endgültig löschen',
        keep: 'Behalten',
        notTrained: ({ model }) => `${model} ist noch nicht trainiert.`,
        usualName: ({ model, data }) => `${model} auf ${data}`,
        saving: 'Speichern des Checkpoints',
        savedAs: ({ name }) => `„${name}“ ist in diesem Browser gespeichert.`,
        opening: 'Öffnen des Checkpoints',
        deleting: 'Löschen des Checkpoints',
        packing: 'Packen des Checkpoints',
      },
      unchanged: 'Abgebrochen: Daten und Modell sind, wie sie waren.',
      modelFits: ({ model }) => `Das Modell ist jetzt ${model}: Es kann diese Daten nehmen.`,
      modelHasWeights: ({ model }) => `Das Modell ist jetzt ${model}: Es hat Gewichte für diese Daten.`,
      atWork: 'Das Labor rechnet: die Dateien noch einmal ziehen oder wählen, wenn es fertig ist.',
    },

    samples: {
      title: 'Trainingsdaten',
      grid: 'Datenpunkte: Pfeiltasten bewegen, Leertaste wählt',
      first: ({ count }) => `Die ersten ${count} Datenpunkte; die anderen sind unterwegs.`,
      noneShown: 'Kein Datenpunkt passt zum Filter oben.',
      example: {
        button: 'Ein Beispiel zeigen',
        about:
          'Das Labor misst, auf welchen Datenpunkt sich das Modell am meisten stützt, löscht ihn und zeigt, was sich änderte. „Rückgängig“ nimmt es zurück.',
        looking: 'Suche nach dem Datenpunkt, auf den sich das Modell am meisten stützt',
        cancelled: 'Es wurde kein Beispiel gesucht.',
      },
      planted: {
        only: ({ count }) => `Nur Eingebautes (${count})`,
        found: ({ order, looked, found, precision, recall }) =>
          `Unter den ersten ${looked} in dieser Reihenfolge (${order}) sind ${found} eingebaut: Precision ${precision}, Recall ${recall}.`,
        selectFirst: ({ count }) => `Die ersten ${count} wählen`,
        was: 'eingebaut; das richtige Label war',
      },
      shownOf: ({ shown, total }) => `${shown} von ${total}`,
      resumed: ({ count }) =>
        `Die Reihe von Löschungen wurde unterbrochen: ${count === 1 ? 'Der übrige Datenpunkt ist' : `Die ${count} übrigen Datenpunkte sind`} wieder gewählt.`,
      clear: ({ count }) => `Auswahl aufheben (${count})`,
      filter: {
        class: 'Klasse',
        allClasses: 'Alle Klassen',
        word: 'Nach einem Wort suchen',
        oneClass: ({ name }) => `Klasse ${name}`,
        order: 'Reihenfolge',
        by: {
          index: 'Nach Nummer',
          loss: 'Größter Verlust',
          entropy: 'Am unsichersten',
          undecided: 'Label am nächsten an 50\u202f%',
          memorisation: 'Am meisten auswendig gelernt',
          gradientNorm: 'Größter Gradient',
          margin: 'Kleinste Margin',
          effect: 'Größte erwartete Wirkung',
          influence: 'Einfluss auf einen Datenpunkt',
        },
        more: 'Mehr\u2026',
        moreAbout: 'Weitere Filter, und der Weg zu einem Datenpunkt',
        predicted: 'Gehalten für',
        gone: 'Vergessen oder nicht',
        goneKinds: { all: 'Alle', left: 'Noch nicht vergessen', forgotten: 'Vergessen' },
        jump: 'Zu Datenpunkt',
        go: 'Los',
        noSuch: ({ last }) => `Datenpunkte haben Nummern von 0 bis ${last}.`,
        isHidden: ({ sample }) => `Ein Filter verbirgt Datenpunkt ${sample}.`,
        on: 'Auf Datenpunkt',
        entropyAbout:
          'Nach der Entropie der Wahrscheinlichkeiten, die das Modell den Klassen gibt: die größte zuerst, gleich welches Label.',
        effectAbout:
          'Wie weit der Verlust eines Datenpunkts voraussichtlich steigt, wenn er weggelassen wird, in erster Ordnung und allein nach der letzten Schicht: eine Schätzung, keine Löschung.',
        influenceAbout:
          'Wie weit der Verlust jenes Datenpunkts voraussichtlich steigt, wenn dieser weggelassen wird, in erster Ordnung und allein nach der letzten Schicht: eine Schätzung, keine Löschung.',
        view: 'Wie die Datenpunkte gezeigt werden',
        views: { grid: 'Raster', scatter: 'Streudiagramm' },
        memorised: 'Wie sehr sie auswendig gelernt sind',
        memorisedAbout:
          'Wie viel größer die Margin eines Datenpunkts bei Modellen ist, die mit ihm trainiert wurden, als bei solchen ohne ihn: je ein Drittel aller Datenpunkte.',
        noEnsemble:
          'Es gibt kein Ensemble dieses Modells, das weiß, wie sehr jeder Datenpunkt auswendig gelernt ist. Die Registerkarte „Angriff“ einer Löschung trainiert eines.',
        thirds: {
          all: 'Auswendig oder nicht',
          most: 'Am meisten auswendig gelerntes Drittel',
          middle: 'Mittleres Drittel',
          least: 'Am wenigsten auswendig gelerntes Drittel',
        },
        misclassified: 'Falsch erkannt',
      },
      scatter: {
        map: 'Wie die Datenpunkte angeordnet sind',
        maps: { pca: 'PCA der letzten verborgenen Schicht', umap: 'UMAP der letzten verborgenen Schicht' },
        anew: 'Neu anordnen',
        ofState: ({ id }) =>
          id === 0
            ? 'Die Orte sind nach dem ursprünglichen Modell. Die Datenpunkte nach dem jetzigen Modell anordnen.'
            : `Die Orte sind nach dem Modell von Zustand ${id}. Die Datenpunkte nach dem jetzigen Modell anordnen.`,
        untrained: 'Die Datenpunkte haben Orte, sobald das Modell trainiert ist.',
        pcaAbout: ({ first, second }) => `Waagerecht: ${first} der Varianz, senkrecht: ${second}.`,
        umapAbout: ({ count }) => `${count} Datenpunkte; Abstände zwischen Gruppen bedeuten wenig.`,
        how: 'Datenpunkte umfahren, um sie zu wählen. Alt zeichnet ein Rechteck, Umschalt fügt hinzu, Strg nimmt heraus. Ein Klick wählt den nächsten. Pfeiltasten gehen von Punkt zu Punkt, Leertaste wählt.',
        picture: ({ count }) =>
          `${count} Datenpunkte als Punkte; nahe sind für das Modell ähnlich. Pfeiltasten gehen von Punkt zu Punkt, Leertaste wählt.`,
        sample: ({ sample }) => `Datenpunkt ${sample}`,
        selectShown: ({ count }) => `Alle ${count} gezeigten wählen`,
        legend: 'Klassen',
      },
      queue: {
        title: ({ count }) => `${count} stehen an`,
        next: 'Vorziehen',
        nextAbout: ({ sample }) => `Datenpunkt ${sample} kommt als nächster`,
        drop: 'Streichen',
        dropAbout: ({ sample }) => `Datenpunkt ${sample} aus der Reihe streichen`,
        dropAll: 'Alle streichen, die anstehen',
        more: ({ count }) => `Und ${count} weitere.`,
      },
      textCell: ({ cell, text }: { cell: string; text: string }) => `${cell}: ${text}`,
      cell: (values) =>
        [
          `Datenpunkt ${values.sample}`,
          `Label ${values.label}`,
          values.predicted !== null && `vorhergesagt ${values.predicted}`,
          values.loss !== null && `Verlust ${values.loss}`,
          values.memorisation !== null && `auswendig gelernt ${values.memorisation}`,
          values.removed && 'gelöscht',
        ]
          .filter(Boolean)
          .join(', '),
      selection: {
        memorised: 'auswendig gelernt',
        memorisedAbout:
          'Die mittlere Margin von Modellen, die mit dem Datenpunkt trainiert wurden, minus die von Modellen ohne ihn, und ihr Standardfehler. Ist sie groß, kennen nur Modelle den Datenpunkt, die ihn hatten.',
        withError: ({ value, error }) => `${value} ± ${error}`,
        none: 'Kein Datenpunkt gewählt',
        noneAbout:
          'Einen im Raster anklicken; Strg, Umschalt oder Tippen fügt weitere hinzu. Oder sie beschreiben.',
        many: ({ count }) => `${count} Datenpunkte`,
        one: ({ sample }) => `Datenpunkt ${sample}`,
        label: 'Label',
        predicted: 'vorhergesagt',
        loss: 'Verlust',
        relative: ({ person, relative, alike }) =>
          `${person} ist mit ${relative} verwandt: ${alike} sind gleich.`,
        removeAs: 'Wie sie gelöscht werden',
        orders: {
          sequence: {
            label: 'Einer nach dem anderen',
            about: 'Jeder ist eine eigene Löschung, aus dem Modell davor',
          },
          batch: { label: 'Als ein Batch', about: 'Eine Löschung, mit einem Schritt für alle' },
        },
        unlearn: 'Verlernen',
        unlearnMany: ({ count }) => `${count} verlernen`,
        empty: 'Einen Datenpunkt im Raster wählen, oder beschreiben, was zu vergessen ist.',
        actsOn: ({ state }) =>
          `Gezeigt wird ein anderer Zustand. „Verlernen“ setzt beim Modell in Gebrauch an: ${state === 0 ? 'dem ursprünglichen Modell' : `nach Löschung ${state}`}.`,
        takes: ({ time, isLocal, isSequence }) =>
          [
            isSequence &&
              (time === null
                ? 'Nach einer Löschung mit diesem Verfahren ist bekannt, wie lange sie dauern.'
                : `Im Tempo der letzten Löschungen: ${time}.`),
            isSequence && 'Als Batch sind sie eine einzige Löschung.',
            isLocal && 'Der Standardschritt wurde für einzelne Datenpunkte gewählt.',
          ]
            .filter(Boolean)
            .join(' '),
      },
      forget: {
        from: 'Gezogen aus',
        describe: 'Beschreiben…',
        describeAbout: 'Beschreiben, was zu vergessen ist',
        title: 'Was zu vergessen ist',
        about: 'Eines davon wählen; die Datenpunkte, die es nennt, werden im Raster ausgewählt.',
        kinds: {
          class: 'Eine Klasse',
          random: 'Eine zufällige Ziehung',
          list: 'Eine Liste',
          planted: 'Was eingebaut ist',
        },
        plantedAbout: 'Alle Datenpunkte, die das Labor in diese Daten eingebaut hat.',
        nothingPlanted: 'In diese Daten ist nichts eingebaut.',
        class: 'Zu vergessende Klasse',
        limit: {
          label: 'Höchstens',
          about: 'So viele Datenpunkte, die ersten der Klasse. Leer: alle.',
          placeholder: 'alle',
        },
        count: { label: 'Datenpunkte', about: 'Wie viele aus den übrigen gezogen werden.' },
        seed: { label: 'Seed der Ziehung', about: 'Derselbe Seed zieht dieselben Datenpunkte.' },
        list: {
          label: 'Nummern und Bereiche',
          about: 'Getippt oder eingefügt, durch Kommas oder Leerzeichen getrennt.',
          placeholder: '3, 17, 20-25',
        },
        selectOne: 'Diesen Datenpunkt wählen',
        selectMany: ({ count }) => `Diese ${count} Datenpunkte wählen`,
        emptyList: 'Nummern und Bereiche schreiben, etwa 3, 17, 20-25.',
        allRemoved: 'Alle diese Datenpunkte sind schon gelöscht.',
        noRange: ({ text }) => `„${text}“ ist weder eine Nummer noch ein Bereich wie 20-25.`,
        backwards: ({ text }) => `Der Bereich ${text} endet, bevor er beginnt.`,
        noSuchSample: ({ sample, last }) =>
          `Es gibt keinen Datenpunkt ${sample}: Die Nummern gehen von 0 bis ${last}.`,
      },
    },

    settings: {
      everyMethod: 'Jedes Verfahren',
      slices: 'Welche Slices',
      step: 'Welcher Schritt',
      ownNumbers: 'Zahlen dieses Verfahrens',
      untuned:
        'Nicht abgestimmte Standardwerte: Die Zahlen sind Startwerte, nicht auf dieses Modell und diese Daten abgestimmt. Was das Verfahren mit ihnen bewirkt, ist kein Urteil über das Verfahren.',
      noNumbers: 'Es hat keine eigenen Zahlen: Es trainiert, wie das Original trainiert wurde.',
      noLimit: 'keine Grenze',
      ownSeed: 'der des Trainings',
      guardHere: ({ images, explanation }) => `Bei diesen Daten: ${images}. ${explanation}`,
      source: ({ source }) => `${source}.`,
      chosen: ({ setting, choice }) => `${setting}: ${choice}`,
      withCost: ({ explanation, cost }) => `${explanation} ${cost}`,
      fields: {
        method: { label: 'Verfahren', about: 'Wie die Datenpunkte vergessen gemacht werden.' },
        selection: { label: 'Slices', about: 'Welche Einheiten und Filter geändert werden.' },
        attention: {
          label: 'Slices der Attention',
          about: 'Ob jede Einheit der Projektionen ein Slice ist oder jeder Kopf.',
        },
        curvature: { label: 'Krümmung', about: 'Woher die Hesse-Matrix der gewählten Slices kommt.' },
        update: { label: 'Änderung', about: 'Was mit Gradient und Krümmung gemacht wird.' },
        batch: {
          label: 'Auswahl für einen Batch',
          about: 'Wie Slices für mehrere Datenpunkte zugleich ausgewählt werden.',
        },
        retrainingOrder: {
          label: 'Reihenfolge des Neutrainings',
          about: 'In welcher Reihenfolge auf den übrigen Datenpunkten noch einmal trainiert wird.',
        },
        retrainingSeed: {
          label: 'Seed des Neutrainings',
          about:
            'Für das Modell, das ein Vergleich neu trainiert. Leer: der Seed des ursprünglichen Trainings. Eine Zahl k: der k-te andere Seed, der aus jenem und k gezogen wird.',
        },
        guardSet: {
          label: 'Wächter richtet sich nach',
          about: 'Auf welchen Datenpunkten die Genauigkeit gemessen wird, die der Wächter beobachtet.',
        },
        weightDecay: {
          label: 'Weight Decay',
          about: 'Ob der Schritt den Weight Decay berücksichtigt, mit dem das Modell trainiert wurde.',
        },
        batchNorms: {
          label: 'Mittlere Batch-Normen der Autoren',
          about:
            'Misst auch das Mittel der Gradientennormen von Batches zu 128, das die Autoren berichten. Das kostet einen Durchgang mehr.',
        },
        gpuTimes: {
          label: 'GPU-Zeit messen',
          about:
            'Sagt von jedem Schritt, wie lange die GPU rechnete, nach ihrer eigenen Uhr. Das Labor wartet dann nach jedem Schritt auf die GPU; die Löschung dauert also länger.',
        },
        noise: {
          label: 'Gaußsches Rauschen nach der Formel von Sekhari: kein Zertifikat',
          about:
            'Die Formel braucht Konstanten des Verlusts, starke Konvexität und einen Schritt auf allen Gewichten, und nichts davon gilt hier: Die Konstanten sind auf 1 und 1/4 gesetzt, λ ist die Dämpfung, und nur die gewählten Slices bekommen Rauschen. Das Rauschen lässt sich aus dem Seed im Bericht noch einmal ziehen; wer den Bericht hat, kann es also wieder abziehen.',
        },
        maxSlices: {
          label: 'Slices höchstens',
          about:
            'Die Auswahl hält nach so vielen Slices an. Leer: Sie hält von selbst an, wenn kein Slice mehr etwas beiträgt.',
        },
        solver: {
          label: 'Löser',
          about: ({ largest }) =>
            `Wie die gedämpfte Newton-Gleichung gelöst wird. Beide ergeben denselben Schritt; Woodbury nutzt, dass die Hesse-Matrizen Rang eins haben, der volle faktorisiert den ganzen Block, der bis zu ${largest} Parameter haben darf.`,
        },
        fociPath: {
          label: 'Auswahl läuft auf',
          about:
            'Wo die nächsten Nachbarn von L-FOCI gesucht werden. „Automatisch“ nimmt, was sich als schneller erwiesen hat; die GPU gibt es nur mit WebGPU.',
        },
        blanketSamples: {
          label: 'Datenpunkte',
          about:
            'Zeilen jedes Datensatzes. Mit mehr davon finden beide Verfahren mehr von der Decke und brauchen länger.',
        },
        blanketRepeats: {
          label: 'Wiederholungen',
          about: 'Gezogene Datensätze, mit den Seeds vom ersten an. Beide Verfahren sehen dieselben.',
        },
        blanketSeed: {
          label: 'Erster Seed',
          about:
            'Legt den ersten Datensatz und die Permutationen seiner Tests fest; jede Wiederholung nimmt den nächsten Seed.',
        },
      },
      solvers: {
        woodbury: { label: 'Woodbury', about: 'In Speicher für p Zahlen: Jeder Block passt.' },
        dense: {
          label: 'Voll',
          about: ({ largest }) =>
            `Faktorisiert den ganzen Block, der bis zu ${largest} Parameter haben darf.`,
        },
      },
      fociPaths: {
        auto: { label: 'Automatisch', about: 'Nimmt, was sich als schneller erwiesen hat.' },
        gpu: { label: 'GPU', about: 'Unter allen Paaren von Kopien, in jedem Schritt.' },
        gpuPairs: {
          label: 'GPU (alle Paare)',
          about: 'Dasselbe wie GPU: ein Name, den frühere Versionen verwendeten.',
        },
        gpuLists: {
          label: 'GPU (kurze Listen)',
          about:
            'Dasselbe wie GPU: Die Suche mit kurzen Listen aus früheren Versionen fand dieselben Nachbarn und ist weggefallen.',
        },
        cpu: { label: 'CPU', about: 'Im Worker, in float32 wie auf der GPU.' },
      },
      paper: {
        name: 'Was die Voreinstellung setzt, und was von der Veröffentlichung abweicht',
        sets: ({ damping, epsilon, delta }) =>
          `Sie setzt λ ${comma(String(damping))}, die Sekante wie veröffentlicht, keinen Weight Decay im Schritt, eine Decke für das Mittel eines Batches und Rauschen für ε ${comma(String(epsilon))} und δ ${comma(String(delta))}.`,
        images: ({ there, here, data }) =>
          `Die Veröffentlichung trainierte auf ${there} Datenpunkten. ${data} hat hier ${here}.`,
        training: (values) =>
          `Die Veröffentlichung trainierte ${values.epochs} Epochen mit Lernrate ${comma(String(values.learningRate))} (Anhang B.2.3). ${values.model} wurde ${values.epochsHere} Epochen mit ${comma(String(values.learningRateHere))} trainiert.`,
        untrained: ({ epochs, learningRate, model }) =>
          `Die Veröffentlichung trainierte ${epochs} Epochen mit Lernrate ${comma(String(learningRate))} (Anhang B.2.3). Wie ${model} trainiert wurde, ist hier nicht bekannt.`,
        noise: ({ here, there, left, images }) =>
          `Bei einer einzelnen Löschung aus ${left} Datenpunkten hat das Rauschen auf jedem Gewicht eine Standardabweichung von ${here}; aus ${images} wäre sie ${there}.`,
        drowns: ({ here, there, left, images }) =>
          `Der Wächter wird sie wohl verwerfen: Bei einer einzelnen Löschung aus ${left} Datenpunkten hat das Rauschen auf jedem Gewicht eine Standardabweichung von ${here}. Bei so viel Rauschen verwarf der Wächter von 5 Prozentpunkten 17 von 18 Versuchen. Aus ${images} Datenpunkten wäre sie ${there}.`,
      },
      curvatureGroups: {
        rankOne: {
          label: 'Rang eins',
          cost: 'Günstig: Speicher für eine Zahl je Parameter, Blöcke jeder Größe.',
        },
        denseBlock: {
          label: 'Voller Block',
          cost: ({ largest }) =>
            `Teuer: p Gradienten oder Produkte und p² Zahlen, also Blöcke bis ${largest} Parameter.`,
        },
        withoutMatrix: {
          label: 'Ohne die Matrix',
          cost: 'Teuer: Durchgänge durch die Datenpunkte für die Hesse-Matrix, aber Blöcke jeder Größe.',
        },
        authors: {
          label: 'Wie der Code der Autoren',
          cost: 'Nur zum Vergleich mit veröffentlichten Zahlen.',
        },
      },
      preview: {
        title: 'Vorschau auf den Schritt',
        running: 'Schritt und Rauschen werden berechnet…',
        slices: 'Slices',
        selected: ({ slices, weights }) => `${slices} (${weights} Gewichte)`,
        stepNorm: 'Norm des Schritts',
        noiseIfOn: ({ epsilon }) => `Rauschen, falls an (ε ${comma(String(epsilon))})`,
        noise: 'Erwartete Norm des Rauschens',
        sigma: 'σ je Gewicht',
        onlyAlgorithm1: 'Nur Algorithmus 1 hat einen Schritt, der sich vorab betrachten lässt.',
        onlyOne: 'Genau einen Datenpunkt wählen.',
        stepIsZero: 'Der Schritt ist null: Rauschen kann hier nur schaden.',
        noiseLarger: ({ factor }) =>
          `Rauschen ${factor}-mal so groß wie der Schritt: Was das Modell ändern wird, ist das Rauschen.`,
      },
      complaints: {
        oneOf: ({ label, choices, text }) => `${label}: eines von ${choices} ist nötig, nicht „${text}“.`,
        empty: ({ label }) => `${label}: Eine Zahl ist nötig.`,
        number: ({ label, text }) => `${label}: Eine Zahl ist nötig, nicht „${text}“.`,
        wholeOrNone: ({ label, from, text }) =>
          `${label}: Eine ganze Zahl ab ${from} oder nichts ist nötig, nicht „${text}“.`,
        amount: ({ label, text }) =>
          `${label}: Eine ganze Zahl ab 1, "all" oder nichts ist nötig, nicht „${text}“.`,
        whole: ({ label, from, to, text }) =>
          `${label}: Eine ganze Zahl von ${from} bis ${to} ist nötig, nicht „${text}“.`,
        between: ({ label, from, to, text }) =>
          `${label}: Eine Zahl von ${from} bis ${to} ist nötig, nicht „${text}“.`,
        flag: ({ label, text }) => `${label}: "on" oder "off" ist nötig, nicht „${text}“.`,
      },
      names: {
        view: 'Ansicht',
        backend: 'Backend',
        images: 'Trainingsdaten',
        weights: 'Gewichte',
        class: 'Klasse',
        predicted: 'Gehalten für',
        gone: 'Vergessen oder nicht',
        influenceOn: 'Einfluss auf Datenpunkt',
        samples: 'Datenpunkte gezeigt als',
        map: 'Orte der Datenpunkte',
        forgetFrom: 'Gezogen aus Klasse',
        misclassified: 'Nur falsch erkannte',
        planted: 'Nur eingebaute',
        memorised: 'Auswendig gelernt',
        order: 'Reihenfolge',
        forget: 'Was zu vergessen ist',
        forgetClass: 'Zu vergessende Klasse',
        forgetLimit: 'Grenze',
        forgetCount: 'Zu ziehende Datenpunkte',
        removeAs: 'Mehrere Datenpunkte',
        method: 'Verfahren',
        selection: 'Auswahl',
        attention: 'Slices der Attention',
        curvature: 'Krümmung',
        update: 'Änderung',
        weightDecay: 'Weight Decay im Schritt',
        batch: 'Auswahl für einen Batch',
        retrainingOrder: 'Reihenfolge des Neutrainings',
        retrainingSeed: 'Seed des Neutrainings',
        trainingSeed: 'Seed des Trainings',
        noise: 'Gaußsches Rauschen',
        maxSlices: 'Slices höchstens',
        solver: 'Löser',
        fociPath: 'Weg der Auswahl',
        guardSet: 'Wächterdaten',
        batchNorms: 'Mittlere Gradientennorm der Batches',
        gpuTimes: 'GPU-Zeiten',
        blanketSamples: 'Datenpunkte',
        blanketRepeats: 'Wiederholungen',
        inspect: 'Untersuchen',
      },
    },

    certificate: {
      untrained: 'Es gibt noch kein trainiertes Modell und nichts zu zertifizieren.',
      terms: 'Bedingungen',
      termsAbout:
        'Sie werden festgelegt, bevor etwas gelöscht wird, und bleiben: Das Rauschen darf nicht davon abhängen, was später gemessen wird.',
      fix: 'Bedingungen festlegen',
      fixing: 'Festlegen der Bedingungen',
      fixed: 'Festgelegt',
      fixedTerms: ({ epsilon, delta, sigma }) =>
        `\u03b5 ${comma(String(epsilon))}, \u03b4 ${comma(String(delta))}, \u03c3 ${comma(String(sigma))} auf jedem Gewicht`,
      left: 'Übrige Freigaben',
      leftOf: ({ left, releases }) => `${left} von ${releases}`,
      meter: {
        title: 'Abstand zum Neutraining',
        unknown: 'Niemand weiß, wie weit das Neutraining von diesem Modell entfernt wäre.',
        spoken: ({ bound, allowed }) => `${bound} von ${allowed}`,
        within: ({ bound, allowed }) =>
          `r ist ${bound}, von erlaubten \u0394 ${allowed}. Es ist der ganze Abstand und summiert sich nicht über die Löschungen.`,
        over: ({ bound, allowed }) =>
          `r ist ${bound}, über dem erlaubten \u0394 von ${allowed}: Es kann keine Freigabe geben. Das geschieht bei den schwersten Datenpunkten: bei 4 von 50 zufällig aus Fashion-MNIST gezogenen, für \u03b5 1, \u03b4 1e-5 und \u03c3 0,02, nach einem Schritt.`,
        overTogether: ({ bound, allowed }) =>
          `r ist ${bound}, innerhalb des \u0394 von ${allowed}, das für alle Freigaben erlaubt ist, aber was vorher freigegeben wurde, lässt davon zu wenig übrig: Es kann keine Freigabe geben.`,
        together: ({ made, together }) =>
          `Mit ${made === 1 ? 'der Freigabe' : `den ${made} Freigaben`} zuvor kommen die Freigaben zusammen auf ${together}.`,
      },
      newton: 'Verwenden',
      newtonAbout:
        'Der exakte Newton-Schritt bleibt dem Neutraining am nächsten; ein anderes Verfahren ist gewählt.',
      release: 'Freigabe machen',
      releaseAbout:
        'Eine Datei allein mit Gewichten, \u03c3, \u03b5 und \u03b4. Ihr Rauschen wird jetzt gezogen und nicht aufbewahrt.',
      releasing: 'Machen einer Freigabe',
      released: ({ file }) => `Die Freigabe ist die Datei ${file}.`,
      tooFar: 'Das Neutraining kann für eine Freigabe zu weit entfernt sein.',
      cancelled: 'Abgebrochen: Es wurde nichts festgelegt oder freigegeben.',
      offers: {
        title: 'Was zu tun ist',
        newton: ({ steps }) =>
          `Noch einmal löschen, mit ${steps} ${steps === 1 ? 'Newton-Schritt' : 'Newton-Schritten'}`,
        retraining: 'Stattdessen bis zum Minimum neu trainieren',
        about: ({ time }) => `etwa ${time}, nach der Dauer eines Schritts`,
        measured: ({ time }) => `etwa ${time}, wie das letzte Neutraining`,
        unknown: 'niemand weiß, wie lange das hier dauert',
      },
      certified: {
        title: 'Was zertifiziert ist',
        about:
          'Eine Freigabe: diese Gewichte mit frischem normalverteiltem Rauschen der Streuung \u03c3 auf jedem. Sie ist, in beide Richtungen und bis auf Gleitkomma-Rundung, (\u03b5, \u03b4)-ununterscheidbar von dem Modell, das auf dem Übrigen neu trainiert und mit demselben \u03c3 freigegeben wird, da r höchstens \u0394 ist. Mehrere Freigaben dürfen zusammen auf \u0394 kommen, und spätere Anfragen dürfen von früheren Freigaben abhängen.',
        why: 'Der Verlust mit Weight Decay ist stark konvex; deshalb beschränkt r = (|Gradient| + \u03c4) / Weight Decay den Abstand zu den neu trainierten Gewichten, wie auch immer diese hier entstanden: der Gradient auf dem Übrigen, in float64, und \u03c4, wo das Neutraining anhält. \u0394 ist, wo der analytische Gauß-Mechanismus mit Rauschen \u03c3 (\u03b5, \u03b4) ergibt (Balle und Wang 2018).',
      },
      notCovered: {
        title: 'Nicht abgedeckt',
        original:
          'Das ursprüngliche Modell, falls es je weitergegeben wurde, und alle Gewichte, die ohne dieses Rauschen weitergegeben wurden.',
        session:
          'Die Sitzung, Rückgängig, Prüfsummen, Belege, Metriken, r, diese Anzeige und eine Absage: Das alles nicht weitergeben.',
        earlier:
          'Was eine frühere Freigabe über einen Datenpunkt sagt, der damals noch in der Trainingsmenge war.',
        elsewhere:
          'Freigaben derselben Daten außerhalb dieser Sitzung: nach einem Neubeginn oder aus einer Kopie der Sitzung.',
      },
    },

    training: {
      fields: {
        optimizer:
          'SGD macht jeden Schritt entlang des Gradienten, mit Momentum. Adam skaliert den Schritt jedes Gewichts nach seinen letzten Gradienten. Newton geht bis zum Minimum des Verlusts mit Weight Decay, in float64, nur für logistische Regression.',
        epochs:
          'Durchgänge durch alle Trainingsdaten. Die letzten beiden liefern das Sekantenpaar der vollen Krümmung. Bis zum Minimum: so viele Schritte höchstens.',
        batchSize:
          'Datenpunkte eines Schritts. Größere Batches sind je Datenpunkt schneller und machen weniger Schritte.',
        learningRate:
          'Länge jedes Schritts. Ist sie zu groß, divergiert das Training; das Labor behält dann die alten Gewichte.',
        schedule:
          'Kosinus lässt die Lernrate entlang einer halben Welle fallen, am Ende auf ein Zwanzigstel.',
        momentum: 'Anteil des letzten Schritts, den der nächste behält. Nur bei SGD: Adam hat sein eigenes.',
        weightDecay:
          'Zieht in jedem Schritt alle Gewichte gegen 0. Ein wenig davon hält die Krümmung von null fern, was dem Verlernen guttut.',
        augmentation:
          'Verschiebt jedes Bild um ein paar Pixel oder spiegelt es auch, in jeder Epoche neu: Es wird weniger auswendig gelernt.',
        seed: 'Legt die ersten Gewichte, die Reihenfolge der Datenpunkte und die Augmentierung fest.',
        reversal:
          'Ein zweiter Kopf rät diese Attribute aus dem, was die letzte Schicht liest, und die Schichten vor ihr lernen, dass er es nicht kann (Gradientenumkehr): Das Modell geht dann weniger nach ihnen. L-FOCI wählt die, die in den Trainingsbildern das Label verraten.',
        reversalStrength:
          'Wie viel vom umgekehrten Gradienten die Schichten erreicht. Bei 0 wird nichts verborgen; zu viel kostet Genauigkeit.',
      },
      reversal: {
        kinds: {
          none: 'keine',
          all: 'alle',
          random: 'ebenso viele, zufällig',
          picked: 'durch L-FOCI',
          own: 'von Hand',
        },
        hidden: 'Was verborgen wird',
        noneChosen: 'Kein Attribut ist gewählt: ankreuzen, was verborgen werden soll, oder keine verbergen.',
      },
      attributes: {
        title: 'Richtig auf zurückgehaltenen Bildern, nach Attributen',
        about:
          'Ein Modell, das nach einem Attribut geht statt nach dem, wonach es gefragt ist, liegt dort seltener richtig, wo sich beide trennen. Trainings dieses Modells auf diesen Daten stehen nebeneinander, bis zu fünf.',
        attribute: 'Attribut',
        images: 'Bilder mit, ohne',
        counts: ({ having, without }) => `${having}, ${without}`,
        all: 'alle Bilder',
        with: 'mit',
        without: 'ohne',
        nothingHidden: 'Nichts verborgen',
        hidden: ({ attributes, strength }) => `Verborgen: ${attributes} (Stärke ${strength})`,
        afterRemovals: ({ name }) => `${name}, nach den Löschungen`,
      },
      choices: {
        sgd: 'SGD',
        adam: 'Adam',
        newton: 'Newton, bis zum Minimum',
        constant: 'konstant',
        cosine: 'Kosinus',
        none: 'keine',
        shift: 'Verschieben',
        'flip-and-shift': 'Spiegeln und Verschieben',
      },
      usual: 'Übliche Einstellungen',
      clearsHistory: 'Beides beginnt beim Modell ohne Löschungen und leert den Verlauf.',
      train: 'Trainieren',
      trainFresh: 'Von Grund auf trainieren',
      trainFreshAbout: 'Mit frischen Gewichten, aus dem Seed gezogen',
      continue: 'Weiter trainieren',
      continueAbout: 'So viele Epochen mehr, von den trainierten Gewichten aus',
      first: {
        title: ({ model }) => `${model} ist auf diesen Daten noch nicht trainiert`,
        about: ({ data }) =>
          `Verlernen braucht Gewichte, die gelernt haben: zuerst das Modell auf ${data} trainieren. Wie trainiert wird, lässt sich rechts unter „Training“ einstellen.`,
        train: 'Jetzt trainieren',
      },
      course: {
        title: 'Verlauf des Trainings',
        running: ({ model, data }) => `Trainiert ${model} auf ${data}`,
        done: ({ model, data }) => `${model}, trainiert auf ${data}`,
        result: ({ accuracy, images, epochs }) =>
          `${accuracy} von ${images} Validierungsdatenpunkten richtig nach ${epochs} ${epochs === 1 ? 'Epoche' : 'Epochen'}.`,
        about:
          'Trainingszahlen sind Mittel über die bisherige Epoche, jeder Batch vor seinem Schritt gemessen; die Validierung wird am Ende jeder Epoche gemessen.',
        end: 'Nach dieser Epoche beenden',
        ending: 'Endet nach dieser Epoche…',
        endAbout: 'Die Gewichte bleiben, wie sie am Ende der Epoche sind',
        axis: 'Epochen',
        heading: 'Epoche',
        afterEpochs: ({ epochs }) => `nach ${epochs} Epochen`,
        empty: 'Nach dem ersten Batch',
      },
      labels: {
        optimizer: 'Optimierungsverfahren',
        epochs: 'Epochen',
        batchSize: 'Batchgröße',
        learningRate: 'Lernrate',
        schedule: 'Verlauf der Lernrate',
        momentum: 'Momentum',
        weightDecay: 'Weight Decay',
        augmentation: 'Augmentierung',
        seed: 'Seed',
        reversal: 'Attribute verbergen',
        reversalStrength: 'Stärke des Verbergens',
      },
      cancelled: 'Training abgebrochen: Die Gewichte sind, wie sie waren.',
    },

    charts: {
      title: 'Diagramme über die Löschungen',
      table: 'Tabelle',
      retrained: 'neu trainiert',
      retrainedOf: ({ series }) => `${series}, neu trainiert`,
      axis: 'gelöschte Datenpunkte',
      heading: 'Gelöschte Datenpunkte',
      viewed: 'angesehen',
      originalModel: 'ursprüngliches Modell',
      original: 'Original',
      afterRemoval: ({ removed }) => `nach ${removed} ${removed === 1 ? 'Datenpunkt' : 'Datenpunkten'}`,
      empty: 'Nach der ersten Löschung',
      enlarge: 'Vergrößern',
      enlargeOf: ({ chart }) => `Vergrößern: ${chart}`,
      close: 'Schließen',
      log: 'Zehnerpotenzen',
      whole: 'Alles',
      from: 'Von',
      to: 'Bis',
      drawOver: 'Mit dem Zeiger über einen Abschnitt ziehen, um ihn allein zu sehen.',
      files: { csv: 'Zahlen (CSV)', svg: 'Bild (SVG)', png: 'Bild (PNG)' },
      rejected: ({ count }) => `${count} verworfen`,
      beside: {
        title: 'Läufe nebeneinander in den Diagrammen',
        about:
          'Die Diagramme unter dem Bericht zeichnen dann eine Linie je Lauf: den auf der Seite und die hier aufgeführten. Eine aufbewahrte Sitzung, eine Sitzungsdatei oder der Ordner eines Laufs wird nur gelesen: Was offen ist, bleibt. Ein Ordner darf mehrere Läufe enthalten, etwa einen je Seed.',
        own: 'auf der Seite',
        line: 'Welche Linie von jedem Lauf gezeichnet wird',
        empty: 'Keine Anzahl von Datenpunkten, bei der alle Läufe einen Wert haben',
        look: 'Wie die Läufe gezeichnet werden',
        looks: { lines: 'Je eine Linie', mean: 'Mittel und Spanne' },
        mean: ({ count }) => `Mittel von ${count} Läufen`,
        least: 'kleinster Wert',
        greatest: 'größter Wert',
        many: ({ most }) =>
          `Mehr als ${most} Linien lassen sich nicht unterscheiden: Gezeichnet wird das Mittel und die Spanne vom kleinsten bis zum größten Wert.`,
        removals: ({ count, one, of }) =>
          `${count} ${one ? 'Löschung' : 'Löschungen'}${of === null ? '' : `, ${of}`}`,
        other: ({ model, data }) => `${model} auf ${data}`,
        drop: 'Weglassen',
        dropOne: ({ name }) => `${name} weglassen`,
        addStates: ({ count }) =>
          count === 1
            ? 'Weg zum gewählten Zustand hinzufügen'
            : `Wege zu den ${count} gewählten Zuständen hinzufügen`,
        addKept: 'Aufbewahrte Sitzung hinzufügen',
        keptEntry: ({ name, count, one }) => `${name} (${count} ${one ? 'Löschung' : 'Löschungen'})`,
        addFiles: 'Sitzungsdateien hinzufügen\u2026',
        addFolder: 'Ordner von Läufen hinzufügen\u2026',
        filesInput: 'Sitzungsdateien, die daneben gezeichnet werden',
        folderInput: 'Der Ordner eines Laufs, oder ein Ordner mit solchen, der daneben gezeichnet wird',
        reading: 'Lesen der Läufe',
        cancelled: 'Es wurde kein Lauf hinzugefügt.',
        tooMany: ({ most, left }) =>
          `Neben dem Lauf auf der Seite lassen sich ${most} zeichnen: ${left} wurden weggelassen.`,
      },
      titles: {
        losses: 'Modellverlust',
        slices: 'Slices je Schicht',
        gaps: 'Neutrainingslücke',
        noise: 'Schritt, Rauschen',
        bound: 'Höchstabstand',
        budget: 'Freigabebudget',
        accuracy: 'Genauigkeit',
        microF1: 'Micro-F1',
        loss: 'Verlust',
        sampleGradient: 'Gradientennorm',
        residualGradient: 'Restgradient',
        membership: 'Populationsangriff',
        distance: 'Gewichtsabstand',
        sampleLoss: 'Punktverlust',
      },
      scales: {
        accuracy: 'richtig (%)',
        microF1: 'Micro-F1 (%)',
        gradient: '|Gradient|',
        area: 'AUC (%)',
        distance: 'Abstand',
        loss: 'Verlust (Nats)',
        slices: 'Slices',
        gap: 'Validierungsgenauigkeit (PP)',
        norm: 'Norm',
        bound: 'höchstens',
        budget: 'Abstand zusammen',
      },
      series: {
        before: 'vorher',
        after: 'nachher',
        withoutDecay: 'ohne Weight Decay (ältere Löschungen)',
        residual: 'was bleibt',
        validation: 'Validierung',
        forget: 'vergessen',
        forgetBefore: 'vergessen, davor',
        training: 'Training',
        loss: 'Verlust',
        entropy: 'Entropie',
        distance: 'Abstand',
        slices: 'Slices',
        otherLayers: 'andere Schichten',
        gap: 'Lücke',
        floor: 'Nachweisgrenze',
        band: 'Band',
        step: 'Schritt',
        noise: 'Rauschen',
        bound: 'Schranke',
        together: 'bei Freigabe hier',
        used: 'durch Freigaben verbraucht',
        allowed: 'erlaubt',
        released: 'eine Freigabe',
      },
    },

    removal: {
      welcome: {
        title: 'Das Netz ein Bild vergessen lassen',
        titleOfTexts: 'Das Netz einen Text vergessen lassen',
        steps: {
          perturb: {
            label: 'Stören',
            about:
              'Verrauschte Kopien des Datenpunkts zeigen, wie jede Einheit und der Verlust auf ihn reagieren.',
          },
          select: {
            label: 'Slices wählen',
            about: 'L-FOCI wählt wenige Einheiten: die, die am meisten über den Verlust verraten.',
          },
          curvature: {
            label: 'Krümmung',
            about: 'Eine Sekanten-Hesse-Matrix der Gewichte dieser Einheiten, ohne den Datenpunkt.',
          },
          update: {
            label: 'Newton-Schritt',
            about: 'Nur diese Gewichte bewegen sich, um einen gedämpften Schritt.',
          },
          evaluate: {
            label: 'Auswerten',
            about:
              'Genauigkeit, Verlust und Gradienten auf allem, was übrig ist, und auf zurückgehaltenen Daten.',
          },
        },
        now: ({ training, validation }) =>
          `Das Modell jetzt: ${training} auf seinen Trainingsdaten, ${validation} auf zurückgehaltenen. Einen Datenpunkt wählen und „Verlernen“ drücken.`,
        otherData: 'Andere Daten, die mit dem Labor kommen:',
      },
      overview: {
        samples: 'Die Datenpunkte',
        metrics: 'Vorher und nachher',
        measuring: ({ guarded }) =>
          `Die Genauigkeiten werden auf allen Datenpunkten gemessen${guarded ? ', und damit, ob der Wächter diesen Schritt durchlässt' : ''}.`,
        method: 'Verfahren',
        slices: 'Slices',
        selectedBy: ({ count, selection }) => `${count} durch ${selection}`,
        selectedByOf: (values) => `${values.count} durch ${values.selection}, ${values.parameters} Parameter`,
        step: 'Schritt',
        stepWith: ({ update, curvature }) => `${update}, ${curvature}`,
        stepNorm: 'Norm des Schritts',
        guard: 'Wächter',
        guardOn: ({ images, before, after }) => `${images}: ${before} vorher, ${after} nachher`,
        stepAndNoise: ({ step, noise }) => `${step} ${noise}`,
        andNoise: ({ noise }) => `und Rauschen ${noise}`,
        rewound: 'Wiederholte Epochen',
        rewoundSome: ({ epochs, of, from }) =>
          `Die letzten ${epochs} von ${of}. Der Anfang, das Ende von Epoche ${from}, hat die Datenpunkte gesehen: Das ist keine Garantie.`,
        rewoundAll: ({ of }) => `Alle ${of}: Das ist Neutraining in der ursprünglichen Reihenfolge.`,
        rewoundRemade: ({ remade, time }) =>
          `Der Anfang war nicht gespeichert: ${remade} Epochen Training stellten ihn vorher neu her, in ${time}; sie zählen nicht zur Löschung.`,
        rewoundOtherwise: ({ distance }) =>
          `Hier ausgeführt, endet das ursprüngliche Training ${distance} von den ursprünglichen Gewichten entfernt. Was wiederholt wurde, unterscheidet sich auch darum von ihnen.`,
        leftOut: 'Weggelassener Gradient',
        besideTerm: ({ left, term }) => `${left}, neben ${term} der gelöschten Datenpunkte`,
        besideStep: ({ left, term }) => `${left}, neben ${term}, woraus der Schritt besteht`,
        farFromMinimum: ({ left, term, times }) =>
          `${left}: das ${times}-Fache der ${term}, aus denen der Schritt besteht. Das Modell ist in keinem Minimum, und Neutraining würde es entlang beider bewegen.`,
      },
      probabilities: {
        title: ({ before, after }) => `Wahrscheinlichkeiten, ${before} ${after}`,
        before: 'vorher',
        after: 'nachher',
        class: 'Klasse',
        bars: 'Balken',
        beforeHead: 'Vorher',
        afterHead: 'Nachher',
        retrained: 'neu trainiert',
        retrainedHead: 'Neu trainiert',
        label: 'Das Label des Datenpunkts',
        eachByItself:
          'Jedes Label hat seine eigene Wahrscheinlichkeit: Ein Datenpunkt kann mehrere haben, sie ergeben also nicht unbedingt 100\u202f%.',
        all: ({ count }) => `Alle ${count} Klassen`,
        likely: ({ count }) => `Nur die ${count} wahrscheinlichsten`,
      },
      samples: {
        sample: 'Datenpunkt',
        label: 'Label',
        title: 'Die Datenpunkte des Batches',
        lossBefore: 'Verlust vorher',
        lossAfter: 'Verlust nachher',
        gradientNormBefore: 'Gradient vorher',
        gradientNormAfter: 'Gradient nachher',
      },
      metrics: {
        metric: 'Metrik',
        beforeAndAfter: 'Vorher und nachher',
        columns: {
          value: 'Wert',
          before: 'vorher',
          after: 'nachher',
          change: 'Änderung',
          retrained: 'neu trainiert',
          gap: 'Lücke',
          floor: 'Nachweisgrenze',
          band: 'Band',
        },
        bandAbout:
          'Halbe Breite des 95-%-Bands der Lücke zu einem Modell, das mit einem anderen Seed neu trainiert ist: Eine kleinere Lücke liegt im Rauschen des Neutrainings; das heißt hier „darin“.',
        halfWidth: ({ value }) => `± ${value}`,
        within: 'darin',
        withinAbout: 'Die Lücke liegt im Rauschen des Neutrainings',
        beforeAbout:
          'Das Modell vor dieser Löschung, gemessen auf den Datenpunkten, die danach bleiben: Der Wert kann also von dem nach der vorigen Löschung abweichen.',
        changeAbout: 'Nachher minus vorher. Bei Anteilen in Prozentpunkten (PP).',
        floorAbout:
          'Die Lücke, die das Weglassen eines Datenpunkts ohne Einfluss in derselben Reihenfolge macht: Eine kleinere bedeutet nichts.',
        better: {
          higher: 'höher ist besser',
          lower: 'niedriger ist besser',
          retrained: 'Ziel ist der Wert des neu trainierten Modells',
        },
        heard: ({ better }) => `, ${better}`,
        none: 'keine',
        sampleLoss: {
          one: 'Datenpunkt: Verlust',
          many: 'Datenpunkte: Verlust',
          about:
            'Der mittlere Verlust der gelöschten Datenpunkte, wie das Modell sie vorher und nachher sieht.',
        },
        sampleGradientNorm: {
          one: 'Datenpunkt: Gradient',
          many: 'Datenpunkte: Gradient',
          about:
            'Die mittlere Norm des Gradienten der gelöschten Datenpunkte, wie das Modell sie vorher und nachher sieht.',
        },
      },
      classes: {
        title: ({ before, after }) => `Genauigkeit je Klasse, ${before} ${after}`,
        before: 'vorher',
        after: 'nachher',
        class: 'Klasse',
        sets: {
          residual: { label: 'Rest\u00adgenauigkeit', about: 'Auf den Datenpunkten der Restmenge' },
          validation: { label: 'Validierungs\u00adgenauigkeit', about: 'Auf zurückgehaltenen Datenpunkten' },
          forget: {
            label: 'Vergessens\u00adgenauigkeit',
            about: 'Auf allen bisher gelöschten Datenpunkten',
          },
        },
        none: 'keine',
        about: ({ samples, loss }) => `${samples} Datenpunkte, Verlust ${loss}`,
      },
      plain: {
        sameSure: ({ after, sureAfter }) =>
          `Das Modell hält es weiterhin für ${after} und ist sich zu ${sureAfter} sicher, wie vorher.`,
        sameClass: (values) =>
          `Das Modell hält es weiterhin für ${values.after} und ist sich zu ${values.sureAfter} sicher; vorher waren es ${values.sureBefore}.`,
        otherClass: (values) =>
          `Das Modell hält es jetzt für ${values.after} (zu ${values.sureAfter} sicher); vorher für ${values.before} (zu ${values.sureBefore} sicher).`,
        whole: (values) =>
          `${values.effect} ${values.others} ${values.one ? 'anderer Datenpunkt' : 'andere Datenpunkte'} von ${values.label} ${values.one ? 'ist' : 'sind'} noch in der Trainingsmenge. ${weightsMoved(values)}`,
        batch: (values) =>
          `Bei ${values.after} von allem, was vergessen ist, liegt das Modell ${values.before === null ? 'weiterhin richtig, wie vorher' : `richtig; vor dieser Löschung waren es ${values.before}`}. ${weightsMoved(values)}`,
        neverSaw: (values) => {
          const lies = {
            above: `darüber: Es spricht noch stärker für ${values.label} als die meisten von ihnen`,
            below: `darunter: Es spricht schwächer für ${values.label} als die meisten von ihnen`,
            within: 'darin: So gelesen gleicht es einem, das ihn nie sah',
            stillWithin:
              'darin, wie schon vor dem Entfernen: So gelesen ist es von einem, das ihn nie sah, weder vorher noch nachher zu unterscheiden',
          }[values.lies];
          return `Von ${values.count} Netzen, die ihn nie sahen (auf der Hälfte der Daten trainiert), gibt das mittlere ${values.label} ${values.middle}, vier von fünf ${values.low} bis ${values.high}. Mit ${values.now} liegt das Modell ${lies}.`;
        },
        tooSmall: (values) =>
          `Keine Wahrscheinlichkeit änderte sich auch nur um 1\u202f% (am meisten: ${values.change}): Das ist zu klein, um es zu sehen. ${values.isSure ? `Das Modell war sich bei ${values.label} zu ${values.sure} sicher, sein Verlust zieht also kaum an einem Gewicht; und es lernte ${values.label} aus ${values.others} anderen Datenpunkten.` : `Das Modell lernte ${values.label} aus ${values.others} anderen Datenpunkten, die in dieselbe Richtung ziehen.`} Mehr ist zu sehen, wo sich das Modell auf einen einzelnen Datenpunkt stützt: die Datenpunkte nach erwarteter Wirkung ordnen, mehrere auf einmal nehmen oder ein Beispiel ansehen.`,
        stepAlone: 'Es wurde kein Rauschen addiert: Der Schritt allein hat das Modell geändert.',
        mainlyStep: ({ step, noise }) =>
          `Der Schritt von ${step} bewegte die Gewichte weiter als das Rauschen von ${noise}.`,
        mainlyNoise: (values) =>
          `Was das Modell geändert hat, ist das Rauschen: Es ist ${values.noise} lang${values.times === null ? '' : `, ${values.times}-mal so lang wie der Schritt von ${values.step}`}.`,
      },
      slices: {
        pictures: 'Gewählte Slices',
        byLayer: 'Slices je Schicht',
        order: '#',
        layer: 'Schicht',
        unit: 'Einheit',
        t: 'T',
        about:
          'Nur die gewählten Slices ändern sich. L-FOCI nimmt sie in dieser Reihenfolge: Jeder ist der Slice, dessen Aktivierung zusätzlich zu denen über ihm am meisten über den Verlust verrät.',
        tAbout:
          'Was dieser Slice zusätzlich zu denen über ihm vom Verlust verrät: 0 nichts, 1 alles, was noch offen ist.',
        runnerUp: 'Nächstbester',
        runnerUpAbout: 'Der Slice, der bei diesem Schritt der zweitbeste war, mit seinem T.',
        noRunnerUp: 'keiner',
        gradient: 'Gradient',
        stepNorm: 'Norm des Schritts',
        own: 'Welcher Datenpunkt was gewählt hat',
        ownAbout: ({ samples, mean }) =>
          `Jeder der ${samples} Datenpunkte wurde für sich gestört. Allein würde er unter demselben Seed diese Slices wählen: im Mittel ${mean}.`,
        takers: 'Datenpunkte',
        takersAbout: 'Wie viele Datenpunkte ihn gewählt haben',
        ownSample: 'Datenpunkt',
        ownSlices: 'Seine eigene Decke',
        ownNone: 'keine',
        selectedTitle: 'Die gewählten Slices',
        selectedSlices: 'Gewählte Slices',
        selectedOf: ({ selected, of }) => `${selected} ${of}`,
        of: ({ slices }) => `von ${slices}`,
        selected: ({ count, stop }) => `${count} gewählt. ${stop}`,
        selectedOn: ({ count, path, stop }) => `${count} gewählt auf ${path}. ${stop}`,
        paths: {
          cpu: 'der CPU',
          gpu: 'der GPU',
          gpuPairs: 'der GPU (alle Paare)',
          gpuLists: 'der GPU (kurze Listen)',
        },
        filters: ({ layer, count }) => `${layer}: ${count} Filter`,
        units: ({ layer, count }) => `${layer}: ${count} Einheiten`,
        heads: ({ layer, count }) => `${layer}: ${count} Köpfe`,
        headsAbout: ({ layer, count }) => `Schicht ${layer}, ${count} Köpfe`,
        filtersAbout: ({ layer, count }) => `Schicht ${layer}, ${count} Filter`,
        unitsAbout: ({ layer, count }) => `Schicht ${layer}, ${count} Einheiten`,
        picture: ({ filter, unit, seen, order }) =>
          `${filter ? 'Filter' : 'Einheit'} ${unit}${seen === null ? '' : seen.t === null ? ': ändert sich nicht' : `: T ${seen.alone ? 'allein ' : ''}${seen.t}`}${order === null ? '' : `, als ${order}. gewählt`}`,
      },
      curvature: {
        gauge: 'Krümmungsanzeige',
        title: 'Krümmung und Schritt',
        eigenvalues: 'Eigenwerte von H′ + λI',
        range: ({ smallest, largest }) => `${smallest}λ bis ${largest}λ`,
        lambdas: ({ value }) => `${value}λ`,
        one: 'λ: Dort fügt die Hesse-Matrix nichts hinzu',
        lengths: 'Schritt und Rauschen',
        step: 'Schritt',
        noise: 'Rauschen',
        noNoise: 'aus',
        angle: 'Vom einfachen Gradienten zum Schritt',
        facts: {
          block: 'Block',
          decay: 'Weight Decay',
          damping: 'Dämpfung λ',
          measuredOn: 'Hesse-Matrix gemessen auf',
          products: 'Produkte, Spalten',
          differenceError: 'Fehler der Differenzen',
          full: 'Trainingsverlust, Rang eins',
          sample: 'Datenpunkt, Rang eins',
          cosine: 'Kosinus zum Gradienten',
          sigma: 'Rauschen je Parameter',
          residual: 'Residuum des Lösers',
        },
        parameters: ({ count }) => `${count} Parameter`,
        raised: ({ from, to }) => `von ${from} auf ${to} erhöht: H′ + λI war nicht oder kaum positiv definit`,
        trainingSamples: ({ count }) => `${count} Trainingsdaten`,
        noError: 'keiner: Die Hesse-Matrix ist null',
        error: ({ error }) => `${error} des exakten Produkts`,
        largeError: ({ error }) => `${error} des exakten Produkts: Die Differenzen treten über Knicke`,
        leftOut: 'weggelassen',
        leftOutBecause: ({ curvature }) => `weggelassen: s′y ${curvature} ist nicht klar positiv`,
        eigenvalue: ({ eigenvalue }) => `Eigenwert ${eigenvalue}`,
        secant: ({ curvature, eigenvalue }) => `s′y ${curvature}, Eigenwert ${eigenvalue}`,
        sigma: ({ sigma }) => `σ ${sigma}`,
        noDecay: 'keiner im Schritt',
        decayUnknown: 'keiner: Wie diese Gewichte trainiert wurden, ist nicht bekannt',
        notMeasured: 'nicht gemessen',
        verdicts: {
          noise: 'Das Rauschen ist länger als der Schritt: Was das Modell geändert hat, ist das Rauschen.',
          against:
            'Der Schritt läuft gegen den einfachen Gradienten: Er senkt den Verlust dessen, was zu vergessen ist.',
          indefinite: 'H′ + λI ist nicht positiv definit: Der Schritt führt zu keinem Minimum.',
          damping: 'Die Dämpfung bestimmt: Der Schritt ist der einfache Gradient, geteilt durch λ.',
          shortened: 'Die Hesse-Matrix hat den Schritt verkürzt und seine Richtung gelassen.',
          turned: 'Die Hesse-Matrix hat den Schritt vom einfachen Gradienten weggedreht.',
        },
      },
      outcome: {
        diverged: ({ loss, guess }) =>
          `Das Verfahren ist divergiert: Der mittlere Verlust auf den behaltenen Datenpunkten ist ${loss}, und Raten hat ${guess}. Kleinere oder weniger Schritte verwenden.`,
        costOne: ({ sample, points }) =>
          `Datenpunkt ${sample} zu löschen kostete ${points} Prozentpunkte Validierungsgenauigkeit.`,
        costMany: ({ count, points }) =>
          `${count} Datenpunkte zu löschen kostete ${points} Prozentpunkte Validierungsgenauigkeit.`,
        result: (values) =>
          `${values.sample === null ? `${values.count} Datenpunkte sind gelöscht` : `Datenpunkt ${values.sample} ist gelöscht`}. Validierungsgenauigkeit: ${values.before} vorher, ${values.after} nachher.`,
        withReason: ({ cost, reason }) => `${cost} ${reason}`,
        classGone: ({ points, rest }) =>
          `Von einer Klasse ist nichts übrig, und ein neu trainiertes Modell verliert sie auch: ${points} dieser Prozentpunkte sind ihre zurückgehaltenen Datenpunkte. Was von den anderen ${rest} Schaden ist, sagt ein Vergleich mit dem Neutraining.`,
        noiseOn:
          'Das Gaußsche Rauschen war länger als der Schritt: Was das Modell geändert hat, war vor allem das Rauschen.',
        noiseTooStrong: 'Das Rauschen war zu stark: rückgängig machen und weniger davon nehmen.',
        stepTooLong: 'Der Schritt war zu lang: rückgängig machen und einen kürzeren nehmen.',
        stepTooLongForDamping:
          'Der Schritt war zu lang: rückgängig machen und mit größerer Dämpfung λ einen kürzeren nehmen.',
        rejected: ({ points, count }) =>
          `Vom Wächter verworfen: Es hätte ${points} Prozentpunkte Validierungsgenauigkeit gekostet; ${count === 1 ? 'der Datenpunkt bleibt' : 'die Datenpunkte bleiben'} in der Restmenge.`,
        rejectedByGuard: ({ points, count }) =>
          `Vom Wächter verworfen: Es hätte ${points} Prozentpunkte Genauigkeit auf den Daten des Wächters gekostet; ${count === 1 ? 'der Datenpunkt bleibt' : 'die Datenpunkte bleiben'} in der Restmenge.`,
        wouldEmptyClass:
          'Von einer Klasse wäre nichts übrig, und auch ein neu trainiertes Modell verliert diese Klasse. Was von den Kosten Schaden ist, sagt ein Vergleich des verworfenen Modells mit dem Neutraining. Ohne Wächter wird die Löschung gemacht, was auch immer sie kostet.',
        someWithoutEffect: ({ count, of }) =>
          `${count} von ${of} Löschungen änderten keine Vorhersage: Ihre Schritte sind 0 oder zu klein, um etwas zu sehen.`,
        someRejected: ({ rejected, of }) =>
          `${rejected} von ${of} Löschungen hat der Wächter verworfen: ${rejected === 1 ? 'Der Datenpunkt bleibt' : 'Die Datenpunkte bleiben'} in der Restmenge und gewählt.`,
        cancelled: 'Abgebrochen: Das Modell ist, wie es war.',
        cancelledAfter: ({ finished, of }) =>
          `Nach ${finished} von ${of} Löschungen abgebrochen: ${finished === 1 ? 'Die fertige bleibt' : 'Die fertigen bleiben'}, der Rest hat nichts geändert.`,
      },
    },

    lens: {
      words: {
        title: 'Der Text',
        titleOf: ({ sample, labels }: { sample: number; labels: string }) =>
          `Text Nr. ${sample}${labels === '' ? '' : `: ${labels}`}`,
        from: ({ origin }: { origin: string }) => `Aus: ${origin}`,
        button: 'Welche Wörter zählen',
        buttonOf: ({ sample }: { sample: number }) => `Welche Wörter in Text ${sample} zählen`,
        buttonAbout: 'Wie sehr der Verlust auf diesem Text von jedem Wort abhängt, unter dem jetzigen Modell',
        none: 'Der Verlust war auf jeder verrauschten Kopie derselbe, er hängt also von keinem Wort ab.',
        about: ({ copies }: { copies: string }) =>
          `Jedes Wort ist über ${copies} verrauschte Kopien des Textes gemessen, mit dem Rauschen in seiner Einbettung: xi sagt, wie weit der Verlust eine Funktion einer einzigen Zahl der Einbettung ist, und es zählt die Norm über die Zahlen. Bei einem Wort aus mehreren Stücken zählt das größte.`,
        standOut: (values: Record<'count' | 'of' | 'threshold' | 'chance', string>) =>
          `${values.count} von ${values.of} Wörtern heben sich ab: sie liegen über ${values.threshold}. Schon der Zufall gibt einem Wort, das nichts sagt, etwa ${values.chance}; dort beginnen die Farben.`,
        cut: 'Die Wörter am Ende, die blasser stehen, werden nicht gelesen.',
        scale: 'Norm von xi(Einbettung, Verlust)',
        word: ({ word, xi }: { word: string; xi: string }) => `${word}: ${xi}`,
        table: 'Alle Wörter nach ihrer Zahl',
        column: 'Wort',
      },
      title: 'Welche Pixel zählen',
      titleOf: ({ sample }) => `Welche Pixel zählen: Datenpunkt ${sample}`,
      button: 'Welche Pixel zählen',
      buttonOf: ({ sample }) => `Welche Pixel bei Datenpunkt ${sample} zählen`,
      buttonAbout:
        'Wie sehr der Verlust auf diesem Datenpunkt von jedem Pixel abhängt, unter dem jetzigen Modell',
      hide: 'Ausblenden',
      hideAbout: 'Die Pixel ausblenden',
      nothing: 'Nichts gefunden: Nicht mehr Pixel stechen hervor als durch Zufall.',
      noPixel: 'Der Verlust war auf jeder verrauschten Kopie gleich, er hängt also von keinem Pixel ab.',
      about: ({ copies, channels }) =>
        `Jedes Quadrat ist xi(Pixel, Verlust) über ${copies} verrauschte Kopien des Datenpunkts: wie weit der Verlust eine Funktion dieses Pixels allein ist, von 0, gar nicht, bis 1, ganz.${channels > 1 ? ' Von mehreren Kanälen zählt der größte Wert.' : ''}`,
      standOut: ({ count, of }) => `${count} von ${of} stechen hervor`,
      chance: (values) =>
        `${values.standOut}: Sie liegen über ${values.threshold}, dem Dreifachen der Streuung ${values.deviation} eines Pixels, das nichts sagt. Allein durch Zufall liegen etwa ${values.expected} dort.`,
      ofRemoved: 'Wie das jetzige Modell den gelöschten Datenpunkt sieht.',
      ofCurrent: 'Unter dem jetzigen Modell.',
      map: (values) =>
        `Wärmebild von Datenpunkt ${values.sample}: Am meisten zählt das Pixel in Zeile ${values.row}, Spalte ${values.column}, von 0 gezählt, mit xi ${values.xi}`,
      pixel: ({ row, column, xi }) => `Zeile ${row}, Spalte ${column}: xi ${xi}`,
      scale: 'xi(Pixel, Verlust)',
      cancelled: 'Abgebrochen: Die Pixel wurden nicht gemessen.',
      slice:
        'Ein Slice ist eine Einheit einer dichten Schicht oder ein Filter einer Faltung, mit allen Gewichten, die hineinführen, und ihrem Bias. Jedes Quadrat ist ein Slice. T sagt, wie viel vom Verlust seine Aktivierung verrät: 0 nichts, 1 alles; je voller das Quadrat, desto größer T. Ein Klick zeigt seine Gewichte.',
      unit: ({ layer, unit }) => `${layer} ${unit}`,
      fullAt: ({ value }) => `Volle Farbe: ${value}`,
      trace: {
        title: 'Die Auswahl, Schritt für Schritt',
        play: 'Abspielen',
        pause: 'Pause',
        back: '←',
        backAbout: 'Einen Schritt zurück',
        forward: '→',
        forwardAbout: 'Einen Schritt weiter',
        end: 'Das Ende zeigen',
        about:
          'Die Suche wird wiederholt, und jeder Schritt zeigt T jedes Slices, der noch zu haben war, gegeben die vorher genommenen.',
        taken: (values) =>
          `Schritt ${values.step} von ${values.steps}: Von ${values.candidates} Slices verrät ${values.name} am meisten über den Verlust${values.first ? '' : ', zusätzlich zu den schon genommenen'}, T = ${values.t}. Er wird genommen.${values.rival === null ? '' : ` Nächstbester: ${values.rival.name}, T = ${values.rival.t}.`}`,
        notTaken: (values) =>
          `Schritt ${values.step} von ${values.steps}: Auch der beste von ${values.candidates} Slices, ${values.name}, verrät nichts weiter über den Verlust, T = ${values.t}. Die Suche endet also.`,
      },
      card: {
        title: 'Ein Slice',
        layer: 'Schicht',
        unit: 'Nummer',
        none: 'Einen wählen',
        before: 'Gewichte vorher',
        after: 'Nachher',
        difference: 'Differenz',
        weights: (values) =>
          `${values.count} Gewichte. ${values.bias === null ? 'Kein Bias.' : `Bias ${values.bias} vorher, ${values.biasAfter} nachher.`} Zusammen bewegten sie sich um ${values.moved}. Blau ist über 0, Orange darunter.`,
        favouritesBefore: 'Worauf er vorher am stärksten ansprach',
        favouritesAfter: 'Worauf er jetzt am stärksten anspricht',
        samples: ({ samples }) => `Datenpunkte ${samples}`,
      },
      off: {
        title: 'Mit abgeschalteten Slices',
        button: 'Abschalten',
        about:
          'Betrachtet das Modell mit Gewichten und Bias dieses Slices auf 0. Das Modell selbst bleibt, wie es ist.',
        which: ({ slices }) => `Zum Betrachten abgeschaltet: ${slices}.`,
        allOn: 'Alle wieder an',
        accuracy: 'Validierungsgenauigkeit',
        label: ({ sample }) => `Wahrscheinlichkeit des Labels von Datenpunkt ${sample}`,
        before: 'Vor der Löschung',
        after: 'Danach',
        with: 'Danach, abgeschaltet',
      },
      maps: {
        title: 'Karten einer Schicht',
        stays: 'Bild, das bleibt',
        about:
          'Was die Schicht verlässt, eine Kachel je Filter, vor und nach der Löschung: für das vergessene Bild und für eines, das bleibt. Blau ist über 0, Orange darunter. Eine Differenz ist auf einer eigenen Skala gezeichnet.',
        before: 'Vorher',
        after: 'Nachher',
        difference: 'Differenz',
        forgotten: ({ sample }) => `Vergessen: Datenpunkt ${sample}`,
        staying: ({ sample }) => `Bleibt: Datenpunkt ${sample}`,
      },
    },

    differences: {
      which: 'Vergleichen',
      pairs: {
        beforeAfter: 'Vor und nach der Löschung',
        retrainedAfter: 'Neu trainiert, und nach der Löschung',
        beforeRetrained: 'Vor der Löschung, und neu trainiert',
      },
      noRetrained:
        'Diesen Zustand mit dem Neutraining vergleichen, um auch das neu trainierte Modell hier zu haben.',
      layers: {
        title: 'Schicht für Schicht',
        about:
          'Der Abstand der Gewichte, und die lineare CKA dessen, was die Schicht bei zurückgehaltenen Datenpunkten verlässt: 1, wo das eine bis auf Drehung und Skala das andere ist.',
        layer: 'Schicht',
        distance: 'Abstand',
        relative: 'Abstand durch Länge',
        changed: 'Geänderte Slices',
        of: ({ changed, slices }) => `${changed} von ${slices}`,
        cka: 'CKA',
      },
      matrix: {
        title: 'Wofür zurückgehaltene Datenpunkte gehalten werden',
        about: ({ first, second }) =>
          `Anzahlen beim zweiten Modell, und um wie viel sie vom ersten abweichen. Richtig: ${first}, dann ${second}.`,
        corner: 'Klasse, gehalten für',
        change: ({ isMore, count }) => `${isMore ? '+' : '\u2212'}${count}`,
      },
      images: {
        title: 'Die Trainingsdaten, bei denen sie sich am meisten unterscheiden',
        about:
          'Nach der Margin, den Log-Odds des Labels: die des zweiten Modells minus die des ersten, in Nats.',
        select: ({ sample }) => `Datenpunkt ${sample} wählen`,
      },
      models: { before: 'Vorher', after: 'Nachher', retrained: 'Neu trainiert' },
      attack: {
        title: 'Was der Populationsangriff sieht',
        about:
          'Er hält einen Datenpunkt für ein Mitglied der Trainingsmenge, wo dessen Zahl höchstens die Schwelle ist. Die Schwelle lässt sich im Bild ziehen. Jede Linie ist der Anteil einer Menge über den Zehnerpotenzen.',
        by: 'Nach',
        scores: { loss: 'dem Verlust', entropy: 'der Entropie der Vorhersage' },
        threshold: 'Schwelle',
        nats: ({ value }) => `${value} Nats`,
        best: 'Die beste',
        picture: 'Anteil der Datenpunkte über den Zehnerpotenzen, in Nats',
        sets: { forgotten: 'gelöscht', members: 'übrig im Training', nonMembers: 'Validierung' },
        taken: {
          forgotten: 'Gelöscht, für Mitglieder gehalten',
          members: 'Übrig im Training, für Mitglieder gehalten',
          nonMembers: 'Validierung, für Mitglieder gehalten',
        },
        balanced: 'Balancierte Genauigkeit',
        auc: 'AUC über alle Schwellen',
        none: 'keine',
      },
    },

    looks: {
      waiting: 'Wird berechnet, sobald das Labor frei ist…',
      running: 'Rechnet…',
    },

    compare: {
      states: {
        choose: 'Zustände wählen',
        chooseAbout:
          'Solange das an ist, wählt ein Druck auf eine Zeile des Verlaufs sie zum Vergleichen. Jederzeit geht das auch mit Strg und Klick oder mit der Leertaste.',
        open: ({ count }) =>
          count === 0
            ? 'Zustände vergleichen\u2026'
            : `${count} ${count === 1 ? 'Zustand' : 'Zustände'} vergleichen\u2026`,
        chosen: 'Zum Vergleichen gewählt',
        title: 'Zustände nebeneinander',
        none: 'Kein Zustand ist gewählt. Zeilen des Verlaufs wählen, oder die gewählten Datenpunkte mit zwei Verfahren löschen.',
        name: ({ id, what, accepted }) => `${id}: ${what}${accepted ? '' : ', verworfen'}`,
        metric: 'Metrik',
        value: 'Wert',
        retrained: 'neu trainiert',
        gap: 'Lücke',
        difference: 'zweiter minus erster',
        differenceAbout:
          'Der Wert des zweiten Zustands minus der des ersten, in der Reihenfolge, in der sie gewählt wurden. Entfernt und übrig können in jedem andere Datenpunkte sein.',
        gapAbout: ({ floor, band }) =>
          `Nach dem Verlernen minus neu trainiert. Ein Datenpunkt ohne Einfluss macht ${floor}; das Rauschen des Neutrainings ist \u00b1 ${band}.`,
        unknown: 'nicht gemessen',
        within: 'im Rauschen des Neutrainings',
        time: 'Zeit: Löschungen, Neutraining',
        seconds: 'Zeit in Sekunden: Löschungen, Neutraining',
        removed: 'Gelöschte Datenpunkte',
        method: 'Verfahren',
        weights: 'Gewichte',
        classes: 'Validierungsgenauigkeit jeder Klasse',
        predictions: 'Wofür jedes die Validierungsdaten hält',
        layers: ({ name }) => `Schicht für Schicht, von ${name} aus`,
        csv: 'Als CSV speichern',
        latex: 'Als LaTeX speichern',
        retrain: ({ count }) =>
          count === 1
            ? 'Neben dem Zustand ohne Vergleich neu trainieren'
            : `Neben den ${count} Zuständen ohne Vergleich neu trainieren`,
        both: 'Zwei Verfahren auf derselben Vergessensmenge',
        bothAbout: ({ count, state }) =>
          `Löscht die ${count} gewählten Datenpunkte aus ${state} mit dem einen Verfahren, geht zurück und löscht sie mit dem anderen, jedes mit seinen jetzigen Einstellungen.`,
        first: 'Erstes Verfahren',
        second: 'Zweites Verfahren',
        run: 'Mit beiden löschen',
        running: 'Löschen mit zwei Verfahren',
        retraining: 'Neutraining neben den gewählten Zuständen',
        cancelled: 'Abgebrochen: Was fertig war, bleibt.',
        clear: 'Keinen wählen',
        close: 'Schließen',
      },
      button: 'Mit Neutraining vergleichen',
      buttonAbout:
        'Trainiert ein Modell von Grund auf mit dem, was übrig ist, und vergleicht das jetzige mit ihm',
      batchNorm:
        'Durch die Batch-Normalisierung dieses Modells wirken die gelöschten Datenpunkte noch auf die anderen ihrer Batches.',
      otherSeed: ({ seed }) =>
        `Mit anderem Seed neu trainiert: Nummer ${seed} derer, die aus dem des Originals gezogen sind. Auch die Anfangsgewichte und die Reihenfolge der Datenpunkte sind andere. Deshalb gibt es keine gekoppelte Nachweisgrenze, und was wiederhergestellt wurde, ist nicht definiert. Eine Lücke am Rauschen des Neutrainings darunter messen.`,
      ofRejected: 'Vom Modell, das der Wächter stehen ließ, dem vor dieser Löschung:',
      rejected: {
        title: 'Das Modell, das der Wächter verworfen hat',
        about:
          'Die Löschung wird ohne Wächter wiederholt, und das Modell, das es geworden wäre, wird mit dem Neutraining ohne diese Datenpunkte verglichen. Das Labor macht mit dem Modell weiter, das der Wächter stehen ließ.',
        button: 'Verworfenes Modell vergleichen',
        of: 'Vom Wächter verworfen: Das ist das Modell, zu dem die Löschung geführt hätte, nicht das, welches das Labor hat.',
      },
      about:
        'Der Maßstab des Verlernens ist ein Modell, das von Grund auf mit dem trainiert ist, was übrig ist. Mit dem Seed des Originals und in gekoppelter Reihenfolge unterscheidet es sich vom Original allein durch die gelöschten Datenpunkte. Ein zweites Modell zeigt die Nachweisgrenze: Es lässt stattdessen einen Datenpunkt ohne Einfluss weg, und was sich dann ändert, bedeutet nichts.',
      goToState: 'Zuerst zu diesem Zustand gehen',
      times: {
        removals: ({ count, removals, retraining }) =>
          `${count === 1 ? 'Eine Löschung' : `${count} Löschungen`} dauerte${count === 1 ? '' : 'n'} ${removals}, das Neutraining ${retraining}.`,
        faster: ({ factor }) => `Das Verlernen war ${factor}-mal so schnell.`,
        slower: ({ factor }) => `Das Neutraining war ${factor}-mal so schnell.`,
      },
      gap: 'Lücke: nach dem Verlernen minus neu trainiert',
      floor: ({ value }) => `gekoppelte Nachweisgrenze ${value}`,
      damage: {
        forget: ({ unlearned, retrained }) =>
          `Vom Gelöschten hat das Modell nach dem Verlernen ${unlearned} richtig, und das Neutraining hat ${retrained}: Was das Neutraining dort auch verliert, ist kein Schaden.`,
        both: ({ lost, retrained }) =>
          `Seit dem Original gingen ${lost} Prozentpunkte Validierungsgenauigkeit verloren. Auch das Neutraining verliert ${retrained}.`,
        gained: ({ lost }) =>
          `Seit dem Original gingen ${lost} Prozentpunkte Validierungsgenauigkeit verloren. Das Neutraining verliert keine.`,
        none: 'Seit dem Original ging keine Validierungsgenauigkeit verloren.',
        damage: ({ points }) => `${points} Prozentpunkte sind Schaden.`,
        beyondBand: ({ noise }) =>
          `Das ist mehr als das Rauschen des Neutrainings von ± ${noise} Prozentpunkten.`,
        withinBand: ({ points, noise }) =>
          `Der Unterschied von ${points} Prozentpunkten liegt im Rauschen des Neutrainings von ± ${noise} Prozentpunkten: Es zeigt sich kein Schaden.`,
        beyondFloor: ({ noise }) =>
          `Das ist mehr als die gekoppelte Nachweisgrenze von ${noise} Prozentpunkten; das Rauschen des Neutrainings wurde nicht gemessen.`,
        withinFloor: ({ points, noise }) =>
          `Der Unterschied von ${points} Prozentpunkten liegt nicht über der gekoppelten Nachweisgrenze von ${noise} Prozentpunkten: Es zeigt sich kein Schaden.`,
        unknown: ({ points }) =>
          `Das Modell nach dem Verlernen hat ${points} Prozentpunkte weniger als das Neutraining. Das Rauschen des Neutrainings wurde nicht gemessen; niemand kann also sagen, was davon Schaden ist.`,
        noneBelow:
          'Das Modell nach dem Verlernen hat keine geringere Validierungsgenauigkeit als das Neutraining: Es zeigt sich kein Schaden.',
      },
      band: {
        title: 'Das Rauschen des Neutrainings',
        about: ({ count, leftOut }) =>
          `${count} Modelle, je ein Seed, wurden ${leftOut === 0 ? 'auf allen Daten trainiert: Es fehlt nicht mehr als 1\u202f% davon' : 'auf dem trainiert, was übrig ist'}. Die Lücke zweier solcher Modelle liegt in 95 von 100 Fällen im Band, soweit die Metriken solcher Modelle normalverteilt sind. Genauigkeiten und Angriffe sind in Prozentpunkten.`,
        offer: ({ count }) =>
          `Wie weit unterscheiden sich zwei neu trainierte Modelle mit verschiedenen Seeds? Um das zu wissen, müssen ${count} Modelle trainiert werden. Sie bleiben im Speicher dieses Browsers.`,
        button: ({ count }) => `${count} Modelle neu trainieren`,
        does: 'Neutraining mit anderen Seeds',
        columns: {
          metric: 'Metrik',
          gap: 'Lücke zum neu trainierten Modell',
          floor: 'gekoppelte Nachweisgrenze',
          band: '95-%-Band',
          verdict: 'Urteil',
        },
        halfWidth: ({ value }) => `± ${value}`,
        within: 'im Rauschen des Neutrainings',
        beyond: 'außerhalb des Rauschens des Neutrainings',
        silent:
          'Ausgelassen sind Metriken, über die das Band nichts sagt: der Abstand der Gewichte, da andere Seeds anderswo beginnen, und was auf den gelöschten Datenpunkten gemessen wird, wo die Modelle sie hatten.',
      },
      recovered: {
        title: 'Was vom Neutraining erreicht wurde',
        share: ({ share }) =>
          `Das Verlernen bewirkte ${share} der Änderung, die das Neutraining am Verlust des Gelöschten bewirkt.`,
        overshoot: ({ share }) =>
          `Das Verlernen ging weiter als das Neutraining: Es bewirkte ${share} der Änderung, die das Neutraining am Verlust des Gelöschten bewirkt.`,
        opposite: ({ share }) =>
          `Das Verlernen ging in die andere Richtung: Es bewirkte ${share} der Änderung, die das Neutraining am Verlust des Gelöschten bewirkt.`,
        notDefined: ({ change, floor }) =>
          `Was erreicht wurde, ist nicht definiert. Das Neutraining ändert den Verlust des Gelöschten um ${change}, weniger als das Doppelte der Nachweisgrenze von ${floor}.`,
        original: ({ loss }) => `Original ${loss}`,
        unlearned: ({ loss }) => `nach dem Verlernen ${loss}`,
        retrained: ({ loss }) => `neu trainiert ${loss}`,
        bar: 'Mittlerer Verlust des Gelöschten. Die farbige Strecke ist, was das Verlernen geändert hat.',
        barPast:
          'Mittlerer Verlust des Gelöschten. Die farbige Strecke ist, was das Verlernen geändert hat; der schraffierte Teil liegt jenseits des Neutrainings.',
        seeds: {
          title: 'Mit anderen Seeds',
          about:
            'Ein Training ist eine Ziehung. Hier wird das Original mit anderen Seeds trainiert, auf jedem werden dieselben Löschungen gemacht, und jedes wird in seiner eigenen Reihenfolge neu trainiert.',
          count: 'Seeds',
          button: 'Mit anderen Seeds messen',
          again: 'Mit so vielen Seeds messen',
          does: 'Löschen und neu trainieren mit anderen Seeds',
          interval: ({ mean, low, high, count, of }) =>
            `Über ${count}${count < of ? ` von ${of}` : ''} andere Seeds ist der Anteil an der Verluständerung im Mittel ${mean}, mit dem 95-%-Intervall von ${low} bis ${high}.`,
          margins: ({ mean, low, high }) => `Für Margins: ${mean}, von ${low} bis ${high}.`,
          none: ({ of }) =>
            `Von ${of} anderen Seeds haben weniger als zwei einen Anteil, der definiert ist: Es gibt kein Intervall.`,
        },
        undefined: 'nicht definiert',
        columns: { reading: 'Messwert', value: 'Bewirkt', floor: 'Gekoppelte Nachweisgrenze' },
        rows: {
          loss: {
            name: 'Anteil an der Verluständerung',
            about:
              'Summe der Verluständerungen über das Gelöschte, geteilt durch die Summe beim gekoppelten Neutraining. Über 100 % ging es zu weit. Die Nachweisgrenze ist die Summe für einen Datenpunkt ohne Einfluss.',
          },
          margin: {
            name: 'Anteil an der Margin-Änderung',
            about:
              'Dasselbe für Margins: das Logit des Labels minus den Logarithmus der summierten Exponentiale der anderen.',
          },
          validation: {
            name: 'Korrelation auf zurückgehaltenen Datenpunkten',
            about:
              'Der beiden Verluständerungen, Datenpunkt für Datenpunkt: 1, wo sie proportional sind, gleich wie groß.',
          },
          cosine: {
            name: 'Kosinus der Gewichtsänderungen',
            about:
              'Der bewirkten Änderung und der des Neutrainings: 1 gleiche Richtung. Die Nachweisgrenze ist der Kosinus mit der Änderung, die ein Datenpunkt ohne Einfluss macht.',
          },
          distanceLeft: {
            name: 'Übriger Abstand',
            about:
              'Von den Gewichten nach dem Verlernen zu den neu trainierten, geteilt durch den Abstand des Originals von ihnen: 0 angekommen, 1 nicht näher.',
          },
        },
      },
      rewindLine: {
        title: 'Neben dem Zurückspulen',
        offer:
          'Das Zurückspulen wiederholt die letzten Epochen des Trainings, in der ursprünglichen Reihenfolge und ohne die gelöschten Datenpunkte. Wie viel vom Neutraining erreicht es, und in welcher Zeit? Das wird für einige Zahlen von Epochen gemessen und dauert zwei- bis dreimal so lange wie ein Neutraining.',
        button: 'Zurückspulen messen',
        does: 'Messen des Zurückspulens',
        cancelled: 'Abgebrochen: Das Zurückspulen wurde nicht gemessen, und das Modell ist, wie es war.',
        notDefined:
          'Es gibt keine Linie zu zeichnen: Das Neutraining ändert den Verlust des Gelöschten um weniger als das Doppelte der Nachweisgrenze; Anteile an dieser Änderung sind also nicht definiert.',
        otherRetraining:
          'Das Zurückspulen wird am gekoppelten Neutraining mit den Seeds des ursprünglichen Trainings gemessen: damit vergleichen, um seine Linie zu zeichnen.',
        minimum:
          'Dieses Modell wurde mit Newton-Schritten bis zu einem Minimum trainiert; da gibt es keine Epochen zu wiederholen, also keine Linie zu zeichnen.',
        chart: 'Anteil gegen Kosten',
        share: 'Anteil an der Verluständerung',
        axis: 'Zeit, s',
        heading: 'Was läuft',
        line: 'Zurückspulen',
        step: 'dieser Zustand',
        several: 'mehrere Verfahren',
        places: {
          last: ({ epochs, of, time }) => `letzte ${epochs} von ${of} Epochen, ${time}`,
          all: ({ of, time }) => `alle ${of} Epochen (Neutraining), ${time}`,
          step: ({ time }) => `die Löschungen, ${time}`,
        },
        sides: {
          below: ({ own, by }) =>
            `Unter der Linie: Die Löschungen erreichten ${own.share} in ${own.time}. Wer ${lastEpochs(by)} wiederholt, erreicht ${by.share} in ${by.time}.`,
          above: ({ own, by }) =>
            `Über der Linie: Die Löschungen erreichten ${own.share} in ${own.time}. Wer ${lastEpochs(by)} wiederholt, erreicht ${by.share} und braucht ${by.time}.`,
          quicker: ({ own, by }) =>
            `Links von der Linie: Die Löschungen erreichten ${own.share} in ${own.time}, und kein gemessenes Zurückspulen ist so schnell. Wer ${lastEpochs(by)} wiederholt, erreicht ${by.share} in ${by.time}.`,
          between: ({ own, quicker, slower, straight, isAbove }) =>
            `Zwischen zwei Punkten der Linie: Die Löschungen erreichten ${own.share} in ${own.time}. Wer ${lastEpochs(quicker)} wiederholt, erreicht ${quicker.share} in ${quicker.time}, wer ${lastEpochs(slower)} wiederholt, ${slower.share} in ${slower.time}. Die Gerade zwischen beiden hat dort ${straight}: Die Löschungen liegen ${isAbove ? 'darüber' : 'nicht darüber'}.`,
          past: ({ share, time }) =>
            `Jenseits des Neutrainings: Die Löschungen bewirkten ${share} der Änderung in ${time}. Mehr als 100\u202f% ist nicht besser; es wird also keine Seite der Linie genannt.`,
          own: 'Dieser Zustand entstand selbst durch Zurückspulen: Er ist ein weiterer Punkt der Linie.',
        },
        about:
          'Der Anteil ist der am Verlust des Gelöschten und sagt nichts über andere Datenpunkte. Zeiten sind die der Epochen allein und die aller Löschungen, die zu diesem Zustand führten, ohne ihre Auswertungen.',
        kept: 'Die Gewichte, bei denen das Zurückspulen beginnt, waren gespeichert.',
        remade: ({ epochs, time }) =>
          `Die Gewichte, bei denen das Zurückspulen beginnt, wurden neu hergestellt, durch ${epochs} Epochen Training in ${time}: Das zählt nicht zu diesen Zeiten.`,
        distance: ({ distance }) =>
          `Hier ausgeführt, endet das ursprüngliche Training ${distance} von den ursprünglichen Gewichten entfernt; die Punkte weichen also auch darum ab.`,
      },
      figures: {
        divergence: {
          name: 'Divergenz der Vorhersagen',
          about:
            'Mittlere Jensen-Shannon-Divergenz vom neu trainierten Modell: 0 dieselben, 1 keine Klasse gemeinsam.',
        },
        distance: {
          name: 'Abstand der Gewichte',
          about: 'Euklidisch, zum neu trainierten Modell; daneben, wie weit dieses vom Original ist.',
        },
        relearn: {
          name: 'Zeit zum Wiedererlernen',
          about:
            'Epochen auf allen Trainingsdaten, bis der Vergessensverlust nicht größer ist als der des ursprünglichen Modells.',
        },
        membership: {
          name: 'Populationsangriff',
          about:
            'Fläche unter der Kurve, wenn alle übrigen Datenpunkte an ihrem Verlust von zurückgehaltenen unterschieden werden sollen. Über einen einzelnen Datenpunkt sagt sie nichts: siehe die Registerkarte „Angriff“.',
        },
        validation: {
          name: 'Validierungsgenauigkeit',
          about: 'Die Lücke jeder Metrik steht unter „Metriken“.',
        },
        time: {
          name: 'Zeit',
          about:
            'Auf diesem Rechner: alle Löschungen, die zu diesem Zustand führten, mit ihren Auswertungen, und ein Neutraining ohne.',
        },
      },
      reading: ({ value, note }) => `${value} ${note}`,
      onHeldOut: 'auf zurückgehaltenen Datenpunkten',
      onRemoved: 'auf den gelöschten Datenpunkten',
      toOriginal: ({ distance }) => `(neu trainiert zum Original ${distance})`,
      retrained: ({ value }) => `neu trainiert ${value}`,
      nothingRemoved: 'nichts wurde gelöscht',
      epochsRetrained: ({ retrained }) => `Epochen, neu trainiert ${retrained}`,
      over: ({ limit }) => `über ${limit}`,
      compared: 'Dieser Zustand ist schon verglichen: siehe „Neutraining“.',
      cancelled: 'Abgebrochen: Nichts wurde verglichen, und das Modell ist, wie es war.',
    },

    comeback: {
      title: 'Kommt es zurück?',
      about:
        'Trainiert allein auf dem, was übrig ist, setzt eine lineare Sonde auf jede verborgene Schicht und betrachtet die Nachbarn der gelöschten Datenpunkte. Dauert etwa so lange wie ein Neutraining.',
      button: 'Messen',
      buttonAbout: 'Misst, ob das Gelöschte zurückkommt, neben dem neu trainierten Modell',
      cancelled: 'Abgebrochen: Was zurückkommt, wurde nicht gemessen, und das Modell ist, wie es war.',
      original: 'Original',
      unlearned: 'nach dem Verlernen',
      retrained: 'neu trainiert',
      relearning: {
        title: 'Training allein auf dem, was übrig ist',
        about: ({ limit }) =>
          `Der Verlust auf den gelöschten Datenpunkten, während jedes Modell bis zu ${limit} Epochen ohne sie trainiert. Wo er beim Modell nach dem Verlernen weiter fällt als beim neu trainierten, deutet das auf etwas, was es behalten hatte. Beide sind je ein einziges Training.`,
        model: 'Modell',
        epochs: 'Epochen bis zum Verlust des Originals',
        before: 'Verlust vorher',
        lowest: 'Kleinster Verlust',
        over: ({ limit }) => `nicht in ${limit}`,
      },
      layers: {
        title: 'Was eine lineare Sonde aus den verborgenen Schichten liest',
        about: ({ fitted, tried }) =>
          `Eine Sonde ist eine logistische Regression auf einer Schicht, angepasst an ${fitted} zurückgehaltene Datenpunkte. Sie liest die Labels der gelöschten Datenpunkte und die von ${tried} anderen zurückgehaltenen. Wo sie im Modell nach dem Verlernen mehr der gelöschten Datenpunkte liest als im neu trainierten, deutet das auf etwas, was die Schicht noch enthält. Bei wenigen Datenpunkten kann einer mehr oder weniger Zufall sein.`,
        cka: 'CKA sagt, wie ähnlich eine Schicht in zwei Modellen auf denselben Datenpunkten ist: 1 ist gleich bis auf Drehung und Skala. Bei wenigen Datenpunkten ist sie für jedes Paar zu groß: die Spalten vergleichen.',
        none: 'Dieses Modell hat keine verborgene Schicht.',
        layer: 'Schicht',
        removed: 'Gelesene gelöschte Datenpunkte',
        heldOut: 'Zurückgehaltene, nach dem Verlernen',
        ckaHead: 'CKA',
        toOriginal: 'zum Original',
        toRetrained: 'zum neu trainierten',
        between: 'neu trainiert zum Original',
      },
      neighbours: {
        title: 'Schaden bei den Nachbarn',
        about:
          'Die Datenpunkte, die den gelöschten in der vorletzten Schicht des ursprünglichen Modells am nächsten sind, neben gleich vielen anderen, zufällig gezogenen. Auch Neutraining kann sie ändern: Schaden ist, was über dessen Änderung und über die der anderen hinausgeht.',
        group: 'Gruppe',
        loss: 'Änderung des Verlusts',
        accuracy: 'Änderung der Genauigkeit',
        trainingNearest: ({ count }) => `${count} nächste des Übrigen`,
        trainingControl: ({ count }) => `${count} andere des Übrigen`,
        validationNearest: ({ count }) => `${count} nächste zurückgehaltene Datenpunkte`,
        validationControl: ({ count }) => `${count} andere zurückgehaltene Datenpunkte`,
        none: 'Zum Vergleichen gibt es zu wenige andere Datenpunkte.',
      },
    },

    stories: {
      title: 'Geschichten',
      about:
        'Jede führt in ein paar Minuten durch das Labor, am echten Netz: Was zu lesen ist, wird unterwegs gemessen. Eine Geschichte lässt sich verlassen und später fortsetzen.',
      begin: 'Beginnen',
      beginOf: ({ title }) => `Beginnen: ${title}`,
      comeBack: 'Weitermachen, wo sie verlassen wurde',
      place: ({ title, step, steps }) =>
        `${title}${title.endsWith('?') ? '' : ':'} Schritt ${step} von ${steps}`,
      running: 'Das Labor rechnet…',
      failed:
        'Das ging jetzt nicht. Die Seite sagt, warum; noch einmal versuchen oder die Geschichte verlassen.',
      next: 'Weiter',
      back: 'Zurück',
      leave: 'Geschichte verlassen',
      finish: 'Ende der Geschichte',
      right: 'Ja.',
      wrong: 'Nicht ganz.',
      each: {
        onePicture: {
          title: 'Ein Bild vergessen',
          about: 'Ein leichtes, ein Grenzfall, und was ein Netz sagt, das es nie gesehen hat.',
          begin: {
            sentence: 'Ein trainiertes Netz wird geöffnet; zwei Bilder soll es vergessen.',
            text: 'Das Netz hier unterscheidet zehn Arten von Kleidung. Es wurde mit Bildern trainiert; zwei davon soll es vergessen, jedes von Neuem, so wie das Netz trainiert wurde. Jede Zahl, die hier steht, wird jetzt gemessen, auf diesem Rechner.',
            act: 'Daten und Netz öffnen',
            done: (n) =>
              `Das Netz liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat. Gelernt hat es aus ${n.training}.`,
          },
          easy: {
            sentence: 'Das Bild vergessen, bei dem sich das Netz am sichersten ist.',
            text: 'Zuerst das Bild, bei dem sich das Netz am sichersten ist. Das Labor nimmt es mit dem Verfahren der Veröffentlichung heraus.',
            act: 'Vergessen',
            done: (n) =>
              `Seines Labels war sich das Netz vorher zu ${n.easyBefore} sicher, nachher zu ${n.easyAfter}.`,
          },
          why: {
            sentence: 'Das Netz kennt noch, was es vergessen hat.',
            text: 'Das Labor hat dieses Bild mit seinem Verfahren herausgenommen, und das Netz weiß immer noch, was es ist.',
            ask: 'Warum?',
            a: 'Es hat dasselbe aus vielen anderen Bildern dieser Art gelernt.',
            b: 'Ein Netz kann nicht vergessen.',
            c: 'Das Labor hat ein anderes Bild vergessen.',
            why: 'Auch ein Netz, das dieses Bild nie gesehen hat, würde es erkennen. Ein Bild zu vergessen heißt nicht, seine Art zu verlernen.',
          },
          hard: {
            sentence: 'Ein Bild vergessen, das das Netz nur aus ihm selbst kennt.',
            text: 'Das erste Bild kommt zurück. Nun ein Grenzfall: das Bild, bei dem das Labor die größte Änderung erwartet, nach einer Messung am jetzigen Netz.',
            act: 'Finden und vergessen',
            done: (n) =>
              `Datenpunkt ${n.sample}: Seines Labels war sich das Netz vorher zu ${n.hardBefore} sicher, nachher zu ${n.hardAfter}.`,
          },
          never: {
            sentence: 'Das Ziel ist ein Netz, das das Bild nie gesehen hat.',
            text: 'Wie weit hätte es gehen sollen? Ein Netz trainieren, das dieses Bild nie gesehen hat, in derselben Reihenfolge, vom selben Anfang aus.',
            act: 'Trainieren',
            done: (n) =>
              `Das Netz, das es nie gesehen hat, ist sich dieses Labels zu ${n.retrained} sicher. Das Vergessen ging von ${n.hardBefore} auf ${n.hardAfter}.`,
          },
          end: {
            sentence: 'Vorher, nachher und nie gesehen vergleichen.',
            text: (n) =>
              `Vorher: ${n.hardBefore}. Nach dem Vergessen: ${n.hardAfter}. Nie gesehen: ${n.retrained}. Die letzte Zahl ist das Ziel, und diese drei sagen, wie nah das Verfahren bei diesem einen Bild herankam.`,
          },
        },
        mislabelled: {
          title: 'Falsch gelabelte Bilder',
          about: 'Eines von zwanzig Labels ist falsch. Sie finden, vergessen, und sehen, ob es hilft.',
          begin: {
            sentence: 'Ein Netz lernt aus Bildern, von denen einige falsche Labels haben.',
            text: 'Jemand war nachlässig: Eines von zwanzig Labels ist falsch. Das Labor hat diese Labels selbst eingebaut, es weiß also, welche es sind. Lassen sie sich finden, allein durch einen Blick auf das Netz?',
            act: 'Daten öffnen und Netz trainieren',
            done: (n) =>
              `Das Netz lernte aus ${n.training} Bildern, ${n.planted} davon eingebaut. Es liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat; von diesen ist keines verdorben.`,
          },
          find: {
            sentence: 'Bilder mit falschen Labels haben meist einen großen Verlust.',
            text: 'Bei einem Bild mit falschem Label liegt das Netz oft sehr daneben. Alle nach ihrem Verlust ordnen, den größten zuerst, und so viele ansehen, wie eingebaut wurden.',
            act: 'Nach Verlust ordnen',
            done: (n) =>
              `Unter den ersten ${n.looked} sind ${n.found} eingebaut: Precision ${n.precision}, Recall ${n.recall}.`,
          },
          chance: {
            sentence: 'Eine Suche ist wert, was sie über den Zufall hinaus findet.',
            text: 'Ist das gut?',
            ask: 'Welche Precision hätte hier eine zufällige Reihenfolge?',
            a: 'Etwa 5 %: Das ist ihr Anteil an allen Bildern.',
            b: 'Etwa 50 %.',
            c: 'Etwa 100 %.',
            why: (n) =>
              `Eines von zwanzig Bildern ist eingebaut, also auch eines von zwanzig in jeder Ziehung. Die Reihenfolge nach dem Verlust hatte ${n.precision}.`,
          },
          forget: {
            sentence: 'Vergessen, was gefunden wurde, mit dem Verfahren der Veröffentlichung.',
            text: (n) =>
              `Die ${n.looked} mit dem größten Verlust auf einmal vergessen, mit dem Verfahren der Veröffentlichung. Der Wächter ist aus, die neuen Gewichte bleiben also, was sie auch kosten.`,
            act: 'Vergessen',
            done: (n) =>
              `Zurückgehaltene Bilder: vorher ${n.paperValidationBefore} richtig, nachher ${n.paperValidationAfter}. Das Netz gibt ${n.paperForgetAfter} der vergessenen ihr Label, das bei ${n.found} von ${n.looked} falsch ist; vorher waren es ${n.paperForgetBefore}.`,
          },
          retrain: {
            sentence: 'Das Ziel ist ein Neutraining ohne sie.',
            text: 'Daneben, vom selben Anfang aus: ein Netz, das ohne sie neu trainiert wird.',
            act: 'Neu trainieren',
            done: (n) =>
              `Zurückgehaltene Bilder: ${n.retrainingValidationAfter} richtig. Das Netz gibt ${n.retrainingForgetAfter} der vergessenen ihr Label.`,
          },
          end: {
            sentence:
              'Genauigkeit auf zurückgehaltenen Bildern vergleichen: vorher, mit dem Verfahren der Veröffentlichung, neu trainiert.',
            text: (n) =>
              `Genauigkeit auf zurückgehaltenen Bildern: ${n.paperValidationBefore} mit den falschen Labels, ${n.paperValidationAfter} mit dem Verfahren der Veröffentlichung, ${n.retrainingValidationAfter} neu trainiert. ${helped[n.retrainingGain as keyof typeof helped]} Von den vergessenen Bildern waren ${n.precision} eingebaut; die anderen waren richtig gelabelt und gingen mit.`,
          },
        },
        wholeClass: {
          title: 'Eine ganze Klasse',
          about: 'Alle Sandalen auf einmal, mit drei Verfahren.',
          begin: {
            sentence: 'Ein trainiertes Netz wird geöffnet; eine ganze Klasse soll es vergessen.',
            text: 'Ein Laden verkauft keine Sandalen mehr, und sein Netz soll sie alle vergessen. Drei Verfahren versuchen es.',
            act: 'Daten und Netz öffnen',
            done: (n) =>
              `Das Netz liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat. Gelernt hat es aus ${n.training}.`,
          },
          paper: {
            sentence: 'Alle Sandalen vergessen, mit dem Verfahren der Veröffentlichung.',
            text: 'Zuerst das Verfahren der Veröffentlichung, alle Sandalen als ein Batch. Der Wächter ist aus.',
            act: 'Alle Sandalen vergessen',
            done: (n) =>
              `Sandalen, für Sandalen gehalten: ${n.paperForgetBefore} vorher, ${n.paperForgetAfter} nachher. Zurückgehaltene Bilder, Sandalen darunter: ${n.paperValidationBefore} vorher, ${n.paperValidationAfter} nachher.`,
          },
          labels: {
            sentence: 'Alle Sandalen vergessen, mit Zufallslabels.',
            text: 'Ein anderer Weg, vom selben Anfang aus: weiter trainieren, mit Zufallslabels anstelle von Sandale.',
            act: 'Mit Zufallslabels vergessen',
            done: (n) =>
              `Sandalen, für Sandalen gehalten: ${n.labelsForgetAfter}. Zurückgehaltene Bilder: ${n.labelsValidationAfter}.`,
          },
          which: {
            sentence: 'Zwei Verfahren hinterlassen zwei verschiedene Netze.',
            text: (n) =>
              `Das erste ließ ${n.paperForgetAfter} der Sandalen bekannt, das zweite ${n.labelsForgetAfter}.`,
            ask: 'Was sollte von ihnen übrig bleiben?',
            a: 'So wenig wie möglich, was auch sonst dabei kaputtgeht.',
            b: 'So viel wie vorher.',
            c: 'Was ein Netz hat, das nie eine Sandale sah, und alles andere so gut wie dort.',
            why: 'Die Genauigkeit auf zurückgehaltenen Bildern muss auch fallen: Ein Zehntel dieser Bilder sind Sandalen, und niemand kann sie jetzt erkennen.',
          },
          retrain: {
            sentence: 'Das Ziel ist ein Netz, das nie eine Sandale gesehen hat.',
            text: 'Also ein Netz trainieren, das nie eine Sandale gesehen hat.',
            act: 'Trainieren',
            done: (n) =>
              `Sandalen, für Sandalen gehalten: ${n.retrainingForgetAfter}. Zurückgehaltene Bilder: ${n.retrainingValidationAfter}.`,
          },
          end: {
            sentence: 'Die drei Netze vergleichen.',
            text: (n) =>
              `Zurückgehaltene Bilder, nach dem Verfahren der Veröffentlichung, nach Zufallslabels und nach Neutraining: ${n.paperValidationAfter}, ${n.labelsValidationAfter}, ${n.retrainingValidationAfter}. Noch bekannte Sandalen: ${n.paperForgetAfter}, ${n.labelsForgetAfter}, ${n.retrainingForgetAfter}. Die letzte von je dreien ist das Ziel.`,
          },
        },
        backDoor: {
          title: 'Eine Hintertür',
          about: 'Ein Muster in der Ecke, das eine andere Klasse bedeutet. Es vergessen, und es probieren.',
          begin: {
            sentence: 'Ein Netz lernt aus Bildern, von denen einige ein Muster in der Ecke haben.',
            text: 'Jemand hat in einige Trainingsbilder ein kleines Schachbrettmuster gezeichnet und ihnen allen dasselbe Label gegeben. Wofür wird das Netz das Muster halten?',
            act: 'Daten öffnen und Netz trainieren',
            done: (n) =>
              `Das Netz lernte aus ${n.training} Bildern, ${n.planted} davon eingebaut. Es liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat; von diesen ist keines verdorben.`,
          },
          try: {
            sentence: 'Messen, wie oft das Muster wirkt.',
            text: 'Das Muster probieren: Es wird in zurückgehaltene Bilder aller anderen Arten gezeichnet; wie viele hält das Netz dann für das Label des Musters?',
            act: 'Muster probieren',
            done: (n) =>
              `Mit dem Muster werden ${n.firstWith} für ${n.means} gehalten, ohne es ${n.firstWithout}.`,
          },
          notice: {
            sentence: 'Die Genauigkeit auf sauberen Bildern zeigt keine Hintertür.',
            text: (n) => `Auf sauberen zurückgehaltenen Bildern liegt das Netz zu ${n.accuracy} richtig.`,
            ask: 'Hätte allein diese Zahl die Hintertür verraten?',
            a: 'Ja: Sie ist niedrig.',
            b: 'Nein: Sie ist auf Bildern ohne das Muster gemessen.',
            c: 'Ja: Sie ist mit dem Muster gemessen.',
            why: 'Eine Hintertür ist dazu gemacht, nicht aufzufallen. Nur wer das Muster kennt, kann es probieren.',
          },
          forget: {
            sentence: 'Die Bilder mit dem Muster vergessen, mit dem Verfahren der Veröffentlichung.',
            text: 'Alle Bilder mit dem Muster auf einmal vergessen, mit dem Verfahren der Veröffentlichung. Der Wächter ist aus.',
            act: 'Vergessen',
            done: (n) =>
              `Mit dem Muster werden jetzt ${n.paperWith} für ${n.means} gehalten; es waren ${n.firstWith}. Saubere zurückgehaltene Bilder: ${n.paperValidationBefore} vorher, ${n.paperValidationAfter} nachher.`,
          },
          retrain: {
            sentence: 'Das Ziel ist ein Neutraining ohne sie.',
            text: 'Daneben, vom selben Anfang aus: ein Netz, das ohne diese Bilder neu trainiert wird.',
            act: 'Neu trainieren',
            done: (n) =>
              `Mit dem Muster werden ${n.retrainingWith} für ${n.means} gehalten. Saubere zurückgehaltene Bilder: ${n.retrainingValidationAfter}.`,
          },
          end: {
            sentence: 'Vergleichen, wie oft das Muster in den drei Netzen wirkt.',
            text: (n) =>
              `Wie oft das Muster wirkt: ${n.firstWith} am Anfang, ${n.paperWith} nach dem Verfahren der Veröffentlichung, ${n.retrainingWith} neu trainiert. Genauigkeit auf sauberen zurückgehaltenen Bildern: ${n.accuracy}, ${n.paperValidationAfter}, ${n.retrainingValidationAfter}.`,
          },
        },
        privacy: {
          title: 'Das Privatsphäre-Budget',
          about: 'Was Rauschen mit einem Netz macht, wenn Epsilon fällt, und warum das kein Zertifikat ist.',
          begin: {
            sentence: 'Ein trainiertes Netz wird geöffnet; Rauschen soll verbergen, ob ein Bild da war.',
            text: 'Rauschen in den Gewichten kann verbergen, ob ein Bild da war. Wie viel Rauschen, sagt eine Zahl namens Epsilon: je kleiner, desto strenger. Was macht das mit dem Netz?',
            act: 'Daten und Netz öffnen',
            done: (n) =>
              `Das Netz liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat. Gelernt hat es aus ${n.training}.`,
          },
          large: {
            sentence: 'Ein Bild vergessen, mit Rauschen für Epsilon 0,9.',
            text: 'Das Bild vergessen, bei dem sich das Netz am sichersten ist, mit der Dämpfung der Autoren und mit Rauschen für ein Epsilon von 0,9: Die Formel für das Rauschen gilt unter 1.',
            act: 'Mit Epsilon 0,9 vergessen',
            done: (n) =>
              `Zurückgehaltene Bilder: ${n.before} vorher richtig, ${n.large} nachher. Das Rauschen ist ${n.largeTimes}-mal so lang wie der Schritt.`,
          },
          middle: {
            sentence: 'Dasselbe mit Epsilon 0,3: dreimal so viel Rauschen.',
            text: 'Dasselbe vom selben Anfang aus mit dreimal so viel Rauschen: Epsilon 0,3.',
            act: 'Mit Epsilon 0,3 vergessen',
            done: (n) =>
              `Zurückgehaltene Bilder: ${n.middle} nachher; mit Epsilon 0,9 waren es ${n.large}. Das Rauschen ist ${n.middleTimes}-mal so lang wie der Schritt.`,
          },
          small: {
            sentence: 'Dasselbe mit Epsilon 0,1: neunmal so viel Rauschen.',
            text: 'Dasselbe noch einmal mit neunmal so viel Rauschen: Epsilon 0,1.',
            act: 'Mit Epsilon 0,1 vergessen',
            done: (n) =>
              `Zurückgehaltene Bilder: ${n.small} nachher; mit Epsilon 0,3 waren es ${n.middle}, mit 0,9 ${n.large}, und vorher ${n.before}. Das Rauschen ist ${n.smallTimes}-mal so lang wie der Schritt.`,
          },
          proof: {
            sentence: 'Rauschen allein beweist nichts.',
            text: (n) =>
              `Es wurde Rauschen addiert, und das Netz ging von ${n.before} auf ${n.small}. Ist damit bewiesen, dass niemand erkennen kann, ob das Bild da war?`,
            ask: 'Was fehlt?',
            a: 'Noch mehr Rauschen.',
            b: 'Ein Beweis, wie weit das Netz von einem entfernt sein kann, das das Bild nie gesehen hat.',
            c: 'Ein größeres Bild.',
            why: 'Das Rauschen muss so lang sein wie das, was noch zu verbergen ist, und für dieses Netz kann das niemand abschätzen. Rauschen ohne Schranke ist nur Rauschen.',
          },
          end: {
            sentence: 'Es gibt ein Modell, für das es bewiesen ist.',
            text: 'Es gibt ein Modell, für das es bewiesen ist: logistische Regression in ihrem Minimum. Die Registerkarte „Zertifikat“ öffnet es, macht Freigaben und sagt, was ihr Zertifikat nicht abdeckt.',
          },
        },
        chance: {
          title: 'L-FOCI gegen den Zufall',
          about: 'Die ausgewählten Slices neben gleich vielen gezogenen derselben Schichten.',
          begin: {
            sentence: 'Ein trainiertes Netz wird geöffnet; ausgewählte Slices treten gegen gezogene an.',
            text: 'Die Veröffentlichung ändert wenige Slices, die L-FOCI ausgewählt hat. Hätten es andere Slices genauso gut getan? Das kann nur eine faire Kontrolle sagen.',
            act: 'Daten und Netz öffnen',
            done: (n) =>
              `Das Netz liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat. Gelernt hat es aus ${n.training}.`,
          },
          lfoci: {
            sentence: 'Ein Bild mit den Slices vergessen, die L-FOCI auswählt.',
            text: 'Einen Grenzfall mit den Slices vergessen, die L-FOCI auswählt.',
            act: 'Finden und vergessen',
            done: (n) =>
              `L-FOCI wählte ${n.slices} Slices. Seines Labels war sich das Netz vorher zu ${n.lfociBefore} sicher, nachher zu ${n.lfociAfter}.`,
          },
          drawn: {
            sentence: 'Es mit gleich vielen gezogenen Slices derselben Schichten vergessen.',
            text: 'Dasselbe Bild vom selben Anfang aus, mit zufällig gezogenen Slices: gleich vielen, aus denselben Schichten.',
            act: 'Mit gezogenen Slices vergessen',
            done: (n) =>
              `Mit gezogenen Slices ist es sich nachher zu ${n.drawnAfter} sicher; mit denen von L-FOCI waren es ${n.lfociAfter}.`,
          },
          fair: {
            sentence: 'Eine Kontrolle unterscheidet sich nur in einem.',
            text: 'Die gezogenen Slices stammen aus denselben Schichten wie die ausgewählten.',
            ask: 'Warum braucht die Kontrolle das?',
            a: 'Sonst wäre sie langsamer.',
            b: 'Sie braucht es nicht.',
            c: 'Sonst könnte es an der Schicht liegen, nicht an der Auswahl darin.',
            why: 'Eine Kontrolle darf sich nur in einem unterscheiden: hier darin, welche Slices einer Schicht genommen wurden.',
          },
          never: {
            sentence: 'Das Ziel ist ein Netz, das das Bild nie gesehen hat.',
            text: 'Was sollte herauskommen? Ein Netz trainieren, das das Bild nie gesehen hat.',
            act: 'Trainieren',
            done: (n) => `Das Netz, das es nie gesehen hat, ist sich dieses Labels zu ${n.retrained} sicher.`,
          },
          end: {
            sentence: 'Ausgewählt, gezogen und nie gesehen vergleichen.',
            text: (n) =>
              `Ausgewählt: ${n.lfociAfter}. Gezogen: ${n.drawnAfter}. Nie gesehen: ${n.retrained}; vorher waren es ${n.lfociBefore}. Ein Bild und eine Ziehung beweisen nichts: Ein Experiment über viele steht in docs/experiments.md.`,
          },
        },
        comesBack: {
          title: 'Kommt es zurück?',
          about: 'Vergessen, und dann aus dem weiterlernen, was bleibt.',
          begin: {
            sentence: 'Ein trainiertes Netz wird geöffnet; was es vergisst, kann zurückkommen.',
            text: 'Was vergessen scheint, ist vielleicht nur verborgen. Die Probe: das Netz weiter trainieren, mit den Bildern, die bleiben, und sehen, ob das vergessene zurückkommt.',
            act: 'Daten und Netz öffnen',
            done: (n) =>
              `Das Netz liegt bei ${n.accuracy} der Bilder richtig, mit denen es nie trainiert hat. Gelernt hat es aus ${n.training}.`,
          },
          forget: {
            sentence: 'Einen Grenzfall vergessen, mit dem Verfahren der Veröffentlichung.',
            text: 'Einen Grenzfall vergessen, mit dem Verfahren der Veröffentlichung: das Bild, bei dem das Labor die größte Änderung erwartet.',
            act: 'Finden und vergessen',
            done: (n) =>
              `Datenpunkt ${n.sample}: Seines Labels war sich das Netz vorher zu ${n.paperBefore} sicher, nachher zu ${n.paperAfter}. Sein Verlust ging von ${n.lossBefore} auf ${n.lossAfter}.`,
          },
          guess: {
            sentence: 'Was sich nicht zeigt, muss nicht weg sein.',
            text: (n) =>
              `Seines Labels ist sich das Netz jetzt zu ${n.paperAfter} sicher; vorher waren es ${n.paperBefore}.`,
            ask: 'Reicht das, um das Bild vergessen zu nennen?',
            a: 'Ja: Was sich nicht zeigt, ist weg.',
            b: 'Nein: Es kann zurückkommen, sobald das Netz weiterlernt.',
            c: 'Nein: Es müsste genau 0 sein.',
            why: 'Das wird gemessen, indem ohne das Bild weiter trainiert und dabei sein Verlust beobachtet wird.',
          },
          relearn: {
            sentence: 'Ohne das Bild weiter trainieren, neben einem Netz, das es nie gesehen hat.',
            text: 'Mit den Bildern, die bleiben, weiter trainieren. Dasselbe mit einem Netz tun, das von Anfang an ohne das Bild trainiert wurde: Es hat nichts davon zurückzubringen.',
            act: 'Beide weiter trainieren',
            done: (n) => `${backAfter(n, 'unlearned')} ${backAfter(n, 'retrained')}`,
          },
          end: {
            sentence: 'Was früher zurückkommt als dort, wo es nie war, war noch da.',
            text: (n) => comebackVerdicts[n.verdict as keyof typeof comebackVerdicts],
          },
        },
      },
    },
    steps: {
      title: 'Die Löschung, Schritt für Schritt',
      play: 'Abspielen',
      pause: 'Pause',
      back: 'Schritt zurück',
      forward: 'Schritt vor',
      slow: 'Langsam',
      level: 'Wie viel gesagt wird',
      levels: { sentence: 'Ein Satz', plain: 'Verständlich', mathematics: 'Mathematik' },
      noNoise: 'Es wurde kein Rauschen verlangt, also keines addiert.',
      each: {
        perturb: {
          label: 'Stören',
          sentence: 'Viele Kopien des zu vergessenden Datenpunkts werden gemacht, jede mit etwas Rauschen.',
          plain:
            'Um zu sehen, was im Netz auf diesen Datenpunkt anspricht, zeigt das Labor ihm viele leicht verschiedene Kopien davon. Das Rauschen wird mit einem Seed gezogen, ist also jedes Mal dasselbe.',
        },
        activations: {
          label: 'Aktivierungen',
          sentence: 'Das Netz sieht jede Kopie an; jeder Slice ergibt eine Zahl, und der Verlust auch.',
          plain:
            'Jede Kopie läuft einmal durch das Netz. Für jede Einheit und jeden Filter wird die Ausgabe notiert, und wie falsch die Antwort war. Eine Einheit, deren Ausgabe sich nie ändert, sagt nichts und wird weggelassen.',
        },
        selection: {
          label: 'Auswahl',
          sentence: 'L-FOCI wählt die wenigen Slices, die am meisten über den Verlust verraten.',
          plain:
            'Zuerst wird der Slice genommen, dessen Ausgabe am meisten über den Verlust verrät. Dann der, der am meisten von dem verrät, was noch offen ist, und so weiter, bis keiner mehr etwas hinzufügt. Nur diese Slices werden sich ändern.',
        },
        hessian: {
          label: 'Hesse-Matrix',
          sentence: 'Das Labor misst, wie sich der Verlust in den Gewichten dieser Slices krümmt.',
          plain:
            'Eine Steigung allein sagt nicht, wie weit zu gehen ist. Das sagt die Krümmung: Wo sich der Verlust stark biegt, reicht ein kleiner Schritt. Gemessen wird sie für die Datenpunkte, die bleiben, als wäre der vergessene nie da gewesen.',
        },
        solve: {
          label: 'Lösen',
          sentence:
            'Ein Gleichungssystem ergibt den Schritt, der den Zug des vergessenen Datenpunkts aufhebt.',
          plain:
            'Im Training hat der zu vergessende Datenpunkt an den Gewichten gezogen. Der Schritt nimmt diesen Zug zurück, geteilt durch die Krümmung. Dämpfung hält ihn kurz, wo die Krümmung nicht gut bekannt ist.',
        },
        noise: {
          label: 'Rauschen',
          sentence:
            'Zertifizierungsrauschen verbirgt, was vom Datenpunkt noch da ist, wenn es verlangt wird.',
          plain:
            'Zu den geänderten Gewichten können Zufallszahlen addiert werden, damit eine Spur des Datenpunkts verborgen bleibt. Ein Zertifikat machen sie nur bei einem Modell, für das es einen Beweis gibt. Zu viel davon zerstört das Netz.',
        },
        write: {
          label: 'Schreiben',
          sentence: 'Die neuen Gewichte der gewählten Slices werden geschrieben; alle anderen bleiben.',
          plain:
            'Der Schritt wird zu den Gewichten der gewählten Slices addiert. Jedes andere Gewicht ist bis aufs letzte Bit dasselbe. „Rückgängig“ setzt die alten wieder ein.',
        },
        evaluate: {
          label: 'Auswerten',
          sentence:
            'Das neue Netz wird auf dem gemessen, was bleibt, auf zurückgehaltenen Datenpunkten und auf dem vergessenen.',
          plain:
            'Das Labor zählt, wie oft das Netz richtig liegt, vorher und nachher: auf den Datenpunkten, die bleiben, und auf solchen, mit denen es nie trainiert hat. Kostet das mehr, als der Wächter erlaubt, kommen die alten Gewichte zurück.',
        },
      },
      facts: {
        copies: 'Kopien, m',
        deviation: 'Rauschen in jeder Zahl der Eingabe, σ von x',
        seed: 'Seed',
        slices: 'Slices',
        varying: 'Slices, die sich ändern',
        selected: 'Gewählte Slices',
        firstSlice: 'Der erste',
        firstT: 'Sein T',
        stop: 'Warum sie endete',
        parameters: 'Gewichte in diesen Slices',
        left: 'Trainingsdaten davor, n',
        smallest: 'Kleinster Eigenwert',
        largest: 'Größter Eigenwert',
        damping: 'Verlangte Dämpfung, λ',
        dampingUsed: 'Verwendete Dämpfung',
        cosine: 'Kosinus zum einfachen Gradienten (1: Die Hesse-Matrix hat nichts geändert)',
        sigma: 'σ jedes Gewichts',
        noiseNorm: 'Norm des Rauschens',
        stepNorm: 'Norm des Schritts',
        written: 'Geschriebene Gewichte',
        residual: 'Genauigkeit auf dem, was bleibt',
        validation: 'Genauigkeit auf zurückgehaltenen Datenpunkten',
        loss: 'Verlust des vergessenen Datenpunkts',
      },
    },
    glossary: {
      find: 'Ein Wort suchen',
      none: 'Kein Wort hier enthält das.',
      words: 'Wörter',
      metrics: 'Zahlen, und welche Richtung besser ist',
      better: {
        higher: 'Höher ist besser.',
        lower: 'Niedriger ist besser.',
        retrained:
          'Weder höher noch niedriger ist besser: Das Ziel ist der Wert des neu trainierten Modells.',
      },
      terms: {
        unlearning: {
          label: 'Verlernen (Unlearning)',
          about:
            'Ein trainiertes Netz so ändern, als wären einige Trainingsdaten nie da gewesen, ohne es von vorn neu zu trainieren.',
        },
        forgetSet: {
          label: 'Vergessensmenge (Forget Set)',
          about: 'Die Trainingsdaten, die gelöscht werden sollen.',
        },
        retainSet: {
          label: 'Restmenge (Retain Set)',
          about:
            'Die Trainingsmenge ohne alles, was vergessen wurde. Eine Zahl mit „Rest-“ im Namen wird auf ihr gemessen, nach der Löschung.',
        },
        slice: {
          label: 'Slice',
          about:
            'Eine Einheit einer dichten Schicht oder ein Filter einer Faltung, mit allen Gewichten, die hineinführen, und dem Bias. Eine Löschung ändert ganze Slices.',
        },
        perturbation: {
          label: 'Störung',
          about:
            'Eine Kopie des zu vergessenden Datenpunkts mit etwas Rauschen. Viele davon zeigen, wie jede Einheit und der Verlust darauf ansprechen.',
        },
        codec: {
          label: 'CODEC',
          about:
            'Eine Zahl von 0 bis 1, die sagt, wie viel eine Größe über eine andere verrät, über das hinaus, was weitere schon verraten: 0 nichts, 1 alles. Sie wird aus Rängen und nächsten Nachbarn berechnet, gilt also für Kurven ebenso wie für Geraden.',
        },
        foci: {
          label: 'L-FOCI',
          about:
            'Die Suche, die Slices auswählt: Immer wieder nimmt sie den Slice, dessen Aktivierung nach CODEC zusätzlich zu den schon genommenen am meisten über den Verlust verrät, bis keiner mehr etwas hinzufügt. Das L sagt, dass Gleichstände zufällig aufgelöst werden.',
        },
        blanket: {
          label: 'Markov-Decke (Markov Blanket)',
          about:
            'Die kleinste Menge von Größen, die, einmal bekannt, aus allen übrigen nichts mehr über eine andere zu lernen lässt. L-FOCI sucht die des Verlusts.',
        },
        xi: {
          label: 'xi',
          about: 'Eine Zahl von 0 bis 1, die sagt, wie sehr eine Größe eine Funktion einer anderen ist.',
        },
        loss: {
          label: 'Verlust (Loss)',
          about:
            'Wie falsch das Netz bei einem Datenpunkt liegt: minus Logarithmus der Wahrscheinlichkeit, die es der richtigen Klasse gibt, in Nats. 0 ist eine sichere und richtige Antwort.',
        },
        gradient: {
          label: 'Gradient',
          about:
            'Die Richtung in den Gewichten, in der ein Verlust am schnellsten steigt. Seine Norm sagt, wie sehr ein Datenpunkt an den Gewichten zieht.',
        },
        hessian: {
          label: 'Hesse-Matrix',
          about:
            'Die Krümmung des Verlusts: wie sich der Gradient ändert, wenn sich die Gewichte bewegen. Sie sagt, wie weit ein Schritt sein muss.',
        },
        secant: {
          label: 'Sekanten-Hesse-Matrix',
          about: 'Eine Hesse-Matrix aus zwei Gradienten an zwei Stellen, anstelle aller zweiten Ableitungen.',
        },
        damping: {
          label: 'Dämpfung',
          about:
            'Eine Zahl, die zur Diagonale der Hesse-Matrix addiert wird, bevor ein Schritt berechnet wird. Je größer sie ist, desto kürzer der Schritt.',
        },
        newton: {
          label: 'Newton-Schritt',
          about:
            'Der Schritt, der zum Minimum führen würde, wenn der Verlust eine Schüssel mit diesem Gradienten und dieser Hesse-Matrix wäre. Einen Datenpunkt zu löschen bewegt die gewählten Slices um einen davon.',
        },
        stepNorm: {
          label: 'Norm des Schritts',
          about:
            'Wie weit eine Löschung die Gewichte bewegt hat: die Länge ihres Schritts. Wie viel das ändert, sagen die Zahlen daneben.',
        },
        rewinding: {
          label: 'Zurückspulen (Rewinding)',
          about:
            'Zu einem Zustand des Trainings zurückgehen und es von dort ohne die Datenpunkte noch einmal laufen lassen. Ganz vom Anfang an ist es Neutraining.',
        },
        noise: {
          label: 'Zertifizierungsrauschen',
          about:
            'Zufallszahlen, die zu den Gewichten addiert werden, damit niemand erkennen kann, ob ein Datenpunkt da war. Ein Zertifikat macht es nur bei einem Modell, für das es einen Beweis gibt; anderswo ist es nur Rauschen.',
        },
        epsilon: {
          label: 'Epsilon und Delta',
          about:
            'Das Privatsphäre-Budget: um wie viel wahrscheinlicher eine Freigabe mit einem Datenpunkt sein darf als ohne ihn, und wie oft das fehlschlagen darf. Kleiner ist strenger und braucht mehr Rauschen.',
        },
        guard: {
          label: 'Wächter (Guard)',
          about:
            'Eine Prüfung nach jeder Löschung: Kostet sie auf dafür aufgehobenen Datenpunkten mehr Genauigkeit als erlaubt, kommen die alten Gewichte zurück.',
        },
        retrained: {
          label: 'Neu trainiertes Modell',
          about:
            'Ein Netz, das allein auf der Restmenge neu trainiert wird. Daran wird das Vergessen gemessen.',
        },
        coupled: {
          label: 'Gekoppeltes Neutraining',
          about:
            'Neutraining in der ursprünglichen Reihenfolge ohne die gelöschten Datenpunkte, damit sich sonst nichts unterscheidet.',
        },
        band: {
          label: 'Band',
          about:
            'Wie weit eine Zahl über neu trainierte Modelle streut, die sich nur im Seed unterscheiden. Eine Lücke im Band ist kein Befund.',
        },
        memorisation: {
          label: 'Auswendiglernen (Memorisation)',
          about:
            'Wie viel größer die Margin eines Datenpunkts bei Netzen ist, die mit ihm trainiert wurden, als bei solchen, die ihn nie gesehen haben.',
        },
        attack: {
          label: 'Membership-Angriff',
          about:
            'Ein Schluss aus dem, was ein Netz zu einem Datenpunkt sagt, ob es mit ihm trainiert wurde. Nicht besser als Raten: das will das Vergessen.',
        },
        digest: {
          label: 'Prüfsumme (Digest)',
          about:
            'Ein kurzer Name der Gewichte, aus allen ihren Bits gemacht: gleiche Prüfsummen, gleiche Gewichte.',
        },
      },
    },
    help: {
      menu: 'Hilfe: Befehle, Tasten, Wörter, anderen zeigen',
      close: 'Schließen',
      largeType: 'Große Schrift, für einen Beamer',
      commands: {
        unlearn: 'Verlernen, was gewählt ist',
        undo: 'Letzte Löschung rückgängig machen',
        redo: 'Zurückgenommene Löschung wiederholen',
        example: 'Ein Beispiel zeigen',
        clear: 'Auswahl aufheben',
        startOver: 'Von vorn beginnen',
        stories: 'Geschichten',
        room: 'Einem Raum zeigen, welche Gewichte das sind',
        palette: 'Einen Befehl suchen',
        keys: 'Tasten',
        languages: { en: 'Sprache: Englisch (English)', de: 'Sprache: Deutsch' },
      },
      palette: {
        title: 'Befehle',
        field: 'Eingeben, was zu tun ist',
        none: 'Kein Befehl, der jetzt möglich ist, enthält das.',
      },
      keys: {
        title: 'Tasten',
        single: 'Einzelne Tasten sind Befehle',
        shift: 'Umschalt',
        others: {
          grid: {
            key: '← ↑ → ↓',
            about: 'Zwischen den Datenpunkten bewegen, wenn das Raster den Fokus hat.',
          },
          space: {
            key: 'Leertaste',
            about: 'Den Datenpunkt wählen, der den Fokus hat, oder einen Knopf drücken.',
          },
          range: { key: 'Umschalt+↓', about: 'Alle vom letzten bis hierher wählen.' },
          ctrlZ: { key: 'Strg+Z', about: 'Rückgängig; mit Umschalt wiederholen.' },
          escape: { key: 'Esc', about: 'Abbrechen, was läuft, oder schließen, was offen ist.' },
          tabs: { key: '← →', about: 'Zwischen Registerkarten bewegen, wenn eine den Fokus hat.' },
        },
      },
      room: {
        title: 'Welche Gewichte sind das?',
        facts: ({ model, removed }) =>
          `${model}, ${removed === 1 ? '1 Datenpunkt' : `${removed} Datenpunkte`} vergessen`,
        code: 'Der Link zu diesen Löschungen, als Code für eine Kamera',
        tooLong: ({ letters }) =>
          `Der Link hat ${letters} Zeichen: zu viele für einen Code. Über „Teilen“ kopieren.`,
        about:
          'Wer den Link öffnet, macht dieselben Löschungen. Auf jedem Bildschirm dieselben Zeichen heißt: dieselben Gewichte, bis aufs letzte Bit.',
      },
    },
    history: {
      startedOver: 'Das ist das ursprüngliche Modell. Die Löschungen sind noch im Verlauf.',
      title: 'Verlauf',
      undo: 'Rückgängig',
      undoAbout: 'Die letzte Löschung zurücknehmen, Bit für Bit (Strg+Z)',
      redo: 'Wiederholen',
      redoAbout: 'Die zuletzt zurückgenommene Löschung wiederholen, Bit für Bit (Strg+Umschalt+Z)',
      list: 'Zustände des Modells: Pfeiltasten zeigen einen, Eingabe geht dorthin',
      compared: 'Mit einem neu trainierten Modell verglichen',
      original: 'Ursprüngliches Modell',
      nothingRemoved: 'nichts gelöscht',
      removal: ({ id, samples }) => `${id} ${samples}`,
      oneSample: ({ sample }) => `Datenpunkt ${sample}`,
      manySamples: ({ count }) => `${count} Datenpunkte`,
      slices: ({ count }) => `${count} ${count === 1 ? 'Slice' : 'Slices'}`,
      labelAnd: ({ label, how }) => `Label ${label}, ${how}`,
      rejected: ({ points }) => `verworfen: ${points} Prozentpunkte verloren`,
      changes: {
        residual: {
          name: 'bleibt',
          about:
            'Änderung der Restgenauigkeit, der Genauigkeit auf den Datenpunkten, die bleiben, in Prozentpunkten (PP).',
        },
        validation: {
          name: 'Validierung',
          about:
            'Änderung der Validierungsgenauigkeit, der Genauigkeit auf Datenpunkten, mit denen das Netz nie trainiert hat, in Prozentpunkten (PP).',
        },
      },
      goToState: 'Zu diesem Zustand gehen',
      name: {
        button: 'Benennen\u2026',
        about: 'Dem gezeigten Zustand einen Namen geben (F2): Die Sitzung behält ihn',
        of: ({ id }) => (id === 0 ? 'Name des ursprünglichen Modells' : `Name von Zustand ${id}`),
        naming: 'Benennen eines Zustands',
      },
      saved: ({ time }) => `Gespeichert ${time}`,
      leaving: {
        training: 'Ein Training tritt an die Stelle dieses Verlaufs',
        session: 'Die Sitzung tritt an die Stelle dieses Verlaufs',
        about: ({ count, one }) =>
          `${count} ${one ? 'Löschung ist' : 'Löschungen sind'} in diesem Verlauf, und dieser Browser kann ${one ? 'sie' : 'sie alle'} nicht aufbewahren. Als Datei ${one ? 'lässt sie sich' : 'lassen sie sich'} unter „Sitzung“ wieder öffnen.`,
        stay: 'Abbrechen',
        leave: 'Ohne weitermachen',
        save: 'Speichern und weitermachen',
      },
      elsewhere:
        'Auch ein anderes Fenster hat diese Sitzung offen: Nur das Fenster, das zuerst speichert, behält seine Arbeit. Eines davon schließen.',
      notSaved: ({ problem }) => `Nicht gespeichert: ${problem}`,
      session: {
        title: 'Diese Sitzung',
        removals: 'Löschungen',
        count: ({ count, rejected }) => `${count}${rejected}`,
        rejected: ({ count }) => `, ${count} verworfen`,
        goneNow: 'In diesem Zustand gelöscht',
        gone: ({ count }) => `${count} Datenpunkte`,
        goneOne: ({ count }) => `${count} Datenpunkt`,
        weights: 'Gewichte',
        digest: ({ digest }) => `SHA-256 der Gewichte: ${digest}`,
      },
      export: {
        title: 'Exportieren',
        formats: {
          json: { label: 'Sitzung (JSON)', about: 'alles: lässt sich wieder öffnen' },
          csv: { label: 'Tabelle (CSV)', about: 'eine Zeile je Löschung' },
          columns: {
            label: 'Spalten (CSV)',
            about: 'Einheit, Vorzeichen und Bedeutung jeder Spalte der Tabelle',
          },
          weights: {
            label: 'Gewichte',
            about: 'des Modells, wie es jetzt ist: tfjs, und ein Checkpoint',
          },
          npz: {
            label: 'NumPy (.npz)',
            about: 'dieselben Gewichte unter Namen, in der Anordnung von PyTorch',
          },
          safetensors: { label: 'safetensors', about: 'noch einmal dieselben, wie safetensors sie hält' },
        },
        nothingToList: 'Es gibt keine Löschung aufzulisten.',
        packing: {
          json: 'Packen der Sitzung',
          csv: 'Packen der Tabelle der Löschungen',
          columns: 'Packen des Wörterbuchs der Spalten',
          weights: 'Packen der Gewichte',
          npz: 'Packen der Gewichte',
          safetensors: 'Packen der Gewichte',
        },
      },
      kept: {
        title: 'Aufbewahrte Sitzungen',
        about: ({ most }) =>
          `Ein Verlauf, an dessen Stelle etwas anderes tritt, wird hier aufbewahrt, in diesem Browser. Höchstens ${most} werden aufbewahrt: Darüber hinaus geht die älteste, solche ohne eigenen Namen zuerst.`,
        keep: 'Diese Sitzung aufbewahren',
        keeping: 'Aufbewahren der Sitzung',
        name: 'Name',
        nameOf: ({ name }) => `Name von ${name}`,
        none: 'Noch keine.',
        facts: ({ model, data, removals, one, date }) =>
          `${model} auf ${data}, ${removals} ${one ? 'Löschung' : 'Löschungen'}; ${date}`,
        open: 'Öffnen',
        openOne: ({ name }) => `${name} öffnen`,
        rename: 'Umbenennen',
        renameOne: ({ name }) => `${name} umbenennen`,
        remove: 'Löschen',
        removeOne: ({ name }) => `${name} löschen`,
        save: 'Speichern',
        cancel: 'Abbrechen',
      },
      columns: {
        open: 'Was die Spalten bedeuten',
        title: 'Die Spalten der Tabelle',
        about:
          'Leer: nicht gemessen oder nicht eingestellt. Genauigkeiten sind Anteile von 0 bis 1. Die Spalten des Programms der Autoren behalten ihre Namen. In den Dateien steht alles auf Englisch.',
        column: 'Spalte',
        unit: 'Einheit',
        sign: 'Wie sie zählt',
        meaning: 'Bedeutung',
        close: 'Schließen',
      },
      import: {
        title: 'Importieren',
        open: 'Sitzung öffnen…',
        openAbout: 'ersetzt diese Sitzung, die behalten wird',
        fileInput: 'Eine Sitzungsdatei',
        opened: ({ count }) =>
          `Eine Sitzung mit ${count} ${count === 1 ? 'Löschung' : 'Löschungen'} ist geöffnet.`,
        cancelled: 'Abgebrochen: Die Sitzung ist, wie sie war.',
      },
      replay: {
        section: 'Prüfen',
        title: 'Durch Wiederholung prüfen',
        about: 'Wiederholt die Löschungen vom ursprünglichen Modell aus und vergleicht die Gewichte.',
        replay: 'Wiederholen',
        nothing: 'Es gibt keine Löschung zu wiederholen.',
        cancelled: 'Abgebrochen: Nichts wurde geprüft, und die Sitzung ist, wie sie war.',
        nothingToCheck: 'In diesem Zustand gibt es keine Löschung zu prüfen.',
        same: ({ count }) =>
          `${count === 1 ? 'Die Löschung' : `Alle ${count} Löschungen`} wiederholt: Die Gewichte sind dieselben, Bit für Bit.`,
        different: ({ which, of }) =>
          `Wiederholt ${which.length === 1 ? 'ergab Löschung' : 'ergaben die Löschungen'} ${which.join(', ')} von ${of} andere Gewichte oder einen anderen Bericht.`,
        withReason: ({ result, reason }) => `${result} ${reason}`,
      },
      anew: {
        section: 'Neu beginnen',
        title: 'Neu beginnen',
        about:
          'Zurück zum ursprünglichen Modell. Der bisherige Verlauf wird oben bei den Sitzungen aufbewahrt.',
        start: 'Neu beginnen…',
        forget: 'Alle Löschungen vergessen',
        keep: 'Behalten',
        starting: 'Neubeginn',
      },
      moves: {
        undo: 'Zurücknehmen der letzten Löschung',
        redo: 'Wiederholen der Löschung',
        toOriginal: 'Rückkehr zum ursprünglichen Modell',
        toRemoval: ({ id }) => `Gang zum Modell nach Löschung ${id}`,
        cancelled: 'Abgebrochen: Das Modell ist, wo es war.',
      },
    },

    blanket: {
      what: 'Was eine Markov-Decke ist',
      paragraphs: {
        blanket:
          'Die Markov-Decke von y (Markov Blanket) ist die kleinste Menge von Variablen, die alles enthält, was über y zu wissen ist: Sind sie bekannt, sagt keine andere Variable mehr etwas. In einem Graphen von Ursachen sind es die Eltern von y, seine Kinder und die anderen Eltern seiner Kinder.',
        unlearning:
          'Das Verlernen sucht so eine Menge: Mit dem Verlust anstelle von y und den Slices des Netzes als Variablen ist sie die Menge der Slices, die zu ändern sind.',
        bullseye:
          'In 3D-Bullseye ist die Decke bekannt. Jede Variable ist das Mittel ihrer Ursachen plus Rauschen; r1, das keine hat, liegt nahe der Mitte oder weit weg. Mehrere sind fast Kopien voneinander, was die Suche schwer macht.',
        methods:
          'L-FOCI fügt die Variable hinzu, die am meisten über y verrät, bis keine mehr etwas beiträgt. L-CODEC + Test beginnt mit allen und lässt jede weg, die ein Permutationstest unabhängig von y nennt.',
      },
      search: 'Suchen',
      run: 'Starten',
      ending: 'Der laufende Test wird noch zu Ende gebracht.',
      graph: {
        about: ({ arrows, blanket }) =>
          `Graph von 3D-Bullseye: ${arrows}. Die Markov-Decke von y ist ${blanket}.`,
        aboutRun: (values) =>
          `${values.graph} ${values.method} mit Seed ${values.seed} fand ${values.found || 'nichts'}.`,
        arrow: ({ cause, effect }) => `${cause} zu ${effect}`,
        inside: 'wahre Decke von y',
        nothingRan: 'gefunden: noch nichts gelaufen',
        found: ({ method, seed }) => `gefunden von ${method}, Seed ${seed}`,
      },
      summary: {
        empty: '„Starten“ drücken, um beide Verfahren zu vergleichen.',
        title: 'Mittel und Standardabweichung über die Wiederholungen',
        method: 'Verfahren',
        truePositives: 'Richtig gefunden',
        truePositivesAbout: 'Anteil der wahren Decke, der gefunden wurde',
        falsePositives: 'Falsch gefunden',
        falsePositivesAbout: 'Anteil der anderen Variablen, der gefunden wurde',
        time: 'Median der Zeit',
      },
      chart: {
        title: 'Wie oft jede Variable gefunden wurde',
        table: 'Tabelle',
        variables: 'Variable (* in der wahren Decke)',
        share: 'gefunden in (% der Läufe)',
        empty: 'Nach dem ersten Lauf',
        variable: 'Variable',
        insideBlanket: ({ name }) => `${name}*`,
      },
      runs: {
        title: 'Jeder Lauf',
        samples: ({ count }) => `je ${count} Datenpunkte`,
        none: 'Noch keine Läufe.',
        seed: 'Seed',
        method: 'Verfahren',
        found: 'Gefunden',
        truePositives: 'Richtig',
        truePositivesAbout: 'Anteil richtig gefundener',
        falsePositives: 'Falsch',
        falsePositivesAbout: 'Anteil falsch gefundener',
        milliseconds: 'ms',
        show: ({ seed, method }) => `Seed ${seed}, ${method}, im Graphen zeigen`,
        nothing: 'nichts',
        outside: 'Nicht in der Decke',
      },
      cancelled: 'Abgebrochen: Die Ergebnisse sind, wie sie waren.',
    },

    frame: {
      documentTitle: 'Lethe: ein Labor für maschinelles Verlernen',
      name: 'Lethe',
      about: 'Ein trainiertes Netz vergessen lassen und sehen, was sich ändert.',
      views: { lab: 'Labor', blanket: 'Markov-Decke', glossary: 'Wörter' },
      experiments: 'Experimente',
      viewsAbout: 'Seiten des Labors',
      theme: {
        title: 'Farben',
        about: ({ theme }) => `Farben der Seite: ${theme}`,
        system: 'Wie das System',
        light: 'Hell',
        dark: 'Dunkel',
        kept: 'Die Wahl wird in diesem Browser gespeichert.',
      },
      language: {
        title: 'Sprache',
        about: ({ language }) => `Sprache der Seite (Language): ${language}`,
        kept: 'Die Wahl wird in diesem Browser gespeichert. Dateien und Links sind in allen Sprachen gleich.',
        notLoaded: ({ language }) =>
          `Die Wörter der Sprache ${language} konnten nicht geholt werden. Mit dem Netz verbinden und sie noch einmal wählen.`,
      },
      removal: 'Löschung',
      settings: 'Einstellungen',
      tabs: {
        removal: 'Löschung',
        certificate: 'Zertifikat',
        training: 'Training',
        checkpoints: 'Checkpoints',
        session: 'Sitzung',
      },
      opening: 'Öffnen des Labors',
      hideBanner: 'Ausblenden',
      dismiss: 'Schließen',
      startOver: 'Von vorn beginnen',
      startOverAbout:
        'Das ursprüngliche Modell, nichts gewählt, die üblichen Einstellungen. Die Löschungen bleiben im Verlauf.',
      further: {
        title: 'Mehr:',
        glossary: 'was die Wörter bedeuten',
        docs: 'wie gerechnet wird',
        paper: 'die Veröffentlichung',
      },
      first: {
        thinks: ({ label, sure }) =>
          `Ein Bild aus Fashion-MNIST, eines von denen, aus denen das Netz dafür gelernt hat. Das Netz hält es für ${label} und ist sich zu ${sure} sicher. Das Labor öffnet sich.`,
      },
      newVersion: {
        about: 'Eine neue Version des Labors ist da. Was hier getan wurde, bleibt.',
        take: 'Jetzt laden',
        leave: 'Später',
      },
      partFailed: ({ part, problem }) =>
        `${part}: Dieser Teil konnte nicht gezeichnet werden (${problem}). Alles andere geht weiter.`,
      drawAgain: 'Noch einmal zeichnen',
      device: {
        looking: 'Suche nach einem Gerät',
        backends: { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' },
        threads: ({ count }) => (count === 1 ? 'ein Thread' : `${count} Threads`),
        threadsAbout: 'Mehr Threads sind schneller und ergeben dieselben Gewichte, Bit für Bit.',
        inUse: (values) =>
          `In Gebrauch: ${values.tensors} Tensoren (${values.tensorSize}), ${values.buffers} eigene Puffer (${values.bufferSize}).`,
        openAgain: ({ backends }) => `Neu öffnen mit ${backends}`,
        doctor: 'Jeden Kernel auf diesem Rechner prüfen',
        choices: { auto: 'auto', webgpu: 'webgpu', wasm: 'wasm', cpu: 'cpu' },
      },
      failure: {
        title: 'Das Labor hat angehalten',
        about:
          'Fertige Löschungen sind in diesem Browser gespeichert: Ein Neuladen bringt sie zurück. Liegt es an dem, was offen war, das Labor ohne das öffnen: Es bleibt gespeichert. Liegt es an der GPU: Das Labor läuft auch auf der CPU.',
        reload: 'Neu laden',
        withoutVisit: 'Ohne den letzten Besuch öffnen',
        openOnCpu: 'Auf der CPU öffnen',
        doctor: 'Die GPU prüfen',
        exportSaved: 'Gespeichertes exportieren',
        exported: ({ count }) =>
          count === 0
            ? 'In diesem Browser ist nichts gespeichert.'
            : count === 1
              ? 'Eine Datei wurde exportiert.'
              : `${count} Dateien wurden exportiert.`,
      },
      original: {
        title: 'Das ursprüngliche Modell',
        about: ({ model }) => `${model}, wie es trainiert wurde, vor jeder Löschung`,
      },
      report: {
        name: ({ id }) => `Löschung ${id}`,
        oneSample: ({ id, sample }) => `Löschung ${id}: Datenpunkt ${sample}`,
        manySamples: ({ id, count }) => `Löschung ${id}: ${count} Datenpunkte`,
        about: (values) =>
          `${values.other ? 'nicht das Modell in Gebrauch; ' : ''}Seed ${values.seed}, ${values.left} ${values.one ? 'Datenpunkt' : 'Datenpunkte'} übrig, ${values.time} auf ${values.backend}`,
        taken: 'Der Schritt ist getan, das Modell wird gemessen',
        tabsAbout: 'Der Bericht',
        tabs: {
          overview: 'Übersicht',
          metrics: 'Metriken',
          classes: 'Klassen',
          slices: 'Slices',
          curvature: 'Krümmung',
          retraining: 'Neutraining',
          steps: 'Schritt für Schritt',
          differences: 'Unterschiede',
          attack: 'Angriff',
        },
      },
    },

    gallery: {
      documentTitle: 'Lethe: die Teile der Seite',
      title: 'Die Teile der Seite',
      parts: {
        colours: 'Farben',
        classes: 'Aussehen von zehn Klassen',
        type: 'Sechs Schriftgrößen',
        spaces: 'Sechs Abstände',
        buttons: 'Knöpfe',
        fields: 'Felder',
        choices: 'Auswahl nebeneinander',
        tabs: 'Registerkarten',
        popovers: 'Aufklappfeld und Dialog',
        notes: 'Wörter',
        bars: 'Balken, Fortschritt, Anzeige',
        tables: 'Tabellen',
        charts: 'Diagramme',
        live: 'Was einem Screenreader gesagt wird',
      },
      classes: 'Zehn Zeichen: Jede Klasse hat eine eigene Farbe und Form.',
      sentence: 'Ein trainiertes Netz vergisst, was es vergessen soll.',
      buttons: {
        primary: 'Wichtigster',
        disabled: 'Gesperrt',
        plain: 'Einfach',
        danger: 'Gefahr',
        quiet: 'Leise',
        pressed: 'Gedrückt',
      },
      choices: { first: 'Erste', second: 'Zweite', third: 'Dritte' },
      fields: {
        number: 'Eine Zahl',
        wrong: 'Eine falsche Zahl',
        disabled: 'Gesperrt',
        empty: 'noch nichts',
        choice: 'Eine Auswahl',
        check: 'Ein Kästchen',
      },
      noNumber: 'keine',
      complaint: ({ text }) => `${text} ist keine Zahl.`,
      opened: ({ name }) => `${name} ist offen.`,
      popover: 'Ein Aufklappfeld öffnen',
      dialog: 'Einen Dialog öffnen',
      fact: 'Eine Tatsache',
      tell: 'Sagen',
      told: 'Datenpunkt 5 ist gelöscht.',
      progress: 'Fortschritt',
      meter: 'Anzeige',
      rows: ({ count }) => `${count} Zeilen`,
    },
    design: {
      table: {
        sort: 'Nach dieser Spalte sortieren: Ein weiterer Druck kehrt die Reihenfolge um, ein dritter beendet sie.',
      },
      explained: ({ label, explanation }) => `${label} ${explanation}`,
      explainedLabel: ({ label }) => `${label}.`,
      cancel: 'Abbrechen (Esc)',
      stopping: 'Hält an…',
      noCanvas:
        'Dieser Browser gibt keine 2D-Zeichenfläche; das Labor kann seine Datenpunkte nicht zeichnen.',
      steps: {
        title: 'Schritte einer Löschung',
        perturb: 'Stören',
        select: 'Slices wählen',
        curvature: 'Krümmung',
        update: 'Newton-Schritt',
        ascent: 'Anstieg',
        evaluate: 'Auswerten',
        onGpu: ({ time }) => `davon ${time} auf der GPU`,
        position: ({ position, of, rejected }) => `${position} von ${of}${rejected}`,
        rejected: ({ count }) => `, ${count} verworfen`,
      },
      jobs: {
        trainingBegins: 'Das Training beginnt…',
        trainingEpoch: (values) => `Epoche ${epochWords(values)}`,
        retrainingBegins: 'Das Neutraining mit dem, was übrig ist, beginnt…',
        retrainingEpoch: (values) => `Neutraining mit dem, was übrig ist: Epoche ${epochWords(values)}`,
      },
    },

    share: {
      open: ({ digest }) =>
        `Gleiche Prüfsumme: Was der Link beschreibt, ist hier schon offen (${digest.slice(0, 12)}).`,
      following: ({ count }) =>
        count === 1 ? 'Ausführen der Löschung des Rezepts' : `Ausführen der ${count} Löschungen des Rezepts`,
      cancelled: 'Abgebrochen: Was vorher offen war, ist, wie es war.',
      title: 'Kopieren als…',
      menu: 'Teilen',
      menuAbout:
        'Das Labor kopieren, wie es jetzt ist: als Link, als Befehl, als Rezept, als Durchlauf, als Absatz',
      kinds: {
        link: {
          name: 'Link',
          about: 'Wer ihn öffnet, sieht die Löschungen wiederholt, und ob die Prüfsumme dieselbe ist.',
        },
        command: {
          name: 'Befehl',
          about: 'Die Kommandozeile wiederholt die Löschungen und vergleicht die Prüfsumme.',
        },
        json: {
          name: 'Rezept (JSON)',
          about: 'Was der Link enthält, zum Lesen; eine Datei davon öffnet sich wie eine Sitzung.',
        },
        sweep: {
          name: 'Durchlauf',
          about:
            'Die jetzigen Einstellungen für die Kommandozeile, die zu jeder Kombination der Listen in "grid" die Löschungen macht und eine Tabelle und eine Abbildung zeichnet. Der Seed zieht die Datenpunkte; sie gehen einzeln, ohne Wächter; Zahlen anderer Verfahren haben ihre Vorgaben. Weitere Werte in die Listen schreiben, als sweep.json speichern und ausführen: npx lethe sweep sweep.json --out runs/sweep',
        },
        methods: {
          name: 'Methoden',
          about: 'Ein Absatz für eine Arbeit, aus dem gemacht, was hier gemessen wurde.',
        },
        bibtex: {
          name: 'BibTeX',
          about: 'Das Labor, und die Veröffentlichung, deren Verfahren es ausführt.',
        },
      },
      holds: 'Was es enthält',
      text: 'Text',
      data: ({ data, count }) =>
        `${count} Trainingsdaten von ${data}, mit ihrer Prüfsumme: Kein Datenpunkt ist darin`,
      model: ({ model, digest }) =>
        `${model} mit der Prüfsumme seiner Gewichte (${digest}), und wie es trainiert wurde: Kein Gewicht ist darin`,
      untrained: ({ model }) => `${model}, das nicht trainiert ist`,
      removals: ({ removals, samples, one }) =>
        `${removals} ${one ? 'Löschung' : 'Löschungen'} von ${samples} ${samples === '1' ? 'Datenpunkt' : 'Datenpunkten'}, jede mit allen Einstellungen und ihrem Seed`,
      noRemovals: 'keine Löschung',
      settings: 'die Einstellungen, die offenen Felder und die gewählten Datenpunkte',
      expected: ({ digest }) => `die Prüfsumme, die herauskommen muss (${digest})`,
      leftOut: 'Nicht darin: Datenpunkte, Gewichte, Vergleiche mit neu trainierten Modellen, Zertifikate.',
      length: ({ count }) => `${count} Zeichen`,
      branches: 'Mit den Löschungen, die nicht zum jetzigen Zustand führen',
      copy: 'Kopieren',
      copied: 'Kopiert.',
      notCopied:
        'Der Browser lässt diese Seite nicht kopieren: Der Text ist markiert und lässt sich von Hand kopieren.',
      save: 'Als Datei speichern',
      close: 'Schließen',
      sweepModel: 'Ein Durchlauf nimmt nur die Modelle des Labors: zuerst eines davon wählen.',
      sweepTraining:
        'Ein Durchlauf beginnt mit Gewichten, die mitkommen, oder mit einem einzigen Training, das nichts verbirgt. Diese Gewichte sind aus mehreren Trainings, verbergen Attribute oder kommen aus einer Datei, die nicht sagt, wie sie begannen. Zuerst von Grund auf trainieren.',
      ownData: 'Die Daten sind eigene Dateien: Wer das öffnet, muss zuerst dieselben Dateien öffnen.',
      ownWeights:
        'Die Gewichte sind in keinem anderen Labor als diesem: Sie werden neu trainiert oder müssen zuerst geöffnet werden.',
      // For programs: the same in every language.
      reference: en.page.share.reference,
      command: en.page.share.command,
      methods: {
        trained: (values) =>
          `${values.model} (${values.parameters} Parameter) wurde auf ${values.images} Datenpunkten von ${values.data} (SHA-256 ${values.digest}) mit ${values.optimizer} ${values.epochs} Epochen trainiert (Batchgröße ${values.batchSize}, Lernrate ${values.learningRate}, Verlauf der Lernrate ${values.schedule}, Momentum ${values.momentum}, Weight Decay ${values.weightDecay}, Seed ${values.seed}).`,
        untrained: (values) =>
          `${values.model} (${values.parameters} Parameter) auf ${values.images} Datenpunkten von ${values.data} (SHA-256 ${values.digest}) ist nicht trainiert.`,
        nothing: 'Kein Datenpunkt wurde gelöscht.',
        removed: ({ samples, removals, one, single }) =>
          `${samples} ${one ? 'Trainingsdatenpunkt wurde' : 'Trainingsdatenpunkte wurden'} in ${removals} ${single ? 'Schritt' : 'Schritten'} gelöscht.`,
        several: 'Die Schritte unterscheiden sich in ihren Einstellungen, die das Rezept aufführt.',
        seed: ({ seed }) => `Der Seed war ${seed}.`,
        method: ({ method, numbers }) =>
          `Das Verfahren war ${method}${numbers === '' ? '' : ` (${numbers})`}.`,
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
        }) =>
          `Das Verfahren war ${method}: Slices durch ${selection}, Krümmung ${curvature}, Änderung ${update}, Dämpfung \u03bb = ${damping}, ${perturbations} Störungen mit Streuung ${deviation}${noise === null ? '' : `, Rauschen nach der Formel von Sekhari (\u03b5, \u03b4 = ${noise}), die nichts zertifiziert`}${guard === null ? '' : `; eine Löschung, die mehr als ${guard} Prozentpunkte auf den Daten des Wächters kostet, wird verworfen`}.`,
        original: ({ residual, validation }) =>
          `Seine Genauigkeit ist ${residual} auf der Trainingsmenge und ${validation} auf der Validierungsmenge.`,
        result: ({ residual, validation, residualAfter, validationAfter, forgetAfter }) =>
          `Die Genauigkeit auf dem, was übrig ist, beträgt ${residualAfter} (vor jeder Löschung ${residual} auf der Trainingsmenge), auf der Validierungsmenge ${validationAfter} (vorher ${validation})${forgetAfter === null ? '' : `, auf den gelöschten Datenpunkten ${forgetAfter}`}.`,
        compared: ({ order, residual, validation }) =>
          `Ein Modell, das von Grund auf mit dem neu trainiert ist, was übrig ist (Reihenfolge: ${order}), hat ${residual} und ${validation}.`,
        where: ({ lab, commit, tfjs, backend, adapter, runtime }) =>
          `Berechnet mit Lethe ${lab}${commit === null ? '' : ` (Commit ${commit})`} auf TensorFlow.js ${tfjs}, ${backend} (${adapter}), ${runtime}.`,
        digest: ({ digest }) => `SHA-256 der Gewichte: ${digest}.`,
      },
    },
    address: {
      noPanel: ({ name, text, known }) => `In der Adresse steht ${name}=${text}; es gibt ${known}.`,
      refused: (values) =>
        `In der Adresse steht ${values.name}=${values.text}. ${values.complaint} Das Labor nimmt stattdessen: ${values.used}.`,
      ownChoice: 'seine eigene Wahl',
      newer:
        'Eine neuere Version des Labors hat diese Adresse geschrieben. Was sie weglässt, kann hier etwas anderes bedeuten: die Seite neu laden oder das Labor aktualisieren.',
      noSuchClass: ({ data, last }) => `Die Klassen von ${data} sind 0 bis ${last}.`,
      noGpu: ({ backend }) => `Das Labor rechnet mit ${backend}, das keinen Weg über die GPU hat.`,
      unknown: ({ name, id, used }) =>
        `In der Adresse steht ${name}=${id}; das hat dieses Labor nicht. Es nimmt stattdessen: ${used}.`,
      ownFiles: ({ data, model }) =>
        `Die Adresse gehört zu eigenen Daten oder einem eigenen Modell von jemandem, die bei ihren Dateien bleiben: Offen sind stattdessen ${data} und ${model}.`,
      downloaded: ({ data, images }) =>
        `Die Adresse verlangt ${data}: Hier sind ${images} der Trainingsdaten.`,
      nothingSelected: ({ complaint }) =>
        `Nichts von dem, was die Adresse beschreibt, ist gewählt. ${complaint}`,
    },
  },
};

type File = { readonly fileName: string };
type Shape = readonly number[];

/** As it is, but in quotation marks where it begins or ends with a space, or has signs that cannot be seen. */
function quoteIfOdd(name: string): string {
  const quoted = quote(name);
  return quoted === `„${name}“` && name.trim() === name && name !== '' ? name : quoted;
}

/** A number of data, with four digits that count. */
function rounded(value: number): string {
  return comma(String(Number(value.toPrecision(Number.isInteger(value) ? 15 : 4))));
}

/** In quotation marks, with what cannot be seen written as its number: so a name can be told from its like. */
function quote(name: string): string {
  const seen = name.replace(
    /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  );
  return `„${seen}“`;
}

function colours(channels: number): string {
  return channels === 1 ? 'grau' : 'in Farbe';
}

/** Images or labels, in the dative. */
function kindsDative(kind: 'images' | 'labels'): string {
  return kind === 'images' ? 'Bildern' : 'Labels';
}

function kinds(kind: 'images' | 'labels'): string {
  return kind === 'images' ? 'Bilder' : 'Labels';
}

function lastEpochs({ epochs }: { readonly epochs: number }): string {
  return epochs === 1 ? 'die letzte Epoche' : `die letzten ${epochs} Epochen`;
}

/** What every sentence on a file has: expected this, found that, do so. */
function wrong(what: string, expected: string, found: string | number, advice: string): string {
  return `${what}: erwartet: ${expected}; gefunden: ${found}. ${advice}`;
}

function wrongPng(fileName: string, most: number, found: string): string {
  const advice = 'Das Bild neu als PNG speichern oder weglassen.';
  return wrong(fileName, `ein PNG-Bild mit bis zu ${most / 1e6} Millionen Pixeln`, found, advice);
}

function wrongPicture(
  { fileName, height, width, channels }: File & Record<'height' | 'width' | 'channels', number>,
  found: string,
): string {
  const expected = `ein PNG-Bild von ${height} x ${width} Pixeln mit ${channels} ${channels === 1 ? 'Kanal' : 'Kanälen'} zu 8 Bit`;
  return wrong(fileName, expected, found, fetchAgain);
}

function notFetched({ what, host }: { what: string; host: string }, reason: string): string {
  return `${what} konnte nicht von ${host} heruntergeladen werden (${reason}). Die Verbindung prüfen oder die eingebauten Daten oder eigene Dateien verwenden.`;
}

function packed({ fileName, archive }: File & { readonly archive?: string }): string {
  return archive === undefined ? fileName : `${fileName} in ${archive}`;
}

function by(sizes: Shape): string {
  return sizes.join(' x ');
}

/** The first three names, and how many more there are. */
function firstNames(names: readonly string[], most = 3): string {
  return names.slice(0, most).join(', ') + (names.length > most ? ` und ${names.length - most} weitere` : '');
}

/** That a session cannot be opened, and why. */
function unopened(problem: string, advice = 'Die Sitzung dort neu exportieren, wo sie entstand.'): string {
  return `Die Sitzung lässt sich nicht öffnen: ${problem}. ${advice}`;
}

/** Where in a file something is. */
function placeIn({ file, where }: { file: string; where: string }): string {
  return where === '' ? file : `${file}: ${where}`;
}

/** Why a model.json cannot be read. */
function whyUnreadable(reason: Unreadable): string {
  switch (reason.kind) {
    case 'noJson':
      return 'sie ist kein JSON oder abgeschnitten';
    case 'refused':
      return 'ihre Schichten passen nicht zusammen oder sind von einer Art, die TensorFlow.js nicht kennt';
    case 'tooLong':
      return `sie hat ${reason.bytes} Bytes, und das Labor liest höchstens ${reason.most}`;
    case 'tooDeep':
      return `sie ist mehr als ${reason.most} Ebenen tief verschachtelt`;
    case 'layers':
      return `sie hat ${reason.count} Schichten, und das Labor nimmt höchstens ${reason.most}`;
    case 'weightBytes':
      return `ihre Gewichte brauchen ${reason.wanted} Bytes, und die Dateien haben ${reason.found}`;
    case 'missingInput':
      return `ihre Schicht „${reason.layer}“ liest Schichten, die es nicht gibt oder die auf sie warten`;
    case 'field':
      return `${reason.where}: erwartet: ${expectedWords(reason.expected)}; gefunden: ${foundWords(reason.found)}`;
    default:
      return reason satisfies never;
  }
}

/** What stands where something else was expected. */
function foundWords(found: Found): string {
  switch (found.kind) {
    case 'nothing':
      return 'nichts';
    case 'list':
      return `eine Liste von ${found.count}`;
    case 'object':
      return 'ein Objekt';
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
      const what = kind === 'whole' ? 'eine ganze Zahl' : 'eine Zahl';
      const least = from > -Number.MAX_VALUE ? ` ab ${from}` : '';
      const most = to < Number.MAX_VALUE ? ` bis ${to}` : '';
      return `${what}${least}${most}${kind === 'measured' ? ', oder "NaN" oder "Infinity"' : ''}`;
    }
    case 'text':
      return `ein Text von höchstens ${expected.longest} Zeichen`;
    case 'oneOf':
      return expected.values.map((value) => JSON.stringify(value)).join(' oder ');
    case 'list': {
      const { shortest, longest } = expected;
      if (shortest === longest) return `eine Liste von ${shortest}`;
      if (longest === Number.MAX_SAFE_INTEGER)
        return shortest === 0 ? 'eine Liste' : `eine Liste von mindestens ${shortest}`;
      return `eine Liste von ${shortest} bis ${longest}`;
    }
    case 'members': {
      const { names } = expected;
      return names.length === 0 ? 'ein Objekt ohne Felder' : `ein Objekt mit ${names.join(', ')}`;
    }
    case 'equal':
      return `${expected.value}, wie ${expected.to} sagt`;
    case 'sumOfStages':
      return `${expected.value}, wie die Summe der Stufen sagt`;
    case 'unchangedDigest':
      return `${expected.value}, wie digestBefore sagt, weil die Löschung verworfen wurde`;
    case 'orNull':
      return `${expectedWords(expected.of)}, oder null`;
    case 'flag':
      return 'true oder false';
    case 'digest':
      return 'eine SHA-256-Prüfsumme (64 hexadezimale Ziffern)';
    case 'commit':
      return 'der Name eines Commits (7 bis 40 hexadezimale Ziffern)';
    case 'base64':
      return expected.multipleOf === 1 ? 'base64' : `base64 von Zahlen zu je ${expected.multipleOf} Bytes`;
    case 'bytes':
      return 'Bytes';
    case 'object':
      return 'ein Objekt';
    default:
      return expected satisfies never;
  }
}

/** An epoch of a training that runs. */
function epochWords({
  epoch,
  epochs,
  loss,
  accuracy,
  left,
}: ValuesOf<'page.design.jobs.trainingEpoch'>): string {
  return `${epoch} von ${epochs}: Verlust ${loss}, Genauigkeit ${accuracy}, noch ${left}`;
}
