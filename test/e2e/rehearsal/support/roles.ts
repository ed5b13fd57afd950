import type { Rehearsal } from '../../../../lib/testing';
import { aws, texts } from './aws';

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

interface Document {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
}

/** A role's only policy, as it was deployed; one action of one statement can be taken from it for a while. */
export class Role {
  static async find(cloud: Rehearsal, part: string): Promise<Role> {
    const names = texts(await aws(cloud, 'iam', 'ListRoles'), 'RoleName').filter((name) => name.includes(part));
    if (names.length !== 1) throw new Error(`roles with ${part} in their names: ${names.join(', ') || 'none'}`);
    const name = names[0] as string;
    const policies = texts(await aws(cloud, 'iam', 'ListRolePolicies', { RoleName: name }), 'member');
    if (policies.length !== 1) throw new Error(`policies of ${name}: ${policies.join(', ') || 'none'}`);
    const policy = policies[0] as string;
    const found = await aws(cloud, 'iam', 'GetRolePolicy', { RoleName: name, PolicyName: policy });
    const document = JSON.parse(decodeURIComponent(texts(found, 'PolicyDocument')[0] as string)) as Document;
    return new Role(cloud, name, policy, document);
  }

  private constructor(
    private readonly cloud: Rehearsal,
    readonly name: string,
    private readonly policy: string,
    private readonly document: Document,
  ) {}

  /** Every action within every statement, e.g. `ReadSecrets secretsmanager:GetSecretValue`. */
  grants(): string[] {
    return this.document.Statement.flatMap((each) => actionsOf(each).map((action) => `${each.Sid} ${action}`));
  }

  /** The ARNs of a statement. */
  resources(sid: string): readonly string[] {
    const found = this.document.Statement.find((each) => each.Sid === sid);
    if (found === undefined) throw new Error(`${this.name} has no statement ${sid}`);
    return typeof found.Resource === 'string' ? [found.Resource] : found.Resource;
  }

  /** Does something while the role has all its grants but one. */
  async without<T>(grant: string, work: () => Promise<T>): Promise<T> {
    if (!this.grants().includes(grant)) throw new Error(`${this.name} has no grant ${grant}`);
    await this.put({ ...this.document, Statement: this.document.Statement.flatMap((each) => left(each, grant)) });
    try {
      return await work();
    } finally {
      await this.put(this.document);
    }
  }

  private async put(document: Document): Promise<void> {
    const PolicyDocument = JSON.stringify(document);
    await aws(this.cloud, 'iam', 'PutRolePolicy', { RoleName: this.name, PolicyName: this.policy, PolicyDocument });
  }
}

function actionsOf({ Action }: PolicyStatement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

function left(statement: PolicyStatement, grant: string): PolicyStatement[] {
  const Action = actionsOf(statement).filter((action) => `${statement.Sid} ${action}` !== grant);
  return Action.length === 0 ? [] : [{ ...statement, Action }];
}
