import type { Source } from '../rule';

/** How networks, stations, locations and channels are called. */
export const FDSN_IDENTIFIERS: Source = {
  title: 'FDSN Source Identifiers, Definition of identifiers',
  url: 'https://github.com/FDSN/source-identifiers/blob/17126386e577af0510dc67ed3b032bc941bb7e2e/definition.rst',
  date: '2025-02-06',
};

/** What a data centre that speaks FDSN web services is asked for waveforms by. */
export const DATASELECT: Source = {
  title: 'FDSN Dataselect Web Service, Northern California Earthquake Data Center',
  url: 'https://service.ncedc.org/fdsnws/dataselect/1',
  date: '2026-11-22',
};

export const SEEDLINK: Source = {
  title: 'SeedLink protocol, version 4',
  url: 'https://github.com/FDSN/SeedLink/blob/b57d3172645120aec333df2544b848f5e7a468eb/protocol.rst',
  date: '2025-02-06',
};

/** Windows of event time, and how late a record may be. */
export const SLINKTOOL: Source = {
  title: 'slinktool(1), stream lists and selectors',
  url: 'https://www.seiscomp.de/doc/apps/slinktool.html',
  date: '2026-11-22',
};
export const FLINK_WINDOWS: Source = {
  title: 'Apache Flink, Windows',
  url: 'https://github.com/apache/flink/blob/01f98f00a4b3342d1fd49224af3343dc573523c9/docs/content/docs/dev/datastream/operators/windows.md',
  date: '2026-11-22',
};

/** What a partition key does. */
export const KINESIS_PUT_RECORD: Source = {
  title: 'Amazon Kinesis Data Streams API Reference, PutRecord',
  url: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html',
  date: '2013-12-02',
};

export const OCI_STREAMING_LIMITS: Source = {
  title: 'Oracle Cloud Infrastructure, Limits on Streaming Resources',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/streamingoverview_topic-Limits_on_Streaming_Resources.htm',
  date: '2026-11-22',
};

/** How a client of the Kafka protocol enters Oracle's Streaming. */
export const OCI_KAFKA: Source = {
  title: 'Oracle Cloud Infrastructure, Using Kafka APIs with Streaming',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Streaming/Tasks/kafkacompatibility_topic-Configuration.htm',
  date: '2026-11-22',
};

export const S3_NAMES: Source = {
  title: 'Amazon S3 User Guide, General purpose bucket naming rules',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  date: '2026-11-22',
};

export const RHEL_PYTHON: Source = {
  title: 'Red Hat Enterprise Linux 9, Introduction to Python',
  url: 'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/installing_and_using_dynamic_programming_languages/assembly_introduction-to-python_installing-and-using-dynamic-programming-languages',
  date: '2026-11-22',
};

export const RFC_3339: Source = {
  title: 'RFC 3339, Date and Time on the Internet: Timestamps',
  url: 'https://www.rfc-editor.org/rfc/rfc3339',
  date: '2002-07',
};

export const RFC_8259: Source = {
  title: 'RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format',
  url: 'https://www.rfc-editor.org/rfc/rfc8259',
  date: '2017-12',
};

/** How a program's functions are found by their names. */
export const IMPORTLIB: Source = {
  title: 'Python 3 documentation, importlib',
  url: 'https://docs.python.org/3/library/importlib.html',
  date: '2026-11-22',
};

/** Where temporary files go on the distribution that fleets on AWS boot. */
export const DEBIAN_TMP: Source = {
  title: "A Deep Dive Into Debian 13's /tmp",
  url: 'https://lowendbox.com/blog/a-deep-dive-into-debian-13s-tmp-whats-new-and-what-to-do-if-you-dont-like-it',
  date: '2026-11-22',
};

export const NETWORK_BANDWIDTH: Source = {
  title: 'Amazon EC2 User Guide, Amazon EC2 instance network bandwidth',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-network-bandwidth.html',
  date: '2026-11-22',
};
