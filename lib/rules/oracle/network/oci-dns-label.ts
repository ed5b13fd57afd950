import { heldElsewhere } from '../../rule';
import { DNS } from '../sources';

export const ociDnsLabel = heldElsewhere({
  id: 'oci-dns-label',
  level: 'error',
  title: 'A DNS label of a network has at most 15 letters and digits, a letter first',
  why: 'A VCN or a subnet with another label is refused; the label cannot be changed later, and without it machines do not find each other by name.',
  remedy: 'Give a label such as research.',
  source: DNS,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('network') as CoreVcn).dnsLabel = 'my-net';",
    good: "(work.native('network') as CoreVcn).dnsLabel = 'mynet';",
  },
});
