/** What a visit keeps of a code that was held to the reader, and what the audit trail says of it. */
import type { AuditEvent } from '../audit/catalogue.ts';
import type { CodeKind } from '../identity/credential.ts';
import type { Recognition } from '../identity/codes/recognition.ts';
import type { Visit } from './context.ts';

const nothingHeld = { credential: null, link: null, statements: [], parts: [], partsOf: 0, partsAgain: false, leftOut: 0, declined: null } as const;

/** A new code replaces what was held before; codes of one health card add up in `parts`. */
export function heldFrom(recognition: Recognition): Partial<Visit> {
  switch (recognition.type) {
    case 'credential':
      return { ...nothingHeld, credential: recognition.credential, misreads: 0 };
    case 'health-card':
      return { ...nothingHeld, statements: [recognition.statement], misreads: 0 };
    case 'health-card-parts':
      return { ...nothingHeld, parts: recognition.parts, partsOf: recognition.of, partsAgain: recognition.startedAgain, misreads: 0 };
    case 'health-link':
      return { ...nothingHeld, link: recognition.link, misreads: 0 };
    case 'declined':
      return { parts: [], partsOf: 0, partsAgain: false, declined: { kind: recognition.kind, reason: recognition.reason, label: recognition.label ?? null } };
    case 'badge':
      return {};
  }
}

export function kindOf(recognition: Recognition): CodeKind {
  switch (recognition.type) {
    case 'credential':
      return recognition.credential.kind;
    case 'health-card':
    case 'health-card-parts':
      return 'health-card';
    case 'health-link':
      return 'health-link';
    case 'badge':
      return recognition.badge.kind;
    case 'declined':
      return recognition.kind;
  }
}

export function codeEvent(session: string, recognition: Recognition): AuditEvent {
  return recognition.type === 'declined'
    ? { event: 'code-declined', session, kind: recognition.kind, reason: recognition.reason }
    : { event: 'code-scanned', session, kind: kindOf(recognition) };
}
