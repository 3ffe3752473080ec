/** Under which name tries are counted: an HMAC of what was presented, the same whether anybody has it or not. */
import type { Credential } from '../credential.ts';
import type { Secrets } from './secrets.ts';

export function credentialGuard(secrets: Secrets, credential: Credential): string {
  return credential.kind === 'access-card'
    ? secrets.index('guard', credential.kind, credential.cardId)
    : secrets.index('guard', credential.kind, credential.nhsNumber);
}

export function badgeGuard(secrets: Secrets, badgeId: string): string {
  return secrets.index('guard', 'badge', badgeId);
}
