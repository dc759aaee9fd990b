package ai.gatewayz.health.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** One change of an offer's state. */
@Entity
@Table(name = "transitions")
public class Transition extends PanacheEntityBase {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public String provider;

  /** The provider's own model id. */
  public String offer;

  /** Canonical model id. */
  public String model;

  @Column(name = "from_state")
  public String from;

  @Column(name = "to_state")
  public String to;

  /** The finding that decided; null where none did. */
  public String reason;

  public String source;

  @Column(name = "http_status")
  public Integer httpStatus;

  /** How many changes before it are left out, since the one before; null for none. */
  @Column(name = "left_out")
  public Integer leftOut;

  public Instant at;

  /** The latest of an offer, newest first. */
  static Uni<List<Transition>> latest(String provider, String offer, int most) {
    return Transition.<Transition>find(
            "provider = ?1 and offer = ?2 order by at desc, id desc", provider, offer)
        .range(0, most - 1)
        .list();
  }
}
