package ai.gatewayz.providers.capability;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a provider refuses a request because the model cannot do something. It has to say so:
 * that a field is named in a refusal may mean no more than that there is something wrong with its
 * value.
 */
public final class CapabilityRefusal {

  private static final Map<Capability, Pattern> WORDINGS = wordings();

  private CapabilityRefusal() {}

  private static Map<Capability, Pattern> wordings() {
    Map<Capability, String> nouns = new EnumMap<>(Capability.class);
    // That a call cannot be forced does not say that there are none.
    nouns.put(
        Capability.TOOLS,
        "(?:tools?(?![ _-]?choice)(?:[ _-](?:use|usage|calls?|calling))?"
            + "|functions?[ _-](?:calls?|calling))");
    nouns.put(
        Capability.STRUCTURED_OUTPUT,
        "(?:structured[ _-]outputs?|json[ _-](?:schemas?|mode)|response[ _-]formats?|guided[ _-](?:json|decoding))");
    nouns.put(Capability.VISION, "(?:images?|image[ _-](?:url|input)s?|vision|multi-?modal\\w*)");
    nouns.put(Capability.REASONING, "(?:reasoning(?![ _-]?effort)|thinking)");
    nouns.put(Capability.EMBEDDINGS, "(?:embeddings?)");
    Map<Capability, Pattern> wordings = new EnumMap<>(Capability.class);
    nouns.forEach((capability, noun) -> wordings.put(capability, wording(noun)));
    return wordings;
  }

  private static Pattern wording(String noun) {
    String supports = "(?:support|accept|handle|process|allow|enable)(?:s|ed|ing)?";
    String quote = "[\\['\"`]{0,2}";
    // A picture that is too small, or a call in a stream, is not the thing itself.
    String itself = "(?! (?:smaller|larger|bigger|less|more|of|with|below|under|than|that|in)\\b)";
    return Pattern.compile(
        // does not support image input; no endpoints found that support tool use
        "(?:\\bnot|n't|n’t|\\bcannot|unable to|no endpoints found that(?: can)?) "
            + supports
            + "(?: [\\w:]{1,20}){0,3}? "
            + quote
            + noun
            + "\\b"
            + itself
            // tools are not supported with this model; model features vision not support
            + "|\\b"
            + noun
            + quote
            + "(?: (?:is|are|was|were|inputs?|parameters?|fields?|features?|calls?|modes?)){0,3}"
            + " (?:(?:is|are|does|do)?(?:not|n't|n’t) (?:currently |yet |be )?"
            + "(?:supported|support|available|enabled|allowed|permitted)|unsupported)\\b"
            // Qwen3-4B is not a multimodal model
            + "|\\bnot an? "
            + noun
            + " model\\b");
  }

  /** Whether the model is said not to be able to. */
  public static boolean of(Capability capability, Evidence evidence) {
    Finding finding = evidence.finding();
    if (capability == Capability.EMBEDDINGS && finding == Finding.WRONG_OPERATION) {
      return true;
    }
    if (finding != Finding.REQUEST_REFUSED && finding != Finding.WRONG_OPERATION) {
      return false;
    }
    Pattern wording = WORDINGS.get(capability);
    return wording != null && wording.matcher(evidence.detail().toLowerCase(Locale.ROOT)).find();
  }
}
