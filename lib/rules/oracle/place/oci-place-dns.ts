import { heldElsewhere } from '../../rule';
import { DNS } from '../sources';

export const ociPlaceDns = heldElsewhere({
  id: 'oci-place-dns',
  level: 'error',
  title: 'The domain of a place is the DNS domain of a subnet',
  why: 'Nodes find their head by its name in this domain; under one that cannot be a domain, no name is ever found.',
  remedy: 'Give the domain that the subnet shows, such as nodes.research.oraclevcn.com.',
  source: DNS,
  example: { on: 'OciPlace', bad: "domain: 'nodes_1'", good: "domain: 'nodes.research.oraclevcn.com'" },
});
