/** What is known of OCI's shapes and is not in the reference files, each with where it is written. */

const DOCS = 'https://docs.oracle.com/en-us/iaas/Content';
const SHAPES = `Oracle, Compute Shapes (${DOCS}/Compute/References/computeshapes.htm), a copy that lists A4 and MI355X`;
const LIST_SHAPES = 'ListShapes of 2025-11, mysql/mysql-shell-plugins @1e3c651e existingShapes.ts';
const QUOTAS = `Oracle, Compute Quotas (${DOCS}/Quotas/Concepts/resourcequotas_topic-Compute_Quotas.htm), a copy of 2026-09-05`;
const PREEMPTIBLE = `Oracle, Preemptible Instances (${DOCS}/Compute/Concepts/preemptible.htm)`;

/** Shapes that no machine can be named by. */
export const LEFT_OUT = {
  pattern: /\.Generic$/,
  reason: 'stands for whatever processor has room: its price and speed are not known before launch',
};

const disks = (localStorageGB) => ({ localStorageGB });
const fixed = (reason, rows) => rows.map(([shape, facts]) => ({ shapes: [shape], facts, reason }));
/** Facts with where they are from; used only where the reference file has none. */
export const DERIVED = [
  ...fixed(SHAPES, [
    ['BM.DenseIO.E5.128', { networkGbps: 100, ...disks(81600) }],
    ['BM.DenseIO1.36', { networkGbps: 10, ...disks(28800) }],
    ['BM.GPU.A100-v2.8', { rdmaPorts: 16 }],
    ['BM.GPU.B200.8', { rdmaPorts: 8 }],
    ['BM.GPU.GB200.4', { rdmaPorts: 4, coresPerOcpu: 1, threadsPerCore: 1 }],
    ['BM.GPU.GB300.4', { rdmaPorts: 4, coresPerOcpu: 1, threadsPerCore: 1, networkGbps: 400, ...disks(30720) }],
    ['BM.GPU.H100.8', { rdmaPorts: 16 }],
    ['BM.GPU.H200.8', { rdmaPorts: 8 }],
    ['BM.GPU.MI300X.8', { rdmaPorts: 8 }],
    ['BM.GPU.MI355X.8', { rdmaPorts: 8, networkGbps: 400, ...disks(61440) }],
    ['BM.HPC.E5.144', { networkGbps: 100, ...disks(3840) }],
    ['BM.Standard.A4.48', { networkGbps: 100, ...disks(3840) }],
    ['VM.GPU.A10.1', { networkGbps: 24, ...disks(0) }],
    ['VM.GPU.A10.2', { networkGbps: 48, ...disks(0) }],
    ['VM.DenseIO.E5.Flex', { networkGbps: { perOcpu: 1, min: 8, max: 48 } }],
    ['VM.Standard.A4.Flex', { networkGbps: { perOcpu: 1, min: 1, max: 100 }, mostPerOcpu: 64, ...disks(0) }],
  ]),
  ...fixed('default of the console, D', [['VM.Standard.A4.Flex', { usualPerOcpu: 7 }]]),
  ...fixed(LIST_SHAPES, [
    ['BM.GPU4.8', { rdmaPorts: 16 }],
    ['BM.Standard.B1.44', { networkGbps: 25, ...disks(0) }],
    ['BM.Standard.E6.256', { networkGbps: 200, ...disks(1920) }],
    ['VM.Standard.B1.1', { networkGbps: 0.6, ...disks(0) }],
    ['VM.Standard.B1.2', { networkGbps: 1.2, ...disks(0) }],
    ['VM.Standard.B1.4', { networkGbps: 2.4, ...disks(0) }],
    ['VM.Standard.B1.8', { networkGbps: 4.8, ...disks(0) }],
    ['VM.Standard.B1.16', { networkGbps: 9.6, ...disks(0) }],
    ['VM.Standard.E6.Flex', { networkGbps: { perOcpu: 1, min: 1, max: 99.6 }, ...disks(0) }],
  ]),
];

