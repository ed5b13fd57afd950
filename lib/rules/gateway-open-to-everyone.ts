import { isEverywhere } from '../blueprint/reach';
import { rule } from './rule';

export const gatewayOpenToEveryone = rule({
  id: 'gateway-open-to-everyone',
  level: 'warning',
  title: 'A gateway to notebooks is open to the institution',
  why: 'Who signs in runs programs. Behind a page that the whole internet reaches, one stolen password is enough.',
  source: 'https://jupyterhub.readthedocs.io/en/stable/explanation/websecurity.html',
  look({ data: { facts } }) {
    const open = (facts.notebooks?.openTo ?? []).filter(isEverywhere);
    return open.map((cidr) => ({
      property: 'openTo',
      message: `given ${cidr}, which is every address. Name the blocks of your institution and of its VPN, or say why everybody must reach it.`,
    }));
  },
});
