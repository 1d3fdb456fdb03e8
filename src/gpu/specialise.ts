/**
 * Makes the shader of one shape out of a general one. A file of shaders/ stays plain WGSL that compiles and runs on its own, for the
 * shape its constants declare; here the text gets other constants, and what is marked in it is written out:
 *   // @unroll    before `for (var i = 0u; i < N; i++) {`: the body N times, each with its own i
 *   // @scalars   before `var a: array<T, N>;`: N variables instead, for entries that are then all named by constants
 *   // @quads statement;   above a statement that four neighbouring invocations can do together, by `shareLoads`: this one instead
 * Software adapters keep no array in registers, and run counted loops several times slower (docs/decisions/0004).
 */

/**
 * @param constants new values of `const NAME: u32 = ...;` declarations
 * @throws RangeError when the shader has no such constant, or what is marked cannot be written out
 */
export function specialise(code: string, constants: Readonly<Record<string, number>>): string {
  const shaped = Object.entries(constants).reduce(replaceConstant, code);
  const values = declaredConstants(shaped);
  return writeOutArrays(unroll(shaped, values), values);
}

/** What a quad exchanges: invocation L gets in place k the value of invocation L ^ k. Quads are whole where they meet. */
const quadOf = `
fn quadOf(own: f32) -> vec4f {
  return vec4f(own, quadSwapX(own), quadSwapY(own), quadSwapDiagonal(own));
}
`;

/** The shader with the marked statements of quads, for devices with the feature `subgroups`. */
export function shareLoads(code: string): string {
  const shared = code.replace(/\/\/ @quads (.*)\n.*\n/g, '$1\n');
  return `enable subgroups;\ndiagnostic(off, subgroup_uniformity);\n${shared}${quadOf}`;
}

function replaceConstant(code: string, [name, value]: [string, number]): string {
  const declaration = new RegExp(`const ${name}: (u32|i32) = [^;]+;`);
  if (!declaration.test(code)) throw new RangeError(`the shader declares no constant ${name}`);
  return code.replace(declaration, (_, type: string) => `const ${name}: ${type} = ${value}${type[0]};`);
}

type Constants = ReadonlyMap<string, number>;

function declaredConstants(code: string): Constants {
  const values = new Map<string, number>();
  for (const [, name, expression] of code.matchAll(/^const (\w+): [ui]32 = ([^;]+);/gm)) {
    values.set(name!, evaluate(expression!, values));
  }
  return values;
}

/** The loop's header and the text after it, as far as the shader's end. */
const loopHeader = /\/\/ @unroll\n\s*for \(var (\w+) = 0u; \1 < ([^;]+); \1\+\+\) \{/;

/** Writes out the first marked loop and, in what comes of that, the loops inside it and after it. */
function unroll(code: string, values: Constants): string {
  const found = loopHeader.exec(code);
  if (!found) return code;
  const [header, variable, bound] = found as unknown as [string, string, string];
  const start = found.index + header.length;
  const end = closingBrace(code, start);
  const body = code.slice(start, end);
  const copies = Array.from({ length: evaluate(bound, values) }, (_, i) =>
    body.replace(new RegExp(`\\b${variable}\\b`, 'g'), `${i}u`),
  );
  const written = copies.map((copy) => `{${unroll(copy, values)}}`).join('\n');
  return code.slice(0, found.index) + written + unroll(code.slice(end + 1), values);
}

/** Where the block ends whose inside begins at `start`. */
function closingBrace(code: string, start: number): number {
  let depth = 1;
  for (let i = start; i < code.length; i++) {
    if (code[i] === '{') depth += 1;
    if (code[i] === '}') depth -= 1;
    if (depth === 0) return i;
  }
  throw new RangeError('the shader has a marked loop without an end');
}

function writeOutArrays(code: string, values: Constants): string {
  const names: string[] = [];
  const declared = code.replace(
    /\/\/ @scalars\n(\s*)var (\w+): array<(\w+), ([^>]+)>;/g,
    (_, indent: string, name: string, type: string, length: string) => {
      names.push(name);
      const entries = Array.from(
        { length: evaluate(length, values) },
        (_, i) => `var ${name}_${i}: ${type};`,
      );
      return entries.join(`\n${indent}`);
    },
  );
  if (names.length === 0) return declared;
  return declared.replace(
    new RegExp(`\\b(${names.join('|')})\\[([^\\]]+)\\]`, 'g'),
    (_, name: string, index: string) => `${name}_${evaluate(index, values)}`,
  );
}

/** An integer expression of WGSL in + - * / % and parentheses over numbers and constants. */
function evaluate(expression: string, values: Constants): number {
  const tokens = expression.match(/\w+|[-+*/%()]/g) ?? [];
  let next = 0;
  const sum = (): number => {
    let total = product();
    while (tokens[next] === '+' || tokens[next] === '-')
      total += tokens[next++] === '+' ? product() : -product();
    return total;
  };
  const product = (): number => {
    let total = factor();
    while (/^[*/%]$/.test(tokens[next] ?? '')) {
      const operator = tokens[next++];
      const right = factor();
      if (operator === '*') total *= right;
      else total = operator === '/' ? Math.trunc(total / right) : total % right;
    }
    return total;
  };
  const factor = (): number => {
    const token = tokens[next++];
    if (token === '(') {
      const inside = sum();
      next += 1;
      return inside;
    }
    const value = values.get(token ?? '') ?? Number.parseInt(token ?? '', 10);
    if (Number.isNaN(value))
      throw new RangeError(`"${expression}" is not made of constants alone: "${token}"`);
    return value;
  };
  return sum();
}
