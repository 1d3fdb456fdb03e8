import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FilesPreview, type FixedCertificate, presets } from '../../src/state/contract';
import { settingsOfRemoval } from '../../src/state/settings/settings';
import type { State } from '../../src/state/store';
import BlanketPage from '../../src/view/blanket/BlanketPage';
import { CertificatePanel } from '../../src/view/certificate/CertificatePanel';
import Differences from '../../src/view/compare/Differences';
import { App } from '../../src/view/frame/App';
import { Failure } from '../../src/view/frame/Failure';
import { ReportPanel } from '../../src/view/frame/ReportPanel';
import { SettingsPanel } from '../../src/view/frame/SettingsPanel';
import { TopBar } from '../../src/view/frame/TopBar';
import { UnlearningLab } from '../../src/view/frame/UnlearningLab';
import { PixelPanel } from '../../src/view/lens/PixelPanel';
import UnderLens from '../../src/view/lens/UnderLens';
import { Welcome } from '../../src/view/removal/Welcome';
import { QueueList } from '../../src/view/samples/QueueList';
import Scatter from '../../src/view/samples/Scatter';
import { SelectionBar } from '../../src/view/samples/SelectionBar';
import { NoiseBox } from '../../src/view/settings/NoiseBox';
import { DownloadQuestion } from '../../src/view/setup/DownloadQuestion';
import { FilesQuestion } from '../../src/view/setup/FilesQuestion';
import { TrainFirst } from '../../src/view/training/TrainFirst';
import TrainingPanel from '../../src/view/training/TrainingPanel';
import { en } from '../../src/words/en';
import { languages } from '../../src/words/languages';
import { speak } from '../../src/words/say';
import { standInLab } from '../state/standInWorker';
import { draw } from './draw';
import { batch, idle, lab, opened, report } from './openLab';
import { circled } from './otherLanguage';

// All rows of a list are drawn: there is no window that would hide some.
vi.mock('@tanstack/react-virtual', () => ({
  useVirtualizer: ({ count }: { count: number }) => ({
    getVirtualItems: () =>
      Array.from({ length: Math.min(count, 9) }, (_, index) => ({ index, start: 0, size: 9 })),
    getTotalSize: () => 9,
  }),
}));

afterEach(() => speak(en));

const Nothing = () => null;
const untrained = { ...lab, model: { ...lab.model, training: null, weightsFrom: null } };
const { settings: usual } = standInLab({}).getState();
const point = { epoch: 2, loss: 0.2, accuracy: 0.9, validationAccuracy: 0.95 };
const curve = { epochs: 2, running: 2, isFinished: true, points: [point] };
const map = { ...report.request, sample: 3, dataset: lab.dataset.id, digest: lab.digest };
const pixels = { key: map, values: new Float64Array(784).fill(0.5) };
const { perturbations, perturbationDeviation, seed } = report.request;
const mapped = { ...usual, perturbations, perturbationDeviation, seed };
const files: FilesPreview = {
  name: '#',
  notes: [],
  shape: [28, 28, 1],
  classNames: ['0', '1'],
  origin: '#',
  parts: [
    { part: 'training', counts: [3000, 3000], total: 6000 },
    { part: 'validation', counts: [100, 100], total: 200 },
    { part: 'test', counts: [100, 100], total: 200 },
  ],
  levels: { lowest: 0, highest: 190, black: 0, white: 255 },
  sizeBytes: 5e6,
  pictures: [[], []],
  examples: [],
};
const preview = {
  request: { ...report.request, noise: { epsilon: 1, delta: 0.1 } },
  selected: [1, 2],
  parameters: 202,
  stepNorm: 0.03,
  noise: { epsilon: 1, expectedNorm: 9, sigma: 0.5 },
};

const paper = { ...usual, ...settingsOfRemoval(presets.paper) };

