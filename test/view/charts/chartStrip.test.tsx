/** The strip of charts, in a browser: what one of them cannot draw is its own loss. */

import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { charts } from '../../../src/state/charts/charts';
import ChartStrip from '../../../src/view/charts/ChartStrip';
import { LabProvider } from '../../../src/view/design/useLab';
import { say } from '../../../src/words/say';
import { standInLab } from '../../state/standInWorker';
import { drawn } from '../drawn';

test('an error in one chart takes down that chart alone, and it can be drawn again', async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  const [broken, ...others] = charts.filter(({ isRare }) => !isRare);
  const rows = vi.spyOn(broken!, 'rows').mockImplementation(() => {
    throw new Error('no such number');
  });
  const place = drawn(
    <LabProvider value={standInLab({})}>
      <ChartStrip />
    </LabProvider>,
  );
  const shown = () =>
    [...place.querySelectorAll('[data-chart]')].map((one) => one.getAttribute('data-chart'));
  await expect.element(page.getByRole('alert')).toHaveTextContent(say(broken!.title));
  await expect.element(page.getByRole('alert')).toHaveTextContent('no such number');
  await expect.poll(shown).toEqual(others.map(({ id }) => id));
  rows.mockRestore();
  await page.getByRole('button', { name: 'Draw it again' }).click();
  await expect.poll(shown).toEqual([broken!, ...others].map(({ id }) => id));
  silent.mockRestore();
});
