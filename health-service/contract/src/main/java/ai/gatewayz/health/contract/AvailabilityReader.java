package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.PlainJson;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Reads verdicts, those in the form in which health writes them without the general mapper. */
public final class AvailabilityReader {

  private static final ObjectReader GENERAL = EventJson.mapper().readerFor(Availability.class);
  private static final Map<String, Availability.State> STATES =
      PlainJson.names(Availability.State.class);
  private static final Map<String, Availability.Source> SOURCES =
      PlainJson.names(Availability.Source.class);

  private AvailabilityReader() {}

  /**
   * @return null where the JSON is {@code null}
   * @throws IOException where it is not the JSON of a verdict
   */
  public static Availability read(byte[] event) throws IOException {
    Availability plain = plain(event);
    return plain == null ? GENERAL.readValue(event) : plain;
  }

  /** Null where it has another form than the one in which verdicts are written. */
  static Availability plain(byte[] event) throws IOException {
    try (JsonParser parser = EventJson.mapper().getFactory().createParser(event)) {
      parser.nextToken();
      PlainJson json = new PlainJson(parser);
      Availability verdict = verdict(json);
      json.end();
      return verdict;
    } catch (PlainJson.NotPlainException | JsonProcessingException e) {
      return null;
    }
  }

  private static Availability verdict(PlainJson json) throws IOException {
    json.object();
    String provider = null;
    String id = null;
    String model = null;
    Availability.State state = null;
    String reason = null;
    Availability.Source source = null;
    Instant since = null;
    Instant lastVerified = null;
    Instant lastChecked = null;
    Integer httpStatus = null;
    Long ttftMillis = null;
    Instant retryAt = null;
    Availability.Source evidence = null;
    long version = 0;
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "provider" -> provider = json.text();
        case "id" -> id = json.text();
        case "model" -> model = json.text();
        case "state" -> state = json.one(STATES);
        case "reason" -> reason = json.text();
        case "source" -> source = json.one(SOURCES);
        case "since" -> since = json.instant();
        case "lastVerified" -> lastVerified = json.instant();
        case "lastChecked" -> lastChecked = json.instant();
        case "httpStatus" -> httpStatus = json.integer();
        case "ttftMillis" -> ttftMillis = json.wholeOrNull();
        case "retryAt" -> retryAt = json.instant();
        case "evidence" -> evidence = json.one(SOURCES);
        case "version" -> version = json.whole();
        default -> json.skip();
      }
    }
    return new Availability(
        provider,
        id,
        model,
        state,
        reason,
        source,
        since,
        lastVerified,
        lastChecked,
        httpStatus,
        ttftMillis,
        retryAt,
        evidence,
        version);
  }
}
