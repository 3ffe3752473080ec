/** Questions to take to the surgery, chosen from lists. They are on the slip and nowhere else. */
import type { ViewOf } from '../../../preload/contract.ts';
import { questionsOf, questionTopics } from '../questions.ts';
import { info, offer, type Body, type Stage } from './stage.ts';

export function questions({ say, visit }: Stage): Body<ViewOf<'questions'>> {
  const chosen = visit?.questions ?? [];
  return {
    screen: 'questions',
    heading: say('finding:questions.heading'),
    lead: [say('finding:questions.lead')],
    picture: null,
    notices: [info(say('finding:questions.kept'))],
    groups: questionTopics.map((topic) => ({
      heading: say(`finding:questions.topic.${topic}`),
      actions: questionsOf[topic].map((question) => `question.${question}`),
    })),
    back: { type: 'BACK' },
    offers: [
      ...questionTopics.flatMap((topic) =>
        questionsOf[topic].map((question) =>
          offer('tick', `question.${question}`, { type: 'TICK_QUESTION', question }, say(`finding:question.${question}`), {
            look: 'plain',
            on: chosen.includes(question),
          }),
        ),
      ),
      offer('main', 'to-paper', { type: 'OPEN_SLIP' }, say('finding:questions.to-paper'), { look: 'primary', icon: 'print', enabled: chosen.length > 0 }),
    ],
  };
}
