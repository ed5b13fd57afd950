export { Cidr } from './cidr';
export { Duration } from './duration';
export { ocidTrouble } from './ocid';
export { Size } from './size';
