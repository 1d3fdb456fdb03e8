/** Has a browser try every kernel on its adapter, as a person does on the page of the doctor. */

import { expect, inject } from 'vitest';
import type { DoctorReport } from '../../src/lab/doctor/report';
import type { Driver } from './drivers';
import { until } from './until';

/** On a machine that does other things besides. */
export const limitMs = 300_000;

/** @returns the report, of which every kernel passed; prints how long it took */
export async function examine(driver: Driver): Promise<DoctorReport> {
  await driver.open(`${inject('labAddress')}?view=doctor`);
  await until(driver, `document.querySelector('main button')`, 'the page of the doctor');
  await driver.ask(`document.querySelector('main button').click()`);
  const outcome = `document.querySelector('[data-doctor-report], [role=alert]')`;
  await until(driver, outcome, 'the report of the doctor', limitMs);
  const report = JSON.parse(await driver.ask<string>(`${outcome}.textContent`)) as DoctorReport;
  const { adapter, kernels, seconds } = report;
  console.log(`${driver.version}: ${kernels.length} kernels on ${adapter.name} in ${seconds.toFixed(1)} s`);
  return report;
}

/** Holds that all kernels passed in all cases. */
export function expectHealthy({ kernels, complaints, passed }: DoctorReport): void {
  expect(kernels.flatMap(({ kernel, failed }) => failed.map((one) => ({ kernel, ...one })))).toEqual([]);
  expect(complaints).toEqual([]);
  expect(kernels.length).toBeGreaterThan(20);
  expect(passed).toBe(true);
}
