import { propertyUnknown } from './property-unknown';
import { valueNeededAtSynth } from './value-needed-at-synth';
import { wordNotAllowed } from './word-not-allowed';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const DECLARATION = [propertyUnknown, valueNeededAtSynth, wordNotAllowed] as const;
