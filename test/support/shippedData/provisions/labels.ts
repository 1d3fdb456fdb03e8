/** What a provision is about, by its headings alone. A heading may say several things ("Disclaimer of Warranty and Limitation of Liability"). */

/** The labels, and what a heading of each says, in small letters and without numbers. */
export const labelRules: readonly { readonly label: string; readonly heading: RegExp }[] = [
  {
    label: 'Definitions',
    heading:
      /^(general )?definitions?$|^definitions? (of|and)|[&;,]? ?\bdefinitions$|interpretation$|^terminology|^glossary/,
  },
  {
    label: 'Licence grant',
    heading:
      /\bgrants?\b(?! back)|^licen[cs]es?$|right to use|permitted uses?|permissions? granted|^permissions?$|^permission (&|and)|\bscope( of)?\b|copyright licen[cs]e|licensed? rights|granted rights|rights granted|^rights?$|^licen[cs]ed? rights|usage rights/,
  },
  { label: 'Patents', heading: /patent/ },
  {
    label: 'Distribution',
    heading: /distribut|conveying|^copying|external deployment|^copies\b|dissemination|provision of the/,
  },
  {
    label: 'Modifications',
    heading: /modif|derivative|derived|larger works?|adaptation|combined|improvements|^changes/,
  },
  {
    label: 'Source code',
    heading:
      /(availability|provision|communication|access to|redistribution|distribution)s? (of|in) (the )?source|access to source|^(the )?source( code)?$|object code|executable|non-?source/,
  },
  {
    label: 'Notices',
    heading: /notices?\b(?! to)|attribution|^credits?\b|acknowledge?ments?|\bmarkings?\b/,
  },
  {
    label: 'Names and trademarks',
    heading:
      /trade ?-?marks?|endorse|publicity|use of (the |distributor )?names?|product names|\blogos?\b|advertising/,
  },
  { label: 'Warranty', heading: /warrant|\bas.is\b|^representations|disclaimers?\b/ },
  { label: 'Liability', heading: /liabilit|\bdamages\b/ },
  { label: 'Termination', heading: /terminat|^term\b|expiration|\bbreach\b|reinstatement/ },
  {
    label: 'Governing law',
    heading:
      /governing|applicable law|jurisdiction|\bvenue\b|\bdisputes?\b|litigation|arbitration|choice of law|\blaws\b|^export|export (control|compliance)|government (use|end user|right)/,
  },
  {
    label: 'Versions of the licence',
    heading:
      /versions? of (the|this) (licen|agree)|new versions?|revised versions?|^revisions|\bupdates?\b|effect of new/,
  },
  {
    label: 'General terms',
    heading:
      /miscellaneous|^general( terms| provisions)?$|severab|enforceability|entire (agreement|understanding)|^waiver|no waiver|inability|\bassignment|force majeure|^language|^other (terms|provisions)|^additional terms/,
  },
  {
    label: 'Conditions',
    heading:
      /restrict|prohibit|limitations? on (use|the|grant|licen)|exclusions?\b|exceptions?\b|fair (use|dealing)|^exempt|other rights|^(licen[cs]e |other )?conditions?( of use)?$|permissions? (&|and) conditions|conditions (&|and)|conditions for|obligation|requirements|responsibilities/,
  },
  { label: 'Claims of others', heading: /third part|claims?\b|indemn|infring|attorney|contributor apis/ },
  { label: 'Acceptance', heading: /\baccept(ance|ing)?\b|application of|applicability/ },
];

/** Names of licences, and lines that only look like titles. */
const NO_TOPIC =
  /\b(may|must|shall|will|can|is|are|cover|contain|means?)\b|government licen|assurance licen|attribution licen|software notice|historical|(open|public|source|software|data|licen[cs]e) (licen[cs]e|agreement)|licen[cs]e (agreement|version)|\bversion \d|copyright \(|©|^(end of )?(the )?terms and conditions|^exhibit|\b(is|are|and|or|if|as|by|must|the|of|that|to|was)$|creative commons|licence for|permission notice/;

/** Places in labelRules of what headings say, ascending. */
export function labelsOf(headings: readonly string[]): number[] {
  const titles = headings.map(plainTitle).filter((title) => !NO_TOPIC.test(title));
  return [...labelRules.keys()].filter((i) => titles.some((title) => labelRules[i]!.heading.test(title)));
}

/** In small letters, without "Section 3 –", brackets, and signs at its ends. */
function plainTitle(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/^(part|section|article|exhibit) ?([a-z]|\d+)?[ .:–—-]*/, '')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ');
}
