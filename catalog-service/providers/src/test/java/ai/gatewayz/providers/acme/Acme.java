package ai.gatewayz.providers.acme;

import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.KeyHeader;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.dialect.Suffixes;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.body.ErrorBody;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A seventh provider that there is not, and that differs in all that one can differ in: nothing but
 * this package knows of it.
 */
public record Acme() implements Dialect {

  @Override
  public String name() {
    return "acme";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return site ->
        List.of(
            new ModelList(
                "handles", site.endpoint("catalogue"), "items", new Cursor(), new Handles()));
  }

  @Override
  public KeyHeader key() {
    return new KeyHeader("x-acme-key", "Acme ");
  }

  @Override
  public ErrorSigns errors() {
    return new Errors();
  }

  @Override
  public BodyRules body() {
    return new Body();
  }

  @Override
  public Suffixes suffixes() {
    return new Suffixes(Map.of("turbo", Suffixes.Meaning.FASTEST), false);
  }

  @Override
  public ProbeRules probes() {
    return new Probes();
  }

  private static final class Cursor implements Pager {

    @Override
    public Next after(PageSeen page) {
      String cursor = page.envelope().path("cursor").asText("");
      return cursor.isEmpty()
          ? Next.END
          : new Next.Page(PageUri.with(page.uri(), "cursor", cursor));
    }
  }

  private static final class Handles implements EntryMapper {

    @Override
    public Mapped map(JsonNode entry) {
      return Fields.id(entry, "handle")
          .map(id -> Mapped.listed(offer(id)))
          .orElseGet(() -> Mapped.malformed(entry.has("handle") ? Flaw.ODD_ID : Flaw.NO_ID));
    }

    private static ListedOffer offer(String id) {
      return Kind.CHAT
          .describe(ListedOffer.of(id, CanonicalModel.of(id, "acme")), CapabilitySource.LISTED)
          .build();
    }
  }

  private static final class Errors implements ErrorSigns {

    @Override
    public boolean fromHost(Function<String, String> headers) {
      return headers.apply("x-acme-host") != null;
    }

    @Override
    public Optional<Finding> notFound(ErrorBody error) {
      return error.words().startsWith("No anvil")
          ? Optional.of(Finding.NOT_SERVERLESS)
          : Optional.empty();
    }
  }

  private static final class Body implements BodyRules {

    @Override
    public boolean knowsDeveloper() {
      return false;
    }

    @Override
    public boolean takesNullToolCalls() {
      return false;
    }

    @Override
    public long longestWhole() {
      return 100;
    }
  }

  private static final class Probes implements ProbeRules {

    @Override
    public boolean answers(Operation operation) {
      return operation == Operation.CHAT;
    }

    @Override
    public int units(String id) {
      return 3;
    }
  }
}
