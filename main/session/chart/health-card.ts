/** A verified SMART Health Card. Chart only. */
import { kiosk } from '../setup.ts';

/** A verified card says what it says; it is not a record and opens none. */
export const statement = kiosk.createStateConfig({
  id: 'statement',
  on: { BACK: { target: 'identify', actions: { type: 'visit', params: { statements: [] } } } },
});
