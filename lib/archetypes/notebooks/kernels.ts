/**
 * Who may use a kernel, and until when. Its folder on the shared home is closed to everybody else, on the gateway and on the
 * nodes: what is not named here cannot be read there, whatever it is called by.
 */
export interface KernelAccessProps {
  /** Groups whose members may use it, as the identity provider names them. @default everybody who may sign in */
  readonly groups?: readonly string[];
  /** Last day that it may be used, e.g. `2027-06-30`, UTC. What runs then goes on until its session ends. @default for ever */
  readonly until?: string;
}

/** Python: the session's own, or with packages of its own. */
export interface PythonKernelProps extends KernelAccessProps {
  /**
   * Packages of an environment of its own: the text of a requirements file, or its lines. Each names one release
   * (`numpy==2.4.6`); with `--hash=` for one of them, for all.
   * @default the session's own environment, with the packages of `environment.packages`; it is everybody's
   */
  readonly requirements?: string | readonly string[];
}

/** R, as the distribution has it. */
export interface RKernelProps {
  /** Packages of the distribution, e.g. `r-cran-dplyr`. @default R alone */
  readonly packages?: readonly string[];
}

/** Releases of Spark whose package the library knows by its hash. */
export type SparkVersion = '4.1.4' | '4.2.1';

/** Spark in Python, on the session's own machine: one process, with as many threads as the session has CPUs. */
export interface SparkKernelProps extends PythonKernelProps {
  /** @default '4.2.1' */
  readonly version?: SparkVersion;
  /** Memory of the process, of the session's. @default 1, as Spark has it */
  readonly memoryGiB?: number;
}

/** A kernel that an image has. */
export interface ImageKernelProps extends KernelAccessProps {
  /** Language of the kernel, as the image's kernel.json says it. @default 'python' */
  readonly language?: string;
  /** GPUs that a session needs for it; a session with fewer does not offer it. @default 0 */
  readonly gpus?: number;
}

/** What a notebook runs in; made by {@link python}, {@link r}, {@link spark}, {@link image} or {@link julia}. */
export type NotebookKernel =
  | (PythonKernelProps & { readonly kind: 'python' })
  | (RKernelProps & { readonly kind: 'r' })
  | (SparkKernelProps & { readonly kind: 'spark' })
  | (ImageKernelProps & { readonly kind: 'image'; readonly image: string });

/** Python: the session's own, or with packages of its own. */
export function python(props: PythonKernelProps = {}): NotebookKernel {
  return { kind: 'python', ...props };
}

/** R, as the distribution has it. */
export function r(props: RKernelProps = {}): NotebookKernel {
  return { kind: 'r', ...props };
}

/** Spark in Python, on the session's own machine. */
export function spark(props: SparkKernelProps = {}): NotebookKernel {
  return { kind: 'spark', ...props };
}

/**
 * A kernel of a container image, which is fetched once and unpacked on the shared home, the same for the gateway and the nodes.
 *
 * @param reference registry, name and digest: `quay.io/jupyter/datascience-notebook@sha256:...`. A tag is refused: it leads to
 *   another image tomorrow
 */
export function image(reference: string, props: ImageKernelProps = {}): NotebookKernel {
  return { kind: 'image', image: reference, ...props };
}

/** Julia of an image: neither Debian 13 nor Ubuntu 24.04 packages it. */
export function julia(reference: string, props: Omit<ImageKernelProps, 'language'> = {}): NotebookKernel {
  return image(reference, { ...props, language: 'julia' });
}
