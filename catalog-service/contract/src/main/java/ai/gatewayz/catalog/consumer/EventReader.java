package ai.gatewayz.catalog.consumer;

import ai.gatewayz.catalog.contract.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads the records of one topic, and refuses those that are not sound: the one place where that is
 * decided, for every consumer. It never throws. Any thread may use it.
 *
 * @param <T> the topic's event
 */
public final class EventReader<T> {

  /** What Kafka takes as one record by default. */
  private static final int MOST_BYTES = 1 << 20;

  private final Form<T> form;
  private final Topic topic;
  private final byte[] type;
  private final InstantSource clock;

  /** What an event looks like and must be like. */
  public interface Form<T> {

    /**
     * @return null where the JSON is {@code null}
     */
    T parse(byte[] json) throws IOException;

    /**
     * The part of the key before the colon; all of it where {@link #id} is null: the name of a
     * provider or of a replica, or the id of a caller's key.
     */
    String provider(T event);

    /** The part of the key after the colon. */
    String id(T event);

    /** Checks everything but what the key is made of. */
    void check(T event, Check check);
  }

  /**
   * @param type {@code ce_type}
   */
  public EventReader(Topic topic, String type, Form<T> form, InstantSource clock) {
    this.topic = topic;
    this.type = type.getBytes(StandardCharsets.UTF_8);
    this.form = form;
    this.clock = clock;
  }

  public Reading<T> read(ConsumerRecord<String, byte[]> record) {
    try {
      String key = record.key();
      if (key == null || !isKey(key)) {
        return new Reading.Refused<>(Refusal.BAD_KEY, "key");
      }
      if (record.value() == null) {
        return topic.cleanup() == Topic.Cleanup.COMPACT
            ? new Reading.Gone<>(key)
            : new Reading.Refused<>(Refusal.MALFORMED, "value");
      }
      return isOfType(record)
          ? value(key, record.value())
          : new Reading.Refused<>(Refusal.OTHER_TYPE, "ce_type");
    } catch (RuntimeException | StackOverflowError e) {
      return new Reading.Refused<>(Refusal.FAILED, e.getClass().getSimpleName());
    }
  }

  /** An event that something else than a record's value holds, such as one of its headers. */
  public Reading<T> read(String key, byte[] json) {
    try {
      return value(key, json);
    } catch (RuntimeException | StackOverflowError e) {
      return new Reading.Refused<>(Refusal.FAILED, e.getClass().getSimpleName());
    }
  }

  private Reading<T> value(String key, byte[] json) {
    try {
      if (json == null || json.length > MOST_BYTES) {
        return new Reading.Refused<>(Refusal.OUT_OF_BOUNDS, "value");
      }
      T event = form.parse(json);
      if (event == null) {
        return new Reading.Refused<>(Refusal.MALFORMED, "value");
      }
      Check check = new Check(clock.millis());
      form.check(event, check);
      return names(key, form.provider(event), form.id(event))
          ? new Reading.Taken<>(event)
          : new Reading.Refused<>(Refusal.KEY_MISMATCH, "key");
    } catch (RefusedException e) {
      return new Reading.Refused<>(e.reason(), e.getMessage());
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return new Reading.Refused<>(Refusal.MALFORMED, "JSON");
    }
  }

  private boolean isKey(String key) {
    return topic.keyedByOffer() ? Check.isKey(key) : Check.isName(key);
  }

  private boolean names(String key, String provider, String id) {
    if (!topic.keyedByOffer()) {
      return key.equals(provider);
    }
    return provider != null
        && id != null
        && key.length() == provider.length() + 1 + id.length()
        && key.startsWith(provider)
        && key.charAt(provider.length()) == ':'
        && key.endsWith(id)
        && provider.indexOf(':') < 0;
  }

  // An event without a type is taken for what its topic says.
  private boolean isOfType(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader("ce_type");
    return header == null || Arrays.equals(header.value(), type);
  }
}
