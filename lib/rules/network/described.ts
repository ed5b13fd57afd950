import { cidrInvalid } from './cidr-invalid';
import { cidrOneAZone } from './cidr-one-a-zone';
import { cidrOutsideNetwork } from './cidr-outside-network';
import { cidrOverlap } from './cidr-overlap';
import { cidrSize } from './cidr-size';
import { gatewayNeedsPublicSubnet } from './gateway-needs-public-subnet';
import { groupsElsewhere } from './groups-elsewhere';
import { homeElsewhere } from './home-elsewhere';
import { networkIsOwn } from './network-is-own';
import { networkNeedsSubnets } from './network-needs-subnets';
import { networkNewOrExisting } from './network-new-or-existing';
import { subnetCidrNeeded } from './subnet-cidr-needed';
import { zonesDistinct } from './zones-distinct';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const NETWORK = [
  cidrInvalid,
  cidrOneAZone,
  cidrOutsideNetwork,
  cidrOverlap,
  cidrSize,
  gatewayNeedsPublicSubnet,
  groupsElsewhere,
  homeElsewhere,
  networkIsOwn,
  networkNeedsSubnets,
  networkNewOrExisting,
  subnetCidrNeeded,
  zonesDistinct,
] as const;
