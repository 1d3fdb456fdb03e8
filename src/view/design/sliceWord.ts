import type { SliceLayer } from '../../state/contract';

/** What the slices of a layer are called: those of a filter that sees single tokens are units, as of a dense layer. */
export function sliceWord(kind: SliceLayer['kind']): 'units' | 'filters' | 'heads' {
  if (kind === 'heads') return 'heads';
  return kind === 'dense' || kind === 'tokens' ? 'units' : 'filters';
}
