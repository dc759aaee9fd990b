package ai.gatewayz.catalog.api;

import ai.gatewayz.catalog.sync.SyncAttempt;
import ai.gatewayz.catalog.sync.SyncHistory;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
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
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** How syncs went. */
@Path("/catalog/syncs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "syncs")
public class SyncsResource {

  private final SyncHistory history;

  SyncsResource(SyncHistory history) {
    this.history = history;
  }

  /** One attempt, without its report in a list. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SyncView(
      String id,
      String provider,
      String result,
      String reason,
      Instant started,
      Instant finished,
      @JsonRawValue @Schema(type = SchemaType.OBJECT) String report) {

    public static SyncView of(SyncAttempt attempt) {
      return new SyncView(
          attempt.id,
          attempt.provider,
          attempt.result.name().toLowerCase(Locale.ROOT),
          attempt.reason,
          attempt.started,
          attempt.finished,
          attempt.report);
    }
  }

  @RegisterForReflection
  public record SyncList(List<SyncView> data) {}

  @GET
  @Operation(summary = "The latest syncs with their reports, the newest first")
  public Uni<SyncList> syncs(
      @RestQuery @Size(max = 100) String provider,
      @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit) {
    return history
        .latest(provider, limit)
        .map(attempts -> new SyncList(attempts.stream().map(SyncView::of).toList()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One sync with its report")
  public Uni<SyncView> sync(@RestPath @Size(max = 100) String id) {
    return history
        .find(id)
        .map(
            attempt ->
                attempt
                    .map(SyncView::of)
                    .orElseThrow(
                        () -> new ApiException(ApiError.NOT_FOUND, "No sync has this id.")));
  }
}
