/**
 * The two loops of a later step of FOCI in WebAssembly, four float32 at once: one row's kept distances and nearest rows, and that row's
 * nearest beside every candidate. keptDistances.ts and prunedScore.ts say the same in plain JavaScript, and why it is exact; every rounding
 * is theirs (a lane of float32 rounds as Math.fround does).
 */
import {
  assemble,
  block,
  branch,
  branchIf,
  type Code,
  type FunctionText,
  f32,
  f32x4,
  i32,
  i32x4,
  i64,
  loop,
  type Names,
  select,
  v128,
  when,
} from '../webAssembly/assembler';

/** 2^-126 (squaredDistance.ts). */
const SMALLEST_NORMAL = 2 ** -126;
const KEY_BYTES = 8;
const LANES = 4;
/** Room for keys while they are gathered, beside that of one vector. */
const KEYS_PER_WANTED = 4;

/** Bytes that the keys of so many wanted rows take while they are gathered. */
export const keyRoom = (wanted: number): number => KEY_BYTES * (KEYS_PER_WANTED * wanted + LANES);

/** f32(d * d) of four differences, 0 where that is subnormal. */
function squares({ get, set }: Names, difference: Code): Code[] {
  const threshold = f32x4.splat(f32.constant(SMALLEST_NORMAL));
  return [
    set('difference', difference),
    set('square', f32x4.mul(get('difference'), get('difference'))),
    set('square', v128.and(get('square'), f32x4.atLeast(get('square'), threshold))),
  ];
}

/** The distances of a row are looked at so many at once, and each of these places has a least of its own. */
const LEASTS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
export const ROWS_AT_ONCE = LANES * LEASTS.length;
const leasts = Object.fromEntries(LEASTS.map((k) => [`least${k}`, 'v128' as const]));

/**
 * Adds the chosen column, which stands at `column`, to the distances of row i, and lists nearest rows at `keys`: each the bits of a distance above a row, in
 * ascending order, at most `wanted`, and not fewer than that or ROWS_AT_ONCE where there are so many.
 */
const listRow: FunctionText = {
  parameters: { i: 'i32', wanted: 'i32' },
  result: 'i32',
  locals: { row: 'i32', end: 'i32' },
  body: ({ get, set, given, call }) => [
    set('row', i32.add(given('distances'), i32.mul(get('i'), given('rowBytes')))),
    set('end', call('collectKeys', get('row'), call('growRow', get('i'), get('row')), get('wanted'))),
    call('sortKeys', get('end')),
    i32.shiftRight(i32.sub(get('end'), given('keys')), i32.constant(3)),
  ],
};

/** D = f32(D + f32(d * d)) in one row; the bits of a distance that ROWS_AT_ONCE rows do not exceed (infinite where there are not so many). */
const growRow: FunctionText = {
  parameters: { i: 'i32', row: 'i32' },
  result: 'i32',
  locals: {
    at: 'i32',
    column: 'i32',
    value: 'v128',
    difference: 'v128',
    square: 'v128',
    distance: 'v128',
    ...leasts,
  },
  body: (names) => {
    const { get, set, increase, given } = names;
    const largest = LEASTS.map((k) => get(`least${k}`)).reduce((a, b) => f32x4.most(a, b));
    const lanes = [0, 1, 2, 3].map((lane) => f32x4.extractLane(lane, get('distance')));
    return [
      set('value', v128.loadSplat(i32.add(given('column'), i32.shiftLeft(get('i'), i32.constant(2))))),
      LEASTS.map((k) => set(`least${k}`, f32x4.splat(f32.constant(Number.POSITIVE_INFINITY)))),
      set('at', get('row')),
      set('column', given('column')),
      loop(
        LEASTS.map((k) => [
          squares(names, f32x4.sub(get('value'), v128.load(i32.add(get('column'), i32.constant(16 * k))))),
          set('distance', f32x4.add(v128.load(i32.add(get('at'), i32.constant(16 * k))), get('square'))),
          v128.store(i32.add(get('at'), i32.constant(16 * k)), get('distance')),
          set(`least${k}`, f32x4.least(get(`least${k}`), get('distance'))),
        ]),
        increase('at', i32.constant(4 * ROWS_AT_ONCE)),
        increase('column', i32.constant(4 * ROWS_AT_ONCE)),
        branchIf(0, i32.lessThan(get('at'), i32.add(get('row'), given('rowBytes')))),
      ),
      set('distance', largest),
      i32.fromBits(lanes.reduce((a, b) => f32.most(a, b))),
    ];
  },
};

/**
 * Writes the keys of one row's nearest others, in any order; where the keys end. Rows come in ascending order, so that of more than are wanted one as far as the last
 * kept can never displace it.
 * @param bits of a distance: what lies further is left out
 */
