/** A program that had a part in a synthesis. */
export interface Software {
  readonly name: string;
  readonly version: string;
  /** https://github.com/package-url/purl-spec */
  readonly id: string;
}

/** A package of npm's. */
export function npmPackage(name: string, version: string): Software {
  return { name, version, id: `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${version}` };
}

/** A provider of Terraform's, e.g. `oracle/oci`. */
export function terraformProvider(name: string, version: string): Software {
  return { name, version, id: `pkg:terraform/${name}@${version}` };
}
