package ai.gatewayz.catalog.changes;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** What has changed. */
@Path("/catalog/changes")
@Tag(name = "changes")
public class ChangesResource {

  private final ChangeLog log;
  private final ChangeHead head;
  private final ChangesConfig config;

  ChangesResource(ChangeLog log, ChangeHead head, ChangesConfig config) {
    this.log = log;
    this.head = head;
    this.config = config;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes since a position, oldest first; next is the position to continue from")
  public Uni<String> changes(
      @RestQuery @Min(0) @Parameter(description = "the value of next in an earlier answer")
          Long after,
      @RestQuery
          @Size(max = 40)
          @Parameter(description = "a time to start from, without an earlier answer")
          String since,
      @RestQuery @Size(max = 100) String provider,
      @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    return from(after, since)
        .chain(point -> log.after(point, provider, limit).invoke(page -> refuseLost(page, point)))
        .map(ChangesResource::json);
  }

  @GET
  @Path("/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  @Operation(
      summary =
          "Changes as they happen, as server-sent events; Last-Event-ID or after resumes, without either"
              + " only new changes are sent. The event gap says that older ones are no longer kept")
  public Multi<OutboundSseEvent> stream(
      @RestHeader("Last-Event-ID") @Pattern(regexp = "\\d{1,18}") String lastEventId,
      @RestQuery @Min(0) Long after,
      @RestQuery @Size(max = 100) String provider,
      @Context Sse sse) {
    if (!head.open()) {
      throw new ApiException(
          ApiError.TOO_MANY_STREAMS, "This replica serves no more streams. Retry later.");
    }
    Uni<Long> point =
        lastEventId != null
            ? Uni.createFrom().item(Long.valueOf(lastEventId))
            : after != null
                ? Uni.createFrom().item(after)
                : log.bounds().map(ChangeLog.Bounds::latest);
    return point
        .onItem()
        .transformToMulti(
            known -> new ChangeStream(log, head, config, sse, provider, known).events())
        .onTermination()
        .invoke(head::close);
  }

  private Uni<Long> from(Long after, String since) {
    if (after != null) {
      return Uni.createFrom().item(after);
    }
    if (since == null) {
      throw new ApiException(ApiError.BAD_REQUEST, "after or since: one of them must be set");
    }
    try {
      return log.before(Instant.parse(since));
    } catch (DateTimeException e) {
      throw new ApiException(
          ApiError.BAD_REQUEST, "since: must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  private static void refuseLost(ChangeLog.Page page, long point) {
    if (page.bounds().lost(point)) {
      throw new ApiException(
          ApiError.GONE, "Changes that old are no longer kept. Read all offers again.");
    }
  }

  private static String json(ChangeLog.Page page) {
    return page.changes().stream()
            .map(ChangeLog.Change::json)
            .collect(Collectors.joining(",", "{\"data\":[", "]"))
        + ",\"next\":"
        + page.next()
        + ",\"latest\":"
        + page.bounds().latest()
        + "}";
  }
}
