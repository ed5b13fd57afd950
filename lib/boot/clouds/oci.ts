import { env } from '../../blueprint';
import type { BootCloud } from './cloud';
import { OCI_PLACES } from './oci-places';
import { FABRIC_ENVIRONMENT, OCI_SHELL } from './oci-shell';
import { OCI_STUB } from './oci-stub';

/** Oracle Cloud: documents and bundles are objects of one bucket of the cluster. */
export const OCI: BootCloud = {
  name: 'oci',
  settings: {
    cloud: 'oci',
    compartment: env('compartment'),
    namespace: env('namespace'),
    bucket: env('documentsBucket'),
    tags: env('tagNamespace'),
  },
  stub: OCI_STUB,
  shell: OCI_SHELL,
  // The agent gives addresses some minutes after the start.
  fabric: { budgetSeconds: 300, modules: [], environment: FABRIC_ENVIRONMENT },
  // RoCE is a package of its own in EL 9.
  packages: { fabric: { apt: [], dnf: ['ucx-ib', 'ucx-rdmacm'] } },
  places: OCI_PLACES,
  hostFirewall: true,
  renames: true,
  threads: 'boot',
};
