import { useId, useState, type ReactNode } from 'react';
import type { Action, ItemView, View } from '../../preload/contract.ts';
import { Shape } from '../pictures/Shape.tsx';
import { usePressing } from '../pressing.ts';
import { ActionButton } from './ActionButton.tsx';
import { Details, isSentences } from './Details.tsx';
import { RecordedWords } from './RecordedWords.tsx';

/** As many details as a glance takes; the rest opens on a press. */
const AT_A_GLANCE = 2;

/** The first few; sentences wait until they are asked for, unless they come first. One line more is not worth a press. */
function glance(details: ItemView['details']): ItemView['details'] {
  const sentences = details.findIndex((detail, place) => place > 0 && isSentences(detail));
  const few = sentences === -1 ? AT_A_GLANCE : Math.min(AT_A_GLANCE, sentences);
  const [next, ...others] = details.slice(few);
  return next !== undefined && others.length === 0 && !isSentences(next) ? details : details.slice(0, few);
}
/** Letters of an item that may be broken over pages: a card is kept whole, a letter is not. */
const LONG = 900;

/** One thing of a section: plain words, the recorded words, the date, what belongs to it. */
export function ItemCard({
  item,
  actions,
  words,
  level,
  here,
  onOpened,
}: {
  readonly item: ItemView;
  readonly actions: readonly Action[];
  readonly words: View['words'];
  /** Under the heading of its group, or under the screen's own. */
  readonly level: 'h2' | 'h3';
  /** The one that was looked for. */
  readonly here: boolean;
  /** The card changed its height. */
  readonly onOpened: () => void;
}): ReactNode {
  const Title = level;
  const [open, setOpen] = useState(false);
  const { stillHere } = usePressing();
  const id = useId();
  const few = glance(item.details);
  const hidesSome = few.length < item.details.length;
  const details = open ? item.details : few;
  const long = details.reduce((sum, detail) => sum + detail.value.text.length, 0) > LONG;
  const own = actions.filter((action) => action.group === 'item' && action.id === `item.${item.id}`);
  const hasButtons = hidesSome || own.length > 0;
  const date = <p className="item__date">{item.date}</p>;
  return (
    <article className={`item${item.past ? ' item--past' : ''}${long ? ' item--long' : ''}${item.covered ? ' item--covered' : ''}${here ? ' item--here' : ''}${hasButtons ? ' item--buttons' : ''}${open ? ' item--open' : ''}`} data-piece="" data-here={here ? '' : undefined}>
      <div className="item__head">
        {item.covered ? <Shape name="hand" /> : null}
        <Title className="item__title">
          <RecordedWords recorded={item.plain ?? item.title} />
        </Title>
        {hasButtons ? null : date}
      </div>
      {item.plain === null ? null : (
        <p className="item__recorded">
          <RecordedWords recorded={item.title} />
        </p>
      )}
      {item.summary === null ? null : <p className="item__summary">{item.summary}</p>}
      <Details details={details} id={id} />
      {hasButtons ? (
        <div className="item__side">
          {date}
          {hidesSome ? (
            <button
              type="button"
              className="button button--more"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => {
                stillHere();
                setOpen(!open);
                onOpened();
              }}
            >
              <Shape name={open ? 'minus' : 'plus'} />
              <span>{words.details}</span>
            </button>
          ) : null}
          {own.map((action) => (
            <ActionButton key={action.id} action={action} kind="choice" />
          ))}
        </div>
      ) : null}
    </article>
  );
}
