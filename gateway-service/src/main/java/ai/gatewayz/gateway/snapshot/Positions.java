package ai.gatewayz.gateway.snapshot;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * How far the topics were read when they held what a snapshot holds.
 *
 * @param topics by name; empty where the snapshot is not of the topics
 */
@RegisterForReflection
public record Positions(Map<String, Read> topics) {

  public static final Positions NONE = new Positions(Map.of());

  public Positions {
    topics = topics == null ? Map.of() : Map.copyOf(topics);
  }

  /**
   * @param id of the topic itself: another that is made under the same name has another
   * @param next by partition, the offset of the first event that was not read
   */
  @RegisterForReflection
  public record Read(String id, Map<Integer, Long> next) {

    public Read {
      next = next == null ? Map.of() : Map.copyOf(next);
    }
  }
}
