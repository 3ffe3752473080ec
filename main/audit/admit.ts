/** The door of the audit trail: an event enters with exactly the fields of the catalogue, or not at all. */
import { catalogue, type AuditEvent, type AuditEventName, type FieldKind } from './catalogue.ts';
import { canonicalJson } from './chain.ts';

/**
 * What a field may look like.
 * `id`: random, from [0-9A-Z]: four characters (a receipt) or 12 to 32, so never as long as an NHS number or a date of birth;
 * `-` where there is no session.
 * `alias`: a register alias such as `helper-017`, a made-up person (`practice-2`), or a pseudonym: `p-` and 24 hexadecimal digits.
 */
const patterns = {
  name: '"[a-z0-9.-]{1,60}"',
  id: '"(?:[0-9A-Z]{4}|[0-9A-Z]{12,32}|-)"',
  alias: '"(?:(?:helper|service|practice)-[0-9]{1,6}|p-[0-9a-f]{24})"',
  count: '(?:0|[1-9][0-9]{0,5})',
  flag: '(?:true|false)',
} as const;

const bodies = new Map<string, RegExp>(Object.entries(catalogue).map(([event, fields]) => [event, bodyPattern(fields)]));

/** Exactly these fields in the order of canonical JSON. No pattern has room for a backslash, so nothing is smuggled in escaped. */
function bodyPattern(fields: Readonly<Record<string, FieldKind>>): RegExp {
  const parts = Object.keys(fields)
    .sort()
    .map((field) => `"${field}":${fieldPattern(fields[field] ?? [])}`);
  return new RegExp(`^\\{${parts.join(',')}\\}$`);
}

function fieldPattern(kind: FieldKind): string {
  if (typeof kind === 'string') return patterns[kind];
  return `"(?:${kind.map((value) => value.replaceAll(/[^a-z0-9-]/g, '\\$&')).join('|')})"`;
}

/** May this line stand in the trail? */
export function isAdmissible(event: string, body: string): event is AuditEventName {
  return bodies.get(event)?.test(body) ?? false;
}

/**
 * The event's fields as canonical JSON.
 * A field that is missing, unknown or of another kind is a bug and is thrown, without the field:
 * it may be the very thing that must not be written.
 */
export function admit(event: AuditEvent): string {
  const { event: name, ...fields } = event;
  const body = canonicalJson(fields);
  if (!isAdmissible(name, body)) {
    throw new TypeError(`audit: ${Object.hasOwn(catalogue, name) ? name : 'an event'} does not have the fields of the catalogue`);
  }
  return body;
}
