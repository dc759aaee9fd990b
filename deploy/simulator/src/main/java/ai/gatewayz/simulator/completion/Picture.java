package ai.gatewayz.simulator.completion;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Looks at a picture that stands in a request. */
final class Picture {

  private static final Map<Integer, String> CORNERS =
      Map.of(
          0b100, "Red", 0b010, "Green", 0b001, "Blue", 0b110, "Yellow", 0b000, "Black", 0b111,
          "White");
  private static final int HALF = 96;

  private Picture() {}

  /** The colour of its first pixel, in a word; empty where it cannot be seen. */
  static Optional<String> colour(String url) {
    try {
      byte[] bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      return image == null
          ? Optional.empty()
          : Optional.ofNullable(CORNERS.get(corner(image.getRGB(0, 0))));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int corner(int rgb) {
    return bit(rgb >> 16) << 2 | bit(rgb >> 8) << 1 | bit(rgb);
  }

  private static int bit(int channel) {
    return (channel & 0xFF) >= HALF ? 1 : 0;
  }
}
