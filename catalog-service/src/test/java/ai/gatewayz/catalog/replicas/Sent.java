package ai.gatewayz.catalog.replicas;

import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.TopicReader;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as it is on Kafka.
 *
 * @param id the same where it was sent again
 * @param version of the offer; 0 for a tombstone
 */
record Sent(String id, long version) {

  /** The events about each offer, in their order. */
  static Map<String, List<Sent>> offers(CatalogStack stack) {
    Map<String, List<Sent>> sent = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        TopicReader.all(stack.bootstrapServers(), Topic.OFFERS)) {
      long version =
          record.value() == null ? 0 : EventJson.read(record.value(), Offer.class).version();
      sent.computeIfAbsent(record.key(), key -> new ArrayList<>())
          .add(new Sent(id(record), version));
    }
    return sent;
  }

  /** The same, what was sent again once only. */
  static Map<String, List<Sent>> distinctOffers(CatalogStack stack) {
    Map<String, List<Sent>> once = new LinkedHashMap<>();
    offers(stack).forEach((key, sent) -> once.put(key, List.copyOf(new LinkedHashSet<>(sent))));
    return once;
  }

  static String id(ConsumerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
  }
}
