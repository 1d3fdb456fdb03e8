/** The text of bytes: UTF-16 where they begin with its mark, as PowerShell and some editors save, else UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittle && !isBig) return new TextDecoder().decode(bytes);
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes);
}
