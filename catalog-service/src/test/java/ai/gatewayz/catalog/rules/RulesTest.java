package ai.gatewayz.catalog.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.providers.listing.ListedOffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "acme/*,Acme/Model-7B,true",
    "*-gguf,x/y-GGUF,true",
    "*gguf*,x/y-gguf-q4,true",
    "*gguf,x/y-gguf-q4,false",
    "acme/model-?b,acme/model-7b,true",
    "acme/model-?b,acme/model-70b,false",
    "acme,acme/model,false",
    "a*b*c,aXbXbXc,true",
    "a.b,axb,false",
    "*,'',true"
  })
  void patternsFitWholeIds(String pattern, String text, boolean fits) {
    assertEquals(fits, Glob.matches(pattern, text));
  }

  @Test
  void aHostilePatternTakesNoTimeToSpeakOf() {
    assertFalse(Glob.matches("*a".repeat(200) + "b", "a".repeat(500)));
  }

  @Test
  void aBlockIsByteExactAndAFilterIsNot() {
    Rules rules =
        Rules.of(List.of(rule("b", Rule.Kind.BLOCK, "p", "acme/One", null), filter("f", "*two*")));
    assertEquals("b", rules.hiding("p", "acme/One", "acme/One"));
    assertNull(rules.hiding("p", "acme/one", "acme/one"));
    assertNull(rules.hiding("q", "acme/One", "acme/One"));
    assertEquals("f", rules.hiding("q", "accounts/x/models/t", "acme/TWO"));
  }

  @Test
  void aPinSaysOtherThanTheListAndTellsWhoSaidIt() {
    Offer listed =
        ListedOffer.of("acme/one", "acme/one")
            .can(Capability.CHAT, CapabilitySource.LISTED)
            .can(Capability.VISION, CapabilitySource.INFERRED)
            .contextTokens(4096)
            .build()
            .at("p", 7, NOW);
    Price price = new Price.PerToken(BigDecimal.ONE, BigDecimal.TWO, null);
    Pin pin =
        new Pin(
            true,
            "vendor/one",
            null,
            price,
            Map.of(Capability.TOOLS, true, Capability.VISION, false),
            null,
            100,
            false);
    Rules rules = Rules.of(List.of(rule("pin", Rule.Kind.PIN, "p", "acme/one", pin)));
    Rules.Ruled ruled = rules.on(listed);
    assertEquals("pin", ruled.pinnedBy());
    assertNull(ruled.hiddenBy());
    Offer offer = ruled.offer();
    assertEquals("vendor/one", offer.model());
    assertEquals("acme/one", offer.upstreamId());
    assertEquals(price, offer.price());
    assertEquals(
        Map.of(
            Capability.CHAT, CapabilitySource.LISTED, Capability.TOOLS, CapabilitySource.OPERATOR),
        offer.capabilities());
    assertEquals(4096, offer.contextTokens());
    assertEquals(100, offer.maxOutputTokens());
    assertEquals(false, offer.probe());
    assertEquals(7, offer.version());
    assertTrue(rules.keeps("p", "acme/one"));
    assertFalse(rules.keeps("p", "acme/two"));
  }

  @Test
  void whatNoRuleIsAboutStaysAsItIs() {
    Offer listed = ListedOffer.of("acme/one", "acme/one").build().at("p", 7, NOW);
    assertSame(listed, Rules.NONE.on(listed).offer());
    assertSame(listed, Rules.of(List.of(filter("f", "other/*"))).on(listed).offer());
  }

  private static Rule filter(String id, String pattern) {
    return rule(id, Rule.Kind.FILTER, null, pattern, null);
  }

  private static Rule rule(String id, Rule.Kind kind, String provider, String target, Pin pin) {
    return new Rule(id, kind, provider, target, pin, "why", null, "who", NOW, null);
  }
}
