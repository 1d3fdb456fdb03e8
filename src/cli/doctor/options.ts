/** The options of `lethe doctor`: the adapter is named by the variable LETHE_ADAPTER, as everywhere. */

import { say } from '../../words/say';
import { flag } from '../options/option';
import { readOptions } from '../options/readOptions';

/** What `lethe doctor` is asked to do. */
export interface DoctorSpec {
  readonly json: boolean;
}

export const doctorOptions = {
  json: flag(
    () => say('cli.doctor.group'),
    () => say('cli.doctor.helpJson'),
  ),
} as const;

/** Reads the words after `lethe doctor`. @throws OptionError */
export function readDoctorOptions(words: readonly string[]): DoctorSpec {
  return readOptions(words, doctorOptions);
}
