package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.models.ModelSummary;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Optional;

/**
 * A program that calls a model.
 *
 * @param key names it within a page
 */
public record Snippet(String language, String key, String code) {

  /** For what it does first; none for what the gateway cannot call. */
  static List<Snippet> of(ModelSummary model) {
    // As it stands between double quotes in JSON, and so in the other languages too.
    String id = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(model.id()));
    if (model.capabilities().contains(Capability.CHAT)) {
      return chat(id);
    }
    if (model.capabilities().contains(Capability.EMBEDDINGS)) {
      return embeddings(id);
    }
    String shell = id.replace("'", "'\\''");
    return model.capabilities().stream()
        .flatMap(capability -> call(capability, shell).stream())
        .map(code -> new Snippet("curl", "curl", code))
        .limit(1)
        .toList();
  }

  /** A call from a shell for what is no text; empty for what nobody calls for itself. */
  private static Optional<String> call(Capability capability, String model) {
    return switch (capability) {
      case RERANK ->
          posted(
              "rerank",
              "\"model\": \""
                  + model
                  + "\", \"query\": \"Who purrs?\", \"documents\": [\"A dog barks.\", \"A cat purrs.\"]");
      case IMAGES ->
          posted(
              "images/generations",
              "\"model\": \"" + model + "\", \"prompt\": \"A cat that purrs\"");
      case SPEECH ->
          posted(
              "audio/speech --output speech.mp3",
              "\"model\": \"" + model + "\", \"input\": \"Hello\", \"voice\": \"alloy\"");
      case TRANSCRIPTIONS ->
          Optional.of(
              """
              curl http://localhost:8080/v1/audio/transcriptions \\
                -H "Authorization: Bearer $GATEWAYZ_API_KEY" \\
                -F model='%s' -F file=@speech.mp3
              """
                  .formatted(model));
      case CHAT,
          COMPLETIONS,
          EMBEDDINGS,
          MESSAGES,
          RESPONSES,
          TOOLS,
          VISION,
          STRUCTURED_OUTPUT,
          REASONING,
          OTHER ->
          Optional.empty();
    };
  }

  private static Optional<String> posted(String path, String members) {
    return Optional.of(
        """
        curl http://localhost:8080/v1/%s \\
          -H "Authorization: Bearer $GATEWAYZ_API_KEY" \\
          -H "Content-Type: application/json" \\
          -d '{%s}'
        """
            .formatted(path, members));
  }

  private static List<Snippet> chat(String id) {
    return List.of(
        new Snippet(
            "curl",
            "curl",
            """
            curl http://localhost:8080/v1/chat/completions \\
              -H "Authorization: Bearer $GATEWAYZ_API_KEY" \\
              -H "Content-Type: application/json" \\
              -d '{"model": "%s", "messages": [{"role": "user", "content": "Hello"}]}'
            """
                .formatted(id.replace("'", "'\\''"))),
        new Snippet(
            "Python",
            "python",
            """
            import os
            from openai import OpenAI

            client = OpenAI(base_url="http://localhost:8080/v1", api_key=os.environ["GATEWAYZ_API_KEY"])
            stream = client.chat.completions.create(
                model="%s",
                messages=[{"role": "user", "content": "Hello"}],
                stream=True,
            )
            for chunk in stream:
                if chunk.choices:
                    print(chunk.choices[0].delta.content or "", end="")
            """
                .formatted(id)),
        new Snippet(
            "Python, by Responses",
            "python-responses",
            """
            import os
            from openai import OpenAI

            client = OpenAI(base_url="http://localhost:8080/v1", api_key=os.environ["GATEWAYZ_API_KEY"])
            print(client.responses.create(model="%s", input="Hello").output_text)
            """
                .formatted(id)),
        new Snippet(
            "Python, by Messages",
            "python-messages",
            """
            import os
            from anthropic import Anthropic

            client = Anthropic(base_url="http://localhost:8080", api_key=os.environ["GATEWAYZ_API_KEY"])
            answer = client.messages.create(
                model="%s",
                max_tokens=256,
                messages=[{"role": "user", "content": "Hello"}],
            )
            print(answer.content[0].text)
            """
                .formatted(id)),
        new Snippet(
            "JavaScript",
            "javascript",
            """
            import OpenAI from "openai";

            const client = new OpenAI({ baseURL: "http://localhost:8080/v1", apiKey: process.env.GATEWAYZ_API_KEY });
            const stream = await client.chat.completions.create({
              model: "%s",
              messages: [{ role: "user", content: "Hello" }],
              stream: true,
            });
            for await (const chunk of stream) {
              process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
            }
            """
                .formatted(id)),
        new Snippet(
            "Java",
            "java",
            """
            OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl("http://localhost:8080/v1")
                .apiKey(System.getenv("GATEWAYZ_API_KEY"))
                .build();
            ChatCompletion answer = client.chat().completions().create(
                ChatCompletionCreateParams.builder()
                    .model("%s")
                    .addUserMessage("Hello")
                    .build());
            System.out.println(answer.choices().getFirst().message().content().orElse(""));
            """
                .formatted(id)));
  }

  private static List<Snippet> embeddings(String id) {
    return List.of(
        new Snippet(
            "curl",
            "curl",
            """
            curl http://localhost:8080/v1/embeddings \\
              -H "Authorization: Bearer $GATEWAYZ_API_KEY" \\
              -H "Content-Type: application/json" \\
              -d '{"model": "%s", "input": "Hello"}'
            """
                .formatted(id.replace("'", "'\\''"))),
        new Snippet(
            "Python",
            "python",
            """
            import os
            from openai import OpenAI

            client = OpenAI(base_url="http://localhost:8080/v1", api_key=os.environ["GATEWAYZ_API_KEY"])
            answer = client.embeddings.create(model="%s", input="Hello")
            print(len(answer.data[0].embedding))
            """
                .formatted(id)));
  }
}
