export { Cidr } from './cidr';
export { Duration } from './duration';
export { Size } from './size';
