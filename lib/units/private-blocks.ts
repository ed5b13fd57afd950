import { Cidr } from './cidr';

/** https://www.rfc-editor.org/rfc/rfc1918, and https://www.rfc-editor.org/rfc/rfc6598 */
export const PRIVATE_BLOCKS: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
const PRIVATE = PRIVATE_BLOCKS.map((each) => Cidr.parse(each) as Cidr);

/** Whether no address of a block is one of the internet; not so of what is no block. */
export function isPrivate(text: string): boolean {
  const block = Cidr.parse(text);
  return block !== undefined && PRIVATE.some((each) => each.contains(block));
}
