import type { Renderer } from '../rendering';

/** A VCN answers for the names of its machines itself. */
export const renderDnsZone: Renderer<'dnsZone'> = (part) => ({ resources: [], attributes: { id: () => part.name } });
