export { Cidr } from './cidr';
export { Duration } from './duration';
export { ocidTrouble } from './ocid';
export { isPrivate } from './private-blocks';
export { Size } from './size';
