/** What a model.json says of one layer, as far as its place among the others goes. */
interface LayerText {
  readonly class_name?: unknown;
  readonly name?: unknown;
  readonly config?: { readonly layers?: unknown };
  /** Per use of the layer the outputs that it reads: [layer, number of that layer's use, ...]. */
  readonly inbound_nodes?: readonly (readonly (readonly [layer: string, use: number])[])[];
}

/**
 * Refuses a model whose layers read what never comes to be: a layer that is missing, or one that waits for itself. tfjs would look
 * for it for ever.
 * @param topology modelTopology of a model.json
 * @throws Error that names the layer
 */
export function checkTopology(topology: unknown): void {
  const { model_config: inner, config } = topology as {
    model_config?: unknown;
    config?: LayerText['config'];
  };
  if (inner !== undefined) checkTopology(inner);
  else if (Array.isArray(config?.layers)) checkLayers(config.layers);
}

function checkLayers(layers: readonly LayerText[]): void {
  const uses = new Map<unknown, number>();
  let waiting: { name: unknown; reads: readonly (readonly [layer: string, use: number])[] }[] = [];
  for (const layer of layers) {
    checkTopology(layer);
    const isSource = layer.class_name === 'InputLayer' || layer.config?.layers !== undefined;
    uses.set(layer.name, isSource ? 1 : 0);
    for (const reads of layer.inbound_nodes ?? []) waiting.push({ name: layer.name, reads });
  }
  while (waiting.length > 0) {
    const still = waiting.filter(({ name, reads }) => {
      const ready = reads.every(([layer, use]) => (uses.get(layer) ?? 0) > use);
      if (ready) uses.set(name, uses.get(name)! + 1);
      return !ready;
    });
    if (still.length === waiting.length) {
      throw new Error(`its layer "${still[0]!.name}" reads layers that are not there, or wait for it`);
    }
    waiting = still;
  }
}
