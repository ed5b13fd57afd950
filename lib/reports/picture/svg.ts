import { dotOf } from './dot';
import type { Picture } from './shape';

type Graphviz = typeof import('@viz-js/viz', { with: { 'resolution-mode': 'import' }});

/** Lays pictures out with Graphviz, which is loaded here: it takes longer than all the rest of a command. */
export async function svgWriter(): Promise<(picture: Picture) => string> {
  const { instance } = require('@viz-js/viz') as Graphviz;
  const graphviz = await instance();
  return (picture) => graphviz.renderString(dotOf(picture), { format: 'svg' });
}
