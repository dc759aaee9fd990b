package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.Topic;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves as few partitions as can be, and stops nobody who keeps his: Kafka's own cooperative
 * assignor decides about the offers, and the other topics follow partition by partition. Left to
 * it, the outcomes of an offer would go to another replica than the offer.
 */
@RegisterForReflection
public final class CoPartitionedAssignor implements ConsumerPartitionAssignor {

  private static final String GUIDE = Topic.OFFERS.topicName();

  private final CooperativeStickyAssignor offers = new CooperativeStickyAssignor();

  @Override
  public String name() {
    return "gatewayz-co-partitioned";
  }

  @Override
  public List<RebalanceProtocol> supportedProtocols() {
    return offers.supportedProtocols();
  }

  @Override
  public ByteBuffer subscriptionUserData(Set<String> topics) {
    return offers.subscriptionUserData(Set.of(GUIDE));
  }

  @Override
  public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
    offers.onAssignment(
        new Assignment(guided(assignment.partitions()), assignment.userData()), metadata);
  }

  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
    Map<String, Subscription> narrowed = new HashMap<>();
    group.groupSubscription().forEach((member, all) -> narrowed.put(member, narrow(all)));
    Map<String, Assignment> assigned = new HashMap<>();
    offers
        .assign(cluster, new GroupSubscription(narrowed))
        .groupAssignment()
        .forEach(
            (member, part) ->
                assigned.put(
                    member,
                    new Assignment(
                        widen(
                            cluster,
                            group.groupSubscription().get(member).topics(),
                            part.partitions()),
                        part.userData())));
    return new GroupAssignment(assigned);
  }

  private static Subscription narrow(Subscription all) {
    Subscription narrowed =
        new Subscription(
            List.of(GUIDE),
            all.userData(),
            guided(all.ownedPartitions()),
            all.generationId().orElse(-1),
            all.rackId());
    narrowed.setGroupInstanceId(all.groupInstanceId());
    return narrowed;
  }

  private static List<TopicPartition> guided(List<TopicPartition> partitions) {
    return partitions.stream().filter(each -> each.topic().equals(GUIDE)).toList();
  }

  /** A topic with more partitions than the offers have is shared out in turn. */
  private static List<TopicPartition> widen(
      Cluster cluster, List<String> topics, List<TopicPartition> guides) {
    int count = count(cluster, GUIDE);
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : topics) {
      int partitions = count(cluster, topic);
      for (TopicPartition guide : guides) {
        for (int number = guide.partition(); number < partitions; number += count) {
          all.add(new TopicPartition(topic, number));
        }
      }
    }
    return all;
  }

  private static int count(Cluster cluster, String topic) {
    Integer count = cluster.partitionCountForTopic(topic);
    return count == null ? 0 : count;
  }
}
