/** One way to drive a page in each browser: open an address, and ask the page. */

import { spawn } from 'node:child_process';
import { chromium, type Page } from 'playwright';
import puppeteer, { type Page as FirefoxPage } from 'puppeteer-core';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { browserLaunchOptions } from '../support/browser';
import type { OtherBrowsers } from './ensureBrowsers';

export interface Driver {
  /** The browser's name and version, as it says them. */
  readonly version: string;
  /** Opens an address as somebody who was never there. */
  open(address: string): Promise<void>;
  /** The value of an expression in the page, where it is plain data; promises are awaited. */
  ask<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/** Chromium, with WebGPU on its software adapter. */
export async function driveChromium(): Promise<Driver> {
  const browser = await chromium.launch(browserLaunchOptions());
  let page: Page | undefined;
  return {
    version: `Chromium ${browser.version()}`,
    async open(address) {
      await page?.context().close();
      page = await (await browser.newContext()).newPage();
      await page.goto(address);
    },
    ask: (expression) => page!.evaluate(expression),
    close: () => browser.close(),
  };
}

/** Firefox, with WebGPU on Mesa's software Vulkan. */
export async function driveFirefox({ firefox, lavapipe }: OtherBrowsers): Promise<Driver> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox,
    headless: true,
    env: { ...process.env, VK_ICD_FILENAMES: lavapipe },
    extraPrefsFirefox: {
      'dom.webgpu.enabled': true,
      'gfx.webgpu.force-enabled': true,
      'gfx.webgpu.ignore-blocklist': true,
    },
  });
  let page: FirefoxPage | undefined;
  return {
    version: await browser.version(),
    async open(address) {
      await page?.browserContext().close();
      page = await (await browser.createBrowserContext()).newPage();
      await page.goto(address);
    },
    ask: <T>(expression: string) => page!.evaluate(expression) as Promise<T>,
    close: () => browser.close(),
  };
}

/** Where WebKit's driver listens. */
const webKitPort = 4189;

/** WebKitGTK under a screen and a bus of its own; it has no WebGPU. */
export async function driveWebKit({ webKitDriver, miniBrowser }: OtherBrowsers): Promise<Driver> {
  const words = ['-a', 'dbus-run-session', '--', webKitDriver, `--port=${webKitPort}`];
  const server = spawn('xvfb-run', words, { stdio: 'ignore', detached: true });
  const stop = () => process.kill(-server.pid!, 'SIGTERM');
  try {
    await untilListening(`http://127.0.0.1:${webKitPort}/status`);
    let driver = await openWebKit(miniBrowser);
    const capabilities = await driver.getCapabilities();
    return {
      version: `WebKitGTK ${capabilities.getBrowserVersion()}`,
      async open(address) {
        // A session of the driver begins with nothing stored.
        await driver.quit();
        driver = await openWebKit(miniBrowser);
        await driver.get(address);
      },
      ask: <T>(expression: string) => driver.executeScript<T>(`return (${expression});`),
      async close() {
        await driver.quit().finally(stop);
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

async function openWebKit(binary: string): Promise<WebDriver> {
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${webKitPort}`)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      }),
    )
    .build();
  await driver.manage().setTimeouts({ script: 120_000 });
  return driver;
}

async function untilListening(address: string): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answers = await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    if (Date.now() > end) throw new Error(`nothing listens at ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
