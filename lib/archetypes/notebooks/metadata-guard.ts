import type { UidRange } from './accounts';
import { MACHINES_OWN } from './directory';

// Whoever reads the metadata service acts as the machine. Names are looked up at the same address on Oracle Cloud, so that
// only its pages are closed: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html,
// https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm
export function guardText(uids: UidRange): string {
  return [
    'table inet terrane_metadata',
    'delete table inet terrane_metadata',
    'table inet terrane_metadata {',
    '  chain output {',
    '    type filter hook output priority filter; policy accept;',
    `    ${people(uids)} ip daddr 169.254.169.254 tcp dport { 80, 443 } reject`,
    `    ${people(uids)} ip6 daddr fd00:ec2::254 reject`,
    '  }',
    '}',
    '',
  ].join('\n');
}

// Slurm is among the machines' own, and launches nodes as the machine.
function people({ first, last }: UidRange): string {
  const ranges = [
    { first, last: Math.min(last, MACHINES_OWN.first - 1) },
    { first: Math.max(first, MACHINES_OWN.last + 1), last },
  ].filter((range) => range.first <= range.last);
  const [one, other] = ranges.map((range) => `${range.first}-${range.last}`);
  return `meta skuid ${other === undefined ? one : `{ ${one}, ${other} }`}`;
}
