package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.SyncEvent;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One attempt to sync a provider, with its report once it is closed. */
@Entity
@Table(name = "sync_attempts")
public class SyncAttempt extends PanacheEntityBase {

  @Id public String id;

  public String provider;

  public Instant started;

  /** Null while it runs. */
  public Instant finished;

  @Enumerated(EnumType.STRING)
  public SyncEvent.Result result;

  /** Why it is not complete, in words for an operator. */
  public String reason;

  /** {@link SyncReport} as JSON; null while it runs. */
  public String report;
}
