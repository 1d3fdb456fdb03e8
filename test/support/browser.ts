import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { adapterNames, readAdapter } from '../../src/cli/adapter.ts';

/** Where distributions and vendors put Chromium or Chrome. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browsers that the tests could drive, best first: CHROME_PATH alone where it is set, else those in the usual places and Playwright's own
 * download. Whether one starts shows when it is started.
 */
export function findBrowsers(): string[] {
  if (process.env.CHROME_PATH) return [process.env.CHROME_PATH];
  return [...usualPlaces, chromium.executablePath()].filter((path) => existsSync(path));
}

function wantedAdapter() {
  const { LETHE_ADAPTER } = process.env;
  const adapter = readAdapter(LETHE_ADAPTER);
  if (adapter !== undefined) return adapter;
  throw new Error(`LETHE_ADAPTER is ${adapterNames.join(' or ')}, got ${LETHE_ADAPTER}`);
}

/**
 * Flags that give a headless Chromium WebGPU, and keep it from the network. On its software adapter, which every machine has; on the machine's own with
 * LETHE_ADAPTER=hardware.
 */
const browserArguments = [
  '--enable-unsafe-webgpu',
  ...(wantedAdapter() === 'hardware' ? ['--enable-features=Vulkan'] : ['--use-webgpu-adapter=swiftshader']),
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Playwright launch options for every browser test. */
export function browserLaunchOptions() {
  const [executablePath] = findBrowsers();
  return { ...(executablePath ? { executablePath } : {}), args: browserArguments };
}
