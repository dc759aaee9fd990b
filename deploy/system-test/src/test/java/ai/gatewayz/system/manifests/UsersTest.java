package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.gatewayz.system.secured.Right;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What Strimzi grants is what the runbook says; topics are its own to make. */
class UsersTest {

  @Test
  void usersHaveTheRightsOfTheRunbook() throws IOException {
    Set<String> told = new TreeSet<>();
    for (Right right : Right.ofRunbook()) {
      if (!right.makesTopics()) {
        told.add(
            line(
                "gatewayz-" + right.service().name(),
                right.type().name(),
                right.name(),
                right.operation().name()));
      }
    }
    assertFalse(told.isEmpty());
    Set<String> granted = new TreeSet<>();
    for (JsonNode user :
        Rendered.documents(Rendered.ROOT.resolve("deploy/kubernetes/users/users.yaml"))) {
      assertEquals("scram-sha-512", user.at("/spec/authentication/type").asText());
      for (JsonNode rule : user.at("/spec/authorization/acls")) {
        JsonNode resource = rule.path("resource");
        assertEquals("literal", resource.path("patternType").asText());
        for (JsonNode operation : rule.path("operations")) {
          granted.add(
              line(
                  Rendered.name(user),
                  resource.path("type").asText(),
                  resource.path("name").asText(),
                  operation.asText()));
        }
      }
    }
    assertEquals(told, granted);
  }

  private static String line(String user, String type, String name, String operation) {
    return (user + " " + type.replace("_", "") + " " + name + " " + operation)
        .toLowerCase(Locale.ROOT);
  }
}
