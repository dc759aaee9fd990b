package ai.gatewayz.catalog.keys;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.contract.EventJson;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A key as it stands. */
@Entity
@Table(name = "caller_keys")
public class StoredKey extends PanacheEntityBase {

  @Id public String id;

  public String name;

  public String team;

  public String digest;

  /** Of the text before; null where it was never replaced. */
  @Column(name = "former_digest")
  public String formerDigest;

  @Column(name = "former_until")
  public Instant formerUntil;

  /** {@link KeyTerms} as JSON. */
  public String terms;

  public boolean disabled;

  public Instant created;

  public Instant updated;

  public long version;

  void set(KeyTerms wanted) {
    name = wanted.name();
    team = wanted.team();
    terms = new String(EventJson.write(wanted), StandardCharsets.UTF_8);
  }

  KeyTerms terms() {
    return EventJson.read(terms.getBytes(StandardCharsets.UTF_8), KeyTerms.class);
  }

  /** Whether the text before the last rotation is let in as well. */
  boolean overlaps(Instant now) {
    return formerUntil != null && formerUntil.isAfter(now);
  }

  /** As gateways are told. */
  CallerKey published(Instant now) {
    KeyTerms set = terms();
    List<CallerKey.Digest> digests = new ArrayList<>();
    digests.add(new CallerKey.Digest(digest, null));
    if (overlaps(now)) {
      digests.add(new CallerKey.Digest(formerDigest, formerUntil));
    }
    return new CallerKey(
        id,
        digests,
        set.name(),
        set.owner(),
        set.team(),
        set.tags(),
        set.expires(),
        disabled,
        KeyTerms.Names.patterns(set.models()),
        KeyTerms.Names.patterns(set.providers()),
        set.protocols(),
        set.networks(),
        set.mostAtOnce(),
        version,
        updated);
  }
}
