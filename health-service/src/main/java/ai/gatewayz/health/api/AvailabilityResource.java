package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.board.BoardReader;
import ai.gatewayz.health.board.Status;
import ai.gatewayz.health.board.StatusQuery;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.store.History;
import ai.gatewayz.health.store.Transition;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The verdicts on all offers, whichever replica owns them: read from the board, which their owners
 * write a second after a change. An offer that this replica owns is answered as it is at this
 * moment, database or not.
 */
@Path("/health/availability")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "availability")
public class AvailabilityResource {

  private static final int MOST = 1_000;
  private static final int HISTORY = 100;

  private final Verdicts verdicts;
  private final Overrides overrides;
  private final BoardReader board;
  private final History history;
  private final InstantSource clock;

  AvailabilityResource(
      Verdicts verdicts,
      Overrides overrides,
      BoardReader board,
      History history,
      InstantSource clock) {
    this.verdicts = verdicts;
    this.overrides = overrides;
    this.board = board;
    this.history = history;
    this.clock = clock;
  }

  @RegisterForReflection
  public record AvailabilityList(List<Status> data, long total, int offset, int limit) {}

  /**
   * One change of state.
   *
   * @param leftOut how many changes since the one before are left out, because they came faster
   *     than they could be written; absent for none
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TransitionView(
      Instant at,
      String from,
      String to,
      String reason,
      String source,
      Integer httpStatus,
      Integer leftOut) {}

  @RegisterForReflection
  public record TransitionList(List<TransitionView> data) {}

  @GET
  @Operation(summary = "Verdicts, by provider, state and model")
  public Uni<AvailabilityList> list(
      @RestQuery @Size(max = 100) String provider,
      @RestQuery @Size(max = 40) String state,
      @RestQuery @Size(max = 500) String model,
      @RestQuery @DefaultValue("100") @Min(1) @Max(MOST) int limit,
      @RestQuery @DefaultValue("0") @Min(0) int offset) {
    String wanted = state == null ? null : Keys.state(state).name().toLowerCase(Locale.ROOT);
    return board
        .find(new StatusQuery(provider, wanted, model), limit, offset)
        .map(page -> new AvailabilityList(page.offers(), page.total(), offset, limit));
  }

  @GET
  @Path("/{provider}/{id: .+}")
  @Operation(summary = "The verdict on one offer")
  public Uni<Status> one(@RestPath String provider, @RestPath String id) {
    OfferKey key = Keys.of(provider, id);
    return verdicts
        .find(key)
        .map(
            held ->
                Uni.createFrom()
                    .item(
                        Status.of(
                            Change.Judged.of(held).availability(),
                            overrides.on(key, clock.instant()))))
        .orElseGet(() -> board.one(key).map(AvailabilityResource::orUnknown));
  }

  @GET
  @Path("/transitions/{provider}/{id: .+}")
  @Operation(summary = "The latest changes of an offer's state, newest first")
  public Uni<TransitionList> transitions(@RestPath String provider, @RestPath String id) {
    OfferKey key = Keys.of(provider, id);
    return history
        .of(key.provider(), key.id(), HISTORY)
        .map(rows -> new TransitionList(rows.stream().map(AvailabilityResource::view).toList()));
  }

  private static Status orUnknown(Optional<Status> found) {
    return found.orElseThrow(
        () ->
            new ApiException(
                ApiError.OFFER_NOT_FOUND,
                "No such offer is listed. Ids are the provider's own and case-sensitive."));
  }

  private static TransitionView view(Transition row) {
    return new TransitionView(
        row.at, row.from, row.to, row.reason, row.source, row.httpStatus, row.leftOut);
  }
}
