import { chromium } from 'playwright';
import AxeBuilder from '@axe-core/playwright';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 820, height: 1180 } });
const page = await context.newPage();
await page.goto('http://127.0.0.1:4195/?inspect&backend=wasm&dataset=digits&model=mnist-logistic');
const rest = () => page.waitForFunction(() => (window as any).lethe?.session != null && (window as any).lethe.job === null, null, { timeout: 90000 });
await rest();
for (const s of [3, 8]) { await page.locator(`#sample-${s}`).click(); await page.getByRole('button', { name: /^Unlearn( |$)/ }).click(); await page.locator(`article[data-removal]`).waitFor({ timeout: 60000 }); await page.waitForTimeout(1500); await rest(); }
await page.getByRole('button', { name: 'Compare with retraining' }).click(); await page.waitForTimeout(1000);
const ok = page.getByRole('dialog').getByRole('button', { name: /^(Compare|Retrain|Start)/ }); if (await ok.count()) await ok.first().click();
await page.waitForTimeout(1500); await rest(); await page.waitForTimeout(1500);
const tabs = ['Overview', 'Step by step', 'Metrics', 'Classes', 'Slices', 'Curvature', 'Retraining', 'Differences', 'Attack'];
for (const [w, h] of [[820, 1180], [1280, 720], [1920, 1080]] as const) for (const colorScheme of ['light', 'dark'] as const) {
  await page.setViewportSize({ width: w, height: h }); await page.emulateMedia({ colorScheme }); await page.waitForTimeout(1200);
  for (const t of tabs) {
    const tab = page.getByRole('tablist', { name: 'The report' }).getByRole('tab', { name: t, exact: true });
    if (!(await tab.count())) { console.log('no tab', t); continue; }
    await tab.click(); await page.waitForTimeout(500);
    const over = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    const cut = await page.evaluate(() => [...document.querySelectorAll('article *, [data-place="history"] *')].filter((e) => e.children.length === 0 && (e as HTMLElement).scrollWidth > (e as HTMLElement).clientWidth + 1 && (e as HTMLElement).clientWidth > 0 && getComputedStyle(e).overflow !== 'visible').map((e) => (e.textContent ?? '').slice(0, 40)).slice(0, 6));
    const { violations } = w === 1280 ? await new AxeBuilder({ page }).analyze() : { violations: [] };
    console.log(w, colorScheme, t, over ? 'OVERFLOW' : '', JSON.stringify(cut), violations.map((v) => v.id).join());
    await page.screenshot({ path: `/tmp/looks2/${w}-${colorScheme}-${t.replaceAll(' ', '')}.png` });
  }
}
await browser.close();
