export { Cidr } from './cidr';
export { Duration } from './duration';
export { isOciTagName, OCI_TAG_NAME } from './oci-tag-name';
export { ocidTrouble } from './ocid';
export { isPrivate, PRIVATE_BLOCKS } from './private-blocks';
export { Size } from './size';
