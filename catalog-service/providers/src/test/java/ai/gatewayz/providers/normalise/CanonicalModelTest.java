package ai.gatewayz.providers.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalModelTest {

  @ParameterizedTest
  @CsvSource({
    "meta-llama/Llama-3.3-70B-Instruct, x, meta-llama/Llama-3.3-70B-Instruct",
    "gpt-5, my-openai, openai/gpt-5",
    "claude-sonnet-4-20250514, team-a, anthropic/claude-sonnet-4-20250514",
    "grok-4, xai, x-ai/grok-4",
    "llama3.1-8b, cerebras, cerebras/llama3.1-8b",
    "accounts/perplexity/models/r1-1776, fireworks, perplexity/r1-1776",
    "accounts/fireworks/models/deepseek-v3p1, fireworks, fireworks/deepseek-v3p1",
  })
  void tiesTheSameModelAndKeepsOthersApart(String id, String fallback, String model) {
    assertEquals(model, CanonicalModel.of(id, fallback));
  }

  @Test
  void takesOnlyRepositoriesOfHuggingFaceFromAddresses() {
    assertEquals(
        Optional.of("deepseek-ai/DeepSeek-V3.1"),
        CanonicalModel.repositoryAt("https://huggingface.co/deepseek-ai/DeepSeek-V3.1"));
    assertEquals(
        Optional.of("a/b"), CanonicalModel.repositoryAt("https://huggingface.co/a/b/tree/main"));
    for (String other :
        new String[] {"", "https://evil.test/a/b", "https://huggingface.co/a", "::", "a/b"}) {
      assertEquals(Optional.empty(), CanonicalModel.repositoryAt(other), other);
    }
    assertEquals(Optional.empty(), CanonicalModel.repositoryAt(null));
  }

  @Test
  void aVariantIsWhatFollowsTheLastColonOfTheName() {
    assertEquals(":free", CanonicalModel.variant("a/b:free"));
    assertEquals("", CanonicalModel.variant("a/b"));
    assertEquals("", CanonicalModel.variant("a:b/c"));
  }
}
