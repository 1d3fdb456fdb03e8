/**
 * Licences whose texts may not be changed, by their own words or those of who publishes them: no provision is cut from them. `forbids` finds those words; the test
 * holds this list to it.
 */
export const leftOut: readonly string[] = (
  'AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AGPL-1.0 AGPL-1.0-only ' +
  'AGPL-1.0-or-later AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later Arphic-1999 Artistic-2.0 ' +
  'CATOSL-1.1 CDDL-1.0 CDDL-1.1 CDL-1.0 CDLA-Sharing-1.0 CECILL-1.1 ' +
  'CECILL-2.0 CECILL-2.1 CECILL-B CECILL-C CERN-OHL-P-2.0 CERN-OHL-S-2.0 ' +
  'CERN-OHL-W-2.0 CPL-1.0 EPL-1.0 EPL-2.0 GFDL-1.1 GFDL-1.1-invariants-only ' +
  'GFDL-1.1-invariants-or-later GFDL-1.1-no-invariants-only GFDL-1.1-no-invariants-or-later GFDL-1.1-only GFDL-1.1-or-later GFDL-1.2 ' +
  'GFDL-1.2-invariants-only GFDL-1.2-invariants-or-later GFDL-1.2-no-invariants-only GFDL-1.2-no-invariants-or-later GFDL-1.2-only GFDL-1.2-or-later ' +
  'GFDL-1.3 GFDL-1.3-invariants-only GFDL-1.3-invariants-or-later GFDL-1.3-no-invariants-only GFDL-1.3-no-invariants-or-later GFDL-1.3-only ' +
  'GFDL-1.3-or-later GPL-1.0 GPL-1.0+ GPL-1.0-only GPL-1.0-or-later GPL-2.0 ' +
  'GPL-2.0+ GPL-2.0-only GPL-2.0-or-later GPL-2.0-with-GCC-exception GPL-2.0-with-autoconf-exception GPL-2.0-with-bison-exception ' +
  'GPL-2.0-with-classpath-exception GPL-2.0-with-font-exception GPL-3.0 GPL-3.0+ GPL-3.0-only GPL-3.0-or-later ' +
  'GPL-3.0-with-GCC-exception GPL-3.0-with-autoconf-exception IPL-1.0 Interbase-1.0 LGPL-2.0 LGPL-2.0+ ' +
  'LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1 LGPL-2.1+ LGPL-2.1-only LGPL-2.1-or-later ' +
  'LGPL-3.0 LGPL-3.0+ LGPL-3.0-only LGPL-3.0-or-later LPL-1.0 LPL-1.02 ' +
  'LPPL-1.0 LPPL-1.1 LPPL-1.2 LPPL-1.3a LPPL-1.3c NGPL ' +
  'OSL-1.0 OSL-1.1 OSL-2.0 OSL-2.1 SMAIL-GPL SSPL-1.0'
).split(' ');

const WORDS = [
  // GNU's, and those that took the sentence over.
  /changing (it|or adding to it in any way) is (not (allowed|permitted)|forbidden)|modification (of it )?is not allowed/i,
  // The Academic and the Open Software License up to version 2.
  /may not be modified without the express written permission/i,
  // The Common and the Eclipse Public License.
  /only be modified in the following manner/i,
  // CeCILL.
  /protected and may only be modified by the authors/i,
  /you may not modify this agreement/i,
  // CERN's.
  /welcome to use it, in unmodified form only/i,
  /only .{3,60} can modify the terms/i,
  /no (one|person|party) other than .{2,60} (has the right to|may) modify this (agreement|licen[cs]e)/i,
  /(agreement|licen[cs]e) (itself )?may not be (modified|changed|altered)(?! without the (mutual )?(written )?agreement)/i,
];

/** Whether a licence says that its text may not be changed, or is one of GNU's. */
export function forbids(id: string, text: string): boolean {
  const plain = text.replace(/\s+/g, ' ');
  return /^(A|L)?GPL-|^GFDL-/.test(id) || WORDS.some((words) => words.test(plain));
}
