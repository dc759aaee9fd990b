package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.PlainJson;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Reads verdicts, those in the form in which health writes them without the general mapper. */
public final class AvailabilityReader {

  private static final ObjectReader GENERAL = EventJson.mapper().readerFor(Availability.class);
  private static final Map<String, Availability.State> STATES =
      PlainJson.names(Availability.State.class);
  private static final Map<String, Availability.Source> SOURCES =
      PlainJson.names(Availability.Source.class);
  private static final Map<String, Capability> CAPABILITIES = PlainJson.names(Capability.class);
  private static final Map<String, CapabilityVerdict.State> CAPABILITY_STATES =
      PlainJson.names(CapabilityVerdict.State.class);

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
    Map<Capability, CapabilityVerdict> capabilities = null;
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
        case "capabilities" -> capabilities = capabilities(json);
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
        capabilities,
        version);
  }

  private static Map<Capability, CapabilityVerdict> capabilities(PlainJson json)
      throws IOException {
    json.object();
    Map<Capability, CapabilityVerdict> read = new EnumMap<>(Capability.class);
    for (String member = json.member(); member != null; member = json.member()) {
      Capability capability = CAPABILITIES.get(member);
      if (capability == null) {
        // How the mapper takes what is too new to know is the mapper's affair.
        throw new PlainJson.NotPlainException();
      }
      read.put(capability, capability(json));
    }
    return read;
  }

  private static CapabilityVerdict capability(PlainJson json) throws IOException {
    json.object();
    CapabilityVerdict.State state = null;
    Instant at = null;
    Availability.Source evidence = null;
    String reason = null;
    Integer httpStatus = null;
    Integer dimension = null;
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "state" -> state = json.one(CAPABILITY_STATES);
        case "at" -> at = json.instant();
        case "evidence" -> evidence = json.one(SOURCES);
        case "reason" -> reason = json.text();
        case "httpStatus" -> httpStatus = json.integer();
        case "dimension" -> dimension = json.integer();
        default -> json.skip();
      }
    }
    return new CapabilityVerdict(state, at, evidence, reason, httpStatus, dimension);
  }
}
