package ai.gatewayz.catalog.contract;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;

/** Gives topics that were made before what they lack of the contract's settings. */
final class TopicSettings {

  private static final System.Logger LOG = System.getLogger(TopicSettings.class.getName());

  private TopicSettings() {}

  /** Where the broker refuses to tell or to change them, they stay as they are. */
  static void add(
      Admin admin, Collection<Topic> topics, Map<String, TopicDescription> found, int seconds) {
    List<ConfigResource> resources = topics.stream().map(TopicSettings::resource).toList();
    Map<ConfigResource, org.apache.kafka.common.KafkaFuture<Config>> told =
        resources.isEmpty() ? Map.of() : admin.describeConfigs(resources).values();
    for (Topic topic : topics) {
      String name = topic.topicName();
      try {
        Config config = Topics.await(told.get(resource(topic)), name, seconds);
        List<AlterConfigOp> lacking = lacking(topic, found.get(name), config);
        if (!lacking.isEmpty()) {
          Topics.await(
              admin.incrementalAlterConfigs(Map.of(resource(topic), lacking)).all(), name, seconds);
          LOG.log(Level.INFO, "Topic {0} has new settings: {1}", name, lacking);
        }
      } catch (ApiException e) {
        LOG.log(
            Level.INFO, "The settings of topic {0} stay as they are: {1}", name, e.getMessage());
      }
    }
  }

  private static List<AlterConfigOp> lacking(Topic topic, TopicDescription found, Config config) {
    Map<String, String> wanted = topic.settings();
    int copies =
        found.partitions().stream().mapToInt(each -> each.replicas().size()).min().orElse(1);
    if (copies >= Topic.COPIES_OF_A_CLUSTER) {
      wanted.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    List<AlterConfigOp> lacking = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          ConfigEntry held = config.get(name);
          if (held != null
              && held.source() != ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
              && !value.equals(held.value())) {
            lacking.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
          }
        });
    return lacking;
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }
}
