"""User pools, service discovery, state machines, resource groups, backups."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.functions import substitute
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

COGNITO, DISCOVERY, STATES, GROUPS = "cognito-idp", "servicediscovery", "stepfunctions", "resource-groups"

POOL = (
    "AccountRecoverySetting", "AdminCreateUserConfig", "AutoVerifiedAttributes", "DeletionProtection",
    "DeviceConfiguration", "EmailConfiguration", "EmailVerificationMessage", "EmailVerificationSubject",
    "LambdaConfig", "MfaConfiguration", "Policies", "SmsAuthenticationMessage", "SmsConfiguration",
    "SmsVerificationMessage", "UserAttributeUpdateSettings", "UserPoolAddOns", "VerificationMessageTemplate",
)  # fmt: skip
POOL_FIXED = ("AliasAttributes", "Schema", "UsernameAttributes", "UsernameConfiguration")


def _pool(work: Work) -> str:
    tags = work.tag_map("UserPoolTags")
    made = work.client.create_user_pool(
        PoolName=work.name("UserPoolName", limit=128),
        **work.given(*POOL, *POOL_FIXED),
        **({"UserPoolTags": tags} if tags else {}),
    )
    work.made(made["UserPool"]["Id"])
    if mfa := work.get("EnabledMfas"):
        _mfa(work, mfa)
    return work.physical_id


def _mfa(work: Work, kinds: list[str]) -> None:
    totp = {"SoftwareTokenMfaConfiguration": {"Enabled": True}} if "SOFTWARE_TOKEN_MFA" in kinds else {}
    work.client.set_user_pool_mfa_config(
        UserPoolId=work.physical_id, MfaConfiguration=work.get("MfaConfiguration", "OFF"), **totp
    )


def _change_pool(work: Work) -> None:
    tags = work.tag_map("UserPoolTags")
    work.client.update_user_pool(UserPoolId=work.physical_id, **work.given(*POOL), UserPoolTags=tags)
    if work.changed("EnabledMfas"):
        _mfa(work, work.get("EnabledMfas", []))


def _pool_attributes(work: Work) -> Mapping[str, Any]:
    provider = f"cognito-idp.{work.region}.amazonaws.com/{work.physical_id}"
    held = work.client.describe_user_pool(UserPoolId=work.physical_id)["UserPool"]
    return {
        "UserPoolId": work.physical_id,
        "Arn": held["Arn"],
        "ProviderName": provider,
        "ProviderURL": f"https://{provider}",
    }


CLIENT = (
    "AccessTokenValidity", "AllowedOAuthFlows", "AllowedOAuthFlowsUserPoolClient", "AllowedOAuthScopes",
    "AnalyticsConfiguration", "AuthSessionValidity", "CallbackURLs", "ClientName", "DefaultRedirectURI",
    "EnablePropagateAdditionalUserContextData", "EnableTokenRevocation", "ExplicitAuthFlows", "IdTokenValidity",
    "LogoutURLs", "PreventUserExistenceErrors", "ReadAttributes", "RefreshTokenValidity",
    "SupportedIdentityProviders", "TokenValidityUnits", "WriteAttributes",
)  # fmt: skip


def _client(work: Work) -> str:
    given = {"ClientName": work.name("ClientName", limit=128), **work.given("UserPoolId", "GenerateSecret", *CLIENT)}
    return str(work.client.create_user_pool_client(**given)["UserPoolClient"]["ClientId"])


def _client_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_user_pool_client(UserPoolId=work.get("UserPoolId"), ClientId=work.physical_id)[
        "UserPoolClient"
    ]
    return {"ClientId": work.physical_id, "ClientSecret": held.get("ClientSecret", ""), "Name": held["ClientName"]}


def _domain(work: Work) -> str:
    made = work.client.create_user_pool_domain(**work.given("Domain", "UserPoolId", "CustomDomainConfig"))
    work.notes["distribution"] = made.get("CloudFrontDomain", "")
    return str(work.get("Domain"))


def _namespace(work: Work) -> str:
    tags = tags_as_list(work.get("Tags"))
    call = work.client.create_private_dns_namespace if "Vpc" in work.properties else work.client.create_http_namespace
    given = work.given("Name", "Vpc", "Description", "Properties")
    operation = call(CreatorRequestId=str(uuid.uuid4()), **given, **({"Tags": tags} if tags else {}))["OperationId"]
    held = work.client.get_operation(OperationId=operation)["Operation"]
    return str(held["Targets"]["NAMESPACE"])


def _namespace_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.get_namespace(Id=work.physical_id)["Namespace"]
    zone = held.get("Properties", {}).get("DnsProperties", {}).get("HostedZoneId", "")
    return {"Id": work.physical_id, "Arn": held["Arn"], "HostedZoneId": zone}


def _service(work: Work) -> str:
    tags = tags_as_list(work.get("Tags"))
    given = work.given(
        "Description", "DnsConfig", "HealthCheckConfig", "HealthCheckCustomConfig", "NamespaceId", "Type"
    )
    made = work.client.create_service(
        Name=work.name(), CreatorRequestId=str(uuid.uuid4()), **given, **({"Tags": tags} if tags else {})
    )
    return str(made["Service"]["Id"])


def _service_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.get_service(Id=work.physical_id)["Service"]
    return {"Id": work.physical_id, "Arn": held["Arn"], "Name": held["Name"]}


MACHINE = ("LoggingConfiguration", "RoleArn", "TracingConfiguration")


def _definition(work: Work) -> str:
    if "DefinitionS3Location" in work.properties:
        where = work.get("DefinitionS3Location")
        version = {"VersionId": where["Version"]} if "Version" in where else {}
        body = work.clients("s3").get_object(Bucket=where["Bucket"], Key=where["Key"], **version)
        text = str(body["Body"].read().decode())
    elif "Definition" in work.properties:
        text = json.dumps(work.get("Definition"))
    else:
        text = str(work.get("DefinitionString"))
    words = work.get("DefinitionSubstitutions", {})
    return str(substitute(text, lambda name: words.get(name, "${" + name + "}"))) if words else text


def _logged(work: Work) -> dict[str, Any]:
    """Members of a template begin with a capital, those of the API do not."""

    def lowered(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name[0].lower() + name[1:]: lowered(part) for name, part in value.items()}
        return [lowered(part) for part in value] if isinstance(value, list) else value

    given = work.given(*MACHINE)
    return {name[0].lower() + name[1:]: lowered(value) for name, value in given.items()}


def _machine(work: Work) -> str:
    made = work.client.create_state_machine(
        name=work.name("StateMachineName", limit=80),
        definition=_definition(work),
        type=work.get("StateMachineType", "STANDARD"),
        tags=tags_as_list(work.get("Tags"), "key", "value"),
        **_logged(work),
    )
    return str(made["stateMachineArn"])


def _change_machine(work: Work) -> None:
    work.client.update_state_machine(stateMachineArn=work.physical_id, definition=_definition(work), **_logged(work))
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(resourceArn=work.physical_id, tagKeys=lost)
        work.client.tag_resource(resourceArn=work.physical_id, tags=tags_as_list(work.get("Tags"), "key", "value"))


def _machine_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_state_machine(stateMachineArn=work.physical_id)
    return {"Arn": work.physical_id, "Name": held["name"], "StateMachineRevisionId": held.get("revisionId", "INITIAL")}


def _query(work: Work) -> dict[str, Any]:
    """The query is an object in a template and a text in the API; without one it is the stack's own resources."""
    given = work.get("ResourceQuery")
    if given is None:
        raise ResourceFailed("The rehearsal makes resource groups with a ResourceQuery only")
    query = given.get("Query")
    if query is None:
        query = {"ResourceTypeFilters": ["AWS::AllSupported"], "StackIdentifier": work.stack_id}
    return {"Type": given["Type"], "Query": json.dumps(query)}


