/** What the page and the lab say to each other: see src/lab/protocol.ts. */
export * from '../lab/protocol';
