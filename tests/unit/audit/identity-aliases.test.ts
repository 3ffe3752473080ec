import { expect, test } from 'vitest';
import { failed } from '../../../hardware/result.ts';
import { admit } from '../../../main/audit/admit.ts';
import { createPractice } from '../../../main/demo/practice.ts';
import { openTrail, session, trailFile } from './trail-files.ts';

// What the other parts call people must be able to enter, or a visit would end in a fault.
test('made-up people have aliases that the trail takes, and not their names', () => {
  const { people } = createPractice({
    clock: { now: () => 0, monotonic: () => 0 },
    readDocument: () => Promise.resolve(failed({ kind: 'not-understood' })),
  });
  for (const { person, name } of people) {
    const line = admit({ event: 'proof-given', session, who: person.pseudonym });
    for (const part of name.split(' ')) expect(line.toLowerCase()).not.toContain(part.toLowerCase());
  }
});

test('the trail makes pseudonyms that it takes', () => {
  const trail = openTrail(trailFile());
  expect(trail.append({ event: 'person-confirmed', session, who: trail.pseudonym('1') }).ok).toBe(true);
  trail.close();
});
