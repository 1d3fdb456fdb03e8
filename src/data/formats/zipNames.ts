/**
 * Names of zip members (APPNOTE 4.4.4, appendix D). Bit 11 of the flags says that a name is UTF-8, and an extra field may hold it in UTF-8 (4.6.9).
 * Else a name should be in code page 437, but archivers write what their system speaks: UTF-8 where it is valid as such, else the code page that
 * the names of the whole archive are likeliest in. Whatever is guessed, two names that differ stay two.
 */

/** A name as it lies in the archive. */
export interface RawName {
  readonly bytes: Uint8Array;
  readonly isUtf8: boolean;
  /** From the extra field, where it is there. */
  readonly unicode: string | undefined;
}

/** The upper half of code page 437, which no decoder of the platform knows. */
const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Code pages of systems whose letters are none of 437, and what a name in them is made of. */
const CODE_PAGES: readonly (readonly [label: string, letters: RegExp])[] = [
  ['ibm866', /^[\p{Script=Cyrillic}]+$/u],
  ['shift_jis', /^[^\uff61-\uff9f]*[\u3041-\u30ff][^\uff61-\uff9f]*$/u],
  ['euc-kr', /^[\p{Script=Hangul}]+$/u],
  ['gbk', /^[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]+$/u],
  ['windows-1251', /^[А-яЁё]+$/u],
];

/** The names as texts, in their order. */
export function decodeNames(names: readonly RawName[]): string[] {
  const unsure = names.filter(
    ({ isUtf8, unicode, bytes }) => !isUtf8 && !unicode && bytes.some((byte) => byte > 127),
  );
  const areUtf8 = unsure.every(({ bytes }) => tryDecode('utf-8', bytes) !== undefined);
  const label = areUtf8 ? 'utf-8' : likeliest(unsure.map(({ bytes }) => bytes));
  return names.map(({ bytes, isUtf8, unicode }) => {
    if (unicode) return unicode;
    const text = isUtf8 ? tryDecode('utf-8', bytes) : label && tryDecode(label, bytes);
    return text ?? fromCodePage437(bytes);
  });
}

/** The code page in which all names are valid, and their letters beyond ASCII are those of one writing. */
function likeliest(names: readonly Uint8Array[]): string | undefined {
  return CODE_PAGES.find(([label, letters]) => {
    const texts = names.map((bytes) => tryDecode(label, bytes));
    if (texts.includes(undefined)) return false;
    const words = texts.join('/').match(/[^\p{ASCII}][^/\s._-]*|[^/\s._-]*[^\p{ASCII}]/gu) ?? [];
    // A word of Latin letters and a few others is one of code page 437, whatever those would be elsewhere.
    return (
      letters.test(words.join('').replace(/\p{ASCII}/gu, '')) && !words.some((word) => /[a-z]/i.test(word))
    );
  })?.[0];
}

function tryDecode(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function fromCodePage437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCharCode(byte) : CODE_PAGE_437[byte - 128]!,
  ).join('');
}
