import { expect, test } from '@playwright/test';

const scripts = /<script[^>]*src="\.\/([^"]+)"/g;

test('the page comes with a policy that lets it run its own scripts alone, in the page and in the headers', async ({
  request,
}) => {
  const response = await request.get('');
  const headers = response.headers();
  expect(headers['content-security-policy']).toContain(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';",
  );
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  const html = await response.text();
  const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html);
  expect(meta?.[1]?.replaceAll('&#39;', "'")).toContain("default-src 'self'; script-src 'self'");
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
});

test('what is not there is not found, and there are no source maps', async ({ request }) => {
  for (const path of ['models/none/weights.bin', 'assets/none.js', 'none.html', 'none']) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  const html = await (await request.get('')).text();
  const paths = [...html.matchAll(scripts)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) {
    const script = await request.get(path);
    expect(script.status()).toBe(200);
    expect(await script.text()).not.toContain('sourceMappingURL');
    expect((await request.get(`${path}.map`)).status()).toBe(404);
  }
});

test('the page says whose work it and its worker bundle', async ({ request }) => {
  const licences = await (await request.get('THIRD-PARTY-LICENCES.txt')).text();
  for (const name of ['react', '@tensorflow/tfjs-core', 'XNNPACK']) expect(licences).toContain(`${name} `);
});

test('a script that somebody smuggled in does not run, neither an element nor an attribute', async ({
  page,
}) => {
  await page.goto('');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true;';
    document.body.append(script);
    const refusals = new Promise<string>((resolve) => {
      let count = 0;
      document.addEventListener('securitypolicyviolation', () => {
        count += 1;
        if (count === 2) resolve('both refused');
      });
      setTimeout(() => resolve(`${count} refused`), 5000);
    });
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.smuggled = true;');
    image.src = 'data:image/png;base64,AAAA';
    document.body.append(image);
    return { refusals: await refusals, smuggled: 'smuggled' in window };
  });
  expect(ran).toEqual({ refusals: 'both refused', smuggled: false });
});
