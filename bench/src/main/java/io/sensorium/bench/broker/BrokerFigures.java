package io.sensorium.bench.broker;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the broker tells of itself.
 *
 * @param cpuNanos processor time in the span that was asked for
 * @param bytesIn bytes that the broker has appended since it started, by topic: record batches as
 *     producers sent them
 */
public record BrokerFigures(long cpuNanos, Map<String, Long> bytesIn) {

  /** Read from Kafka's metrics in this JVM. */
  static Map<String, Long> appended() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    Map<String, Long> bytes = new TreeMap<>();
    for (ObjectName name :
        beans.queryNames(
            new ObjectName("kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic=*"),
            null)) {
      try {
        bytes.put(name.getKeyProperty("topic"), (Long) beans.getAttribute(name, "Count"));
      } catch (InstanceNotFoundException e) {
        // deleted meanwhile
      }
    }
    return bytes;
  }
}
