package ai.gatewayz.providers.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.providers.fireworks.Fireworks;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.together.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredProtocolsTest {

  private static final ListedOffer CHATS =
      ListedOffer.of("a/b", "a/b").can(Capability.CHAT, CapabilitySource.LISTED).build();
  private static final ListedOffer EMBEDS =
      ListedOffer.of("a/c", "a/c").can(Capability.EMBEDDINGS, CapabilitySource.LISTED).build();

  private static List<Map<Capability, CapabilitySource>> of(Dialect dialect) {
    return DeclaredProtocols.of(dialect, List.of(CHATS, EMBEDS)).stream()
        .map(ListedOffer::capabilities)
        .toList();
  }

  @Test
  void whatChatsSpeaksWhatItsProviderIsSaidToSpeak() {
    assertEquals(
        List.of(
            Map.of(
                Capability.CHAT,
                CapabilitySource.LISTED,
                Capability.MESSAGES,
                CapabilitySource.INFERRED,
                Capability.RESPONSES,
                CapabilitySource.INFERRED),
            EMBEDS.capabilities()),
        of(new OpenRouter()));
    assertEquals(
        Map.of(
            Capability.CHAT,
            CapabilitySource.LISTED,
            Capability.MESSAGES,
            CapabilitySource.INFERRED),
        of(new Fireworks()).getFirst());
  }

  @Test
  void nothingIsAddedWhereADialectDeclaresNothing() {
    List<ListedOffer> listed = List.of(CHATS, EMBEDS);
    assertSame(listed, DeclaredProtocols.of(new Together(), listed));
  }
}
