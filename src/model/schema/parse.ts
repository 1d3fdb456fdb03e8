/** What a text is as JSON; undefined where it is none, which no JSON stands for, so that a schema refuses it as nothing. */
export function parseOptional(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
