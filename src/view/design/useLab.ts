import { useStore } from 'zustand';
import { type State, store } from '../../state/store';

/** Reads from the state; the component draws anew when what it read changes. */
export function useLab<T>(select: (state: State) => T): T {
  return useStore(store, select);
}
