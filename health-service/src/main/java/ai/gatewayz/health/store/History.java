package ai.gatewayz.health.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the history. */
@ApplicationScoped
public class History {

  /** The latest transitions of an offer, newest first. */
  public Uni<List<Transition>> of(String provider, String offer, int most) {
    return Panache.withSession(() -> Transition.latest(provider, offer, most));
  }
}