def _resource_group(work: Work) -> str:
    name = work.name(limit=128)
    made = work.client.create_group(
        Name=name, ResourceQuery=_query(work), Tags=work.tag_map(), **work.given("Description", "Configuration")
    )
    work.notes["arn"] = made["Group"]["GroupArn"]
    return name


def _change_resource_group(work: Work) -> None:
    if work.changed("ResourceQuery"):
        work.client.update_group_query(GroupName=work.physical_id, ResourceQuery=_query(work))
    if work.changed("Description"):
        work.client.update_group(GroupName=work.physical_id, Description=work.get("Description", ""))
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag(Arn=work.notes["arn"], Keys=lost)
        if work.tag_map():
            work.client.tag(Arn=work.notes["arn"], Tags=work.tag_map())


KINDS = (
    kind(
        "AWS::Cognito::UserPool",
        COGNITO,
        (*POOL, *POOL_FIXED, "EnabledMfas", "UserPoolName", "UserPoolTags"),
        create=_pool,
        delete=lambda w: w.client.delete_user_pool(UserPoolId=w.physical_id),
        update=_change_pool,
        mutable=(*POOL, "EnabledMfas", "UserPoolTags"),
        attributes=_pool_attributes,
        replaced=POOL_FIXED,
    ),
    kind(
        "AWS::Cognito::UserPoolClient",
        COGNITO,
        ("UserPoolId", "GenerateSecret", *CLIENT),
        create=_client,
        delete=lambda w: w.client.delete_user_pool_client(ClientId=w.physical_id, **w.given("UserPoolId")),
        update=lambda w: w.client.update_user_pool_client(ClientId=w.physical_id, **w.given("UserPoolId", *CLIENT)),
        mutable=CLIENT,
        attributes=_client_attributes,
    ),
    kind(
        "AWS::Cognito::UserPoolDomain",
        COGNITO,
        "Domain UserPoolId CustomDomainConfig",
        create=_domain,
        delete=lambda w: w.client.delete_user_pool_domain(**w.given("Domain", "UserPoolId")),
        update=lambda w: w.client.update_user_pool_domain(**w.given("Domain", "UserPoolId", "CustomDomainConfig")),
        mutable="CustomDomainConfig",
        attributes=lambda w: {"CloudFrontDistribution": w.notes["distribution"]},
    ),
    kind(
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
        DISCOVERY,
        "Description Name Properties Tags Vpc",
        create=_namespace,
        delete=lambda w: w.client.delete_namespace(Id=w.physical_id),
        attributes=_namespace_attributes,
    ),
    kind(
        "AWS::ServiceDiscovery::HttpNamespace",
        DISCOVERY,
        "Description Name Tags",
        create=_namespace,
        delete=lambda w: w.client.delete_namespace(Id=w.physical_id),
        attributes=_namespace_attributes,
    ),
    kind(
        "AWS::ServiceDiscovery::Service",
        DISCOVERY,
        "Description DnsConfig HealthCheckConfig HealthCheckCustomConfig Name NamespaceId Tags Type",
        create=_service,
        delete=lambda w: w.client.delete_service(Id=w.physical_id),
        update=lambda w: w.client.update_service(
            Id=w.physical_id, Service=w.given("Description", "DnsConfig", "HealthCheckConfig")
        ),
        mutable="Description DnsConfig HealthCheckConfig",
        attributes=_service_attributes,
    ),
    kind(
        "AWS::StepFunctions::StateMachine",
        STATES,
        (
            "Definition",
            "DefinitionS3Location",
            "DefinitionString",
            "DefinitionSubstitutions",
            "StateMachineName",
            "StateMachineType",
            "Tags",
            *MACHINE,
        ),
        create=_machine,
        delete=lambda w: w.client.delete_state_machine(stateMachineArn=w.physical_id),
        update=_change_machine,
        mutable=("Definition", "DefinitionS3Location", "DefinitionString", "DefinitionSubstitutions", "Tags", *MACHINE),
        attributes=_machine_attributes,
    ),
    kind(
        "AWS::ResourceGroups::Group",
        GROUPS,
        "Configuration Description Name ResourceQuery Tags",
        create=_resource_group,
        delete=lambda w: w.client.delete_group(GroupName=w.physical_id),
        update=_change_resource_group,
        mutable="Description ResourceQuery Tags",
        attributes=lambda w: {"Arn": w.notes["arn"]},
    ),
)
