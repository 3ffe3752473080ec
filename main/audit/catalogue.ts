/**
 * Every event that the audit trail can hold, and every field that an event may have.
 * Fields are closed lists, counts and aliases: there is nowhere to put a name, a number or a clinical word.
 */
import { printerConditions, readerConditions } from '../../hardware/ports.ts';
import { screenNames } from '../../preload/contract.ts';
import { codeKinds, declineReasons } from '../identity/credential.ts';
import { sectionIds } from '../record/patient-record.ts';

/**
 * What a field may hold. `admit.ts` has the patterns and keeps everything else out.
 * `alias`: a register alias (`helper-017`), a made-up person (`practice-2`) or a pseudonym (`p-` and 24 hexadecimal digits).
 * `id`: a random id from [0-9A-Z]: four characters for a receipt, 12 to 32 for a session; `noSession` outside one.
 * `name`: a version: [a-z0-9.-].
 */
export type FieldKind = readonly string[] | 'count' | 'alias' | 'id' | 'name' | 'flag';

/** The session of a screen that is shown while nobody is here. */
export const noSession = '-';

const endings = ['finished', 'not-me', 'timed-out', 'under-pressure', 'fault', 'stopped'] as const;

/** What either can be stands once: the field is one list. */
const deviceConditions = [...new Set([...printerConditions, ...readerConditions])];

export const catalogue = {
  'kiosk-started': {},
  'kiosk-stopped': {},
  'screen-shown': { screen: screenNames, session: 'id' },
  'session-started': { session: 'id', practice: 'flag' },
  'session-ended': { session: 'id', why: endings },
  'code-scanned': { session: 'id', kind: codeKinds },
  'code-declined': { session: 'id', kind: codeKinds, reason: declineReasons },
  'code-misread': { session: 'id' },
  'proof-asked': { session: 'id', kind: codeKinds },
  'proof-given': { session: 'id', who: 'alias' },
  'proof-refused': { session: 'id', why: ['not-matched', 'locked', 'wait', 'unavailable', 'card-used', 'card-replaced', 'card-blocked', 'card-expired'] },
  'person-confirmed': { session: 'id', who: 'alias' },
  'record-asked': { session: 'id' },
  'record-shown': { session: 'id' },
  'record-failed': {
    session: 'id',
    why: ['not-found', 'no-access', 'unreachable', 'too-slow', 'too-large', 'not-understood', 'wrong-person'],
  },
  'link-refused': {
    session: 'id',
    why: [
      'passcode-wrong',
      'passcode-needed',
      'gone',
      'expired',
      'busy',
      'not-allowed',
      'unreachable',
      'too-slow',
      'too-large',
      'not-understood',
      'stopped',
      'nothing-to-show',
    ],
  },
  'sign-in-asked': { session: 'id' },
  'sign-in-refused': { session: 'id', why: ['cancelled', 'refused', 'too-weak', 'unavailable'] },
  'section-viewed': { session: 'id', section: sectionIds },
  'item-viewed': { session: 'id', section: sectionIds },
  'asked-first': { session: 'id', wanted: 'flag' },
  'link-made': { session: 'id', sections: 'count' },
  'link-not-made': { session: 'id', why: ['unreachable', 'too-slow', 'too-large', 'refused', 'stopped'] },
  'print-confirmed': { session: 'id', receipt: 'id', sections: 'count', copy: 'flag' },
  'print-finished': { session: 'id', receipt: 'id', outcome: ['printed', 'refused', 'unknown', 'abandoned'] },
  'paper-reminder-ended': { session: 'id', taken: 'flag' },
  'help-called': { session: 'id' },
  'helper-asked': { session: 'id', helper: 'alias' },
  'helper-joined': { session: 'id', helper: 'alias' },
  'helper-declined': { session: 'id', helper: 'alias' },
  'section-shared': { session: 'id', helper: 'alias', section: sectionIds },
  'section-unshared': { session: 'id', helper: 'alias' },
  'helper-left': { session: 'id', helper: 'alias', why: ['badge', 'person', 'timed-out', 'session-ended'] },
  'screen-hidden': { session: 'id' },
  'idle-warned': { session: 'id' },
  'service-opened': { staff: 'alias' },
  'service-closed': { staff: 'alias', why: ['finished', 'timed-out'] },
  'test-page-asked': { staff: 'alias', receipt: 'id', page: ['test-slip', 'readiness'] },
  'test-page-finished': { staff: 'alias', receipt: 'id', outcome: ['printed', 'refused', 'unknown'] },
  'screen-measured': { staff: 'alias' },
  'device-changed': { device: ['reader', 'printer', 'window', 'record-source'], condition: deviceConditions },
  'out-of-service': { why: ['audit', 'reader', 'register', 'fault', 'staff'] },
  'back-in-service': {},
  'opinion-given': { opinion: ['happy', 'neutral', 'sad'] },
  'card-changed': { staff: 'alias', change: ['enrolled', 'issued', 'issued-for-one-visit', 'printed', 'print-unknown', 'print-failed', 'blocked', 'unblocked', 'pin-changed', 'unlocked', 'badge-issued', 'badge-stopped'] },
} as const satisfies Record<string, Record<string, FieldKind>>;

export type AuditEventName = keyof typeof catalogue;

type FieldValue<Kind> = Kind extends readonly (infer Name)[]
  ? Name
  : Kind extends 'count'
    ? number
    : Kind extends 'flag'
      ? boolean
      : string;

export type AuditEvent = {
  [Name in AuditEventName]: {
    readonly event: Name;
  } & { readonly [Field in keyof (typeof catalogue)[Name]]: FieldValue<(typeof catalogue)[Name][Field]> };
}[AuditEventName];

