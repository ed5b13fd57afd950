"""Functions really run: with their role alone, told by budgets and schedules as AWS would tell them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, ClassVar

from terrane_rehearsal.functions import Functions, fire, spend
from terrane_rehearsal.iam import Guard
from terrane_rehearsal.policies import lets

from tests.emulated import REGION, Emulated

STOP = (Path(__file__).resolve().parents[2] / "nodes" / "functions" / "stop_launches.py").read_text(encoding="utf-8")
ACCOUNT = "123456789012"
MARK = {"key": "terrane:budget-reached", "value": "1000 USD a month, 100 %"}


def archive(program: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("index.py", program)
    return made.getvalue()


def trust(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Called(Emulated):
    functions: ClassVar[Functions]
    guard: ClassVar[Guard]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.journal: Any = cls.emulator._context.journal
        cls.guard = Guard(cls.emulator, cls.journal)
        cls.functions = Functions(cls.emulator, cls.guard.wsgi(cls.emulator.wsgi), cls.journal)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.functions.close()
        super().tearDownClass()

    def setUp(self) -> None:
        super().setUp()
        number = self.id().rpartition(".")[2][-40:]
        self.name = number
        self.marked = self.template(f"t-{number}")["LaunchTemplateId"]
        self.other = self.template(f"o-{number}")["LaunchTemplateId"]

    def role(self, name: str, service: str, *statements: dict[str, Any]) -> str:
        iam = self.emulator.client("iam")
        arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust(service))["Role"]["Arn"]
        if statements:
            document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
            iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document)
        return str(arn)

    def marker(self) -> dict[str, Any]:
        return {
            "Effect": "Allow",
            "Action": ["ec2:CreateTags"],
            "Resource": [f"arn:aws:ec2:{REGION}:{ACCOUNT}:launch-template/{self.marked}"],
            "Condition": {
                "ForAllValues:StringEquals": {"aws:TagKeys": [MARK["key"]]},
                "StringEqualsIfExists": {f"aws:RequestTag/{MARK['key']}": [MARK["value"]]},
            },
        }

    def function(self, program: str = STOP, service: str = "lambda.amazonaws.com", **more: Any) -> str:
        role = self.role(f"f-{self.name}"[:64], service, self.marker())
        made = self.emulator.client("lambda").create_function(
            FunctionName=self.name,
            Runtime="python3.13",
            Handler="index.handler",
            Role=role,
            Code={"ZipFile": archive(program)},
            Environment={"Variables": {"BUDGET": json.dumps({"mark": MARK, "templates": [self.marked]})}},
            **{"Timeout": 30, **more},
        )
        return str(made["FunctionArn"])

    def invoke(self, arn: str, event: object) -> dict[str, Any]:
        answer = self.emulator.client("lambda").invoke(FunctionName=arn, Payload=json.dumps(event).encode())
        found: dict[str, Any] = json.loads(answer["Payload"].read())
        return found

    def tags(self, template: str) -> dict[str, str]:
        found = self.ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [template]}])["Tags"]
        return {each["Key"]: each["Value"] for each in found}

    def topic(self, *statements: dict[str, Any], function: str, **attributes: str) -> str:
        sns = self.emulator.client("sns")
        topic = str(sns.create_topic(Name=f"topic-{self.name}", Attributes=attributes)["TopicArn"])
        policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
        sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=function)
        return topic

    def budget(self, topic: str, threshold: int = 100) -> None:
        notification = {
            "NotificationType": "ACTUAL",
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": threshold,
            "ThresholdType": "PERCENTAGE",
        }
        self.emulator.client("budgets").create_budget(
            AccountId=ACCOUNT,
            Budget={
                "BudgetName": self.name,
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": "1000", "Unit": "USD"},
            },
            NotificationsWithSubscribers=[
                {"Notification": notification, "Subscribers": [{"SubscriptionType": "SNS", "Address": topic}]}
            ],
        )

    def let_topic(self, function: str, topic: str) -> None:
        self.emulator.client("lambda").add_permission(
            FunctionName=function,
            StatementId="topic",
            Action="lambda:InvokeFunction",
            Principal="sns.amazonaws.com",
            SourceArn=topic,
        )


FROM_BUDGETS = {
    "Sid": "FromBudgets",
    "Effect": "Allow",
    "Principal": {"Service": "budgets.amazonaws.com"},
    "Action": "sns:Publish",
    "Resource": "*",
    "Condition": {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {"aws:SourceArn": f"arn:aws:budgets::{ACCOUNT}:*"},
    },
}
TLS_ONLY = {
    "Sid": "TlsOnly",
    "Effect": "Deny",
    "Principal": {"AWS": "*"},
    "Action": "sns:Publish",
    "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


class AFunction(Called):
    def test_acts_as_its_role(self) -> None:
        answer = self.invoke(self.function(), {"mark": MARK, "templates": [self.marked]})
        self.assertEqual([self.marked], answer["marked"])
        self.assertEqual({MARK["key"]: MARK["value"]}, self.tags(self.marked))

    def test_may_not_mark_another_template(self) -> None:
        answer = self.invoke(self.function(), {"mark": MARK, "templates": [self.other]})
        self.assertIn("UnauthorizedOperation", answer["errorMessage"])
        self.assertEqual({}, self.tags(self.other))

    def test_may_not_set_another_tag_nor_another_value(self) -> None:
        function = self.function()
        for wrong in ({"key": "terrane:cluster", "value": "x"}, {**MARK, "value": "void"}):
            answer = self.invoke(function, {"mark": wrong, "templates": [self.marked]})
            self.assertIn("UnauthorizedOperation", answer["errorMessage"], wrong)
        self.assertEqual({}, self.tags(self.marked))

    def test_that_tries_something_else_is_refused(self) -> None:
        program = "import boto3\ndef handler(event, context):\n    return boto3.client('ec2').run_instances("
        program += "MinCount=1, MaxCount=1, LaunchTemplate={'LaunchTemplateId': event['template']})['Instances']"
        answer = self.invoke(self.function(program), {"template": self.marked})
        self.assertIn("UnauthorizedOperation", answer["errorMessage"])
        denied = [each["action"] for each in self.guard.report()["denied"]]
        self.assertIn("ec2:RunInstances", denied)

    def test_reaches_the_cloud_and_nothing_else(self) -> None:
        program = (
            "import socket\ndef handler(event, context):\n"
            "    socket.create_connection(('127.0.0.1', event['port']), timeout=2)\n"
        )
        port = int(self.emulator.url.rpartition(":")[2])
        self.assertIn("ConnectionRefusedError", self.invoke(self.function(program), {"port": port})["errorMessage"])

    def test_has_no_capability(self) -> None:
        program = "import os\ndef handler(event, context):\n    os.chown('/etc/hostname', 1, 1)\n"
        self.assertIn("PermissionError", self.invoke(self.function(program), {})["errorMessage"])

    def test_ends_with_its_time(self) -> None:
        program = "import time\ndef handler(event, context):\n    time.sleep(60)\n"
        answer = self.invoke(self.function(program, Timeout=2), {})
        self.assertEqual("Task timed out after 2.00 seconds", answer["errorMessage"])

    def test_that_raises_says_so(self) -> None:
        answer = self.invoke(self.function("def handler(event, context):\n    raise KeyError('mark')\n"), {})
        self.assertEqual("KeyError: 'mark'", answer["errorMessage"])

    def test_whose_role_lambda_may_not_take_does_not_run(self) -> None:
        answer = self.invoke(self.function(service="ec2.amazonaws.com"), {"mark": MARK, "templates": [self.marked]})
        self.assertEqual({}, answer)
        self.assertEqual({}, self.tags(self.marked))


class ABudget(Called):
    def told(
        self, *statements: dict[str, Any], permission: bool = True, threshold: int = 100, **attributes: str
    ) -> None:
        function = self.function()
        topic = self.topic(*statements, function=function, **attributes)
        self.budget(topic, threshold)
        if permission:
            self.let_topic(function, topic)

    def spend(self, percent: float = 100) -> str:
        return spend(self.emulator, self.functions, percent, self.name)

    def test_tells_a_topic_which_calls_the_function(self) -> None:
        self.told(FROM_BUDGETS, TLS_ONLY)
        self.assertIn(f"which called {self.name}", self.spend())
        self.assertEqual({MARK["key"]: MARK["value"]}, self.tags(self.marked))

    def test_below_its_threshold_tells_nobody(self) -> None:
        self.told(FROM_BUDGETS, threshold=90)
        self.assertIn("no topic", self.spend(89))
        self.assertEqual({}, self.tags(self.marked))

    def test_that_the_topic_does_not_let_publish_tells_nobody(self) -> None:
        self.told(TLS_ONLY)
        with self.assertRaisesRegex(ValueError, "does not let budgets.amazonaws.com publish"):
            self.spend()
        self.assertEqual({}, self.tags(self.marked))

    def test_does_not_know_the_key_of_sns(self) -> None:
        self.told(FROM_BUDGETS, KmsMasterKeyId="alias/aws/sns")
        with self.assertRaisesRegex(ValueError, "SNS's own key"):
            self.spend()

    def test_a_function_that_does_not_let_the_topic_is_not_called(self) -> None:
        self.told(FROM_BUDGETS, permission=False)
        with self.assertRaisesRegex(ValueError, "does not let topic"):
            self.spend()
        self.assertEqual({}, self.tags(self.marked))

    def test_of_another_name_is_not_there(self) -> None:
        self.told(FROM_BUDGETS)
        with self.assertRaisesRegex(ValueError, "did you mean"):
            spend(self.emulator, self.functions, 100, f"{self.name}x")


class ASchedule(Called):
    def made(self, *statements: dict[str, Any], service: str = "scheduler.amazonaws.com") -> None:
        target = {
            "Arn": self.function(),
            "RoleArn": self.role(f"s-{self.name}"[:64], service, *statements),
            "Input": json.dumps({"mark": MARK, "templates": [self.marked]}),
        }
        self.emulator.client("scheduler").create_schedule(
            Name=self.name,
            ScheduleExpression="at(2199-01-01T00:00:00)",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target=target,
        )

    def may_call(self) -> dict[str, Any]:
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.name}"
        return {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": arn}

    def test_calls_its_function_with_its_input(self) -> None:
        self.made(self.may_call())
        self.assertIn(self.name, fire(self.emulator, self.functions, self.name))
        self.assertEqual({MARK["key"]: MARK["value"]}, self.tags(self.marked))

    def test_whose_role_may_not_call_does_not(self) -> None:
        self.made()
        with self.assertRaisesRegex(ValueError, "AccessDenied"):
            fire(self.emulator, self.functions, self.name)
        self.assertEqual({}, self.tags(self.marked))

    def test_whose_role_the_scheduler_may_not_take_does_not(self) -> None:
        self.made(self.may_call(), service="lambda.amazonaws.com")
        with self.assertRaisesRegex(ValueError, "cannot be assumed"):
            fire(self.emulator, self.functions, self.name)


class APolicyOfAResource(Emulated):
    def test_lets_in_whom_it_names_on_its_conditions(self) -> None:
        context = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": f"arn:aws:budgets::{ACCOUNT}:budget/x"}
        document = {"Statement": [FROM_BUDGETS]}
        publish = ("budgets.amazonaws.com", "sns:Publish")
        self.assertTrue(lets(document, *publish, context))
        self.assertFalse(lets(document, *publish, {**context, "aws:SourceAccount": "999999999999"}))
        self.assertFalse(lets(document, "events.amazonaws.com", "sns:Publish", context))
        self.assertFalse(lets(document, "budgets.amazonaws.com", "sns:Subscribe", context))
        self.assertFalse(
            lets({"Statement": [{**FROM_BUDGETS, "Condition": {"IpAddress": {"x": "y"}}}]}, *publish, context)
        )
        insecure = {**context, "aws:SecureTransport": "false"}
        self.assertFalse(lets({"Statement": [FROM_BUDGETS, TLS_ONLY]}, *publish, insecure))
