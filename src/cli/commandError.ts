import type { Code } from '../words/catalogue';
import { SaidError } from '../words/saidError';
import { type ExitCode, exitCodes } from './exitCodes';

/** An error that ends a command with one sentence and the exit code of its kind. */
export abstract class CommandError<C extends Code = Code> extends SaidError<C> {
  abstract readonly exitCode: ExitCode;
}

/** A word of the command line that cannot be taken: which option, what was given, what is allowed. */
export class OptionError<C extends Code = Code> extends CommandError<C> {
  override readonly name = 'OptionError';
  override readonly exitCode = exitCodes.misused;
}

/** Data, a checkpoint or a folder that is not what it has to be. */
export class InputError<C extends Code = Code> extends CommandError<C> {
  override readonly name = 'InputError';
  override readonly exitCode = exitCodes.refused;
}

/** The device that computes is missing, refused a step, or is gone. */
export class DeviceError<C extends Code = Code> extends CommandError<C> {
  override readonly name = 'DeviceError';
  override readonly exitCode = exitCodes.device;
}