const pages: Record<string, () => string> = {
  'the page before it is open': () => draw(App, {}, {}),
  'the page of a failure': () => draw(Failure, { message: '#' }, {}),
  'the page of the lab': () => draw(UnlearningLab, {}, opened),
  'the top bar': () => draw(TopBar, {}, opened),
  'the question before a download': () => draw(DownloadQuestion, { id: 'download' }, opened),
  'a model without weights': () => draw(TrainFirst, {}, { ...opened, lab: untrained }),
  'its card': () => draw(TopBar, {}, { ...opened, lab: untrained }),
  'the question before files': () => draw(FilesQuestion, { names: '#', preview: files }, opened),
  'the pixels': () => draw(PixelPanel, {}, { ...opened, settings: mapped, sensitivity: pixels, mapped: 3 }),
  'the network under the lens': () => draw(UnderLens, { report }, { ...opened, slice: 3, off: [3] }),
  'the differences of models': () => draw(Differences, { report }, opened),
  'the scatter': () => draw(Scatter, {}, opened),
  'the queue of a run': () => draw(QueueList, {}, { ...opened, pending: [3, 4] }),
  'what a removal is': () => draw(Welcome, {}, opened),
  'the selection of several': () =>
    draw(SelectionBar, { Pixels: Nothing }, { ...opened, selected: new Set([3, 4]) }),
  'the description of a class': () => draw(SelectionBar, { Pixels: Nothing }, forget('class')),
  'the description of a draw': () => draw(SelectionBar, { Pixels: Nothing }, forget('random')),
  'the description of a list': () => draw(SelectionBar, { Pixels: Nothing }, forget('list')),
  'the noise': () => draw(NoiseBox, { onExplain: Nothing }, noisy()),
  'the course of a training': () => draw(TrainingPanel, {}, { ...opened, curve }),
  'the preset of the paper': () => draw(SettingsPanel, {}, { ...opened, tab: 'removal', settings: paper }),
  'the numbers of influence': () =>
    draw(SettingsPanel, {}, { ...opened, tab: 'removal', settings: { ...usual, method: 'influence' } }),
  'the slices of a batch': () => draw(ReportPanel, {}, { ...batch, reportTab: 'slices' }),
  'a removal without effect': () => draw(ReportPanel, {}, { ...idle, reportTab: 'overview' }),
  'the page of blankets': () => draw(BlanketPage, {}, opened),
  ...each(['removal', 'certificate', 'training', 'checkpoints', 'session'], 'settings', (tab) =>
    draw(SettingsPanel, {}, { ...opened, tab, checkpoints: [] }),
  ),
  'the terms of a certificate': () => draw(CertificatePanel, {}, certified(null)),
  'a certificate within its terms': () => draw(CertificatePanel, {}, certified({ ...fixed, together: 3e-3 })),
  'a certificate beyond its terms': () => draw(CertificatePanel, {}, certified(fixed)),
  ...each(['overview', 'metrics', 'classes', 'slices', 'curvature', 'retraining'], 'report', (reportTab) =>
    draw(ReportPanel, {}, { ...opened, reportTab }),
  ),
};

const fixed: FixedCertificate = {
  ...{
    epsilon: 1,
    delta: 1e-5,
    sigma: 0.02,
    releases: 3,
    allowed: 5e-3,
    bound: 2e-3,
    together: 6e-3,
    made: 1,
    originalBound: 0.001,
    released: [{ state: 1, bound: 0.01 }],
  },
  offers: [
    { kind: 'newton', steps: 2, request: report.request, ms: 5000, isMeasured: false },
    { kind: 'retraining', steps: 0, request: report.request, ms: null, isMeasured: true },
  ],
};

function certified(terms: FixedCertificate | null): Partial<State> {
  return { ...opened, lab: { ...opened.lab!, certificate: { refused: null, fixed: terms } } };
}

function each<T extends string>(names: readonly T[], of: string, page: (name: T) => string) {
  return Object.fromEntries(names.map((name) => [`the tab ${name} of the ${of}`, () => page(name)]));
}

function forget(kind: 'class' | 'random' | 'list'): Partial<State> {
  return { ...opened, settings: { ...usual, forget: kind } };
}

function noisy(): Partial<State> {
  const ready = { kind: 'ready', digest: '', preview } as unknown as State['preview'];
  return { ...opened, settings: { ...usual, noise: true }, preview: ready };
}

/** All that a person sees or hears of a page: its texts, and the attributes that are read. */
function readOf(page: string): string[] {
  const attributes = [...page.matchAll(/ (?:title|alt|placeholder|aria-label)="([^"]*)"/g)];
  const texts = page.split(/<[^>]*>/);
  return [...attributes.map(([, text]) => text!), ...texts]
    .map((text) => text.replace(/&\w+;/g, '&'))
    .filter((text) => text.trim() !== '');
}

/** A language is called what its speakers call it, whatever the page speaks. */
const ownNames = languages.flatMap(({ code, name }) => [code.toUpperCase(), name]);

const plainWords = (page: string) =>
  readOf(page).filter((text) =>
    /[A-Za-z]{2,}/.test(ownNames.reduce((left, name) => left.replace(name, ''), text)),
  );

describe('a second language', () => {
  it.each(Object.entries(pages))('reaches all of %s', (_, drawPage) => {
    const english = readOf(drawPage());
    expect(english.length).toBeGreaterThan(1);
    speak(circled);
    const other = drawPage();
    expect(plainWords(other)).toEqual([]);
    expect(readOf(other).length).toBe(english.length);
  });

  it('would be found not to reach a text', () => {
    expect(plainWords('<p title="Save">ⓐⓑ</p>')).toEqual(['Save']);
    expect(plainWords('<p class="soft">left <b>over</b></p>')).toEqual(['left ', 'over']);
  });
});
