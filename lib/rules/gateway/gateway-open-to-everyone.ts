import { isEverywhere } from '../../blueprint/reach';
import { rule } from '../rule';
import { HUB_SECURITY } from '../sources';

export const gatewayOpenToEveryone = rule({
  id: 'gateway-open-to-everyone',
  level: 'warning',
  title: 'A gateway to notebooks is open to the institution',
  why: 'Who signs in runs programs. Behind a page that the whole internet reaches, one stolen password is enough.',
  remedy: 'Name the blocks of the institution and of its VPN, or say why everybody must reach it.',
  source: HUB_SECURITY,
  example: {
    on: 'NotebookGateway',
    bad: "openTo: ['0.0.0.0/0']",
    good: "openTo: ['192.0.2.0/24']",
  },
  look({ data: { facts } }) {
    const open = (facts.notebooks?.openTo ?? []).filter(isEverywhere);
    return open.map((cidr) => ({
      property: 'openTo',
      message: `given ${cidr}, which is every address. Name the blocks of your institution and of its VPN, or say why everybody must reach it.`,
    }));
  },
});
