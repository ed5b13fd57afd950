import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';
import { UNKNOWN, Unknown, type Value, type Values } from '../schema/value';

/** Extensions of Terraform's encoding: a value not known, and one of which something is known all the same. */
const NOT_KNOWN = 0;
const PARTLY_KNOWN = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: NOT_KNOWN,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: PARTLY_KNOWN, encode: () => null, decode: () => UNKNOWN });

export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

export function fromWire(value: DynamicValue | null | undefined): Values | null {
  if (value?.msgpack?.length) return decode(value.msgpack, { extensionCodec }) as Values | null;
  if (value?.json?.length) return JSON.parse(Buffer.from(value.json).toString()) as Values | null;
  return null;
}

export const toWire = (value: Value): DynamicValue => ({ msgpack: Buffer.from(encode(value, { extensionCodec })) });
