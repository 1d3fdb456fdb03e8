/** The part of a build's modules that a group of chunks asks about. */
interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * A group of chunks (rolldown's output.codeSplitting) that puts all that an entry imports, and what that imports, into one file. Left to itself the bundler cuts it along what
 * each later part shares with it, into more than fifty files, which cost a visit more to ask for than to read (docs/performance.md, "A first visit"). The entry stays in
 * a file of its own: another page that shares a part with it would run it.
 * @param entry path of the module that runs the page
 * @param name what the file is called
 */
export function firstScript(entry: string, name: string) {
  let own: ReadonlySet<string> | null = null;
  return {
    name: (id: string, graph: ModuleGraph): string | null => {
      own ??= importedBy(entry, graph);
      return own.has(id) ? name : null;
    },
  };
}

/** All that a module imports as it begins, the module itself left out. */
function importedBy(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  found.delete(entry);
  return found;
}
