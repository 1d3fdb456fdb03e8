/** Numbers as the page writes them: those of the chosen language. */

export type { Format } from '../../words/format';
export { formats } from '../../words/say';
