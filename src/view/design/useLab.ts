import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { LabStore, State } from '../../state/store';

const LabContext = createContext<LabStore | null>(null);

/** Gives the components below it their lab. */
export const LabProvider = LabContext.Provider;

/**
 * The lab of this part of the page: what actions take first.
 * @throws Error outside of a LabProvider
 */
export function useLabStore(): LabStore {
  const store = useContext(LabContext);
  if (store === null) throw new Error('useLabStore needs a LabProvider above it');
  return store;
}

/** Reads from the lab's state; the component draws anew when what it read changes. */
export function useLab<T>(select: (state: State) => T): T {
  return useStore(useLabStore(), select);
}
