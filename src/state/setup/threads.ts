/** Threads for the lab from the next load on. */

export { askForThreads } from '../../worker/isolate';
