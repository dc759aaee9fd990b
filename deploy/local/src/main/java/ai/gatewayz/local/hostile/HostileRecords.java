package ai.gatewayz.local.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Mutates the recorded samples of an event, the same way each time for a seed. Most of what comes
 * out is broken, some is well-formed nonsense, and some is still sound.
 */
public final class HostileRecords {

  private static final String MARK = "\"@hostile@\"";

  private final SplittableRandom random;
  private final String topic;
  private final String type;
  private final List<JsonNode> samples = new ArrayList<>();
  private long offset;

  /**
   * @param type {@code ce_type} of the topic
   * @param samples a file with an array of the topic's events, or the schema of an event that no
   *     release has recorded yet, with its examples
   */
  public HostileRecords(String topic, String type, Path samples, long seed) {
    this.random = new SplittableRandom(seed);
    this.topic = topic;
    this.type = type;
    try {
      JsonNode read = new ObjectMapper().readTree(samples.toFile());
      (read.isArray() ? read : read.path("examples")).forEach(this.samples::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes them about another offer: on a broker that others use they are not to be in the way. */
  public HostileRecords about(String id) {
    samples.forEach(
        sample -> sample.findParents("id").forEach(offer -> ((ObjectNode) offer).put("id", id)));
    return this;
  }

  public ConsumerRecord<String, byte[]> next() {
    ObjectNode sample = pick(samples).deepCopy();
    if (sample.has("id") && random.nextInt(4) == 0) {
      sample.put("id", pick(HostileValues.IDS));
    }
    String key = key(sample);
    byte[] value = value(sample);
    return new ConsumerRecord<>(
        topic,
        random.nextInt(6),
        offset++,
        pick(HostileValues.TIMES),
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers(),
        Optional.empty());
  }

  /** The next one as a broker takes it. */
  public ProducerRecord<String, byte[]> nextToSend() {
    ConsumerRecord<String, byte[]> next = next();
    // A compacted topic has none without a key.
    String key = next.key() == null ? "" : next.key();
    return new ProducerRecord<>(topic, next.partition(), null, key, next.value(), next.headers());
  }

  private String key(JsonNode sample) {
    if (random.nextInt(5) == 0) {
      return pick(HostileValues.KEYS);
    }
    if (!sample.has("provider")) {
      return sample.path("replica").asText(sample.path("id").asText());
    }
    String provider = sample.path("provider").asText();
    return sample.has("id") ? provider + ":" + sample.path("id").asText() : provider;
  }

  private byte[] value(ObjectNode sample) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return null;
    }
    if (kind == 1) {
      return pick(HostileValues.JSON).getBytes(StandardCharsets.UTF_8);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutate(sample);
    }
    String json = sample.toString();
    while (json.contains(MARK)) {
      int at = json.indexOf(MARK);
      json = json.substring(0, at) + pick(HostileValues.JSON) + json.substring(at + MARK.length());
    }
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return kind < 7 ? HostileBytes.mutate(bytes, random) : bytes;
  }

  /** Changes one place of a tree: a value, a name, or whether it is there. */
  private void mutate(ObjectNode root) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode at = pick(containers);
    String mark = MARK.substring(1, MARK.length() - 1);
    if (at instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = pick(names);
      switch (random.nextInt(8)) {
        case 0 -> object.remove(name);
        case 1 -> object.put(pick(HostileValues.IDS), mark);
        case 2 -> object.set(pick(names), object.get(name).deepCopy());
        case 3 -> object.set(name + pick(HostileValues.IDS), object.remove(name));
        default -> object.put(name, mark);
      }
    } else if (at instanceof ArrayNode array) {
      if (random.nextBoolean()) {
        array.add(mark);
      } else {
        array.removeAll();
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    if (random.nextInt(10) > 0) {
      headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    } else if (random.nextBoolean()) {
      headers.add("ce_type", header());
    }
    for (String name : HostileValues.HEADERS) {
      if (random.nextInt(10) == 0) {
        headers.add(name, header());
      }
    }
    return headers;
  }

  private byte[] header() {
    if (random.nextInt(10) == 0) {
      return null;
    }
    if (random.nextInt(4) == 0) {
      return value(pick(samples).deepCopy());
    }
    return pick(HostileValues.TEXTS).getBytes(StandardCharsets.UTF_8);
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
