package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads offers, those in the form in which the catalog writes them without the general mapper. */
public final class OfferReader {

  private static final ObjectReader GENERAL = EventJson.mapper().readerFor(Offer.class);
  private static final Map<String, Capability> CAPABILITIES = PlainJson.names(Capability.class);
  private static final Map<String, CapabilitySource> SOURCES =
      PlainJson.names(CapabilitySource.class);
  private static final Map<String, Modality> MODALITIES = PlainJson.names(Modality.class);
  private static final Map<String, Signal.State> STATES = PlainJson.names(Signal.State.class);

  private final PlainJson json;

  private String provider;
  private String id;
  private String model;
  private String upstreamId;
  private String name;
  private String task;
  private Map<Capability, CapabilitySource> capabilities;
  private Set<Modality> input;
  private Set<Modality> output;
  private Price price;
  private Integer contextTokens;
  private Integer maxOutputTokens;
  private Boolean serverless;
  private Instant created;
  private List<Signal> signals;
  private Boolean probe;
  private Set<String> aliases;
  private long version;
  private Instant updated;

  private OfferReader(PlainJson json) {
    this.json = json;
  }

  /**
   * @return null where the JSON is {@code null}
   * @throws IOException where it is not the JSON of an offer
   */
  public static Offer read(byte[] event) throws IOException {
    Offer plain = plain(event);
    return plain == null ? GENERAL.readValue(event) : plain;
  }

  /** Null where it has another form than the one in which offers are written. */
  static Offer plain(byte[] event) throws IOException {
    try (JsonParser parser = EventJson.mapper().getFactory().createParser(event)) {
      parser.nextToken();
      PlainJson json = new PlainJson(parser);
      Offer offer = new OfferReader(json).offer();
      json.end();
      return offer;
    } catch (PlainJson.NotPlainException | JsonProcessingException e) {
      return null;
    }
  }

  private Offer offer() throws IOException {
    json.object();
    for (String member = json.member(); member != null; member = json.member()) {
      member(member);
    }
    return new Offer(
        provider,
        id,
        model,
        upstreamId,
        name,
        task,
        capabilities,
        input,
        output,
        price,
        contextTokens,
        maxOutputTokens,
        serverless,
        created,
        null,
        signals,
        probe,
        aliases,
        null,
        version,
        updated);
  }

  private void member(String member) throws IOException {
    switch (member) {
      case "provider" -> provider = json.text();
      case "id" -> id = json.text();
      case "model" -> model = json.text();
      case "upstreamId" -> upstreamId = json.text();
      case "name" -> name = json.text();
      case "task" -> task = json.text();
      case "capabilities" -> capabilities = capabilities();
      case "input" -> input = modalities();
      case "output" -> output = modalities();
      case "price" -> price = price();
      case "contextTokens" -> contextTokens = json.integer();
      case "maxOutputTokens" -> maxOutputTokens = json.integer();
      case "serverless" -> serverless = json.bool();
      case "created" -> created = json.instant();
      // Few have one.
      case "deprecation" -> PlainJson.require(json.isNull());
      case "signals" -> signals = signals();
      case "probe" -> probe = json.bool();
      case "aliases" -> aliases = texts();
      // Few have any.
      case "names" -> PlainJson.require(json.isNull());
      case "version" -> version = json.whole();
      case "updated" -> updated = json.instant();
      default -> json.skip();
    }
  }

  private Map<Capability, CapabilitySource> capabilities() throws IOException {
    json.object();
    Map<Capability, CapabilitySource> read = new EnumMap<>(Capability.class);
    for (String member = json.member(); member != null; member = json.member()) {
      Capability capability = CAPABILITIES.get(member);
      PlainJson.require(capability != null);
      read.put(capability, json.one(SOURCES));
    }
    return read;
  }

  private Set<Modality> modalities() throws IOException {
    json.array();
    Set<Modality> read = EnumSet.noneOf(Modality.class);
    while (json.element()) {
      read.add(json.one(MODALITIES));
    }
    return read;
  }

  private Set<String> texts() throws IOException {
    json.array();
    Set<String> read = new HashSet<>();
    while (json.element()) {
      String text = json.text();
      PlainJson.require(text != null);
      read.add(text);
    }
    return read;
  }

  private Price price() throws IOException {
    json.object();
    String kind = "";
    BigDecimal in = null;
    BigDecimal out = null;
    BigDecimal cached = null;
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "kind" -> kind = json.text();
        case "input" -> in = json.exact();
        case "output" -> out = json.exact();
        case "cachedInput" -> cached = json.exact();
        // Few have any.
        case "terms" -> PlainJson.require(json.isNull());
        default -> json.skip();
      }
    }
    PlainJson.require(kind != null);
    return switch (kind) {
      case "per_token" -> {
        PlainJson.require(in != null && in.signum() >= 0 && out != null && out.signum() >= 0);
        PlainJson.require(cached == null || cached.signum() >= 0);
        yield new Price.PerToken(in, out, cached);
      }
      case "free" -> Price.FREE;
      case "variable" -> Price.VARIABLE;
      case "unknown" -> Price.UNKNOWN;
      default -> throw new PlainJson.NotPlainException();
    };
  }

  private List<Signal> signals() throws IOException {
    json.array();
    List<Signal> read = new ArrayList<>();
    while (json.element()) {
      read.add(signal());
    }
    return read;
  }

  private Signal signal() throws IOException {
    json.object();
    String host = null;
    Signal.State state = null;
    Integer context = null;
    Price of = null;
    Double ttft = null;
    Double speed = null;
    Double uptime = null;
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "host" -> host = json.text();
        case "state" -> state = json.one(STATES);
        case "contextTokens" -> context = json.integer();
        case "price" -> of = price();
        case "ttftMillis" -> ttft = json.decimal();
        case "tokensPerSecond" -> speed = json.decimal();
        case "uptime" -> uptime = json.decimal();
        default -> json.skip();
      }
    }
    return new Signal(host, state, context, of, ttft, speed, uptime);
  }
}
