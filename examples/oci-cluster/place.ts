import type { OciPlace } from 'terrane/cdktf-oci';

/** A tenancy's own facts. Yours are printed by `oci iam availability-domain list`, `oci os ns get`, `oci compute image list`. */
export const frankfurt: OciPlace = {
  tenancyId: 'ocid1.tenancy.oc1..aaaaaaaaexampletenancy',
  compartmentId: 'ocid1.compartment.oc1..aaaaaaaaexampleresearch',
  region: 'eu-frankfurt-1',
  availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1', 'lfcb:EU-FRANKFURT-1-AD-2', 'lfcb:EU-FRANKFURT-1-AD-3'],
  namespace: 'examplenamespace',
  images: {
    'ubuntu-24.04': 'ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleubuntu',
    'oracle-linux-9': 'ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleoraclelinux',
  },
  services: {
    id: 'ocid1.service.oc1.eu-frankfurt-1.aaaaaaaaexampleservices',
    label: 'all-fra-services-in-oracle-services-network',
  },
};
