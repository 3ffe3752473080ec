/** A PIN: typed, asked about, and typed again where it was refused. Chart only. */
import type { Result } from '../../../hardware/result.ts';
import type { Helper, ProofFailure } from '../../identity/credential.ts';
import type { EntryField, KioskContext } from '../context.ts';
import { type kiosk, type ProofInput, typing } from '../setup.ts';

type Pin = Extract<EntryField, 'pin' | 'unlock' | 'helper' | 'service'>;
type Question = NonNullable<Parameters<typeof kiosk.createStateConfig>[0]['invoke']>;

/** Keys of one PIN; with enough digits it is asked about. */
export function pinKeys(field: Pin) {
  return { ...typing(field), ENTER: { guard: { type: 'entered', params: { field } }, target: 'checking' } } as const;
}

/**
 * Who is asked, and what the answer leads to, is said by whoever wants the PIN. The digits go with the answer;
 * those that were not asked about yet go at the exit of the state around.
 */
export function pinSteps<Asked extends Question>(field: Pin, asked: Asked) {
  return {
    typing: { on: pinKeys(field) },
    checking: { invoke: asked, exit: { type: 'clearField', params: { field } } },
  } as const;
}

/** What a person holds and typed, for the `prove` actor. */
export function proofInput(field: Pin) {
  return ({ context: { visit, typed } }: { context: KioskContext }): ProofInput => ({
    practice: visit?.practice ?? false,
    credential: visit?.credential ?? null,
    birthDate: visit?.birthDate ?? null,
    pin: typed[field] ?? '',
  });
}

/** For an answer of the `proveStaff` actor: a badge and PIN of the other work open nothing here. */
export function isOfRole(role: Helper['role']) {
  return ({ event: { output } }: { event: { output: Result<Helper, ProofFailure> } }) => output.ok && output.value.role === role;
}

export function staffRefusal(output: Result<Helper, ProofFailure>): ProofFailure['kind'] {
  return output.ok ? 'not-matched' : output.error.kind;
}
