package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.routing.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FittingNamesTest {

  private final FittingNames fitting = new FittingNames();

  @Test
  void whatIsRememberedIsWhatThePatternsSay() {
    List<Offer> offers = new ArrayList<>();
    for (String provider : List.of("together", "fireworks")) {
      for (String model : List.of("a/one", "A/one", "a/two", "b/one")) {
        offers.add(chat(provider, model));
      }
    }
    List<Permit> permits = new ArrayList<>(List.of(Permit.ALL));
    for (int i = 0; i < 40; i++) {
      Patterns models = new Patterns(List.of("a/*", "x/" + i), List.of("*two"));
      permits.add(new Permit(models, Patterns.ANY));
      permits.add(new Permit(Patterns.ANY, new Patterns(List.of(), List.of("FIRE*", "x" + i))));
      permits.add(new Permit(models, new Patterns(List.of("together"), List.of())));
    }
    for (int round = 0; round < 2; round++) {
      for (Permit permit : permits) {
        Predicate<Offer> allowed = fitting.of(permit);
        for (Offer offer : offers) {
          for (int again = 0; again < 2; again++) {
            assertEquals(
                permit.allows(offer), allowed.test(offer), () -> permit + " " + offer.key());
          }
        }
      }
    }
  }
}