const collectKeys: FunctionText = {
  parameters: { row: 'i32', bits: 'i32', wanted: 'i32' },
  result: 'i32',
  locals: { j: 'i32', near: 'i32', place: 'i32', end: 'i32', full: 'i32', limit: 'v128' },
  body: ({ get, set, increase, given, call }) => {
    const keyAfter = (count: Code) => i32.add(given('keys'), i32.shiftLeft(count, i32.constant(3)));
    const distanceAt = (j: Code) => i32.add(get('row'), i32.shiftLeft(j, i32.constant(2)));
    const key = i64.or(
      i64.shiftLeft(i64.fromI32(i32.load(distanceAt(get('place')))), i64.constant(32)),
      i64.fromI32(get('place')),
    );
    const keepNearest = [
      call('selectNearest', get('end'), get('wanted')),
      set('end', keyAfter(get('wanted'))),
    ];
    const infinity = 0x7f80_0000;
    return [
      // The next float32 above, but for infinity: rows as far as the limit are taken, the infinite ones are none.
      set('limit', i32x4.splat(i32.add(get('bits'), i32.lessThan(get('bits'), i32.constant(infinity))))),
      set('end', given('keys')),
      set('full', keyAfter(i32.mul(get('wanted'), i32.constant(KEYS_PER_WANTED)))),
      loop(
        set('near', i32x4.bitmask(f32x4.lessThan(v128.load(distanceAt(get('j'))), get('limit')))),
        when(
          get('near'),
          loop(
            set('place', i32.add(get('j'), i32.trailingZeros(get('near')))),
            i64.store(get('end'), key),
            increase('end', i32.constant(KEY_BYTES)),
            set('near', i32.and(get('near'), i32.sub(get('near'), i32.constant(1)))),
            branchIf(0, get('near')),
          ),
          when(
            i32.atLeast(get('end'), get('full')),
            keepNearest,
            set('limit', v128.loadSplat(i32.sub(get('end'), i32.constant(4)))),
          ),
        ),
        increase('j', i32.constant(LANES)),
        branchIf(0, i32.lessThan(get('j'), given('rows'))),
      ),
      when(i32.greaterThan(get('end'), keyAfter(get('wanted'))), keepNearest),
      get('end'),
    ];
  },
};

/** Hoare's selection: brings the `wanted` smallest of the keys before `end` to the front, the largest of them last. */
const selectNearest: FunctionText = {
  parameters: { end: 'i32', wanted: 'i32' },
  locals: { low: 'i32', high: 'i32', left: 'i32', right: 'i32', last: 'i32', pivot: 'i64', moved: 'i64' },
  body: ({ get, set, increase, given }) => {
    const next = i32.constant(KEY_BYTES);
    const middle = i32.add(
      get('low'),
      i32.shiftLeft(i32.shiftRight(i32.sub(get('high'), get('low')), i32.constant(4)), i32.constant(3)),
    );
    const partition = loop(
      block(
        loop(
          branchIf(1, i32.isZero(i64.lessThan(i64.load(get('left')), get('pivot')))),
          increase('left', next),
          branch(0),
        ),
      ),
      block(
        loop(
          branchIf(1, i32.isZero(i64.greaterThan(i64.load(get('right')), get('pivot')))),
          increase('right', i32.constant(-KEY_BYTES)),
          branch(0),
        ),
      ),
      when(
        i32.atMost(get('left'), get('right')),
        set('moved', i64.load(get('left'))),
        i64.store(get('left'), i64.load(get('right'))),
        i64.store(get('right'), get('moved')),
        increase('left', next),
        increase('right', i32.constant(-KEY_BYTES)),
      ),
      branchIf(0, i32.atMost(get('left'), get('right'))),
    );
    return [
      set('low', given('keys')),
      set('high', i32.sub(get('end'), next)),
      set(
        'last',
        i32.add(given('keys'), i32.shiftLeft(i32.sub(get('wanted'), i32.constant(1)), i32.constant(3))),
      ),
      block(
        loop(
          branchIf(1, i32.atLeast(get('low'), get('high'))),
          set('pivot', i64.load(middle)),
          set('left', get('low')),
          set('right', get('high')),
          partition,
          when(i32.atMost(get('last'), get('right')), set('high', get('right')), branch(1)),
          when(i32.atLeast(get('last'), get('left')), set('low', get('left')), branch(1)),
        ),
      ),
    ];
  },
};

