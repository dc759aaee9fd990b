package ai.gatewayz.catalog.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody did to a key. */
@Entity
@Table(name = "caller_key_acts")
public class KeyAct extends PanacheEntityBase {

  @Id public String id;

  @Column(name = "key_id")
  public String keyId;

  @Enumerated(EnumType.STRING)
  public Kind act;

  public String author;

  public String reason;

  public Instant at;

  /** Of what was done. */
  public enum Kind {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("rotated")
    ROTATED,
    @JsonProperty("disabled")
    DISABLED,
    @JsonProperty("enabled")
    ENABLED,
    @JsonProperty("deleted")
    DELETED,
    @JsonProperty("republished")
    REPUBLISHED
  }
}
