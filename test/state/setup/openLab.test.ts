import { afterEach, describe, expect, test, vi } from 'vitest';
import { nameLab, readAddress } from '../../../src/state/address/permalink';
import type { LabState } from '../../../src/state/contract';
import { openLab } from '../../../src/state/setup/openLab';
import { message, sayMessage } from '../../../src/words/say';
import type { Lab } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, standInLab } from '../standInWorker';

/** A lab that opens with these data and this model, whatever is asked for. */
function labWith(dataset: string, model: string, more: Partial<LabState> = {}): LabState {
  const lab = trainedLab();
  return {
    ...lab,
    device: { backend: 'wasm' } as LabState['device'],
    datasets: [],
    models: [],
    dataset: { ...lab.dataset, id: dataset, name: dataset },
    model: { ...lab.model, id: model, name: model, shipped: null },
    ...more,
  };
}

/** Opens the page at an address. @param other what opens where it asks for other data */
async function visit(address: string, opened: LabState, other = opened) {
  const shown: string[] = [];
  const [search = '', hash = ''] = address.split('#');
  vi.stubGlobal('window', {
    location: { search, hash: hash && `#${hash}`, pathname: '/' },
    history: { replaceState: (_state: unknown, _title: string, at: string) => shown.push(at) },
    addEventListener: () => {},
  });
  const asked: unknown[] = [];
  let now = opened;
  const worker: Partial<Lab> = {
    ...answerPulls(() => now),
    open: async (_backend, _onEvent, options) => {
      asked.push(options?.dataset);
      return opened;
    },
    chooseDataset: async () => {
      now = other;
      return now;
    },
  };
  const store = standInLab(worker);
  await openLab(store);
  expect(store.getState().failure).toBeNull();
  const notices = store.getState().notices.map(({ message: text }) => text);
  return { address: shown.at(-1)!, asked: asked[0], notices };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the address', () => {
  test('of a first visit names data and model', async () => {
    const { address } = await visit('', labWith('fashion', 'mnist-2nn'));
    expect(address).toBe('/?v=4&dataset=fashion&model=mnist-2nn');
  });

  test('names what is open of a last visit without removals', async () => {
    const { address } = await visit('', labWith('shapes-32', 'cifar-net'));
    expect(address).toContain('dataset=shapes-32&model=cifar-net');
  });

  test('says that data and model are of somebody\u2019s own files; opened elsewhere, the page says what is open instead', async () => {
    const kept = [{ id: 'files-1', kind: 'kept' }] as unknown as LabState['datasets'];
    const { address } = await visit('', labWith('files-1', 'own', { datasets: kept }));
    expect(address).toContain('dataset=own&model=own');
    const elsewhere = await visit(address.slice(1), labWith('fashion', 'mnist-2nn'));
    expect(elsewhere.notices).toEqual([
      expect.stringContaining('Fashion-MNIST, 7,000 images and Two-layer net are open instead'),
    ]);
    const again = [message('lab.restored.ownData', { data: 'mine' })];
    const reloaded = await visit(address.slice(1), labWith('fashion', 'mnist-2nn', { restored: again }));
    expect(reloaded.notices.join()).not.toContain('instead');
  });
});

describe('what is told of the last visit', () => {
  const back = message('lab.restored.removals', { count: 1 });
  const lab = (dataset: string, restored: LabState['restored'] = []) =>
    labWith(dataset, 'mnist-2nn', {
      restored,
      datasets: [{ id: 'digits', kind: 'builtin' }] as unknown as LabState['datasets'],
    });
  test('is what came back, where that is on show', async () => {
    expect((await visit('', lab('fashion', [back]))).notices).toEqual([sayMessage(back)]);
  });
  test('is nothing that came back of other data than those on show; what was lost is told', async () => {
    const lost = message('lab.restored.ownData', { data: 'mine' });
    const { notices } = await visit(
      '?v=4&dataset=digits&model=mnist-2nn',
      lab('fashion', [back, lost]),
      lab('digits'),
    );
    expect(notices).toEqual([sayMessage(lost)]);
  });
});

describe('an address that says something of a removal, and names no data', () => {
  const meant = (address: string) => {
    const { dataset, model } = nameLab(address, readAddress(address).settings);
    return [dataset, model];
  };
  test('means those of a first visit, not what somebody left', async () => {
    expect(meant('?v=4&damping=0.5')).toEqual(['fashion', 'mnist-2nn']);
    expect(meant('?v=2#forgetList=1,2')).toEqual(['fashion', 'mnist-2nn']);
    expect(meant('?damping=0.5')).toEqual(['digits', 'mnist-2nn']);
    const { asked } = await visit('?v=4&damping=0.5', labWith('fashion', 'mnist-2nn'));
    expect(asked).toBe('fashion');
  });
  test('and one that names them means them; one that says nothing opens what was left', () => {
    expect(meant('?v=4&dataset=shapes-32&damping=0.5')).toEqual(['shapes-32', null]);
    expect(meant('?inspect&backend=wasm')).toEqual([null, null]);
  });
});