const series = (...names) => names.flatMap((name) => [`VM.${name}`, `BM.${name}`]);

/** Shapes sold as preemptible capacity, where the reference file does not say. */
export const SPOT = {
  starts: ['VM.Standard1.', 'VM.Standard.B1.', 'VM.Standard.E2.', 'VM.Standard.E6.Flex'],
  reason: `${PREEMPTIBLE}, a copy of 2025-02-11: 50 % of the price on demand in all Regions, no bare metal, no extended memory; E6 from a later list in zoom/karpenter-oci options.go`,
};

export const PREVIOUS = {
  starts: series(
    'Standard1.',
    'Standard.B1.',
    'Standard2.',
    'Standard.E2.',
    'Standard.E3.',
    'DenseIO1.',
    'DenseIO2.',
    'HPC2.',
  ),
  reason: `the section Previous Generation Shapes of ${SHAPES}: no longer orderable by new customers`,
};

/** Limit by the letters that begin a shape's name, for shapes whose names of limits are not in the reference file. */
export const LIMITS = {
  starts: [
    ...series('Standard.B1.').map((start) => [start, 'standard-b1-core-count']),
    ...series('Standard.E6.Flex', 'Standard.E6.256').map((start) => [start, 'standard-e6-core-count']),
    ...series('Standard.A4.Flex', 'Standard.A4.48').map((start) => [start, 'standard-a4-core-count']),
    ...series('DenseIO1.').map((start) => [start, 'dense-io1-core-count']),
    ...series('DenseIO.E5.').map((start) => [start, 'dense-io-e5-core-count']),
    ...series('GPU3.').map((start) => [start, 'gpu3-count']),
    ...series('GPU.A10.').map((start) => [start, 'gpu-a10-count']),
    ['BM.GPU4.', 'gpu4-count'],
    ['BM.GPU.A100-v2.', 'gpu-a100-v2-count'],
    ['BM.GPU.B200.', 'gpu-b200-count'],
    ['BM.GPU.H200.', 'gpu-h200-count'],
    ['BM.GPU.MI300X.', 'gpu-mi300x-count'],
    ['BM.HPC2.', 'hpc2-core-count'],
  ],
  reason: `${QUOTAS}; standard-e6: ${LIST_SHAPES}`,
};

export const DISAGREEMENTS = [
  'VM.Standard.A1.Flex max 80 OCPUs / 512 GB (A, and ListShapes of 2025-11) or 76 / 472 (Compute Shapes)',
  'standard-e5-core-count (ListShapes) or standard-e5-core-ad-count (Compute Quotas)',
];

/** Regions of the commercial realm (oc1), where list prices are the same. */
export const REGIONS = {
  source: 'oci (Python SDK) 2.160.0, regions_definitions, realm oc1',
  names: [
    ...['af-johannesburg-1', 'ap-batam-1', 'ap-chuncheon-1', 'ap-delhi-1', 'ap-hyderabad-1', 'ap-melbourne-1'],
    ...['ap-mumbai-1', 'ap-osaka-1', 'ap-seoul-1', 'ap-singapore-1', 'ap-singapore-2', 'ap-sydney-1', 'ap-tokyo-1'],
    ...['ca-montreal-1', 'ca-toronto-1', 'eu-amsterdam-1', 'eu-frankfurt-1', 'eu-madrid-1', 'eu-marseille-1'],
    ...['eu-milan-1', 'eu-paris-1', 'eu-stockholm-1', 'eu-zurich-1', 'il-jerusalem-1', 'me-abudhabi-1', 'me-dubai-1'],
    ...['me-jeddah-1', 'me-riyadh-1', 'mx-monterrey-1', 'mx-queretaro-1', 'sa-bogota-1', 'sa-santiago-1'],
    ...['sa-saopaulo-1', 'sa-valparaiso-1', 'sa-vinhedo-1', 'uk-cardiff-1', 'uk-london-1', 'us-ashburn-1'],
    ...['us-chicago-1', 'us-phoenix-1', 'us-saltlake-2', 'us-sanjose-1'],
  ],
};
