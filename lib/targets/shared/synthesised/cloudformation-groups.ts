import { type Json, type MadeEnd, record, records, type Template, textOf } from './made-rule';

const GROUP = 'AWS::EC2::SecurityGroup';

/** Groups of CloudFormation's templates by the name that people see, whichever of the templates refers to them. */
export class CloudFormationGroups {
  private readonly names = new Map<string, string>();
  private readonly exported = new Map<string, { readonly file: string; readonly value: unknown }>();

  constructor(templates: readonly Template[]) {
    for (const { file, content } of templates) {
      for (const [id, value] of Object.entries(record(content['Resources'])))
        if (record(value)['Type'] === GROUP)
          this.names.set(`${file} ${id}`, nameOf(id, record(record(value)['Properties'])));
      for (const output of records(Object.values(record(content['Outputs']))))
        this.exported.set(textOf(record(output['Export'])['Name']), { file, value: output['Value'] });
    }
  }

  end(file: string, reference: unknown): MadeEnd {
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported } = record(reference);
    const output = this.exported.get(textOf(imported));
    if (imported !== undefined && output !== undefined) return this.end(output.file, output.value);
    const id = Ref ?? (Array.isArray(attribute) ? attribute[0] : textOf(attribute).split('.')[0]);
    const name = this.names.get(`${file} ${textOf(id)}`);
    return name === undefined ? { other: textOf(reference) } : { name };
  }

  peer(file: string, rule: Json): MadeEnd {
    const cidr = rule['CidrIp'] ?? rule['CidrIpv6'];
    if (cidr !== undefined) return { cidr: textOf(cidr) };
    const group = rule['SourceSecurityGroupId'] ?? rule['DestinationSecurityGroupId'];
    if (group !== undefined) return this.end(file, group);
    return { other: textOf(rule['SourcePrefixListId'] ?? rule['DestinationPrefixListId'] ?? rule) };
  }
}

function nameOf(id: string, properties: Json): string {
  const tag = records(properties['Tags']).find(({ Key }) => Key === 'Name');
  return textOf(tag?.['Value'] ?? properties['GroupName'] ?? id);
}