/** Insertion sort of the keys before `end`. */
const sortKeys: FunctionText = {
  parameters: { end: 'i32' },
  locals: { at: 'i32', hole: 'i32', key: 'i64', before: 'i64' },
  body: ({ get, set, increase, given }) => [
    set('at', i32.add(given('keys'), i32.constant(KEY_BYTES))),
    block(
      loop(
        branchIf(1, i32.atLeast(get('at'), get('end'))),
        set('key', i64.load(get('at'))),
        set('hole', get('at')),
        block(
          loop(
            branchIf(1, i32.atMost(get('hole'), given('keys'))),
            set('before', i64.load(i32.sub(get('hole'), i32.constant(KEY_BYTES)))),
            branchIf(1, i32.isZero(i64.greaterThan(get('before'), get('key')))),
            i64.store(get('hole'), get('before')),
            increase('hole', i32.constant(-KEY_BYTES)),
            branch(0),
          ),
        ),
        i64.store(get('hole'), get('key')),
        increase('at', i32.constant(KEY_BYTES)),
        branch(0),
      ),
    ),
  ],
};

/** Two groups of four candidates at once: while one waits for its last operation the other goes on. */
const GROUPS = [0, 1] as const;
export const CANDIDATES_AT_ONCE = LANES * GROUPS.length;

type GroupLocal = 'value' | 'best' | 'bestKept' | 'nearest' | 'total' | 'wins';
const groupLocals = Object.fromEntries(
  (['value', 'best', 'bestKept', 'nearest', 'total', 'wins'] as const).flatMap((name) =>
    GROUPS.map((group) => [`${name}${group}`, 'v128' as const]),
  ),
);

/**
 * Adds min(R_i, R_M(i)) to the score of every candidate, M(i) the row with the least v = f32(D + f32(d * d)), the lowest among equals. The candidates stand at
 * `candidates`, row by row. Where the list ends before a lane is decided, `searchOutwards` ends the search.
 */
const scoreRow: FunctionText = {
  parameters: { i: 'i32', listLength: 'i32' },
  locals: {
    own: 'i32',
    at: 'i32',
    key: 'i32',
    end: 'i32',
    other: 'i32',
    others: 'v128',
    undecided: 'i32',
    ownRank: 'i32',
    otherRank: 'i32',
    distance: 'v128',
    difference: 'v128',
    square: 'v128',
    ...groupLocals,
  },
  body: (names) => {
    const { get, set, increase, given } = names;
    return [
      set('own', i32.add(given('candidates'), i32.mul(get('i'), given('candidateBytes')))),
      set('ownRank', rankOf(names, get('i'))),
      set('end', i32.add(given('keys'), i32.shiftLeft(get('listLength'), i32.constant(3)))),
      loop(
        GROUPS.map((group) => startGroup(names, group)),
        set('undecided', i32.constant(0)),
        set('key', given('keys')),
        block(
          loop(
            set('distance', v128.loadSplat(i32.add(get('key'), i32.constant(4)))),
            branchIf(1, i32.equal(i32x4.bitmask(decided(names)), i32.constant(15))),
            set('other', i32.load(get('key'))),
            set('others', i32x4.splat(get('other'))),
            set(
              'other',
              i32.add(
                i32.add(given('candidates'), get('at')),
                i32.mul(get('other'), given('candidateBytes')),
              ),
            ),
            GROUPS.map((group) => visitOther(names, group)),
            increase('key', i32.constant(KEY_BYTES)),
            branchIf(0, i32.lessThan(get('key'), get('end'))),
          ),
          when(
            i32.lessThan(i32.add(get('listLength'), i32.constant(1)), given('rows')),
            set('undecided', undecidedLanes(names)),
          ),
        ),
        GROUPS.map((group) => [0, 1, 2, 3].map((lane) => scoreLane(names, group, lane))),
        increase('at', i32.constant(4 * CANDIDATES_AT_ONCE)),
        branchIf(0, i32.lessThan(get('at'), given('candidateBytes'))),
      ),
    ];
  },
};

/** A group's own names. */
const inGroup = ({ get, set }: Names, group: number) => ({
  get: (name: GroupLocal) => get(`${name}${group}`),
  set: (name: GroupLocal, value: Code) => set(`${name}${group}`, value),
});

function startGroup(names: Names, group: number): Code {
  const { get } = names;
  const own = inGroup(names, group);
  return [
    own.set('value', v128.load(i32.add(i32.add(get('own'), get('at')), i32.constant(16 * group)))),
    own.set('best', f32x4.splat(f32.constant(Number.POSITIVE_INFINITY))),
    own.set('bestKept', f32x4.splat(f32.constant(-1))),
    own.set('nearest', i32x4.splat(i32.constant(-1))),
  ];
}

/** Lanes that no row at `distance` or further can improve. */
function decidedInGroup(names: Names, group: number): Code {
  const { get } = names;
  const own = inGroup(names, group);
  return v128.or(
    f32x4.greaterThan(get('distance'), own.get('best')),
    v128.and(
      f32x4.equal(get('distance'), own.get('best')),
      f32x4.equal(get('distance'), own.get('bestKept')),
    ),
  );
}

const decided = (names: Names): Code =>
  GROUPS.map((group) => decidedInGroup(names, group)).reduce((a, b) => v128.and(a, b));

