/** An access token as the visit holds it: usable, never readable by anything that writes the visit down, and gone soon. */
import type { Timer } from '../../../hardware/ports.ts';
import type { RecordGrant } from '../credential.ts';

/** Long enough to say "yes, this is me" and wait for the record; whatever the provider says, no longer. Milliseconds. */
const longestUse = 5 * 60_000;

export function createRecordGrant(
  token: string,
  options: { readonly expiresIn: number | null; readonly timer: Timer; readonly revoke: () => void },
): RecordGrant {
  let held: string | null = token;
  const grant: RecordGrant = {
    authorization: () => (held === null ? null : `Bearer ${held}`),
    forget() {
      if (held === null) return;
      held = null;
      cancel();
      options.revoke();
    },
  };
  const cancel = options.timer.after(Math.min((options.expiresIn ?? Infinity) * 1000, longestUse), forgetLoosely(new WeakRef(grant)));
  return grant;
}

/** The timer alone must not keep alive what the visit has dropped; a closure above would hold the token with it. */
function forgetLoosely(grant: WeakRef<RecordGrant>): () => void {
  return () => grant.deref()?.forget();
}
