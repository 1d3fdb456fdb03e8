/** What a command can compute on. */
export const backends = ['wasm', 'webgpu', 'cpu'] as const;

export type Backend = (typeof backends)[number];
