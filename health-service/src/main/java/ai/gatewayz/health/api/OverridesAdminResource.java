package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.admin.AdminOnly;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import ai.gatewayz.health.operator.OperatorDesk;
import ai.gatewayz.health.operator.OverrideEntry;
import ai.gatewayz.health.operator.OverrideRepository;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Operators' overrides of verdicts, each with a reason, an author and an end. */
@Path("/health/admin/overrides")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@Tag(name = "admin")
public class OverridesAdminResource {

  /** An override that should last longer is a matter for the catalog's rules. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private static final int MOST_WORDS = 500;
  private static final int HISTORY = 100;

  private final OperatorDesk desk;
  private final OverrideRepository written;
  private final InstantSource clock;

  OverridesAdminResource(OperatorDesk desk, OverrideRepository written, InstantSource clock) {
    this.desk = desk;
    this.written = written;
    this.clock = clock;
  }

  /**
   * @param until when it ends
   */
  @RegisterForReflection
  public record Wanted(String state, String reason, String author, Instant until) {}

  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Word(
      String provider,
      String id,
      String state,
      String reason,
      String author,
      Instant since,
      Instant until,
      Instant ended,
      String endedBy) {}

  @RegisterForReflection
  public record Words(List<Word> data) {}

  @PUT
  @Path("/{provider}/{id: .+}")
  @Operation(summary = "Override the verdict on an offer until a time; then evidence counts again")
  public Uni<Word> say(@RestPath String provider, @RestPath String id, Wanted wanted) {
    Instant now = clock.instant();
    if (wanted == null) {
      throw bad("A body with state, reason, author and until is required.");
    }
    if (wanted.until() == null
        || !wanted.until().isAfter(now)
        || wanted.until().isAfter(now.plus(LONGEST))) {
      throw bad(
          "until: must be a time at most "
              + LONGEST.toDays()
              + " days ahead, such as "
              + now.plus(Duration.ofHours(1)));
    }
    OverrideEntry entry =
        new OverrideEntry(
            Keys.of(provider, id),
            Keys.state(wanted.state()),
            words("reason", wanted.reason()),
            words("author", wanted.author()),
            now,
            wanted.until(),
            null,
            null);
    return desk.say(entry).replaceWith(() -> view(entry));
  }

  @DELETE
  @Path("/{provider}/{id: .+}")
  @Operation(summary = "End the override of an offer before its time")
  public Uni<Void> end(@RestPath String provider, @RestPath String id, @RestQuery String author) {
    OfferKey key = Keys.of(provider, id);
    return desk.end(key, words("author", author))
        .invoke(
            ended -> {
              if (!ended) {
                throw new ApiException(ApiError.NOT_FOUND, "No override is set for this offer.");
              }
            })
        .replaceWithVoid();
  }

  @GET
  @Operation(summary = "The overrides in force")
  public Uni<Words> standing() {
    return written.standing(clock.instant()).map(OverridesAdminResource::view);
  }

  @GET
  @Path("/{provider}/{id: .+}")
  @Operation(summary = "The latest overrides of an offer, newest first, and how they ended")
  public Uni<Words> of(@RestPath String provider, @RestPath String id) {
    return written.latest(Keys.of(provider, id), HISTORY).map(OverridesAdminResource::view);
  }

  private static String words(String name, String text) {
    if (text == null || text.isBlank() || text.length() > MOST_WORDS) {
      throw bad(name + ": must be set, with at most " + MOST_WORDS + " characters");
    }
    if (text.indexOf(0) >= 0) {
      throw bad(name + ": must not contain U+0000");
    }
    return text.strip();
  }

  private static ApiException bad(String message) {
    return new ApiException(ApiError.BAD_REQUEST, message);
  }

  private static Words view(List<OverrideEntry> entries) {
    return new Words(entries.stream().map(OverridesAdminResource::view).toList());
  }

  private static Word view(OverrideEntry entry) {
    return new Word(
        entry.key().provider(),
        entry.key().id(),
        entry.state().name().toLowerCase(Locale.ROOT),
        entry.reason(),
        entry.author(),
        entry.since(),
        entry.until(),
        entry.ended(),
        entry.endedBy());
  }
}
