package ai.gatewayz.health.api;

import ai.gatewayz.health.board.Rows;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The probes of the providers, and what they cost. */
@Path("/health/probes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "probes")
public class ProbesResource {

  private static final int MOST = 1_000;
  private static final String LEDGER =
      "select * from probe_ledger where ($1::text is null or provider = $1)"
          + " and ($2::text is null or offer = $2) order by asked_at desc limit $3";
  private static final String BUDGET =
      "select provider, drawn_usd, spent_usd, questions from probe_budget where day = $1"
          + " order by provider";

  private final Pool pool;
  private final InstantSource clock;

  ProbesResource(Pool pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * One question.
   *
   * @param reservedUsd the most that it can cost
   * @param usd what it cost; absent while it is out
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Probe(
      String provider,
      String id,
      Instant askedAt,
      String kind,
      String form,
      String urgency,
      BigDecimal reservedUsd,
      Instant answeredAt,
      String finding,
      Integer httpStatus,
      Long ttftMillis,
      BigDecimal usd) {}

  @RegisterForReflection
  public record ProbeList(List<Probe> data) {}

  /**
   * @param provider absent for all of them together
   * @param drawnUsd what replicas have set aside, never more than the cap
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Spent(String provider, BigDecimal drawnUsd, BigDecimal spentUsd, long questions) {}

  /** Of a day (UTC). */
  @RegisterForReflection
  public record Budget(LocalDate day, List<Spent> data) {}

  @GET
  @Operation(summary = "The latest probes, newest first, by provider and by the provider's own id")
  public Uni<ProbeList> ledger(
      @RestQuery @Size(max = 100) String provider,
      @RestQuery @Size(max = 500) String id,
      @RestQuery @DefaultValue("100") @Min(1) @Max(MOST) int limit) {
    return pool.preparedQuery(LEDGER)
        .execute(Tuple.of(provider, id, limit))
        .map(rows -> new ProbeList(Rows.list(rows, ProbesResource::probe)));
  }

  @GET
  @Path("/budget")
  @Operation(summary = "What the probes of this day (UTC) have cost, over all replicas")
  public Uni<Budget> budget() {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return pool.preparedQuery(BUDGET)
        .execute(Tuple.of(day))
        .map(rows -> new Budget(day, Rows.list(rows, ProbesResource::spent)));
  }

  private static Probe probe(Row row) {
    return new Probe(
        row.getString("provider"),
        row.getString("offer"),
        Rows.instant(row, "asked_at"),
        row.getString("kind"),
        row.getString("form"),
        row.getString("urgency"),
        row.getBigDecimal("reserved_usd"),
        Rows.instant(row, "answered_at"),
        row.getString("finding"),
        row.getInteger("http_status"),
        row.getLong("ttft_millis"),
        row.getBigDecimal("usd"));
  }

  private static Spent spent(Row row) {
    String provider = row.getString("provider");
    return new Spent(
        provider.equals("*") ? null : provider,
        row.getBigDecimal("drawn_usd"),
        row.getBigDecimal("spent_usd"),
        row.getLong("questions"));
  }
}
