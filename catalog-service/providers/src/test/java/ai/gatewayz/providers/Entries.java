package ai.gatewayz.providers;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.listing.BrokenPageException;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageReader;
import ai.gatewayz.providers.listing.PageSeen;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Entries and pages as providers send them, for tests of listers. */
public final class Entries {

  private Entries() {}

  /** JSON with single quotes, read as a list's entries are. */
  public static JsonNode entry(String json) {
    JsonNode[] read = new JsonNode[1];
    PageReader reader = new PageReader("data", entry -> read[0] = entry);
    feed(reader, "[" + json.replace('\'', '"') + "]");
    return read[0];
  }

  /** A page without entries that says how many it had. */
  public static PageSeen page(URI uri, String envelope, int entries, String... links) {
    PageReader reader = new PageReader("-", entry -> {});
    feed(
        reader,
        envelope
            .replace('\'', '"')
            .replaceFirst("}$", (envelope.equals("{}") ? "" : ",") + "\"-\":[]}"));
    ObjectNode fields = reader.envelope();
    return new PageSeen(uri, fields, entries, List.of(links));
  }

  private static void feed(PageReader reader, String json) {
    try {
      reader.feed(json.getBytes(StandardCharsets.UTF_8));
      reader.end();
    } catch (BrokenPageException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  public static ListedOffer offer(EntryMapper mapper, String json) {
    return assertInstanceOf(Mapped.Listed.class, mapper.map(entry(json))).offer();
  }

  public static Provider provider(String id, Dialect dialect, String base, String hub) {
    return new Provider(
        id, dialect, URI.create(base), Optional.ofNullable(hub).map(URI::create), Optional.empty());
  }

  /** A provider as the settings of a service have it. */
  public record Configured(
      String dialect, Optional<URI> baseUrl, Optional<URI> hubUrl, Optional<String> apiKey)
      implements ProvidersConfig.Entry {

    @Override
    public boolean enabled() {
      return true;
    }
  }

  public static ModelList list(Lister lister, Provider provider, String name) {
    return lister.lists(provider.site()).stream()
        .filter(list -> list.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
