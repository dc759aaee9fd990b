package ai.gatewayz.providers.dialect;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Entries;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.listing.ModelList;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider tells of itself to be tested. */
public abstract class Described {

  static final InstantSource CLOCK = () -> Instant.parse("2026-11-01T00:00:00Z");
  static final String KEY = "key-of-the-account";

  /**
   * An answer and what it means.
   *
   * @param headers by their lower-case names
   * @param body JSON with single quotes
   */
  public record Said(Finding finding, int status, Map<String, String> headers, String body) {

    public Said(Finding finding, int status, String body) {
      this(finding, status, Map.of(), body);
    }
  }

  protected abstract Dialect dialect();

  /** Its inference base. */
  protected abstract String base();

  protected Optional<String> hub() {
    return Optional.empty();
  }

  /** The only page of each of its lists, by the list's name; JSON with single quotes. */
  protected abstract Map<String, String> pages();

  /** The canonical models on these pages, by the provider's own ids. */
  protected abstract Map<String, String> offers();

  /** Answers that mean something of their own; at least one of each kind that it has. */
  protected abstract List<Said> errors();

  /** Recorded pages, by the name of the list that they are of. */
  protected Map<String, List<String>> recordedPages() {
    return Map.of();
  }

  /** The folder of its recorded answers; empty where there are none. */
  protected String recordedAnswers() {
    return dialect().name();
  }

  /** Where it is to be found. */
  protected Dialects dialects() {
    return Dialects.STANDARD;
  }

  /** It, as settings that name it make it. */
  protected final Provider provider() {
    return provider(base(), hub());
  }

  Provider provider(String base, Optional<String> hub) {
    Entries.Configured entry =
        new Entries.Configured(
            dialect().name(),
            Optional.of(URI.create(base)),
            hub.map(URI::create),
            Optional.of(KEY));
    return Providers.from(() -> Map.of("p", entry), dialects()).find("p").orElseThrow();
  }

  List<ModelList> lists() {
    return dialect().lister(CLOCK).lists(provider().site());
  }

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
