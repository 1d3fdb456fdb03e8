import { type DataHub, makeDataHub } from './dataHub';
import { choose, expect, openLab, rest, test } from './labPage';

let hub: DataHub;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  hub = await makeDataHub();
});

test('downloads a part of MNIST from the menu, and finds it again without a network', async ({ page }) => {
  test.setTimeout(240_000);
  const { requests } = await hub.open(page);
  await openLab(page, 'backend=wasm&dataset=digits');
  await choose(page, 'Data', 'MNIST');
  const question = page.getByRole('dialog', { name: 'Download MNIST?' });
  await expect(question).toContainText('Creative Commons');
  await question.getByRole('radio', { name: hub.isReal ? /^10,000/ : /^1,000/ }).check();
  await question.getByRole('button', { name: 'Download', exact: true }).click();
  await rest(page);
  const count = hub.isReal ? 10_000 : 1000;
  const data = () => page.evaluate(() => window.lethe?.session?.dataset);
  expect(await data()).toMatchObject({ id: 'mnist', trainingCount: count, validationCount: 10_000 });
  const weights = await page.evaluate(() => window.lethe!.session!.model.weightsFrom);
  expect(weights).toBe(hub.isReal ? 'shipped' : null);
  const rangesOfTraining = requests.filter((request) => request.startsWith('GET'));
  expect(rangesOfTraining.length).toBeGreaterThan(1);

  await page.unrouteAll();
  const later: string[] = [];
  await page.route('https://huggingface.co/**', (route) => {
    later.push(route.request().url());
    return route.abort('internetdisconnected');
  });
  // The address is written a moment after the last change.
  await expect(page).toHaveURL(/dataset=mnist/);
  await page.reload();
  await expect.poll(data).toMatchObject({ id: 'mnist', trainingCount: count });
  expect(later).toEqual([]);
});

test('says in a sentence that there is no network, and stays where it was', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL! });
  await page.route('https://huggingface.co/**', (route) => route.abort('internetdisconnected'));
  await openLab(page, 'backend=wasm&dataset=digits');
  await choose(page, 'Data', 'Fashion-MNIST');
  await page.getByRole('dialog').getByRole('button', { name: 'Download', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(
    /Fashion-MNIST could not be downloaded from huggingface\.co .*use the built-in data or your own files/,
  );
  expect(await page.evaluate(() => window.lethe!.session!.dataset.id)).toBe('digits');
  await page.close();
});
