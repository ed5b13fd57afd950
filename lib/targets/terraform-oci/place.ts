/** Where on Oracle Cloud a cluster goes: what a synthesis cannot know and must not look up. Strings may be references of Terraform. */
export interface OciPlace {
  /** OCID of the tenancy: dynamic groups and budgets belong to it. */
  readonly tenancyId: string;
  /** OCID of the compartment that everything else is made in. */
  readonly compartmentId: string;
  /** e.g. `eu-frankfurt-1`; a Region of the tenancy. */
  readonly region: string;
  /**
   * Availability domains as the tenancy names them, e.g. `Uocm:EU-FRANKFURT-1-AD-1`: each tenancy has another prefix.
   * `oci iam availability-domain list` prints them. Zone 0 of a declaration is the first of them.
   */
  readonly availabilityDomains: readonly string[];
  /** Namespace of Object Storage; `oci os ns get` prints it. */
  readonly namespace: string;
  /**
   * OCIDs of platform images in the Region, by distribution (`ubuntu-24.04`, `oracle-linux-9`);
   * `oci compute image list --operating-system 'Canonical Ubuntu' --operating-system-version 24.04` prints them.
   * @default none: then the declaration names an own image
   */
  readonly images?: { readonly [distribution: string]: string };
  /**
   * The Region's services as a service gateway reaches them: OCID and label (`all-fra-services-in-oracle-services-network`) of
   * `oci network service list`.
   * @default none: machines reach Object Storage through the NAT gateway
   */
  readonly services?: OciServices;
  /** A vault of the institution with the key that encrypts secrets. @default a vault and a software-protected key of the cluster's own */
  readonly vault?: OciVault;
  /**
   * A tag namespace of the institution with the keys `cluster` and `role` (`cluster` cost-tracking): permissions go by them.
   * Clusters that share one trust each other: the head of one could start machines that act for another.
   * @default one of the cluster's own, `terrane-<cluster>`
   */
  readonly tagNamespace?: string;
  /** An existing network: the DNS domain of the subnet that the head goes to, e.g. `nodes.research.oraclevcn.com`. @default that of the new network */
  readonly domain?: string;
  /** Blocks of addresses that may open sessions through the bastion. @default every address: sessions need the tenancy's own identities */
  readonly sessionsFrom?: readonly string[];
}

/** What a service gateway leads to. */
export interface OciServices {
  /** OCID of the service. */
  readonly id: string;
  /** Its CIDR label, which a route names as destination. */
  readonly label: string;
}

/** A vault that is there already. */
export interface OciVault {
  /** OCID. */
  readonly id: string;
  /** OCID of the key that encrypts secrets. */
  readonly keyId: string;
}
