import type { KeptSession } from '../schema/kept';

/** Where sessions are kept under names. Every call may reject with a StoreError. */
export interface KeptStore {
  /** All entries, as they lie there. */
  list(): Promise<readonly unknown[]>;
  /** Writes an entry and its file, and deletes those with these ids, all or nothing. */
  save(entry: KeptSession, file: Uint8Array<ArrayBuffer>, drop: readonly string[]): Promise<void>;
  /** The file of an entry; null where there is none. */
  load(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Writes an entry whose file is there. */
  rename(entry: KeptSession): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Where nothing can be kept. */
export const keepsNothing: KeptStore = {
  list: async () => [],
  save: async () => {},
  load: async () => null,
  rename: async () => {},
  delete: async () => {},
};
