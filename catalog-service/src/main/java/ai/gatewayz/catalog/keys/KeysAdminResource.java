package ai.gatewayz.catalog.keys;

import ai.gatewayz.catalog.admin.AdminOnly;
import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.keys.KeyBook.By;
import ai.gatewayz.catalog.keys.KeyViews.KeyList;
import ai.gatewayz.catalog.keys.KeyViews.KeyView;
import ai.gatewayz.catalog.keys.KeyViews.Republished;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Who may call the gateways. A condition whose name is misspelt is refused: without it a key would
 * be let do more than its operator thinks.
 */
@Path("/catalog/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@CustomDeserialization(KnownFieldsOnly.class)
@Tag(name = "admin")
public class KeysAdminResource {

  private static final String ID = "[A-Za-z0-9_-]{1,64}";

  /** A month: who needs longer has two keys. */
  private static final int LONGEST_OVERLAP = 30 * 24 * 3600;

  private static final int DAY = 24 * 3600;

  private final KeyBook book;
  private final KeyRepository keys;
  private final InstantSource clock;

  KeysAdminResource(KeyBook book, KeyRepository keys, InstantSource clock) {
    this.book = book;
    this.keys = keys;
    this.clock = clock;
  }

  /** A key to be made or changed. */
  @RegisterForReflection
  public record WantedKey(
      @NotNull @Valid KeyTerms terms,
      @NotBlank @Size(max = 1000) String reason,
      @NotBlank @Size(max = 200) String author) {
    By by() {
      return new By(author, reason);
    }
  }

  /** Something that needs no more than its author. */
  @RegisterForReflection
  public record Wanted(
      @NotBlank @Size(max = 1000) String reason, @NotBlank @Size(max = 200) String author) {
    By by() {
      return new By(author, reason);
    }
  }

  /**
   * @param overlapSeconds for how long the text before is let in as well; absent: a day
   */
  @RegisterForReflection
  public record Rotation(
      @Min(0) @Max(LONGEST_OVERLAP) Integer overlapSeconds,
      @NotBlank @Size(max = 1000) String reason,
      @NotBlank @Size(max = 200) String author) {
    By by() {
      return new By(author, reason);
    }
  }

  @GET
  @Operation(summary = "The keys, the oldest first; never their texts")
  public Uni<KeyList> list(
      @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @RestQuery @DefaultValue("0") @Min(0) @Max(1_000_000) int offset) {
    return Panache.withSession(
        () ->
            keys.page(offset, limit)
                .chain(
                    page ->
                        keys.count()
                            .map(
                                total ->
                                    new KeyList(
                                        page.stream()
                                            .map(key -> KeyViews.of(key, clock.instant()))
                                            .toList(),
                                        total))));
  }

  @POST
  @ResponseStatus(201)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(summary = "Make a key; this answer alone has its text")
  public Uni<KeyView> create(@NotNull @Valid WantedKey wanted) {
    return book.create(wanted.terms(), wanted.by()).map(made -> KeyViews.of(made, clock.instant()));
  }

  @POST
  @Path("/republish")
  @Operation(summary = "Publish every key once more, after the database or Kafka was restored")
  public Uni<Republished> republish(@NotNull @Valid Wanted wanted) {
    return book.republish(wanted.by()).map(Republished::new);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One key, with the latest acts on it")
  public Uni<KeyView> show(@RestPath @Pattern(regexp = ID) String id) {
    return Panache.withSession(
        () ->
            keys.find(id)
                .map(
                    found ->
                        found.orElseThrow(
                            () -> new ApiException(ApiError.NOT_FOUND, "no such key")))
                .chain(key -> keys.acts(id).map(acts -> KeyViews.of(key, acts, clock.instant()))));
  }

  @PUT
  @Path("/{id}")
  @Operation(summary = "Set all terms of a key anew; its text stays")
  public Uni<KeyView> change(
      @RestPath @Pattern(regexp = ID) String id, @NotNull @Valid WantedKey wanted) {
    return book.change(id, wanted.terms(), wanted.by())
        .map(key -> KeyViews.of(key, clock.instant()));
  }

  @POST
  @Path("/{id}/rotate")
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(summary = "Give a key a new text, which this answer alone has")
  public Uni<KeyView> rotate(
      @RestPath @Pattern(regexp = ID) String id, @NotNull @Valid Rotation wanted) {
    int overlap = wanted.overlapSeconds() == null ? DAY : wanted.overlapSeconds();
    return book.rotate(id, Duration.ofSeconds(overlap), wanted.by())
        .map(issued -> KeyViews.of(issued, clock.instant()));
  }

  @POST
  @Path("/{id}/disable")
  @Operation(summary = "Let nobody call with a key until it is enabled")
  public Uni<KeyView> disable(
      @RestPath @Pattern(regexp = ID) String id, @NotNull @Valid Wanted wanted) {
    return book.disable(id, true, wanted.by()).map(key -> KeyViews.of(key, clock.instant()));
  }

  @POST
  @Path("/{id}/enable")
  @Operation(summary = "Let a disabled key be used again")
  public Uni<KeyView> enable(
      @RestPath @Pattern(regexp = ID) String id, @NotNull @Valid Wanted wanted) {
    return book.disable(id, false, wanted.by()).map(key -> KeyViews.of(key, clock.instant()));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Take a key for good; gateways are told even where it is not known here")
  public Uni<Void> delete(
      @RestPath @Pattern(regexp = ID) String id,
      @RestQuery @NotBlank @Size(max = 200) String author,
      @RestQuery @NotBlank @Size(max = 1000) String reason) {
    return book.delete(id, new By(author, reason)).replaceWithVoid();
  }
}
