/** Reads a file that comes with the lab, by its path in the folder `public`; null where there is none. */
export type ReadShipped = (path: string, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer> | null>;
