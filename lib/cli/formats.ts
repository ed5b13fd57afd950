/** Of pictures: `svg` laid out and ready to look at, `mermaid` for Markdown, `dot` for Graphviz. */
export const FORMATS = ['svg', 'mermaid', 'dot'] as const;
export type Format = (typeof FORMATS)[number];
