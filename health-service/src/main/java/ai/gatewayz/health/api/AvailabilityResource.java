package ai.gatewayz.health.api;

import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.store.History;
import ai.gatewayz.health.store.Transition;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The verdicts on the offers that this replica owns. */
@Path("/health/availability")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "availability")
public class AvailabilityResource {

  private static final int MOST = 1_000;
  private static final int HISTORY = 100;

  private final Verdicts verdicts;
  private final History history;

  AvailabilityResource(Verdicts verdicts, History history) {
    this.verdicts = verdicts;
    this.history = history;
  }

  @RegisterForReflection
  public record AvailabilityList(List<Availability> data, int total, int offset, int limit) {}

  /** One change of state. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TransitionView(
      Instant at, String from, String to, String reason, String source, Integer httpStatus) {}

  @RegisterForReflection
  public record TransitionList(List<TransitionView> data) {}

  @GET
  @RunOnVirtualThread
  @Operation(summary = "Verdicts, by provider, state and model")
  public AvailabilityList list(
      @RestQuery String provider,
      @RestQuery String state,
      @RestQuery String model,
      @RestQuery @DefaultValue("100") @Min(0) @Max(MOST) int limit,
      @RestQuery @DefaultValue("0") @Min(0) int offset) {
    Availability.State wanted = state == null ? null : Keys.state(state);
    List<Watched> all =
        verdicts.all().stream()
            .filter(each -> provider == null || each.offer().provider().equals(provider))
            .filter(each -> model == null || each.offer().model().equalsIgnoreCase(model))
            .filter(each -> wanted == null || each.verdict().state() == wanted)
            .sorted(Comparator.comparing(each -> each.offer().key()))
            .toList();
    return new AvailabilityList(
        all.stream().skip(offset).limit(limit).map(AvailabilityResource::view).toList(),
        all.size(),
        offset,
        limit);
  }

  @GET
  @Path("/{provider}/{id: .+}")
  @Operation(summary = "The verdict on one offer")
  public Availability one(@RestPath String provider, @RestPath String id) {
    return verdicts
        .find(Keys.of(provider, id))
        .map(AvailabilityResource::view)
        .orElseThrow(AvailabilityResource::unknown);
  }

  @GET
  @Path("/transitions/{provider}/{id: .+}")
  @Operation(summary = "The latest changes of an offer's state, newest first")
  public Uni<TransitionList> transitions(@RestPath String provider, @RestPath String id) {
    return history
        .of(provider, id, HISTORY)
        .map(rows -> new TransitionList(rows.stream().map(AvailabilityResource::view).toList()));
  }

  static ApiException unknown() {
    return new ApiException(
        ApiError.OFFER_NOT_FOUND, "no such offer is under watch at this replica");
  }

  private static Availability view(Watched each) {
    return new Change.Judged(each.offer(), each.verdict().state(), each.verdict(), null)
        .availability();
  }

  private static TransitionView view(Transition row) {
    return new TransitionView(row.at, row.from, row.to, row.reason, row.source, row.httpStatus);
  }
}
