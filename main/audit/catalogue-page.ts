/** The catalogue as a page for people: `README.md` in this folder, kept current by a test. */
import { screenNames } from '../../preload/contract.ts';
import { catalogue, type FieldKind } from './catalogue.ts';

const kindWords = {
  name: 'a version',
  id: 'a random id',
  alias: 'an alias or a pseudonym',
  count: 'a count',
  flag: 'true or false',
} as const;

export function cataloguePage(): string {
  const rows = Object.entries(catalogue).map(([event, fields]) => `| \`${event}\` | ${fieldsInWords(fields)} |`);
  return [
    '# What the audit trail holds',
    '',
    'Every event of the kiosk is one line: `seq`, `t`, `monotonic`, `boot`, `event`, `body`, `prev`, `hash`, `seal` (`chain.ts`).',
    'The body has exactly the fields below; nothing else can enter (`admit.ts`).',
    'No name, no NHS number, no clinical word. People are pseudonyms; screens are told by `screen-shown` alone (`screens-from-trail.ts`).',
    '',
    '`kiosk audit verify FILE` checks a trail: every line, its end against the anchor beside it, and the seal where the key is given (`verify.ts`).',
    '',
    'A trail that is damaged, shortened or sealed with another key is never repaired or overwritten: the kiosk takes nobody in until it is set aside (`kiosk audit set-aside FILE`).',
    'What it cannot tell by itself: a copy of database and anchor brought back together. The head (number and hash) in the daily report, kept elsewhere, tells.',
    '',
    '| event | fields |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function fieldsInWords(fields: Readonly<Record<string, FieldKind>>): string {
  const words = Object.entries(fields).map(([field, kind]) => `**${field}**: ${kindInWords(kind)}`);
  return words.length === 0 ? 'none' : words.join('; ');
}

function kindInWords(kind: FieldKind): string {
  if (kind === screenNames) return 'a screen of `preload/contract.ts`';
  return typeof kind === 'string' ? kindWords[kind] : kind.map((value) => `\`${value}\``).join(' ');
}
