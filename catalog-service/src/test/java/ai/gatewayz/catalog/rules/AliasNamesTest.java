package ai.gatewayz.catalog.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.listing.ListedOffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which offers carry which of the operators' names. */
class AliasNamesTest {

  private static ModelAlias alias(String name, String... models) {
    return new ModelAlias(name, List.of(models), ModelAlias.Policy.IN_ORDER, 1);
  }

  private static List<String> names(List<ModelAlias> aliases, String id, String model) {
    return new AliasNames(aliases).of("acme", id, model).stream().map(ModelAlias::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "Vendor/Model,true",
    "vendor/model,true",
    "own-id,true",
    "acme/own-id,true",
    "acme:own-id,true",
    "acme/vendor/model,true",
    "vendor/model:acme,true",
    "vendor/model:nitro,true",
    "acme/own-id:x,true",
    "vendor/*,true",
    "*-id,true",
    "other/vendor/model,false",
    "vendor/mode,false",
    "model,false"
  })
  void whateverCallersMayWriteMeansTheOffer(String model, boolean means) {
    assertEquals(
        means ? List.of("x*") : List.of(),
        names(List.of(alias("x*", model)), "Own-ID", "Vendor/Model"));
  }

  @Test
  void aNameOfANameIsCarriedTooAndRoundsEnd() {
    List<ModelAlias> all =
        List.of(alias("best", "smart"), alias("smart", "best", "a/b"), alias("else", "c/d"));
    assertEquals(List.of("best", "smart"), names(all, "id", "a/b"));
    List<ModelAlias> chain = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      chain.add(alias("n" + (char) ('a' + i), "n" + (char) ('b' + i)));
    }
    chain.add(alias("nu", "a/b"));
    assertEquals(List.of("nq", "nr", "ns", "nt", "nu"), names(chain, "id", "a/b"));
  }

  @Test
  void anOfferIsPublishedWithItsNames() {
    Offer listed = ListedOffer.of("id", "a/b").build().at("acme", 5, Instant.EPOCH);
    Rules rules = Rules.of(List.of(), List.of(alias("fast", "a/b"), alias("else", "c/d")));
    Offer named = rules.on(listed).offer();
    assertEquals(List.of(alias("fast", "a/b")), named.names());
    assertEquals(
        "[{\"name\":\"fast\",\"models\":[\"a/b\"],\"policy\":\"in_order\",\"version\":1}]",
        rules.naming("acme", "id", "a/b"));
    String json = new String(EventJson.write(named), StandardCharsets.UTF_8);
    assertEquals(named, EventJson.read(EventJson.write(named), Offer.class));
    assertEquals(
        rules.naming("acme", "id", "a/b"),
        json.replaceAll(".*\"names\":(.*),\"version\":.*", "$1"),
        "as the table is asked");
    assertSame(named, rules.on(named).offer());
    assertEquals(List.of(), Rules.NONE.on(named).offer().names());
    assertNull(rules.naming("acme", "id", "a/c"));
  }
}
