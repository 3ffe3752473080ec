/** The person's way, in the order in which it is walked. Chart only. */
import { kiosk } from '../setup.ts';
import { statement } from './health-card.ts';
import { link } from './health-link.ts';
import { choose, identify, practicePeople } from './identify.ts';
import { slip, printing, takePaper } from './paper.ts';
import { confirm, prove } from './prove.ts';
import { loading, noRecord, record } from './reading.ts';
import { signIn } from './sign-in.ts';

export const journey = kiosk.createStateConfig({
  id: 'journey',
  initial: 'choose',
  states: {
    choose,
    practicePeople,
    identify,
    statement,
    link,
    signIn,
    prove,
    confirm,
    loading,
    noRecord,
    record,
    slip,
    printing,
    takePaper,
  },
});
