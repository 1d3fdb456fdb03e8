/** `lethe doctor`: every kernel on the graphics adapter of this machine, in the cases of the tests. */

import type { Gpu } from '../../gpu/device';
import { type ExaminationSettings, examineGpu } from '../../lab/doctor/examine';
import type { DoctorReport } from '../../lab/doctor/report';
import { say, sayMessage } from '../../words/say';
import { doctorColumns, sayFailures, sayKernel, saySpeeds, writeDoctor } from '../../words/sayDoctor';
import { DeviceError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { openNodeGpu } from '../nodeGpu';
import type { Stop } from '../stop';
import type { DoctorSpec } from './options';

/** What a test puts in the place of the adapter and the table. */
interface Parts extends Pick<ExaminationSettings, 'table'> {
  readonly open?: () => Promise<Gpu>;
}

/** Runs the command. @returns the code of a broken device where a kernel computed wrongly */
export async function runDoctor(
  { json }: DoctorSpec,
  { signal }: Stop,
  { open = openAdapter, ...settings }: Parts = {},
): Promise<ExitCode> {
  const gpu = await open();
  try {
    const report = await examineGpu(gpu, {
      signal,
      ...settings,
      onProgress: json ? undefined : showProgress(),
    });
    console.log(json ? writeDoctor(report) : asText(report));
    return report.passed ? exitCodes.done : exitCodes.device;
  } finally {
    gpu.close();
  }
}

/** Says where it knows of it that Dawn refuses the driver. */
async function openAdapter(): Promise<Gpu> {
  try {
    return await openNodeGpu();
  } catch (error) {
    const { VK_ICD_FILENAMES = '', VK_DRIVER_FILES = '' } = process.env;
    const isLavapipe = /lvp|lavapipe/.test(VK_ICD_FILENAMES + VK_DRIVER_FILES);
    if (isLavapipe && error instanceof DeviceError && error.said.code === 'cli.noAdapter') {
      throw new DeviceError('cli.doctor.lavapipe', []);
    }
    throw error;
  }
}

/** Rewrites one line of a terminal; says nothing to a file. */
function showProgress(): ExaminationSettings['onProgress'] {
  if (!process.stderr.isTTY) return undefined;
  return (progress) => {
    const words = progress.done + 1 < progress.total ? say('cli.doctor.trying', progress) : '';
    process.stderr.write(`\r${words.padEnd(60)}${words ? '' : '\r'}`);
  };
}

function asText(report: DoctorReport): string {
  const { adapter, lab, runtime, kernels } = report;
  return [
    `${adapter.name} (Lethe ${lab}, ${runtime})`,
    saySpeeds(report),
    '',
    ...tableLines(report),
    '',
    ...kernels.flatMap(sayFailures),
    sayMessage(report.verdict),
  ].join('\n');
}

/** Numbers stand to the right. */
const numeric: readonly string[] = ['cases', 'time'];

function tableLines({ kernels }: DoctorReport): string[] {
  const headings = doctorColumns.map((column) => say(`lab.doctor.columns.${column}`));
  const rows = kernels.map((result) => {
    const cells = sayKernel(result);
    return doctorColumns.map((column) => cells[column]);
  });
  const widths = doctorColumns.map((_, k) => Math.max(...[headings, ...rows].map((row) => row[k]!.length)));
  return [headings, ...rows].map((row) =>
    row
      .map((cell, k) =>
        numeric.includes(doctorColumns[k]!) ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
