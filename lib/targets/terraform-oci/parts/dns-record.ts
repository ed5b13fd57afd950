import type { Renderer } from '../rendering';

/** The machine whose address it names has the first label as its host name: see `hostnameOf`. */
export const renderDnsRecord: Renderer<'dnsRecord'> = () => ({ resources: [], attributes: {} });
