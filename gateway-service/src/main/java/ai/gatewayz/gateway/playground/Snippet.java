package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.models.ModelSummary;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/**
 * A program that calls a model.
 *
 * @param key names it within a page
 */
public record Snippet(String language, String key, String code) {

  /** For chat, else for embeddings; none for what the gateway cannot call. */
  static List<Snippet> of(ModelSummary model) {
    // As it stands between double quotes in JSON, and so in the other languages too.
    String id = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(model.id()));
    if (model.capabilities().contains(Capability.CHAT)) {
      return chat(id);
    }
    return model.capabilities().contains(Capability.EMBEDDINGS) ? embeddings(id) : List.of();
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
