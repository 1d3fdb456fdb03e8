/** The history as a picture: one row per state, the newest first, and lines that lead from each state to the one that it started from. */

/** A line that passes a row in its lane. */
export interface Lane {
  readonly lane: number;
  /** Whether it belongs to the path that leads to the current state. */
  readonly current: boolean;
}

export interface TreeRow {
  /** 0: the original model. */
  readonly id: number;
  readonly lane: number;
  /** Whether it lies on the path that leads to the current state. */
  readonly current: boolean;
  /** The line that comes from the states above; null where nothing started from this one. */
  readonly above: Lane | null;
  /** Where its own line goes below; null for the original. */
  readonly into: number | null;
  readonly passing: readonly Lane[];
}

export interface Tree {
  readonly rows: readonly TreeRow[];
  /** How many lanes are needed side by side. */
  readonly lanes: number;
}

/** A lane in use: the state that its line leads to. */
interface Waiting {
  readonly for: number;
  current: boolean;
}

/**
 * Lays the tree out. States that started from the same one share its lane as soon as they can, so that many attempts from one state
 * stay two lanes wide.
 * @param parents of the states 1, 2, ...: each is smaller than the state itself
 * @param current the state that the model is in
 */
export function layoutTree(parents: readonly number[], current: number): Tree {
  const path = new Set(pathTo(parents, current));
  const lanes: (Waiting | null)[] = [];
  const rows: TreeRow[] = [];
  for (let id = parents.length; id >= 0; id--) {
    const arriving = lanes.findIndex((waiting) => waiting?.for === id);
    const lane = arriving >= 0 ? arriving : freeLane(lanes);
    const above = arriving >= 0 ? { lane, current: lanes[lane]!.current } : null;
    lanes[lane] = null;
    const passing = lanes.flatMap((waiting, place) =>
      waiting === null ? [] : [{ lane: place, current: waiting.current }],
    );
    const onPath = id === 0 || path.has(id);
    const into = id === 0 ? null : leaveFor(lanes, lane, parents[id - 1]!, onPath);
    rows.push({ id, lane, current: onPath, above, into, passing });
  }
  return { rows, lanes: lanes.length };
}

function freeLane(lanes: (Waiting | null)[]): number {
  const free = lanes.indexOf(null);
  return free >= 0 ? free : lanes.push(null) - 1;
}

/** Joins the lane that leads to the parent already, or keeps its own for it. */
function leaveFor(lanes: (Waiting | null)[], lane: number, parent: number, current: boolean): number {
  const shared = lanes.findIndex((waiting) => waiting?.for === parent);
  if (shared < 0) {
    lanes[lane] = { for: parent, current };
    return lane;
  }
  lanes[shared]!.current ||= current;
  return shared;
}

/** The states that lead to this one, itself the last; without the original. */
export function pathTo(parents: readonly number[], state: number): number[] {
  const path: number[] = [];
  for (let at = state; at > 0; at = parents[at - 1]!) path.push(at);
  return path.reverse();
}
