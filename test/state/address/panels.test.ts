import { describe, expect, test } from 'vitest';
import { readPanels } from '../../../src/state/address/panels';
import { writeAddress } from '../../../src/state/address/permalink';
import { fallbackSettings } from '../../../src/state/settings/settings';

describe('the open panels in the address', () => {
  test('are there where they are not as usual, and come back', () => {
    const panels = { tab: 'session', reportTab: 'slices', hidden: ['history', 'charts'] } as const;
    const address = writeAddress({ ...fallbackSettings, dataset: 'digits' }, panels);
    expect(address).toBe('?v=4&dataset=digits&tab=session&report=slices&hide=history%2Ccharts');
    expect(readPanels(address)).toEqual({ panels, complaints: [] });
  });

  test('are as usual where an address says nothing of them, as in older ones', () => {
    expect(readPanels('?v=2&damping=2').panels).toEqual({
      tab: 'removal',
      reportTab: 'overview',
      hidden: [],
    });
    expect(writeAddress(fallbackSettings)).toBe('');
  });

  test('are told where there are none of that name', () => {
    const { panels, complaints } = readPanels('?tab=nowhere&hide=charts,menu,charts');
    expect(panels).toEqual({ tab: 'removal', reportTab: 'overview', hidden: ['charts'] });
    expect(complaints).toEqual([
      'The address has tab=nowhere; there are removal, certificate, training, checkpoints, session.',
      'The address has hide=menu; there are samples, history, settings, charts.',
    ]);
  });
});
