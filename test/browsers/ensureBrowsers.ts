/** The browsers beside Chromium that the distribution has: Firefox, whose WebGPU gets Mesa's software Vulkan, and WebKitGTK with its driver. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const firefoxPlaces = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
const vulkanDrivers = '/usr/share/vulkan/icd.d';
const libraries = '/usr/lib';

/** Debian's names. */
const packages = [
  'firefox-esr',
  'mesa-vulkan-drivers',
  'libvulkan1',
  'webkit2gtk-driver',
  'xvfb',
  'xauth',
  'dbus',
];

export interface OtherBrowsers {
  readonly firefox: string;
  /** The description of Mesa's Vulkan on the CPU, for the Vulkan loader. */
  readonly lavapipe: string;
  readonly webKitDriver: string;
  readonly miniBrowser: string;
}

/** The paths in a folder, sorted; none where it is not there. */
function list(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

function find(): Partial<OtherBrowsers> {
  const firefox = firefoxPlaces.find(existsSync);
  const lavapipe = list(vulkanDrivers).find((path) => path.includes('/lvp_icd'));
  const miniBrowser = list(libraries)
    .filter((path) => path.endsWith('-linux-gnu'))
    .flatMap(list)
    .filter((path) => path.includes('/webkit2gtk-4.'))
    .map((path) => join(path, 'MiniBrowser'))
    .findLast(existsSync);
  const webKitDriver = ['/usr/bin/WebKitWebDriver'].find(existsSync);
  const hasScreen = ['/usr/bin/xvfb-run', '/usr/bin/dbus-run-session'].every(existsSync);
  return {
    ...(firefox ? { firefox } : {}),
    ...(lavapipe ? { lavapipe } : {}),
    ...(webKitDriver && hasScreen ? { webKitDriver } : {}),
    ...(miniBrowser ? { miniBrowser } : {}),
  };
}

const isWhole = (found: Partial<OtherBrowsers>): found is OtherBrowsers =>
  Boolean(found.firefox && found.lavapipe && found.webKitDriver && found.miniBrowser);

/**
 * Finds the browsers, or installs them from Debian's or Ubuntu's packages as root.
 * @throws Error that says what to install when they cannot be had
 */
export function ensureBrowsers(): OtherBrowsers {
  const found = find();
  if (isWhole(found)) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = { stdio: 'inherit', timeout: 600_000 } as const;
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  }
  const installed = find();
  if (isWhole(installed)) return installed;
  const missing = ['firefox', 'lavapipe', 'webKitDriver', 'miniBrowser'].filter(
    (name) => !(name in installed),
  );
  throw new Error(
    `Not found: ${missing.join(', ')}. On Debian install ${packages.join(' ')} to test the lab in other browsers.`,
  );
}
