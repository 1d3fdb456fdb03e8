import { afterEach, describe, expect, test, vi } from 'vitest';
import { nameLab, readAddress } from '../../../src/state/address/permalink';
import type { LabState } from '../../../src/state/contract';
import { openLab } from '../../../src/state/setup/openLab';
import { message } from '../../../src/words/say';
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

/** Opens the page at an address. */
async function visit(address: string, opened: LabState) {
  const shown: string[] = [];
  const [search = '', hash = ''] = address.split('#');
  vi.stubGlobal('window', {
    location: { search, hash: hash && `#${hash}`, pathname: '/' },
    history: { replaceState: (_state: unknown, _title: string, at: string) => shown.push(at) },
    addEventListener: () => {},
  });
  const asked: unknown[] = [];
  const worker: Partial<Lab> = {
    ...answerPulls(() => opened),
    open: async (_backend, _onEvent, options) => {
      asked.push(options?.dataset);
      return opened;
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
    expect(elsewhere.notices).toEqual([expect.stringContaining('fashion and mnist-2nn are open instead')]);
    const again = [message('lab.restored.ownData', { data: 'mine' })];
    const reloaded = await visit(address.slice(1), labWith('fashion', 'mnist-2nn', { restored: again }));
    expect(reloaded.notices.join()).not.toContain('instead');
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
