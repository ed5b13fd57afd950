import type { Box, Picture, Thing, ThingKind } from './shape';

/** How Mermaid opens and closes a node's shape. https://mermaid.js.org/syntax/flowchart.html#node-shapes */
const SHAPES: { readonly [K in ThingKind]: readonly [open: string, close: string] } = {
  machine: ['[', ']'],
  nodes: ['[[', ']]'],
  files: ['[(', ')]'],
  disk: ['[(', ')]'],
  bucket: ['[/', '\\]'],
  messages: ['>', ']'],
  secrets: ['{{', '}}'],
  people: ['([', '])'],
};

/** A picture as a Mermaid flowchart, which Git forges draw inside of Markdown. */
export function mermaidOf(picture: Picture): string {
  const { title, boxes, things, links } = picture;
  const ids = new Map([...boxes, ...things].map(({ id }, index) => [id, `n${index}`]));
  const name = (id: string): string => ids.get(id) as string;
  const arrow = (kind: 'flow' | 'grant'): string => (kind === 'flow' ? '-->' : '-.->');
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart LR',
    ...boxes.filter(({ inside }) => inside === undefined).flatMap((box) => subgraph(box, picture, name, '  ')),
    ...things.filter(({ box }) => box === undefined).map((thing) => `  ${node(thing, name)}`),
    ...links.map(({ from, to, kind, lines }) => `  ${name(from)} ${arrow(kind)}|"${text(lines)}"| ${name(to)}`),
    '  classDef kept stroke-width:3px',
    '  classDef dearest fill:#ffe2b8',
    ...marks(
      'kept',
      things.filter(({ kept }) => kept),
      name,
    ),
    ...marks(
      'dearest',
      things.filter(({ dearest }) => dearest),
      name,
    ),
    '',
  ].join('\n');
}

function subgraph(box: Box, picture: Picture, name: (id: string) => string, pad: string): string[] {
  return [
    `${pad}subgraph ${name(box.id)}["${text([box.label])}"]`,
    ...picture.boxes
      .filter(({ inside }) => inside === box.id)
      .flatMap((each) => subgraph(each, picture, name, `${pad}  `)),
    ...picture.things.filter((thing) => thing.box === box.id).map((thing) => `${pad}  ${node(thing, name)}`),
    `${pad}end`,
  ];
}

function node({ id, kind, title, lines }: Thing, name: (id: string) => string): string {
  const [open, close] = SHAPES[kind];
  return `${name(id)}${open}"${text([title, ...lines])}"${close}`;
}

function marks(mark: string, things: readonly Thing[], name: (id: string) => string): string[] {
  return things.length === 0 ? [] : [`  class ${things.map(({ id }) => name(id)).join(',')} ${mark}`];
}

// A quotation mark would end the text; Mermaid writes such characters with # instead of &.
function text(lines: readonly string[]): string {
  return lines.map(escaped).join('<br/>');
}

function escaped(line: string): string {
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '#quot;');
}
