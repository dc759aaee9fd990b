package ai.gatewayz.catalog.consumer;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.contract.OfferReader;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.contract.Topic;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Readers of what the catalog says. */
public final class CatalogEvents {

  private static final int MOST_SIGNALS = 1_000;
  private static final int MOST_FIELDS = 1_000;
  private static final int MOST_ALIASES = 1_000;

  /** The catalog numbers changes above all earlier ones and above the time. */
  static final TimeUnit VERSIONS = TimeUnit.MICROSECONDS;

  private CatalogEvents() {}

  public static EventReader<Offer> offers(InstantSource clock) {
    return new EventReader<>(Topic.OFFERS, CloudEvent.OFFER, new OfferForm(), clock);
  }

  public static EventReader<OfferChange> changes(InstantSource clock) {
    return new EventReader<>(Topic.CHANGES, CloudEvent.CHANGE, new ChangeForm(), clock);
  }

  public static EventReader<SyncEvent> syncs(InstantSource clock) {
    return new EventReader<>(Topic.SYNCS, CloudEvent.SYNC, new SyncForm(), clock);
  }

  public static EventReader<CallerKey> keys(InstantSource clock) {
    return new EventReader<>(Topic.KEYS, CloudEvent.KEY, new CallerKeyForm(), clock);
  }

  private static final class OfferForm implements EventReader.Form<Offer> {

    @Override
    public Offer parse(byte[] json) throws IOException {
      return OfferReader.read(json);
    }

    @Override
    public String provider(Offer event) {
      return event.provider();
    }

    @Override
    public String id(Offer event) {
      return event.id();
    }

    @Override
    public void check(Offer offer, Check check) {
      check.text("model", offer.model());
      check.text("upstreamId", offer.upstreamId());
      check.optional("name", offer.name());
      check.optional("task", offer.task());
      check.price("price", offer.price());
      check.amount("contextTokens", offer.contextTokens(), Integer.MAX_VALUE);
      check.amount("maxOutputTokens", offer.maxOutputTokens(), Integer.MAX_VALUE);
      check.instant("created", offer.created());
      check.day("deprecation", offer.deprecation());
      check.bounded("signals", offer.signals().size() <= MOST_SIGNALS);
      for (Signal signal : offer.signals()) {
        check.optional("signals.host", signal.host());
        check.amount("signals.contextTokens", signal.contextTokens(), Integer.MAX_VALUE);
        check.price("signals.price", signal.price());
        check.finite("signals.ttftMillis", signal.ttftMillis());
        check.finite("signals.tokensPerSecond", signal.tokensPerSecond());
        check.finite("signals.uptime", signal.uptime());
      }
      check.bounded("aliases", offer.aliases().size() <= MOST_ALIASES);
      offer.aliases().forEach(alias -> check.text("aliases", alias));
      names(offer, check);
      check.version(offer.version(), VERSIONS);
      check.past("updated", offer.updated());
    }
  }

  private static void names(Offer offer, Check check) {
    check.bounded("names", offer.names().size() <= MOST_ALIASES);
    for (ModelAlias alias : offer.names()) {
      check.text("names.name", alias.name());
      check.present("names.policy", alias.policy());
      check.bounded("names.models", alias.models().size() <= MOST_ALIASES);
      alias.models().forEach(model -> check.text("names.models", model));
    }
  }

  private static final class ChangeForm implements EventReader.Form<OfferChange> {

    @Override
    public OfferChange parse(byte[] json) throws IOException {
      return EventJson.mapper().readValue(json, OfferChange.class);
    }

    @Override
    public String provider(OfferChange event) {
      return event.provider();
    }

    @Override
    public String id(OfferChange event) {
      return event.id();
    }

    @Override
    public void check(OfferChange change, Check check) {
      check.text("model", change.model());
      check.present("kind", change.kind());
      check.bounded("fields", change.fields().size() <= MOST_FIELDS);
      for (OfferChange.Field field : change.fields()) {
        check.text("fields.name", field.name());
        check.json("fields.from", field.from());
        check.json("fields.to", field.to());
      }
      check.version(change.version(), VERSIONS);
      check.optional("syncId", change.syncId());
      check.present("at", change.at());
      check.past("at", change.at());
    }
  }

  private static final class SyncForm implements EventReader.Form<SyncEvent> {

    @Override
    public SyncEvent parse(byte[] json) throws IOException {
      return EventJson.mapper().readValue(json, SyncEvent.class);
    }

    @Override
    public String provider(SyncEvent event) {
      return event.provider();
    }

    @Override
    public String id(SyncEvent event) {
      return null;
    }

    @Override
    public void check(SyncEvent sync, Check check) {
      check.text("syncId", sync.syncId());
      check.present("result", sync.result());
      check.optional("reason", sync.reason());
      check.bounded("drift", sync.drift().size() <= MOST_FIELDS);
      for (SyncEvent.Drift drift : sync.drift()) {
        check.optional("drift.list", drift.list());
        check.optional("drift.field", drift.field());
        check.bounded("drift.from", drift.from().size() <= MOST_FIELDS);
        check.bounded("drift.to", drift.to().size() <= MOST_FIELDS);
      }
      check.present("started", sync.started());
      check.past("started", sync.started());
      check.past("finished", sync.finished());
    }
  }
}
