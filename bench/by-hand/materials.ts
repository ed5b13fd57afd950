import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands for the cluster's name in the prepared texts. */
export const NAME_MARK = '@CLUSTER@';

/** Stands for the Region in the prepared texts. */
export const REGION_MARK = '@REGION@';

/** Who may write into the folder of materials agrees with who reads from it: names of its files. */
export const MATERIAL = {
  userData: (role: Role) => `${role}.yaml`,
  programs: (cluster: string) => `${cluster}.zip`,
  mark: (cluster: string) => `${cluster}.mark.json`,
} as const;

export type Role = 'head' | 'compute';

/** What a deployment says of where it comes from: the version and the digest that a CI of an institution's would put there. */
export interface Mark {
  readonly declaration: string;
  readonly terrane: string;
  readonly catalogue: string;
}

/**
 * What lies beside a hand-written app: user data with marks for what differs, and for each cluster an archive of programs and
 * what it says of where it comes from.
 */
export class Materials {
  private readonly userData = new Map<Role, string>();

  constructor(private readonly folder: string) {}

  /** The user data of a role, cut where the Region goes. */
  userDataOf(role: Role, cluster: string): string[] {
    const text = this.userData.get(role) ?? readFileSync(join(this.folder, MATERIAL.userData(role)), 'utf8');
    this.userData.set(role, text);
    return text.replaceAll(NAME_MARK, cluster).split(REGION_MARK);
  }

  /** Where the archive of a cluster's programs lies, zipped before. */
  programsAt(cluster: string): string {
    return join(this.folder, MATERIAL.programs(cluster));
  }

  markOf(cluster: string): Mark {
    return JSON.parse(readFileSync(join(this.folder, MATERIAL.mark(cluster)), 'utf8')) as Mark;
  }

  programsOf(cluster: string): Buffer {
    return readFileSync(this.programsAt(cluster));
  }
}
