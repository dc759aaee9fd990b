package ai.gatewayz.catalog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Quarantined changes. */
@Path("/catalog/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "syncs")
public class QuarantineResource {

  private static final String HELD =
      "select h.provider, h.id, h.model, h.kind, h.reason, h.detail, h.sync_id, h.since, h.rejected,"
          + " h.rejected_by, h.rejected_because, o.body, h.listed, count(*) over ()"
          + " from held_changes h left join offers o on o.provider = h.provider and o.id = h.id"
          + " where ($1::text is null or h.provider = $1)"
          + " order by h.rejected is not null, h.provider, h.since desc, h.id limit $2 offset $3";

  private final Pool pool;

  QuarantineResource(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param change add, change or withdraw
   * @param sync the sync that held it
   * @param rejected when an operator said that it is not so; absent while it waits for one
   * @param published the offer as it is; absent for an addition
   * @param listed the offer as its provider lists it; absent for a withdrawal
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HeldView(
      String provider,
      String id,
      String model,
      String change,
      String reason,
      String detail,
      String sync,
      Instant since,
      Instant rejected,
      String rejectedBy,
      String rejectedBecause,
      @JsonRawValue @Schema(type = SchemaType.OBJECT) String published,
      @JsonRawValue @Schema(type = SchemaType.OBJECT) String listed) {}

  @RegisterForReflection
  public record HeldList(List<HeldView> data, long total) {}

  @GET
  @Operation(summary = "Quarantined changes, those that wait for an operator first")
  public Uni<HeldList> held(
      @RestQuery @Size(max = 100) String provider,
      @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @RestQuery @DefaultValue("0") @Min(0) @Max(1_000_000) int offset) {
    return pool.preparedQuery(HELD)
        .execute(Tuple.of(provider, limit, offset))
        .map(
            rows ->
                new HeldList(
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(QuarantineResource::view)
                        .toList(),
                    rows.size() == 0 ? 0 : rows.iterator().next().getLong(13)));
  }

  private static HeldView view(Row row) {
    return new HeldView(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        instant(row.getOffsetDateTime(7)),
        instant(row.getOffsetDateTime(8)),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12));
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
