/** A tar archive in the ustar format, made without the reader's code. */
export function tarFile(files: readonly (readonly [name: string, content: Uint8Array])[]): Uint8Array {
  const blocks = files.flatMap(([name, content]) => [tarHeader(name, content.length, '0'), padded(content)]);
  return join([...blocks, new Uint8Array(1024)]);
}

/** One header block; `type` is "0" for a file, "1" and "2" for a link, "5" for a folder, "L" and "x" for what gives the next file its name. */
export function tarHeader(name: string, size: number, type: string, leadsTo = ''): Uint8Array {
  const header = new Uint8Array(512);
  const write = (offset: number, value: string) => header.set(new TextEncoder().encode(value), offset);
  write(0, name);
  write(100, '0000644\0');
  write(124, `${size.toString(8).padStart(11, '0')}\0`);
  write(148, '        ');
  write(156, type);
  write(157, leadsTo);
  write(257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}

export function padded(content: Uint8Array): Uint8Array {
  const blocks = new Uint8Array(512 * Math.ceil(content.length / 512));
  blocks.set(content);
  return blocks;
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
