export type { ImageSource } from './choices';
export { type CatalogueName, declarationHash, sha256 } from './declaration';
export { provenanceOf, provenanceText, type Synthesis, type SynthesisedFile } from './document';
export { type DeclarationMark, markOf, markText } from './mark';
export { npmPackage, type Software, terraformProvider } from './software';
export type { Node, ProvenanceDocument } from './vocabulary';
export { merged, timed } from './whole';
