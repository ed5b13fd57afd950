export { dotOf } from './dot';
export { mermaidOf } from './mermaid';
export { pictureOf } from './picture';
export type { Box, Link, Picture, Thing, ThingKind } from './shape';
