import { image, type NotebookGatewayProps, type NotebookKernel, oneUser, python, r, spark } from '../../../lib';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const NAME = 'quay.io/jupyter/base-notebook';

interface BadKernels {
  readonly given: string;
  readonly code: string;
  readonly says: string;
  readonly kernels: { readonly [name: string]: NotebookKernel };
  readonly more?: Partial<NotebookGatewayProps>;
}

const BAD: readonly BadKernels[] = [
  {
    given: 'an image by the tag latest',
    code: 'image-tag',
    says: `Give ${NAME}@sha256:..., with the digest that 'skopeo inspect --format "{{.Digest}}" docker://${NAME}:latest' prints`,
    kernels: { Base: image(`${NAME}:latest`) },
  },
  {
    given: 'an image by tag and digest',
    code: 'image-tag',
    says: 'the tag 2027-01-04 leads to another image',
    kernels: { Base: image(`${NAME}:2027-01-04@${DIGEST}`) },
  },
  {
    given: 'an image without a digest',
    code: 'image-digest',
    says: 'without a digest',
    kernels: { Base: image('localhost:5000/lab/base') },
  },
  {
    given: 'an image without its registry',
    code: 'image-reference',
    says: 'docker.io/OWNER/NAME',
    kernels: { Base: image(`jupyter/base-notebook@${DIGEST}`) },
  },
  {
    given: 'an image by half a digest',
    code: 'image-reference',
    says: '64 digits',
    kernels: { Base: image(`${NAME}@sha256:0123`) },
  },
  {
    given: 'a package of an environment that is not pinned',
    code: 'requirement-unpinned',
    says: "environment.kernels.Climate.requirements[1]: given 'xarray'",
    kernels: { Climate: python({ requirements: '# ours\nnumpy==2.4.6 \\\n  ; python_version > "3.10"\nxarray\n' }) },
  },
  {
    given: 'a hash for one of two packages',
    code: 'requirement-hashes',
    says: '1 of 2 requirements have a hash',
    kernels: { Climate: python({ requirements: [`numpy==2.4.6 --hash=${DIGEST}`, 'xarray==2026.1.0'] }) },
  },
  {
    given: 'a kernel that there is not',
    code: 'kernel-kind',
    says: "given 'cobol'",
    kernels: { Cobol: { kind: 'cobol' } as never },
  },
  {
    given: 'languages as a list',
    code: 'kernel-kind',
    says: "given 'python'; a kernel is made by python()",
    kernels: ['python'] as never,
  },
  {
    given: 'a last day that is none',
    code: 'day-form',
    says: "given '2027-02-30'",
    kernels: { Base: image(`${NAME}@${DIGEST}`, { until: '2027-02-30' }) },
  },
  {
    given: 'more memory for Spark than a session has',
    code: 'spark-memory',
    says: 'the largest session has 4 GiB',
    kernels: { Spark: spark({ memoryGiB: 4 }) },
  },
  {
    given: 'no memory for Spark',
    code: 'number-out-of-range',
    says: 'more than 0 GiB',
    kernels: { Spark: spark({ memoryGiB: 0 }) },
  },
  {
    given: 'a release of Spark whose hash is not known',
    code: 'word-not-allowed',
    says: "given '3.5.1'; allowed are '4.1.4', '4.2.1'",
    kernels: { Spark: spark({ version: '3.5.1' as never }) },
  },
  {
    given: 'a kernel that needs a GPU where no size has one',
    code: 'kernel-gpus',
    says: 'no size of a session has a GPU',
    kernels: { Torch: image(`${NAME}@${DIGEST}`, { gpus: 1 }) },
  },
  {
    given: 'names that are one in files',
    code: 'kernel-names-alike',
    says: "it is called 'climate-2027', as 'Climate 2027' is",
    kernels: {
      'Climate 2027': python({ requirements: ['numpy==2.4.6'] }),
      'climate, 2027': python({ requirements: ['numpy==2.4.5'] }),
    },
  },
  {
    given: "the name of the session's own Python",
    code: 'kernel-names-alike',
    says: "as the session's own Python is",
    kernels: { Python3: image(`${NAME}@${DIGEST}`) },
  },
  {
    given: "the session's own Python twice",
    code: 'kernel-names-alike',
    says: "it is called 'python3', as 'Python' is",
    kernels: { Python: python(), Snake: python() },
  },
  {
    given: 'a name without letters of files',
    code: 'kernel-name',
    says: 'at least one letter from a to z',
    kernels: { Физика: python({ requirements: ['numpy==2.4.6'] }) },
  },
  {
    given: "the session's own Python for some",
    code: 'kernel-of-everybody',
    says: 'Give requirements',
    kernels: { Python: python({ groups: ['geology'] }) },
  },
  {
    given: 'R for some',
    code: 'property-unknown',
    says: 'environment.kernels.R.groups',
    kernels: { R: r({ groups: ['geology'] } as never) },
  },
  {
    given: "a package of R's own archive",
    code: 'r-package',
    says: "given 'dplyr'",
    kernels: { R: r({ packages: ['dplyr'] }) },
  },
  {
    given: 'two kernels of one image for different people',
    code: 'image-access-differs',
    says: "of the same image as 'Base'",
    kernels: {
      Base: image(`${NAME}@${DIGEST}`, { groups: ['geology'] }),
      R: image(`${NAME}@${DIGEST}`, { language: 'r' }),
    },
  },
  {
    given: 'a language as nobody writes it',
    code: 'kernel-language',
    says: "given 'Julia 1.12'",
    kernels: { Julia: image(`${NAME}@${DIGEST}`, { language: 'Julia 1.12' }) },
  },
  {
    given: 'groups of one person',
    code: 'kernel-groups-alone',
    says: 'one user, who is in no group',
    kernels: { Base: image(`${NAME}@${DIGEST}`, { groups: ['geology'] }) },
    more: { identity: oneUser({ user: 'ada' }), openTo: [] },
  },
];

/** What must be refused, of a gateway whose largest session has 4 GiB. */
export const BAD_KERNELS = BAD.map(({ kernels, more, ...said }) => ({
  ...said,
  change: { sizes: { standard: { cpus: 2, memoryGiB: 4 } }, environment: { kernels }, ...more },
}));
