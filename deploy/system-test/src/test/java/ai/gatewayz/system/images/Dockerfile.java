package ai.gatewayz.system.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Dockerfile of one stage, read.
 *
 * @param instructions in order, continued lines put together
 */
record Dockerfile(List<Instruction> instructions) {

  /**
   * @param name in capitals
   */
  record Instruction(String name, String arguments) {}

  static Dockerfile read(Path file) throws IOException {
    List<Instruction> instructions = new ArrayList<>();
    String text = Files.readString(file).replaceAll("\\\\\n\\s*", " ");
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        instructions.add(new Instruction(parts[0], parts.length > 1 ? parts[1] : ""));
      }
    }
    return new Dockerfile(instructions);
  }

  List<String> all(String name) {
    return instructions.stream()
        .filter(each -> each.name.equals(name))
        .map(Instruction::arguments)
        .toList();
  }

  String one(String name) {
    List<String> all = all(name);
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " times " + name);
    }
    return all.getFirst();
  }
}
