import { useId, useState, type ReactNode } from 'react';
import type { Action, ItemView, View } from '../../preload/contract.ts';
import { Shape } from '../pictures/Shape.tsx';
import { usePressing } from '../pressing.ts';
import { ActionButton } from './ActionButton.tsx';
import { Details } from './Details.tsx';
import { RecordedWords } from './RecordedWords.tsx';

/** As many details as a glance takes; the rest opens on a press. */
const AT_A_GLANCE = 2;
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
  const hidesSome = item.details.length > AT_A_GLANCE + 1;
  const details = open || !hidesSome ? item.details : item.details.slice(0, AT_A_GLANCE);
  const long = details.reduce((sum, detail) => sum + detail.value.text.length, 0) > LONG;
  const own = actions.filter((action) => action.group === 'item' && action.id === `item.${item.id}`);
  return (
    <article className={`item${item.past ? ' item--past' : ''}${long ? ' item--long' : ''}${item.covered ? ' item--covered' : ''}${here ? ' item--here' : ''}`} data-piece="" data-here={here ? '' : undefined}>
      <div className="item__head">
        {item.covered ? <Shape name="hand" /> : null}
        <Title className="item__title">
          <RecordedWords recorded={item.plain ?? item.title} />
        </Title>
        <p className="item__date">{item.date}</p>
      </div>
      {item.plain === null ? null : (
        <p className="item__recorded">
          <RecordedWords recorded={item.title} />
        </p>
      )}
      {item.summary === null ? null : <p className="item__summary">{item.summary}</p>}
      <Details details={details} id={id} />
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
    </article>
  );
}
