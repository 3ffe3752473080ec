/** Writes the chart of the session into the README: `npm run chart`. `chart.test.ts` keeps it current. */
import { readFile, writeFile } from 'node:fs/promises';
import { sessionMachine } from '../../main/session/machine.ts';

type StateNode = (typeof sessionMachine)['root'];

const start = '<!-- chart: written by `npm run chart` -->';
const end = '<!-- end of chart -->';
const readme = new URL('../../README.md', import.meta.url);

/** As deep as a reader wants to see: the steps of each region, not what happens inside a step. */
const depthShown = 3;
const shown = (path: readonly string[]) => path.slice(0, depthShown);
/** Mermaid names a state by a word; XState by its path. */
const word = (node: StateNode) => shown(node.path).join('_');

function label(eventType: string): string {
  const after = /^xstate\.after\.([A-Za-z]+)\./.exec(eventType);
  if (after !== null) return `after ${after[1]}`;
  if (eventType.startsWith('xstate.done')) return 'answered';
  if (eventType.startsWith('xstate.error')) return 'failed';
  return eventType === '' ? 'always' : eventType;
}

interface Arrow {
  readonly from: StateNode;
  readonly to: StateNode;
  readonly event: string;
}

function arrowsOf(node: StateNode): Arrow[] {
  const own = [...node.transitions.values(), node.always ?? []]
    .flat()
    .flatMap(({ target, eventType }) =>
      (target ?? []).filter((to) => to !== node).map((to) => ({ from: node, to: to as StateNode, event: label(eventType) })),
    );
  return [...own, ...Object.values(node.states).flatMap((child) => arrowsOf(child as StateNode))];
}

/** The machine as a Mermaid state diagram: one arrow for all events that lead the same way. */
export function chartOf(machine: typeof sessionMachine): string {
  const lines = ['```mermaid', 'stateDiagram-v2', '  direction TB'];
  const draw = (node: StateNode, depth: number) => {
    const pad = '  '.repeat(depth);
    const children = Object.values(node.states) as StateNode[];
    children.forEach((child, place) => {
      if (node.type === 'parallel' && place > 0) lines.push(`${pad}--`);
      if (node.type === 'compound' && node.initial.target[0] === child) lines.push(`${pad}[*] --> ${word(child)}`);
      if (Object.keys(child.states).length === 0 || child.path.length === depthShown) {
        lines.push(`${pad}state "${child.key}" as ${word(child)}`);
        return;
      }
      lines.push(`${pad}state "${child.key}" as ${word(child)} {`);
      draw(child, depth + 1);
      lines.push(`${pad}}`);
    });
  };
  draw(machine.root, 1);
  const merged = new Map<string, Set<string>>();
  for (const { from, to, event } of arrowsOf(machine.root)) {
    if (word(from) === word(to)) continue;
    const way = `${word(from)} --> ${word(to)}`;
    merged.set(way, (merged.get(way) ?? new Set()).add(event));
  }
  for (const [way, events] of merged) lines.push(`  ${way}: ${[...events].join(', ')}`);
  return [...lines, '```'].join('\n');
}

/** The README with the chart as it is now; null where its place is not marked. */
export function withChart(text: string, chart: string): string | null {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  return from < 0 || to < from ? null : `${text.slice(0, from + start.length)}\n${chart}\n${text.slice(to)}`;
}

export const readReadme = () => readFile(readme, 'utf8');

if (import.meta.main) {
  const next = withChart(await readReadme(), chartOf(sessionMachine));
  if (next === null) throw new Error('README.md does not say where the chart goes');
  await writeFile(readme, next);
}
