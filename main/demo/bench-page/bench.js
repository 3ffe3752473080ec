// @ts-check
/** @typedef {{ id: string, look: string, title: string, about: string, facts: [string, string][], hasQr: boolean }} Card */
/** @typedef {{ id: string, part: string, label: string, on: boolean }} Switch */
/** @typedef {{ printer: string, reader: string, paper: number, switches: Switch[] }} State */

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no ${id}`);
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {string} [text]
 */
function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {string} path */
async function post(path) {
  await fetch(path, { method: 'POST' });
}

/** @param {Card} card */
function drawCard(card) {
  const button = element('button', `card ${card.look}`);
  button.type = 'button';
  const words = element('span', 'words');
  words.append(element('strong', 'title', card.title), element('span', 'about', card.about));
  for (const [label, value] of card.facts) {
    const fact = element('span', 'fact');
    fact.append(element('span', 'label', label), ' ', element('b', 'value', value));
    words.append(fact);
  }
  button.append(words);
  if (card.hasQr) {
    const code = element('img', 'code');
    code.src = `/code/${card.id}`;
    code.alt = '';
    button.append(code);
  }
  button.addEventListener('click', async () => {
    button.classList.add('held');
    await post(`/hold/${card.id}`);
    setTimeout(() => button.classList.remove('held'), 700);
  });
  return button;
}

/** @param {State} state */
function drawState(state) {
  byId('printer').textContent = state.printer;
  byId('reader').textContent = state.reader;
  const picture = /** @type {HTMLImageElement} */ (byId('paper'));
  if (picture.dataset['seen'] !== String(state.paper)) {
    picture.dataset['seen'] = String(state.paper);
    picture.hidden = state.paper === 0;
    if (state.paper > 0) picture.src = `/paper/${state.paper}`;
  }
  byId('no-paper').hidden = state.paper > 0;
  byId('tear-off').hidden = state.paper === 0;
  const list = byId('switches');
  for (const item of state.switches) {
    const known = document.getElementById(`switch-${item.id}`);
    const button = known ?? element('button', 'switch');
    button.setAttribute('aria-pressed', String(item.on));
    if (known !== null) continue;
    button.id = `switch-${item.id}`;
    button.setAttribute('type', 'button');
    button.append(element('span', 'knob'), element('span', 'label', item.label));
    button.addEventListener('click', () => void post(`/press/${item.id}`));
    list.append(button);
  }
}

/** @type {Card[]} */
const cards = await (await fetch('/cards')).json();
for (const card of cards) byId(card.look === 'paper' ? 'other' : card.look).append(drawCard(card));
byId('tear-off').addEventListener('click', () => void post('/tear-off'));
new EventSource('/state').addEventListener('message', (event) => drawState(JSON.parse(event.data)));
