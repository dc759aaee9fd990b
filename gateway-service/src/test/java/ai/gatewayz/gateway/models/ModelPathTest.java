package ai.gatewayz.gateway.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meta-llama/Llama-3.3-70B",
        "a;b=c/d;e",
        "a//b",
        "/a",
        "a/",
        "a/../b",
        "../../etc",
        "a/./b",
        "a b+c%2F?#&",
        "…/ü",
        "a:b@c"
      })
  void aLinkLeadsToItsModelThroughABrowser(String id) {
    String path = "/models/" + ModelPath.of(id);
    assertEquals(path, URI.create("http://h" + path).normalize().getRawPath());
    assertEquals(id, ModelPath.id(path, "/models/", "else"));
  }

  @ParameterizedTest
  @CsvSource({
    "/models/a;b/c,a;b/c",
    "/models/a//b,a//b",
    "/models/a%2Fb,a/b",
    "/models/a%zz,routed",
    "//models/a,routed",
    "/models/a+b,a+b"
  })
  void aNameIsReadAsItWasSent(String path, String id) {
    assertEquals(id, ModelPath.id(path, "/models/", "routed"));
  }
}
