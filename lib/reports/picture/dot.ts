import type { Box, Link, Picture, Thing, ThingKind } from './shape';

// Laid out by the measures of Helvetica, which the first three share; other fonts are wider, so that margins are generous.
const FONT = 'Arial,Liberation Sans,Helvetica,sans-serif';
const INK = '#1f2933';
const LOOKS: { readonly [K in ThingKind]: { readonly shape: string; readonly fill: string } } = {
  machine: { shape: 'box', fill: '#e8f1fb' },
  nodes: { shape: 'box3d', fill: '#e8f1fb' },
  files: { shape: 'cylinder', fill: '#eaf6ec' },
  disk: { shape: 'cylinder', fill: '#eaf6ec' },
  bucket: { shape: 'folder', fill: '#eaf6ec' },
  messages: { shape: 'cds', fill: '#f3edf9' },
  secrets: { shape: 'note', fill: '#f5f5f5' },
  people: { shape: 'ellipse', fill: '#ffffff' },
};
const DEAREST = '#ffe2b8';
/** Nested boxes get darker, so that a subnet stands out from its zone. */
const BOX_FILLS = ['#fafbfc', '#f3f5f7', '#ffffff'];

/** A picture in the language of Graphviz, which lays it out. https://graphviz.org/doc/info/lang.html */
export function dotOf(picture: Picture): string {
  const { boxes, things, links, title, legend } = picture;
  return [
    'digraph blueprint {',
    `  graph [label=<${heading(title, legend)}>, labelloc=t, labeljust=l, fontname="${FONT}", fontsize=11, fontcolor="${INK}", rankdir=LR, compound=true, nodesep=0.35, ranksep=0.9, pad=0.3, bgcolor="white"]`,
    `  node [fontname="${FONT}", fontsize=10, fontcolor="${INK}", color="#52606d", style=filled, margin="0.26,0.09"]`,
    `  edge [fontname="${FONT}", fontsize=9, fontcolor="#3e4c59", color="#7b8794", arrowsize=0.7]`,
    ...boxes.filter(({ inside }) => inside === undefined).flatMap((box) => cluster(box, picture, 1)),
    ...things.filter(({ box }) => box === undefined).map((thing) => `  ${node(thing)}`),
    ...links.map((link) => `  ${edge(link, picture)}`),
    '}',
    '',
  ].join('\n');
}

function cluster(box: Box, picture: Picture, depth: number): string[] {
  const pad = '  '.repeat(depth);
  const fill = BOX_FILLS[Math.min(depth, BOX_FILLS.length) - 1];
  return [
    `${pad}subgraph ${quoted(`cluster ${box.id}`)} {`,
    `${pad}  label=<${escaped(box.label)}${'&#160;'.repeat(8)}>; labeljust=l; fontname="${FONT}"; fontsize=10; color="#cbd2d9"; style="rounded,filled"; fillcolor="${fill}"; margin=14`,
    ...picture.boxes.filter(({ inside }) => inside === box.id).flatMap((inner) => cluster(inner, picture, depth + 1)),
    ...picture.things.filter((thing) => thing.box === box.id).map((thing) => `${pad}  ${node(thing)}`),
    // A box without anything in it is not drawn, but a public subnet is worth seeing.
    ...(isEmpty(box, picture)
      ? [`${pad}  ${quoted(`empty ${box.id}`)} [style=invis, label="", width=0.4, height=0.1]`]
      : []),
    `${pad}}`,
  ];
}

function isEmpty(box: Box, { boxes, things }: Picture): boolean {
  return !boxes.some(({ inside }) => inside === box.id) && !things.some((thing) => thing.box === box.id);
}

function node({ id, kind, title, lines, kept, dearest }: Thing): string {
  const { shape, fill } = LOOKS[kind];
  const border = kept ? ', peripheries=2' : '';
  return `${quoted(id)} [shape=${shape}, fillcolor="${dearest ? DEAREST : fill}"${border}, label=${label([title, ...lines])}]`;
}

function edge({ from, to, kind, lines }: Link, picture: Picture): string {
  const style = `${kind === 'grant' ? ', style=dashed' : ''}${end('ltail', from, picture)}${end('lhead', to, picture)}`;
  return `${quoted(nodeOf(from, picture))} -> ${quoted(nodeOf(to, picture))} [label=${label(lines)}${style}]`;
}

// A link to a box leads to a node in it, and is cut at its border.
function end(where: 'ltail' | 'lhead', id: string, { things }: Picture): string {
  return things.some((thing) => thing.id === id) ? '' : `, ${where}=${quoted(`cluster ${id}`)}`;
}

function nodeOf(id: string, { things }: Picture): string {
  return things.some((thing) => thing.id === id) ? id : (things.find(({ box }) => box === id)?.id ?? id);
}

// Plain text is centred whatever font draws it; marked-up text begins where Helvetica would.
function label(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/\\/g, '\\\\').replace(/"/g, '\\"')).join('\\n')}"`;
}

function heading(title: string, lines: readonly string[]): string {
  const left = (text: string): string => `${text}<br align="left"/>`;
  return [left(`<b><font point-size="15">${escaped(title)}</font></b>`), ...lines.map(escaped).map(left)].join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function quoted(id: string): string {
  return `"${id.replace(/[\\"]/g, '_')}"`;
}
