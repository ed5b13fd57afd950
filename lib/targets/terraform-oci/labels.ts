/** Names in a VCN's DNS: https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/dns.htm */
const LONGEST = 15;

/** A DNS label of a VCN or a subnet: letters and digits, a letter first, 15 characters at most. */
export function dnsLabel(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (/^[a-z]/.test(plain) ? plain : `n${plain}`).slice(0, LONGEST);
}

/** The domain of a subnet's machines. */
export function subnetDomain(network: string, subnet: string): string {
  return `${dnsLabel(subnet)}.${dnsLabel(network)}.oraclevcn.com`;
}
