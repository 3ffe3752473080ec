/** Appends until it is killed; writes the number of every line that was acknowledged. */
import { writeSync } from 'node:fs';
import { openAuditTrail } from '../../../main/audit/trail.ts';

const path = process.argv[2] ?? '';
const trail = openAuditTrail({
  path,
  key: new Uint8Array(32).fill(7),
  clock: { now: () => 1_795_000_000_000, monotonic: () => process.uptime() * 1000 },
  boot: 'BOOT01',
  reserve: 4096,
});
if (!trail.ok) {
  writeSync(2, trail.error.kind);
  process.exit(3);
}
for (;;) {
  if (!trail.value.append({ event: 'back-in-service' }).ok) process.exit(4);
  const head = trail.value.head();
  if (head.ok) writeSync(1, `${head.value.seq}\n`);
}
