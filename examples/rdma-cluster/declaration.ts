import type { MpiClusterProps } from 'terrane';

/** Four bare-metal machines of 36 cores on one RDMA network, made as a whole and kept. */
export const rdma: MpiClusterProps = {
  head: { machine: 'VM.Standard.E4.Flex.4.64' },
  nodes: { machine: 'BM.Optimized3.36', min: 4, max: 4 },
  ranks: 144,
};

/** The same cluster with two nodes, from an own image of Ubuntu that has the drivers: what is rehearsed. */
export const small: MpiClusterProps = {
  ...rdma,
  nodes: { ...rdma.nodes, min: 2, max: 2 },
  ranks: 72,
  // A ring over 72 ranks is too much for the machine that rehearses.
  selfTest: false,
  image: { distribution: 'own', id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleubuntuhpc', packages: 'apt' },
};
