import { Address4 } from 'ip-address';

/** A block of IPv4 addresses. */
export class Cidr {
  /** The block, or nothing where the text is not one or has bits set beyond its prefix. */
  static parse(text: string): Cidr | undefined {
    if (!/^[0-9.]+\/[0-9]+$/.test(text) || !Address4.isValid(text)) return undefined;
    const address = new Address4(text);
    return address.startAddress().correctForm() === address.correctForm() ? new Cidr(address) : undefined;
  }

  private constructor(private readonly address: Address4) {}

  get prefix(): number {
    return this.address.subnetMask;
  }

  /** Addresses in the block, the network's and the broadcast's own included. */
  get count(): number {
    return 2 ** (32 - this.prefix);
  }

  contains(other: Cidr): boolean {
    return other.address.isInSubnet(this.address);
  }

  overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  /** The index-th block of a longer prefix within this one. */
  part(prefix: number, index: number): Cidr {
    const start = this.address.startAddress().bigInt() + BigInt(index) * BigInt(2 ** (32 - prefix));
    return new Cidr(new Address4(`${Address4.fromBigInt(start).correctForm()}/${prefix}`));
  }

  toString(): string {
    return `${this.address.correctForm()}/${this.prefix}`;
  }
}
