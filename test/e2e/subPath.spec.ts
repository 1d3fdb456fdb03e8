import { type PreviewServer, preview } from 'vite';
import { expect, openLab, reports, test, unlearn } from './labPage';

let server: PreviewServer;
test.beforeAll(async () => {
  server = await preview({
    base: '/sub/',
    preview: { port: 4191, strictPort: true, host: '127.0.0.1', open: false },
  });
});
test.afterAll(() => server.close());
test.use({ baseURL: 'http://localhost:4191/sub/' });

test('the built page works under another path', async ({ page }) => {
  const strays: string[] = [];
  page.on('request', (request) => {
    const { host, pathname } = new URL(request.url());
    if (host === 'localhost:4191' && !pathname.startsWith('/sub/')) strays.push(pathname);
  });
  await openLab(page, 'dataset=digits&model=mnist-logistic&backend=wasm');
  await unlearn(page, 3);
  expect((await reports(page))[0]).toMatchObject({ accepted: true, backend: 'wasm' });
  expect(strays).toEqual([]);
});
