import { useEffect } from 'react';
import type { LookAnswer, LookedModel, LookName, LookQuestion } from '../../state/contract';
import { lookAt, wantLook } from '../../state/looks/looks';
import type { Look } from '../../state/looks/looksState';
import { useLab, useLabStore } from './useLab';

/** A question about a model. */
export interface Asked<N extends LookName> {
  readonly model: LookedModel;
  readonly question: LookQuestion<N>;
}

/** The answer to a question, as far as it is known; asked as long as the component is drawn. null: nothing is asked. */
export function useLook<N extends LookName>(asked: Asked<N> | null): Look<LookAnswer<N>> | null {
  const store = useLabStore();
  const look = useLab((state) => asked && lookAt(state, asked.model, asked.question));
  const session = useLab((state) => state.lab?.history.session);
  const compared = useLab((state) => state.lab?.history.comparisons);
  const text = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another session or comparison has other answers to the same question
  useEffect(() => {
    const wanted = JSON.parse(text) as Asked<LookName> | null;
    if (wanted) return wantLook(store, wanted.model, wanted.question as LookQuestion);
  }, [store, text, session, compared]);
  return look;
}

/** The answer alone; null while there is none. */
export function answerOf<A>(look: Look<A> | null): A | null {
  return look?.kind === 'ready' ? look.answer : null;
}
