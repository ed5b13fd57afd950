import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { CoreDefaultSecurityList } from 'terrane/oci/core-default-security-list';
import { CoreInternetGateway } from 'terrane/oci/core-internet-gateway';
import { CoreNatGateway } from 'terrane/oci/core-nat-gateway';
import { CoreRouteTable, type CoreRouteTableRouteRules } from 'terrane/oci/core-route-table';
import { CoreSecurityList } from 'terrane/oci/core-security-list';
import { CoreServiceGateway } from 'terrane/oci/core-service-gateway';
import { CoreSubnet } from 'terrane/oci/core-subnet';
import { CoreVcn } from 'terrane/oci/core-vcn';
import { named, PLACE } from './place';

export interface Network {
  readonly vcn: CoreVcn;
  readonly open: CoreSubnet;
  readonly nodes: CoreSubnet;
  /** What a machine needs to reach anything beyond its subnet. */
  readonly waysOut: readonly TerraformResource[];
}

const PUBLIC_CIDR = '10.0.0.0/24';
const NODES_CIDR = '10.0.16.0/20';

export function network(scope: Construct, name: string): Network {
  const vcn = new CoreVcn(scope, 'Vcn', {
    ...named(name, 'network'),
    cidrBlocks: ['10.0.0.0/16'],
    dnsLabel: name.replaceAll('-', '').slice(0, 15),
  });
  const closed = closedList(scope, name, vcn);
  const gateway = new CoreInternetGateway(scope, 'Gateway', {
    ...named(name, 'network'),
    vcnId: vcn.id,
    enabled: true,
  });
  const nat = new CoreNatGateway(scope, 'Nat', { ...named(name, 'network-nat'), vcnId: vcn.id });
  const services = new CoreServiceGateway(scope, 'Services', {
    ...named(name, 'store-endpoint'),
    vcnId: vcn.id,
    services: [{ serviceId: PLACE.services.id }],
  });
  const open = subnet(scope, name, vcn, {
    id: 'public-1',
    cidr: PUBLIC_CIDR,
    isPublic: true,
    routes: [wayOut(gateway.id)],
    securityLists: [bastionList(scope, name, vcn)],
  });
  const nodes = subnet(scope, name, vcn, {
    id: 'nodes-1',
    cidr: NODES_CIDR,
    isPublic: false,
    routes: [wayOut(nat.id), wayToServices(services.id)],
  });
  return { vcn, open: open.subnet, nodes: nodes.subnet, waysOut: [closed, services, open.table, nodes.table] };
}

function closedList(scope: Construct, name: string, vcn: CoreVcn): CoreDefaultSecurityList {
  return new CoreDefaultSecurityList(scope, 'ClosedList', {
    manageDefaultResourceId: vcn.defaultSecurityListId,
    displayName: `${name}-network-closed`,
    ingressSecurityRules: [
      {
        protocol: '1',
        source: '0.0.0.0/0',
        sourceType: 'CIDR_BLOCK',
        stateless: false,
        description: 'path MTU discovery',
        icmpOptions: { type: 3, code: 4 },
      },
    ],
    freeformTags: {},
  });
}

function bastionList(scope: Construct, name: string, vcn: CoreVcn): CoreSecurityList {
  return new CoreSecurityList(scope, 'BastionList', {
    ...named(name, 'public-1'),
    vcnId: vcn.id,
    egressSecurityRules: [PUBLIC_CIDR, NODES_CIDR].map((destination) => ({
      protocol: '6',
      destination,
      destinationType: 'CIDR_BLOCK',
      stateless: false,
      description: 'the bastion opens SSH',
      tcpOptions: { min: 22, max: 22 },
    })),
  });
}

interface OwnSubnet {
  readonly id: string;
  readonly cidr: string;
  readonly isPublic: boolean;
  readonly routes: CoreRouteTableRouteRules[];
  readonly securityLists?: readonly CoreSecurityList[];
}

function subnet(
  scope: Construct,
  name: string,
  vcn: CoreVcn,
  { id, cidr, isPublic, routes, securityLists }: OwnSubnet,
) {
  const table = new CoreRouteTable(scope, `${id}-routes`, { ...named(name, id), vcnId: vcn.id, routeRules: routes });
  const made = new CoreSubnet(scope, `${id}-subnet`, {
    ...named(name, id),
    vcnId: vcn.id,
    cidrBlock: cidr,
    availabilityDomain: PLACE.zone,
    routeTableId: table.id,
    dnsLabel: id.replace('-', ''),
    prohibitPublicIpOnVnic: !isPublic,
    prohibitInternetIngress: !isPublic,
    ...(securityLists === undefined ? {} : { securityListIds: securityLists.map((list) => list.id) }),
  });
  return { subnet: made, table };
}

function wayOut(networkEntityId: string): CoreRouteTableRouteRules {
  return { destination: '0.0.0.0/0', destinationType: 'CIDR_BLOCK', networkEntityId, description: 'the way out' };
}

function wayToServices(networkEntityId: string): CoreRouteTableRouteRules {
  return {
    destination: PLACE.services.label,
    destinationType: 'SERVICE_CIDR_BLOCK',
    networkEntityId,
    description: "the Region's own services",
  };
}
