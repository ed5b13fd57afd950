import type { SparkVersion } from './kernels';

/** Py4J is a wheel; PySpark is published as sources alone, with the jars in them: https://pypi.org/project/pyspark/#files */
const PY4J = 'py4j==0.10.9.9 --hash=sha256:c7c26e4158defb37b0bb124933163641a2ff6e3a3913f7811b0ddbe07ed61533';

const HASHES: { readonly [version in SparkVersion]: string } = {
  '4.1.4': 'bcbd5e18690cf79d438e97210ad06fb8d451a251bb77becc2b0418868d2acd73',
  '4.2.1': 'd79b7c8ee41e66a9202fe6f600ca90b931ca571ae9dbdf31c58d2672e5102da0',
};

export const SPARK_VERSIONS = Object.keys(HASHES) as SparkVersion[];
export const USUAL_SPARK: SparkVersion = '4.2.1';
/** GiB: https://spark.apache.org/docs/latest/configuration.html, spark.driver.memory */
export const USUAL_SPARK_GIB = 1;
/** Of Debian 13 and of Ubuntu 24.04; Spark 4 runs on Java 17 and 21: https://spark.apache.org/docs/latest/#downloading */
export const JAVA = 'openjdk-21-jre-headless';

export function sparkRequirements(version: SparkVersion): string[] {
  return [PY4J, `pyspark==${version} --hash=sha256:${HASHES[version]}`];
}
