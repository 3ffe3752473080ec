/** Runs in the page: what is wrong with the screen as it is drawn. Every line is a defect. */
export function defects(pitch: number, smallestCapital: number): string[] {
  const found: string[] = [];
  const tolerance = 1.5;
  const visible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('[inert], .nhsuk-u-visually-hidden, [aria-hidden="true"].tick-box') === null;
  const name = (element: Element): string => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${(element.textContent ?? '').slice(0, 40)}"`;
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) found.push(`the page scrolls: ${page.scrollWidth} x ${page.scrollHeight}`);

  const buttons = [...document.querySelectorAll('button')].filter(visible);
  const boxes = buttons.map((button) => ({ button, box: button.getBoundingClientRect() }));
  for (const { button, box } of boxes) {
    const [width, height] = [box.width * pitch, box.height * pitch];
    const large = button.matches('.button--act, .button--key, .button--dock, .button--pager') && button.closest('.help-banner, .keyboard') === null;
    const least = large ? 20 : 15;
    if (width < least - 0.05 || height < least - 0.05) found.push(`small: ${name(button)} ${width.toFixed(1)} x ${height.toFixed(1)} mm`);
    if (box.left < -tolerance || box.top < -tolerance || box.right > innerWidth + tolerance || box.bottom > innerHeight + tolerance) found.push(`off the screen: ${name(button)}`);
  }
  boxes.forEach(({ button, box }, index) => {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.max(box.left, other.box.left) - Math.min(box.right, other.box.right);
      const down = Math.max(box.top, other.box.top) - Math.min(box.bottom, other.box.bottom);
      const gap = Math.max(across, down) * pitch;
      if (gap < 2.9 && !button.contains(other.button)) found.push(`${gap < 0 ? 'overlap' : 'close'} (${gap.toFixed(1)} mm): ${name(button)} and ${name(other.button)}`);
    }
  });

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines: { box: DOMRect; owner: Element }[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const owner = node.parentElement;
    if (owner === null || (node.textContent ?? '').trim() === '' || !visible(owner) || owner.closest('[aria-live]:not(.pager__where)') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = Number.parseFloat(getComputedStyle(owner).fontSize) * 0.727 * pitch;
    if (size < smallestCapital - 0.01) found.push(`letters of ${size.toFixed(2)} mm: ${name(owner)}`);
    const clip = owner.closest('.pages__clip')?.getBoundingClientRect();
    for (const word of (node.textContent ?? '').matchAll(/[\p{L}\p{M}]{2,}/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.left < 0 || box.left > innerWidth ? 0 : box.top / 10)));
      if (tops.size > 1) found.push(`broken word "${word[0]}": ${name(owner)}`);
    }
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      // On another page of a piece that is longer than one.
      if (clip && (box.left >= clip.right || box.right <= clip.left)) continue;
      // Nastaliq's line boxes are taller than its ink; a quarter of the line may reach over.
      const slack = Math.max(tolerance, box.height * 0.25);
      const room = [clip, owner.closest('button, .item, .notice, .tile, .top, .dock, .help-banner')?.getBoundingClientRect(), new DOMRect(0, 0, innerWidth, innerHeight)];
      for (const limit of room) {
        if (limit && (box.left < limit.left - tolerance || box.right > limit.right + tolerance || box.top < limit.top - slack || box.bottom > limit.bottom + slack)) {
          found.push(`clipped: ${name(owner)}`);
          break;
        }
      }
      lines.push({ box, owner });
    }
  }
  // Words over other words or over a button that is not theirs.
  const overlap = (a: DOMRect, b: DOMRect): boolean => {
    const inset = Math.min(a.height, b.height) * 0.25;
    return a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - inset && b.top < a.bottom - inset;
  };
  lines.forEach(({ box, owner }, index) => {
    for (const other of lines.slice(index + 1)) {
      if (other.owner !== owner && !owner.contains(other.owner) && !other.owner.contains(owner) && overlap(box, other.box)) found.push(`words over words: ${name(owner)} and ${name(other.owner)}`);
    }
    for (const { button, box: target } of boxes) {
      if (!button.contains(owner) && overlap(box, target)) found.push(`words under a button: ${name(owner)} and ${name(button)}`);
    }
  });
  for (const box of document.querySelectorAll('.stage, .pages__clip')) {
    if (box.matches('.pages__clip') && box.clientHeight < 60) found.push(`no room to read: ${box.clientHeight} px`);
    if (box.matches('.stage') && box.scrollHeight > box.clientHeight + tolerance) found.push(`the stage overflows by ${box.scrollHeight - box.clientHeight} px`);
  }
  return [...new Set(found)];
}