/** One bit a lane, group by group. */
const undecidedLanes = (names: Names): Code =>
  GROUPS.map((group) => {
    const lanes = i32.sub(i32.constant(15), i32x4.bitmask(decidedInGroup(names, group)));
    return i32.shiftLeft(lanes, i32.constant(LANES * group));
  }).reduce((a, b) => i32.or(a, b));

/** Judges the row in `others`, whose candidates stand at `other`. */
function visitOther(names: Names, group: number): Code {
  const { get } = names;
  const own = inGroup(names, group);
  const values = v128.load(i32.add(get('other'), i32.constant(16 * group)));
  return [
    squares(names, f32x4.sub(own.get('value'), values)),
    own.set('total', f32x4.add(get('distance'), get('square'))),
    own.set(
      'wins',
      v128.or(
        f32x4.lessThan(own.get('total'), own.get('best')),
        v128.and(
          f32x4.equal(own.get('total'), own.get('best')),
          i32x4.lessThan(get('others'), own.get('nearest')),
        ),
      ),
    ),
    own.set('best', f32x4.least(own.get('best'), own.get('total'))),
    own.set('bestKept', v128.select(get('distance'), own.get('bestKept'), own.get('wins'))),
    own.set('nearest', v128.select(get('others'), own.get('nearest'), own.get('wins'))),
  ];
}

const rankOf = ({ given }: Names, row: Code): Code =>
  i32.load(i32.add(given('ranks'), i32.shiftLeft(row, i32.constant(2))));

/** Ends the search of one lane and adds to its score. */
function scoreLane(names: Names, group: number, lane: number): Code {
  const { get, set, given, call } = names;
  const own = inGroup(names, group);
  const place = LANES * group + lane;
  const candidate = i32.add(i32.shiftRight(get('at'), i32.constant(2)), i32.constant(place));
  const score = i32.add(i32.add(given('scores'), get('at')), i32.constant(4 * place));
  const best = f32x4.extractLane(lane, own.get('best'));
  return [
    set('other', i32x4.extractLane(lane, own.get('nearest'))),
    when(
      i32.and(get('undecided'), i32.constant(1 << place)),
      set('other', call('searchOutwards', get('i'), candidate, best, get('other'))),
    ),
    set('otherRank', rankOf(names, get('other'))),
    i32.store(
      score,
      i32.add(
        i32.load(score),
        select(get('ownRank'), get('otherRank'), i32.lessThan(get('ownRank'), get('otherRank'))),
      ),
    ),
  ];
}

/** Where an instance finds its arrays, in bytes, and their sizes. */
export interface RowPlaces {
  /** n. */
  readonly rows: number;
  /** Bytes of one row of `distances`, a multiple of 4 * ROWS_AT_ONCE: n x that. */
  readonly rowBytes: number;
  /** Bytes of one row of `candidates`, a multiple of 32. */
  readonly candidateBytes: number;
  readonly column: number;
  readonly keys: number;
  readonly ranks: number;
  readonly scores: number;
  readonly candidates: number;
  readonly distances: number;
}

/** The nearest row of i beside a candidate, from the best known; as in prunedScore.ts. */
export type SearchOutwards = (i: number, candidate: number, best: number, nearest: number) => number;

export interface RowLoops {
  /** @returns how many rows are listed */
  listRow(i: number, wanted: number): number;
  scoreRow(i: number, listLength: number): void;
}

const PLACES = [
  'rows',
  'rowBytes',
  'candidateBytes',
  'column',
  'keys',
  'ranks',
  'scores',
  'candidates',
  'distances',
] as const satisfies readonly (keyof RowPlaces)[];

let compiled: WebAssembly.Module | 'refused' | undefined;

/** Compiled once; undefined where there is no WebAssembly or none with vectors. */
function rowModule(): WebAssembly.Module | undefined {
  compiled ??= compile() ?? 'refused';
  return compiled === 'refused' ? undefined : compiled;
}

function compile(): WebAssembly.Module | undefined {
  const bytes = assemble({
    imports: { searchOutwards: { parameters: ['i32', 'i32', 'f32', 'i32'], result: 'i32' } },
    given: PLACES,
    functions: { selectNearest, sortKeys, growRow, collectKeys, listRow, scoreRow },
  });
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  return new WebAssembly.Module(bytes);
}

/**
 * The two loops over arrays in a memory.
 * @returns undefined where the machine has no vectors in WebAssembly
 */
export function openRowLoops(
  memory: WebAssembly.Memory,
  places: RowPlaces,
  searchOutwards: SearchOutwards,
): RowLoops | undefined {
  const module = rowModule();
  if (module === undefined) return undefined;
  const { exports } = new WebAssembly.Instance(module, { env: { memory, searchOutwards, ...places } });
  return exports as unknown as RowLoops;
}
