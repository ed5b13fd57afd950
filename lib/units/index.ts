export { Cidr } from './cidr';
export { Duration } from './duration';
export { ocidTrouble } from './ocid';
export { isPrivate, PRIVATE_BLOCKS } from './private-blocks';
export { Size } from './size';
